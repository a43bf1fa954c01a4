"""The committed dataset is what the build makes: whole tables where that is quick, else one city."""

import pandas as pd
import pytest
import shapely

from lcity.build import readme as dictionary
from lcity.build import tree, write
from lcity.build.china15 import dataset, facts, outlines, readme
from lcity.build.china15.cells import cells
from lcity.build.china15.centres import KINDS, centres
from lcity.build.china15.numbers import numbers
from lcity.build.china15.participation import participation
from lcity.build.china15.places import GROUPS
from lcity.build.china15.towns import towns

CHINA15 = facts.ROOT / "data" / "china15"
TAIYUAN = "140100"


@pytest.fixture(scope="module")
def shipped_centres():
    return pd.read_csv(CHINA15 / "centres.csv")


def test_the_hand_written_tables(tmp_path):
    made = {
        "sources": tree.sources(dataset.SOURCES),
        "indicators": tree.indicators(dataset.INDICATORS),
        "cities": dataset.cities(),
    }
    for name, table in made.items():
        write.csv(table, tmp_path / f"{name}.csv")
        assert (tmp_path / f"{name}.csv").read_bytes() == (CHINA15 / f"{name}.csv").read_bytes()
    assert (CHINA15 / "dataset.toml").read_bytes() == dataset.META.read_bytes()


def test_the_outlines(tmp_path):
    write.outlines(dataset.districts(), tmp_path / "districts.geojson", outlines.DIGITS)
    assert (tmp_path / "districts.geojson").read_bytes() == (CHINA15 / "districts.geojson").read_bytes()


def test_where_people_live_in_one_city(taiyuan, tmp_path):
    write.parquet(dataset.population(taiyuan[1]), tmp_path / "population.parquet")
    shipped = pd.read_parquet(CHINA15 / "population.parquet")
    own = shipped[shipped["district"].astype(str).map(facts.city_of) == TAIYUAN].reset_index(drop=True)
    made = pd.read_parquet(tmp_path / "population.parquet")
    pd.testing.assert_frame_equal(
        made.astype({"district": str}), own.astype({"district": str}), check_exact=True
    )


def test_the_centres_of_one_city(taiyuan, shipped_centres, tmp_path):
    drawn_to, lived_in = taiyuan
    district = shipped_centres["centre"].str[:6]
    own = shipped_centres[district.map(facts.city_of) == TAIYUAN]
    wanted = pd.crosstab(district[own.index], own["kind"]).reindex(columns=list(KINDS), fill_value=0)
    write.csv(centres(lived_in, drawn_to, wanted), tmp_path / "centres.csv")
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "centres.csv"), own.reset_index(drop=True))


def test_the_numbers_of_centres(china15, shipped_centres):
    districts = china15.districts
    middle = shapely.buffer(districts.geometry.representative_point().to_numpy(), 0.01)
    wanted = numbers(towns(cells(districts.set_geometry(middle, crs="EPSG:4326"))))
    found = pd.crosstab(shipped_centres["centre"].str[:6], shipped_centres["kind"])
    assert (found.reindex(index=wanted.index, columns=wanted.columns).fillna(0) == wanted).all(axis=None)


def test_participation_and_values(china15, shipped_centres, tmp_path):
    lived_in = china15.population[["lon", "lat", "people", "district", *GROUPS]]
    taking_part = participation(lived_in, dataset.coverage(lived_in, shipped_centres))
    write.csv(taking_part, tmp_path / "participation.csv")
    write.csv(dataset.values(taking_part), tmp_path / "values_district.csv")
    for name in ("participation.csv", "values_district.csv"):
        assert (tmp_path / name).read_bytes() == (CHINA15 / name).read_bytes()


def test_the_documents_beside_it():
    own = (CHINA15 / "README.md").read_text(encoding="utf-8")
    assert own == readme.text(CHINA15)
    shared = (CHINA15.parent / "README.md").read_text(encoding="utf-8")
    assert shared == dictionary.data_dictionary()
