"""Datasets as different as the contract allows, each made from the valid one: name → tables."""

from collections.abc import Callable

import pandas as pd

from tests import folders

Tables = dict
LEFT_TO_RIGHT, RIGHT_TO_LEFT = "\N{LEFT-TO-RIGHT MARK}", "حي الأمير عبد القادر"
ODD_NAMES = (
    "<b>Ash</b> & *Elm* $x_1$ [a](b)",
    RIGHT_TO_LEFT,
    "Llanfair" * 22 + "pwll",
    "=1+1",
    "a@example.org `code` | ~x~ :smile: #1",
    "名称" * 20,
    "\"quoted\", 'twice'",
    "{name} %s \\n",
    "O'Hara <East>",
)
READ = ("schooling", "literacy", "distance", "staff")


def whole() -> Tables:
    """Three cities, nine districts, everything."""
    return folders.valid()


def no_cities() -> Tables:
    """Districts of no city."""
    tables = folders.valid()
    del tables["cities"], tables["values_city"]
    tables["values_district"]["staff"] = [str(10 + row % 9) for row in range(18)]
    for name in ("districts", "values_district"):
        tables[name]["city"] = None
    return tables


def no_districts() -> Tables:
    """Cities without districts."""
    tables = folders.valid()
    for name in ("districts", "values_district", "centres", "population", "participation"):
        del tables[name]
    indicators = tables["indicators"]
    tables["indicators"] = indicators[indicators["key"] != "coverage_1000m"].assign(denominator="")
    tables["indicators"] = tables["indicators"][tables["indicators"]["key"] != "open"]
    tables["indicators"].loc[tables["indicators"]["key"] == "people_served", "parent"] = ""
    values = tables["values_city"]
    for shift, key in enumerate(("schooling", "literacy", "distance")):
        base = {"schooling": 8, "literacy": 90, "distance": 900}[key]
        values[key] = [f"{base + (row * (shift + 2)) % 5}" for row in range(len(values))]
    return tables


def no_years() -> Tables:
    """Figures that bear no date."""
    tables = folders.valid()
    for name in ("values_city", "values_district", "participation"):
        rows = tables[name]
        tables[name] = rows[rows["year"].astype(str) == "2020"].drop(columns="year")
    del tables["meta"]["default_year"]
    return tables


def no_geometry() -> Tables:
    """No outlines."""
    tables = folders.valid()
    del tables["districts"]
    return tables


def one_city() -> Tables:
    """One city of three districts."""
    return _only(folders.valid(), folders.DISTRICTS[:3])


def one_district() -> Tables:
    """One city of one district."""
    return _only(folders.valid(), folders.DISTRICTS[:1])


def one_district_alone() -> Tables:
    """One district of no city."""
    return _only(no_cities(), folders.DISTRICTS[:1])


def all_equal() -> Tables:
    """Units that differ in nothing."""
    tables = folders.valid()
    tables["indicators"] = tables["indicators"].assign(low="", high="")
    for name in ("values_city", "values_district"):
        rows = tables[name]
        for column in rows.columns.difference(["city", "district", "year"]):
            rows[column] = rows[column].iloc[0]
    places = tables["population"]
    for column in ("people", "people_0_14", "people_60p"):
        places[column] = 100.0
    tables["centres"] = tables["centres"].assign(seats="50", hours="24/7", kind="library")
    rows = tables["participation"]
    rows["participants"], rows["people"] = "40", "100"
    return tables


def no_hours_or_seats() -> Tables:
    """Centres of which only the place is known."""
    tables = folders.valid()
    tables["centres"] = tables["centres"].drop(columns=["hours", "seats", "area_m2"])
    return tables


def half_missing() -> Tables:
    """Every second figure is unknown."""
    tables = folders.valid()
    for name in ("values_city", "values_district"):
        rows = tables[name]
        for shift, key in enumerate(rows.columns.intersection([*READ, "people_60p"])):
            rows.loc[(rows.index + shift) % 2 == 0, key] = None
    rows = tables["participation"]
    rows.loc[rows.index % 2 == 0, "participants"] = None
    return tables


def odd_names() -> Tables:
    """Names with markup, from right to left, of 180 characters, that begin a formula."""
    tables = folders.valid()
    names = list(ODD_NAMES)
    tables["districts"]["name"] = names
    tables["districts"]["name_zh"] = names[::-1]
    tables["cities"]["name"] = names[:3]
    tables["cities"]["name_zh"] = names[3:6]
    tables["indicators"]["name"] = names[: len(tables["indicators"])]
    tables["centres"]["name"] = names
    tables["sources"]["producer"] = names[0]
    tables["meta"]["title"] = names[4]
    tables["meta"]["title_zh"] = names[1]
    return tables


def ended() -> Tables:
    """Two districts of a city were merged into its third after 2010; one of another city has no row since."""
    tables = folders.valid()
    rows = tables["values_district"]
    year = rows["year"].astype(str)
    one, two, three, *_ = folders.DISTRICTS
    gone = rows["district"].isin([one, two]) & (year == "2020")
    not_yet = (rows["district"] == three) & (year == "2010")
    carried = (rows["district"] == folders.DISTRICTS[4]) & (year == "2020")
    tables["values_district"] = rows[~(gone | not_yet | carried)]
    return tables


def only_values() -> Tables:
    """The least that can be ranked: indicators and figures of districts."""
    tables = no_cities()
    kept = {name: tables[name] for name in ("meta", "indicators", "values_district")}
    indicators = kept["indicators"]
    kept["indicators"] = indicators[~indicators["key"].isin(["open", "coverage_1000m"])].assign(source="")
    kept["indicators"].loc[kept["indicators"]["key"] == "people_served", "parent"] = ""
    return kept


def streets() -> Tables:
    """Streets with steps, and travel times in minutes."""
    tables = folders.valid()
    tables["streets"], tables["travel"] = folders.streets(), folders.travel()
    tables["population"] = folders.with_places(tables["population"])
    return tables


VALID: dict[str, Callable[[], Tables]] = {
    made.__name__: made
    for made in (
        *(whole, no_cities, no_districts, no_years, no_geometry, one_city, one_district, one_district_alone),
        *(all_equal, no_hours_or_seats, half_missing, odd_names, ended, only_values, streets),
    )
}


def _only(tables: Tables, districts: tuple[str, ...]) -> Tables:
    cities = {folders.city_of(district) for district in districts}
    for name, rows in tables.items():
        if isinstance(rows, pd.DataFrame):
            if "district" in rows:
                tables[name] = rows[rows["district"].isin(districts)]
            elif "city" in rows:
                tables[name] = rows[rows["city"].isin(cities)]
    tables["centres"] = tables["centres"].iloc[: len(districts)]
    return tables
