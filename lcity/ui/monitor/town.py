"""Town and country: the gap between them, a line of its own."""

import numpy as np
import pandas as pd
import streamlit as st

from lcity.charts.table import Column, written
from lcity.monitor.town import Split, gaps, split
from lcity.text.language import MISSING
from lcity.ui.monitor import numbers, words
from lcity.ui.parts.table import table as draw_table
from lcity.ui.shared import amounts, cache, frame, selection
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.rounding import difference

URBAN, PEOPLE = "people_urban", "people"
EQUAL_AREA = "EPSG:6933"
M2_IN_KM2 = 1e6
MOST_ROWS, ROW_PX = 10, 32
ENDS = (0, 100)
"""Percentages that are written of none and of all only."""


def shown() -> pd.DataFrame:
    """Return the gaps that are shown: among the chosen city's districts, else among all."""
    return found(_where())


def _where() -> str:
    """Return the chosen city where its districts can be parted into town and country, else "" for all."""
    city = selection.city_choice().value
    return city if city and _split(city) is not None else ""


def draw() -> None:
    """Draw the gap between town and country on every indicator; nothing where they cannot be told apart."""
    where, rows = _where(), shown()
    if rows.empty:
        return
    parted = _split(where)
    st.subheader(t("monitor.town"), anchor=False)
    st.markdown(f"{frame.plain(sentence(rows))}{_mark(rows)}")
    lang = reader_language()
    names, marks = cache.names("indicators", lang.code), cache.provenance()
    towns, countries, apart = zip(*map(_figures, rows.itertuples()), strict=True)
    table = pd.DataFrame(
        {
            t("monitor.indicator"): [names[key] for key in rows["key"]],
            t("monitor.town.town"): towns,
            t("monitor.town.country"): countries,
            t("monitor.town.gap"): apart,
            t("monitor.town.points"): [_points(points) for points in rows["points"]],
            t("monitor.year"): [_year(year) for year in rows["year"]],
            t("monitor.town.before"): [_before(row) for row in rows.itertuples()],
            t("monitor.town.moves"): [moves(row) for row in rows.itertuples()],
            t("monitor.provenance"): [t(f"common.provenance.{marks[key]}") for key in rows["key"]],
        }
    )
    at_right = [t(f"monitor.town.{name}") for name in ("town", "country", "gap", "points")]
    indicator = t("monitor.indicator")
    columns = [
        Column(
            name,
            "right" if name in at_right else "left",
            heading=name == indicator,
            wraps="always" if name == indicator else "",
            sortable=name in (indicator, t("monitor.provenance")),
        )
        for name in table
    ]
    tall = {"row_px": ROW_PX, "height_px": MOST_ROWS * ROW_PX, "fitted": True}
    draw_table(written(t("monitor.town"), columns, table, {}, **tall), "monitor.town")
    notes = [t(f"monitor.town.basis.{parted.basis}", town=len(parted.town), country=len(parted.country))]
    if selection.city_choice().value and not where:
        notes.append(t("monitor.town.of_all", city=selection.city_label(selection.city_choice().value)))
    lines = [reader_language().sentences([*notes, t("monitor.town.note")]), words.units(rows["key"])]
    st.caption("  \n".join(map(frame.plain, filter(None, lines))))


def sentence(rows: pd.DataFrame) -> str:
    """Return the sentence that says where town and country are furthest apart, and how that changed."""
    lang, row = reader_language(), rows.iloc[0]
    known = rows[rows["points"].notna() & (rows["points"] != 0)]
    ahead = int((known["points"] > 0).sum())
    key = row["key"]
    town, country, _ = _figures(row)
    told = t(
        "monitor.town.sentence",
        n=len(known),
        ahead=lang.number(ahead),
        all=lang.number(len(known)),
        indicator=cache.names("indicators", lang.code)[key],
        town=town,
        country=country,
        points=_points(abs(row["points"])),
        dated="" if np.isnan(row["year"]) else t("monitor.town.dated", year=_year(row["year"])),
    )
    return (
        told
        if np.isnan(row["before"])
        else told + t(f"monitor.town.since.{_change_of(row)}", year=_year(row["first_year"]))
    )


def moves(row) -> str:
    """Return whether a gap grew, in sign and word; "" where there is one year only."""
    return "" if np.isnan(row.before) else t(f"monitor.town.move.{_change_of(row)}")


def _change_of(row) -> str:
    before, after = (amounts.number("district", row.key, abs(gap)) for gap in (row.before, row.after))
    if before == after:
        return "same"
    return "wider" if abs(row.after) > abs(row.before) else "narrower"


def _before(row) -> str:
    """Return the gaps of the first year and the latest; of the same districts the latest is the gap shown."""
    if np.isnan(row.before):
        return MISSING
    digits, gap = _difference(row)
    after = gap if np.isclose(row.after, row.gap) else row.after
    before, after = (reader_language().number(own, digits, sign=True) for own in (row.before, after))
    return t("monitor.town.from_to", before=before, first=_year(row.first_year), after=after)


@cache.shared(16)
def found(city: str) -> pd.DataFrame:
    """Return the gaps between town and country among a city's districts, or all ("")."""
    parted, people = _split(city), _people()
    if parted is None:
        return pd.DataFrame()
    return gaps(numbers.lines("district"), parted, people, cache.open_dataset().indicators)


@cache.shared(16)
def _split(city: str) -> Split | None:
    dataset = cache.open_dataset()
    if "district" not in dataset.levels or dataset.values_district is None:
        return None
    own = selection.districts_of(city)
    people = _people().reindex(own.index)
    urban = _latest(URBAN).reindex(own.index) / _latest(PEOPLE).reindex(own.index)
    density = pd.Series(np.nan, own.index)
    if dataset.has_outlines:
        density = people / (own.geometry.to_crs(EQUAL_AREA).area / M2_IN_KM2)
    return split(urban, density.replace([np.inf, -np.inf], np.nan))


def _people() -> pd.Series:
    return _latest(PEOPLE)


@cache.unplanned(4)
def _latest(column: str) -> pd.Series:
    """Return the latest figure of a column of people, by district; NaN without any."""
    table = cache.open_dataset().values_district
    if table is None or column not in table:
        return pd.Series(dtype=float)
    return table.sort_values("year", kind="stable").groupby("district")[column].last().astype(float)


def _mark(rows: pd.DataFrame) -> str:
    return f" {frame.tag('simulated')}" if rows["key"].iloc[0] in cache.simulated() else ""


def _figures(row) -> tuple[str, str, str]:
    """Return what is shown of town, of country and of the gap between them."""
    digits, gap = _difference(row)
    more = digits - _digits(row.key)
    town, country = (amounts.number("district", row.key, amount, more) for amount in (row.town, row.country))
    return town, country, reader_language().number(gap, digits, sign=True)


def _difference(row) -> tuple[int, float]:
    ends = ENDS if amounts.unit_of(row.key) == "%" else ()
    return difference(row.town, row.country, _digits(row.key), ends)


def _digits(key: str) -> int:
    digits = amounts.digits("district", key)
    return min(digits, 1) if amounts.unit_of(key) == "%" else digits


def _points(points: float) -> str:
    """Return a gap per cent of the span between the goalposts; a dash without any."""
    return MISSING if np.isnan(points) else reader_language().number(points, 0, sign=points < 0)


def _year(year: float) -> str:
    return MISSING if np.isnan(year) else str(int(year))
