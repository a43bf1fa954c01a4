"""The dataset of nine English city regions, table by table."""

from pathlib import Path

from lcity.build import tree, write
from lcity.build.england9 import facts, readme, tables

HERE = Path(__file__).parent
INDICATORS, SOURCES, META = HERE / "indicators.toml", HERE / "sources.toml", HERE / "dataset.toml"
DIGITS = 5
"""Decimals of a degree kept of outlines: about 1 m."""


def build(folder: Path) -> None:
    """Write every table of the dataset into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dataset.toml").write_bytes(META.read_bytes())
    indicators = tree.indicators(INDICATORS)
    write.csv(tree.sources(SOURCES), folder / "sources.csv")
    write.csv(indicators, folder / "indicators.csv")
    write.csv(tables.cities(), folder / "cities.csv")
    write.outlines(tables.districts(), folder / "districts.geojson", DIGITS)
    write.parquet(tables.population(), folder / "population.parquet")
    write.csv(tables.centres(), folder / "centres.csv")
    read = indicators[indicators["direction"].notna() & indicators["computed"].isna()]
    write.csv(tables.values_district(list(read["key"])), folder / "values_district.csv")
    write.csv(tables.values_city(list(read["key"])), folder / "values_city.csv")
    write.csv(tables.participation(), folder / "participation.csv")
    write.csv(tables.targets(read), folder / "targets.csv")
    write.csv(facts.cases(), folder / "cases.csv")
    (folder / "README.md").write_text(readme.text(folder), encoding="utf-8")
