"""Where and when the reader is: the city, the district and the year that follow them everywhere."""

import pandas as pd
import streamlit as st

from lcity.ui.shared import cache, state, unit_names
from lcity.ui.shared.cache import open_dataset
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice, whole_number

ALL = ""
_RERUN = "lcity.rerun"


def city_choice() -> Choice:
    """Return the choice of a city; `ALL` is no city in particular."""
    return Choice("city", ALL, allowed=_cities())


def district_choice() -> Choice:
    """Return the choice of a district, of the chosen city or of all; `ALL` is none."""
    return Choice("district", ALL, allowed=_districts(city_choice().value, chosen_year()))


@cache.shared(64)
def _cities() -> tuple[str, ...]:
    return ALL, *open_dataset().cities.index


@cache.shared(64)
def _districts(city: str, year: int | None) -> tuple[str, ...]:
    return ALL, *cache.districts_of(city, year).index


def year_choice() -> Choice:
    """Return the choice of a year among those the dataset has."""
    default, years = _years()
    return Choice("year", default, parse=whole_number(0, 9999), allowed=years)


@cache.shared(1)
def _years() -> tuple[int | None, tuple[int, ...]]:
    """Return the year that is chosen while none is, and all, the latest first."""
    years, default = set(cache.years()), cache.default_year()
    if years:
        years.add(default)
    return default, tuple(sorted(years, reverse=True))


def chosen_year() -> int | None:
    """Return the year in force, None in a year-less dataset."""
    return year_choice().value


def units(level: str) -> pd.DataFrame:
    """Return the units of a level that are there in the year in force, by id."""
    return cache.units(level, chosen_year())


def districts_of(city: str) -> pd.DataFrame:
    """Return a city's districts ("" for all) that are there in the year in force, by id."""
    return cache.districts_of(city, chosen_year())


def first_level() -> str:
    """Return the level a reader is first shown: cities, but of one city, or of none, its districts."""
    dataset = open_dataset()
    return "city" if len(dataset.cities) > 1 or not len(dataset.districts) else "district"


def city_in_view() -> str:
    """Return the chosen city, else the city of the chosen district, else the dataset's first, if any."""
    dataset = open_dataset()
    chosen = city_choice().value
    district = district_choice().value
    if not chosen and district:
        chosen = city_of(district)
    return chosen or (dataset.cities.index[0] if len(dataset.cities) else ALL)


def why_this_city() -> str:
    """Say why the city in view is in view where the reader has chosen none; "" where that is plain."""
    cities = open_dataset().cities
    if city_choice().value or district_choice().value or len(cities) < 2:
        return ""
    return t("frame.first_city", city=city_label(city_in_view()))


def city_of(district: str) -> str:
    """Return the city a district belongs to, `ALL` if none."""
    city = open_dataset().districts.at[district, "city"]
    return city if isinstance(city, str) else ALL


def choose_unit(level: str, unit: str) -> None:
    """Go on with a unit everywhere: a city, or a district (and then its city too)."""
    city, district = (city_of(unit), unit) if level == "district" else (unit, district_choice().value)
    if city and district and city_of(district) != city:
        district = ALL  # one of another city's is let go
    state.choose((city_choice(), city), (district_choice(), district))


def request_rerun() -> None:
    """Ask for the whole app anew: a choice made in a fragment has changed what stands around it."""
    st.session_state[_RERUN] = True


def request_first_run() -> None:
    """Ask for the whole app anew, each widget told its value again: the browser is only opening the page."""
    state.draw_anew()
    request_rerun()


def rerun_begun() -> None:
    """Count what was asked for as done: the whole app is being drawn."""
    st.session_state.pop(_RERUN, None)


def rerun_if_requested() -> None:
    """Draw the whole app anew where `request_rerun` has asked for it; to be called first in a fragment."""
    if st.session_state.pop(_RERUN, False):
        st.rerun(scope="app")


def chosen_unit(level: str) -> str:
    """Return the chosen unit of a level, `ALL` if none is."""
    return (city_choice() if level == "city" else district_choice()).value


def unit_chosen() -> tuple[str, str]:
    """Return the level and the id of the unit chosen, the district before its city; "" and "" if none is."""
    for level in ("district", "city"):
        if unit := chosen_unit(level):
            return level, unit
    return "", ""


def city_label(city: str) -> str:
    """Return a city's name; for `ALL` "All cities", or what a dataset without cities is called."""
    if city:
        return cache.names("cities", reader_language().code)[city]
    if len(open_dataset().cities):
        return t("frame.all_cities")
    meta = open_dataset().meta
    return reader_language().text({"title": meta.title, "title_zh": meta.title_zh}, "title")


def district_labels() -> dict[str, str]:
    """Return what `district_label` says of each district that can be chosen."""
    named = _district_names(city_choice().value, chosen_year(), reader_language().code)
    return {ALL: district_label(ALL)} | named


@cache.shared(64)
def _district_names(city: str, year: int | None, code: str) -> dict[str, str]:
    names = cache.names("districts", code) if city else unit_names.full_names_in(code, "district")
    return names[cache.districts_of(city, year).index].to_dict()


def district_label(district: str) -> str:
    """Return a district's name, with its city's where no city is chosen; "None" for `ALL`."""
    if not district:
        return t("frame.no_district")
    return unit_names.name(district, "district", city_choice().value)
