"""The facts the dataset of English city regions is made from, as they were compiled."""

import tomllib
from pathlib import Path

import geopandas as gpd
import pandas as pd

HERE = Path(__file__).parent
FACTS = HERE.parents[2] / "data" / "facts" / "england"


def cities() -> pd.DataFrame:
    """Return the city regions: city, name, lon, lat."""
    return pd.read_csv(FACTS / "cities.csv")[["city", "name", "lon", "lat"]]


def districts() -> gpd.GeoDataFrame:
    """Return the authorities with their outlines in WGS84: index district; city, name, geometry."""
    return gpd.read_file(FACTS / "districts.geojson").set_index("district")


def names_zh() -> dict[str, str]:
    """Return the Chinese name of each city region and authority, by its code."""
    return tomllib.loads((HERE / "names.toml").read_text(encoding="utf-8"))


def small_areas() -> pd.DataFrame:
    """Return the small areas (LSOA 2021): lon, lat, people, people of each group, district, lsoa."""
    return pd.read_csv(FACTS / "population.csv")


def context() -> pd.DataFrame:
    """Return counts of the 2021 census known by authority only, index district."""
    return pd.read_csv(FACTS / "census_2021_districts.csv", index_col="district")


def libraries() -> pd.DataFrame:
    """Return the open static public libraries with everything known of them."""
    return pd.read_csv(FACTS / "centres_facts.csv")


def colleges() -> pd.DataFrame:
    """Return colleges and universities: centre, name, kind, lon, lat; no hours are known."""
    return pd.read_csv(FACTS / "centres_colleges.csv")


def series(level: str) -> pd.DataFrame:
    """Return every published value of a level, dated.

    Parameters
    ----------
    level
        "city", "district" or, for England as a whole, "country".

    Returns
    -------
    DataFrame
        Columns area, key, year (that in which the period ends), value and se (the standard error, from
        the published 95 % limits; NaN where there are none). What the producer withholds has no row.
    """
    table = pd.read_csv(FACTS / "indicators_long.csv")
    table = table[(table["level"] == level) & table["value"].notna()]
    limits = table["uci_95"] - table["lci_95"]
    return pd.DataFrame(
        {
            "area": table["area"],
            "key": table["key"],
            "year": table["period"].map(ends_in),
            "value": table["value"],
            "se": (limits / (2 * 1.96)).round(4),
        }
    ).reset_index(drop=True)


def cases() -> pd.DataFrame:
    """Return what cities did about a weakness, as compiled; text, "" where unknown."""
    return pd.read_csv(FACTS.parent / "cases.csv", dtype=str, keep_default_na=False)


def ends_in(period: str) -> int:
    """Return the year in which a period ends: of "2023-04-01/P1Y", a year from April, 2024.

    Parameters
    ----------
    period
        A day, or a first day and "/P1Y".

    Raises
    ------
    ValueError
        It is written otherwise.
    """
    first, _, length = period.partition("/")
    day = pd.Timestamp(first)
    if length == "P1Y":
        day = day + pd.DateOffset(years=1) - pd.DateOffset(days=1)
    elif length:
        raise ValueError(period)
    return day.year
