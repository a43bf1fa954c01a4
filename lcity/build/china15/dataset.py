"""The dataset of fifteen Chinese cities, table by table."""

from pathlib import Path

import geopandas as gpd
import pandas as pd

from lcity.access.coverage import covered
from lcity.build import tree, write
from lcity.build.china15 import census, facts, names, outlines, readme
from lcity.build.china15.cells import cells
from lcity.build.china15.centres import centres
from lcity.build.china15.numbers import numbers
from lcity.build.china15.participation import community, participation
from lcity.build.china15.places import GROUPS, places
from lcity.build.china15.towns import towns

HERE = Path(__file__).parent
INDICATORS, SOURCES, META = HERE / "indicators.toml", HERE / "sources.toml", HERE / "dataset.toml"
CENTRE_OF_CITY = ("PPLC", "PPLA", "PPLA2")
"""GeoNames' classes of the place a city is called after: capital, seat of a province or of a prefecture."""
RADIUS_M = 1_000


def build(folder: Path) -> None:
    """Write every table of the dataset into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.toml").write_bytes(META.read_bytes())
    write.csv(tree.sources(SOURCES), folder / "sources.csv")
    write.csv(tree.indicators(INDICATORS), folder / "indicators.csv")
    write.csv(cities(), folder / "cities.csv")
    for name, table in (("policies", facts.policies), ("targets", facts.targets), ("cases", facts.cases)):
        write.csv(table(), folder / f"{name}.csv")
    shapes = districts()
    write.outlines(shapes, folder / "districts.geojson", outlines.DIGITS)

    land = cells(shapes)
    drawn_to = towns(land)
    lived_in = places(land, drawn_to)
    learning = centres(lived_in, drawn_to, numbers(drawn_to))
    taking_part = participation(lived_in, coverage(lived_in, learning))
    write.parquet(population(lived_in), folder / "population.parquet")
    write.csv(learning, folder / "centres.csv")
    write.csv(taking_part, folder / "participation.csv")
    write.csv(values(taking_part), folder / "values_district.csv")
    (folder / "README.md").write_text(readme.text(folder), encoding="utf-8")


def cities() -> pd.DataFrame:
    """Return the cities in the order of their codes: city, name, name_zh, lon, lat, joined, award.

    A city stands where GeoNames puts the place it is called after. `joined` and `award` are blank
    where no source was seen.
    """
    codes = facts.census_2020().groupby("city_zh")["city"].first()
    found = facts.places()
    centre = found[found["fcode"].isin(CENTRE_OF_CITY)].set_index("city")
    members = facts.members().set_index("city")
    table = pd.DataFrame(
        {
            "city": codes,
            "name": members["city_en"],
            "name_zh": codes.index.str.removesuffix("市"),
            "lon": centre["lon"],
            "lat": centre["lat"],
            "joined": members["joined"],
            "award": members["award"],
        }
    )
    return table.sort_values("city", ignore_index=True)


def districts() -> gpd.GeoDataFrame:
    """Return the districts with names and outlines, index district."""
    units = facts.census_2020()
    shapes = outlines.outlines(units["outline_adcodes_today"])
    shapes.insert(0, "city", units["city"])
    shapes.insert(1, "name", [names.english(name) for name in units["name_zh"]])
    shapes.insert(2, "name_zh", units["name_zh"])
    return shapes


def coverage(places: pd.DataFrame, centres: pd.DataFrame) -> pd.Series:
    """Return the share of each district's people with a centre within 1,000 m, as the files have them."""
    lived_in = places[["lon", "lat"]].astype("float32").to_numpy("float64")
    near = covered(lived_in, centres[["lon", "lat"]].to_numpy(), RADIUS_M)
    people = places["people"].where(near, 0).groupby(places["district"]).sum()
    return people / places.groupby("district")["people"].sum()


def values(participation: pd.DataFrame) -> pd.DataFrame:
    """Return `values_district.csv`: official values of 2010 and 2020, simulated ones of the last year."""
    table = pd.concat([census.values_2010(), census.values_2020(), community(participation)])
    whole = dict.fromkeys([*census.PEOPLE, "tertiary_per_100k"], "Int64")
    return table.sort_values(["district", "year"]).astype(whole).reset_index()


def population(places: pd.DataFrame) -> pd.DataFrame:
    """Return `population.parquet`: positions to about a metre, counts as small whole numbers."""
    counts = places[["people", *GROUPS]].astype("int32")
    table = places[["lon", "lat"]].astype("float32").join(counts)
    text = {"district": places["district"].astype("category"), "provenance": "simulated"}
    return table.assign(**text).astype({"provenance": "category"})
