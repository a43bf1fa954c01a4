"""The facts the shipped dataset is made from, as they were compiled."""

from pathlib import Path

import numpy as np
import pandas as pd

ROOT = Path(__file__).parents[3]
FACTS = ROOT / "data" / "facts"
SEED = 20201101


def stream(part: str, unit: str = "") -> np.random.Generator:
    """Return the random numbers of one part of the build, the same at every build.

    Parameters
    ----------
    part
        What is drawn ("places", "centres", …): parts do not disturb each other's draws.
    unit
        The unit drawn for, where each has its own numbers: a unit more leaves the others as they were.
    """
    return np.random.default_rng([SEED, *f"{part}/{unit}".encode()])


def census_2020() -> pd.DataFrame:
    """Return the 2020 census by unit: index `district`, `city` its city's code, the rest as compiled."""
    census = _read("census_2020_districts.csv", "adcode").rename_axis("district")
    return census.rename(columns={"district": "name_zh", "city": "city_zh"}).assign(
        city=[city_of(code) for code in census.index]
    )


def census_2010() -> pd.DataFrame:
    """Return the 2010 census of the units whose code is the same in 2020, indexed as `census_2020`."""
    return _read("census_2010_districts.csv", "adcode").rename_axis("district")


def members() -> pd.DataFrame:
    """Return the Chinese members of UNESCO's network: city, city_en, joined, award ("" where unknown)."""
    return pd.read_csv(FACTS / "gnlc_members.csv", dtype=str, keep_default_na=False)


def places() -> pd.DataFrame:
    """Return GeoNames' populated places: name, lon, lat, fcode, population (0: unknown), city, adcode."""
    table = pd.read_csv(FACTS / "geonames_places.csv", dtype={"adcode": str})
    return table.rename(columns={"longitude": "lon", "latitude": "lat"}).sort_values(
        "geonameid", ignore_index=True
    )


def policies() -> pd.DataFrame:
    """Return what policies ask for, as compiled; text, "" where unknown."""
    return pd.read_csv(FACTS / "policies.csv", dtype=str, keep_default_na=False)


def cases() -> pd.DataFrame:
    """Return what cities did about a weakness, as compiled; text, "" where unknown."""
    return pd.read_csv(FACTS / "cases.csv", dtype=str, keep_default_na=False)


def targets() -> pd.DataFrame:
    """Return what of the policies can be held against an indicator; text, "" for none."""
    return pd.read_csv(FACTS / "targets.csv", dtype=str, keep_default_na=False)


def city_of(district: str) -> str:
    """Return the code of the city a district's code belongs to: its province in a municipality."""
    return district[:2] + "0000" if district[:2] in ("11", "12", "31", "50") else district[:4] + "00"


def growth() -> pd.Series:
    """Return people in 2020 over people in 2010, per unit of `census_2020`; missing without a 2010 row."""
    people = census_2020()["population"]
    return (people / census_2010()["population_2010"].reindex(people.index)).rename("growth")


def _read(name: str, index: str) -> pd.DataFrame:
    text = {"adcode": str, "district_adcodes_2020": str, "outline_adcodes_today": str}
    return pd.read_csv(FACTS / name, dtype=text).set_index(index)
