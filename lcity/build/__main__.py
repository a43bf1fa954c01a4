"""Build the shipped dataset and the documents beside it, or only the dataset, elsewhere.

python -m lcity.build [FOLDER]
"""

import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd

from lcity.access.coverage import covered
from lcity.build import census, facts, names, outlines, readme, tables
from lcity.build.cells import cells
from lcity.build.centres import centres
from lcity.build.numbers import numbers
from lcity.build.participation import community, participation
from lcity.build.places import GROUPS, places
from lcity.build.towns import towns

CHINA15 = facts.ROOT / "data" / "china15"
RADIUS_M = 1_000


def build(folder: Path) -> None:
    """Write every table of the dataset into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.toml").write_text(tables.DATASET, encoding="utf-8")
    write(tables.sources(), folder / "sources.csv")
    write(tables.indicators(), folder / "indicators.csv")
    write(tables.cities(), folder / "cities.csv")
    shapes = districts()
    outlines.write(shapes, folder / "districts.geojson")

    land = cells(shapes)
    drawn_to = towns(land)
    lived_in = places(land, drawn_to)
    learning = centres(lived_in, drawn_to, numbers(drawn_to))
    taking_part = participation(lived_in, coverage(lived_in, learning))
    write_population(lived_in, folder / "population.parquet")
    write(learning, folder / "centres.csv")
    write(taking_part, folder / "participation.csv")
    write(values(taking_part), folder / "values_district.csv")
    (folder / "README.md").write_text(readme.china15(folder), encoding="utf-8")


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


def write(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV, the same bytes at every build."""
    table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


def write_population(places: pd.DataFrame, path: Path) -> None:
    """Write the places as Parquet: positions to about a metre, counts as small whole numbers."""
    counts = places[["people", *GROUPS]].astype("int32")
    table = places[["lon", "lat"]].astype("float32").join(counts)
    text = {"district": places["district"].astype("category"), "provenance": "simulated"}
    table = table.assign(**text).astype({"provenance": "category"})
    table.to_parquet(path, index=False, compression="zstd", compression_level=19)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        build(Path(sys.argv[1]))
    else:
        build(CHINA15)
        (CHINA15.parent / "README.md").write_text(readme.data_dictionary(), encoding="utf-8")
