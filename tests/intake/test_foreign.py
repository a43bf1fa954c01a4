"""Datasets from elsewhere go all the way: confirmed, corrected, valid, ranked."""

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from lcity.computed import COMPUTATIONS, complete
from lcity.dataset import read
from lcity.index import Tree, score_units
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.plan import OWN
from lcity.intake.prepare import Prepared, prepare
from tests import foreign


class Upload:
    """An upload whose owner confirms what is suggested."""

    def __init__(self, files: foreign.Files, folder: Path):
        self.files, self.folder = [], folder
        for name, content in files.items():
            (folder / name).write_bytes(content)
            self.files.append(File(name, folder / name))

    def take(self, plan=None) -> Prepared:
        return prepare(self.files, self.folder / "work", None, plan, COMPUTATIONS, Limits())


def ranking(prepared: Prepared, level: str):
    assert prepared.valid, "\n".join(map(str, prepared.problems))
    dataset = read(prepared.composed.folder, COMPUTATIONS)
    values = complete(dataset, level).values
    return dataset, score_units(values, dataset.indicators, Tree.from_table(dataset.indicators))


def test_another_country_on_its_own_grid(tmp_path):
    upload = Upload(foreign.britain(), tmp_path)
    first = upload.take()
    assert first.composed is None, "nothing is guessed silently"
    plan = first.proposal.plan
    assert plan.mode == OWN
    assert plan.headings["wards.xlsx: District values"] == {
        "District code": "district",
        "Municipality": "city",
        "Reference year": "year",
        "Population": "people",
        "Adults in learning": "learning",
        "Library members": "members",
    }
    assert plan.tables["wards.xlsx: Libraries"] == "centres"
    assert plan.headings["wards.gpkg"] == {"LAD code": "district", "Name": "name"}
    second = upload.take(plan)
    assert {(p.column, p.code) for p in second.problems} == {
        ("Easting", "out_of_range"),
        ("Northing", "out_of_range"),
    }, "problems are told by the headings as they came"
    (correction,) = second.corrections
    assert (correction.table, correction.how, correction.after) == ("centres", "EPSG:27700", 1.0)
    third = upload.take(dataclasses.replace(plan, corrections={"centres": correction.how}))
    dataset, ranked = ranking(third, "district")
    np.testing.assert_allclose(
        dataset.centres.loc["c4", ["lon", "lat"]].astype(float), foreign.britain_centre(4), atol=1e-6
    )
    assert list(dataset.districts["name"]) == list(foreign.PLACES)
    assert dataset.districts.crs.to_epsg() == 4326
    # (31.5 + 10) / 2, (28 + 20) / 2, …; one figure of two is not enough to be ranked.
    expected = pd.Series([20.75, 24.0, 35.125, 31.0, 50.0, 47.5], dataset.districts.index)
    pd.testing.assert_series_equal(
        ranked.score.drop("W06000005"), expected.drop("W06000005"), check_names=False
    )
    assert list(ranked.rank.dropna()) == [5, 4, 2, 3, 1]
    assert pd.isna(ranked.rank["W06000005"])


def test_cities_without_year_or_place(tmp_path):
    prepared = Upload(foreign.without_map(), tmp_path).take()
    dataset, ranked = ranking(prepared, "city")
    assert dataset.meta.title == "cities"
    assert dataset.levels == ("city",)
    assert not dataset.has_outlines
    assert list(dataset.cities.index) == ["01", "02", "03", "04", "05"], "ids keep their zeros"
    assert dataset.cities.at["02", "name"] == "الأقصر"
    assert ranked.rank.dropna().to_dict() == {"01": 4, "02": 2, "03": 2, "04": 1}


@pytest.fixture(scope="module")
def nation(tmp_path_factory) -> Prepared:
    return Upload(foreign.nation(), tmp_path_factory.mktemp("nation")).take()


def test_a_nation_of_three_thousand_districts(nation):
    dataset, ranked = ranking(nation, "district")
    assert len(dataset.districts) == 3_000
    assert dataset.has_outlines
    assert list(dataset.districts["name"][:2]) == ["Município 0", "Município 1"]
    figures = dataset.values_district.set_index("district").filter(regex=r"^x\d+$")
    mean = figures.mean(axis=1)[figures.notna().mean(axis=1) >= 0.8]
    np.testing.assert_allclose(ranked.score[mean.index], mean, rtol=1e-12)
    assert ranked.rank.dropna().index[ranked.rank.dropna() == 1][0] == mean.idxmax()
