"""Build the shipped dataset: `python -m lcity.build [FOLDER]`."""

import sys
from pathlib import Path

import pandas as pd

from lcity.build import census, facts, names, outlines, tables

CHINA15 = facts.ROOT / "data" / "china15"


def main(folder: Path) -> None:
    """Write every table of the dataset into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    units = facts.census_2020()
    (folder / "dataset.toml").write_text(tables.DATASET, encoding="utf-8")
    write(tables.sources(), folder / "sources.csv")
    write(tables.indicators(), folder / "indicators.csv")
    write(tables.cities(), folder / "cities.csv")
    shapes = outlines.outlines(units["outline_adcodes_today"])
    shapes.insert(0, "city", units["city"])
    shapes.insert(1, "name", [names.english(name) for name in units["name_zh"]])
    shapes.insert(2, "name_zh", units["name_zh"])
    outlines.write(shapes, folder / "districts.geojson")
    official = pd.concat([census.values_2010(), census.values_2020()]).sort_values(["district", "year"])
    counts = {column: "Int64" for column in [*census.PEOPLE, "tertiary_per_100k"]}
    write(official.astype(counts).reset_index(), folder / "values_district.csv")


def write(table: pd.DataFrame, path: Path) -> None:
    """Write a table as CSV, the same bytes on every machine."""
    table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CHINA15)
