"""Monitor's parts: alerts, the table worst first, and what is doubtful about it."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from lcity.charts.table import Column, Table, written
from lcity.text.language import MISSING
from lcity.text.width import width
from lcity.ui.monitor import choices, numbers, words
from lcity.ui.parts.table import table as draw_table
from lcity.ui.shared import cache, frame, selection, talk
from lcity.ui.shared.reader import reader_language, t

ROW_PX, MOST_ROWS = 32, 18
LINE_PX, UNIT_PX, INDICATOR_PX = 80, 130, 196
LETTER_PX, BESIDE_PX, MOST_STATUS_PX = 7.2, 24, 260
NOTHING = ([], "", MISSING)
FIGURES = ("value_dated", "trend", "target_dated")
MOST_WRITTEN = 400
"""Rows a browser makes elements of at once; of more it draws those in view alone, on a canvas."""


def rows() -> pd.DataFrame:
    """Return what is shown: the rows of the level, city and indicator in view, the worst first."""
    level, key = choices.level_choice().value, choices.key_choice().value
    found = numbers.progress(level, choices.method_choice().value, choices.own_choice().value)
    if level == "district" and (city := selection.city_choice().value):
        found = found[found["id"].isin(selection.districts_of(city).index)]
    if key:
        return found[found["key"] == key]
    # Without targets the trends stand alone; without either, the figures.
    told = (found[column].notna() for column in ("target", "trend_per_year"))
    return next((found[own] for own in told if own.any()), found)


def simulated(found: pd.DataFrame) -> bool:
    """Say whether anything shown is simulated."""
    return bool((cache.provenance().reindex(found["key"].unique()) == "simulated").any())


def alerts(found: pd.DataFrame) -> None:
    """Write what slipped most."""
    for sentence, made in words.alerts(choices.level_choice().value, found):
        st.markdown(f"{frame.plain(sentence)} {frame.tag('simulated')}" if made else frame.plain(sentence))


def table(found: pd.DataFrame) -> None:
    """Draw the rows, those of the chosen unit first, then the worst, each with its figures over the years."""
    level, lang = choices.level_choice().value, reader_language()
    chosen = selection.chosen_unit(level)
    found = found.sort_values("id", key=lambda ids: ids != chosen, kind="stable")
    names = cache.names("indicators", lang.code)
    marks = cache.provenance()
    line = t("monitor.line")
    shown = pd.DataFrame(
        {
            t("monitor.status"): [words.status(row) for row in found.itertuples()],
            t(f"monitor.unit.{level}"): [words.unit(level, own) for own in found["id"]],
            t("monitor.indicator"): [names[key] for key in found["key"]],
            line: [numbers.line(level, own, key) for own, key in zip(found["id"], found["key"], strict=True)],
            t("monitor.value_dated"): [
                words.dated(level, row.key, row.value, row.year) for row in found.itertuples()
            ],
            t("monitor.trend"): [words.pace(pace) for pace in found["trend_per_year"]],
            t("monitor.target_dated"): [words.aim(level, row) for row in found.itertuples()],
            t("monitor.when"): [words.when(row) for row in found.itertuples()],
            t("monitor.provenance"): [t(f"common.provenance.{marks[key]}") for key in found["key"]],
        }
    )
    if choices.key_choice().value:
        shown = shown.drop(columns=t("monitor.indicator"))
    # Figures of one year have no course: what says nothing of any row takes no room.
    told = (t(f"monitor.{name}") for name in ("line", "trend", "target_dated", "when"))
    empty = [column for column in told if all(cell in NOTHING for cell in shown[column])]
    shown = shown.drop(columns=empty)
    if len(shown) > MOST_WRITTEN:
        _grid(shown)
    else:
        tips = (
            {line: [words.course(level, row.id, row.key) for row in found.itertuples()]}
            if line in shown
            else {}
        )
        draw_table(_written(shown, tips), "monitor.table")


def _written(shown: pd.DataFrame, tips: Mapping[str, Sequence[str]]) -> Table:
    unit = t(f"monitor.unit.{choices.level_choice().value}")
    at_right = [t(f"monitor.{name}") for name in FIGURES]
    sorts = [unit, *(t(f"monitor.{name}") for name in ("status", "indicator", "provenance"))]
    wrapping = {unit: "narrow", t("monitor.status"): "narrow", t("monitor.indicator"): "always"}
    columns = [
        Column(
            name,
            "right" if name in at_right else "left",
            heading=name == unit,
            sortable=name in sorts,
            wraps=wrapping.get(name, ""),
        )
        for name in shown
    ]
    height = MOST_ROWS * ROW_PX if len(shown) > MOST_ROWS else 0
    tall = {"row_px": ROW_PX, "height_px": height, "fitted": True}
    return written(t("monitor.table"), columns, shown, tips, **tall)


def _grid(shown: pd.DataFrame) -> None:
    """Draw rows so many that a browser can only draw those in view."""
    at_right, line, status = (
        (t(f"monitor.{name}") for name in FIGURES),
        t("monitor.line"),
        t("monitor.status"),
    )
    columns = dict.fromkeys(at_right, st.column_config.TextColumn(alignment="right"))
    # The end of a status qualifies it, and is not to be cut.
    longest = max(map(width, shown[status]), default=0)
    named = {status: min(LETTER_PX * longest + BESIDE_PX, MOST_STATUS_PX)}
    columns[line] = st.column_config.LineChartColumn(width=round(LINE_PX * talk.scale()))
    if line in shown:
        # On a laptop all columns are in view where long names are cut.
        unit = t(f"monitor.unit.{choices.level_choice().value}")
        named |= {unit: UNIT_PX, t("monitor.indicator"): INDICATOR_PX}
    for name, px in named.items():
        columns[name] = st.column_config.TextColumn(width=round(px * talk.scale()))
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        height=ROW_PX * (MOST_ROWS + 1) + 3,
        column_config=columns,
        key="monitor.grid",
    )


def doubts(found: pd.DataFrame) -> None:
    """Write the units of the figures, whose these targets are and what is doubtful about them."""
    year_note = [t("monitor.when_note")] if any(words.when(row) for row in found.itertuples()) else []
    keys = found["key"].unique()
    sentences = filter(None, (words.units(keys), words.breaks(keys), *year_note, *words.doubts(found)))
    if lines := "  \n".join(map(frame.plain, sentences)):
        st.caption(lines)


def worst_dimension(found: pd.DataFrame) -> str:
    """Return the dimension of what stands worst; "" where nothing is shown."""
    return "" if found.empty else numbers.dimension_of(found["key"].iloc[0])


def basis(found: pd.DataFrame) -> dict[str, Any]:
    """Return the footing of the page: its sources, provenances, years and method."""
    sources, provenances = cache.sources_of(tuple(found["key"].unique()))
    years = [str(year) for year in (found["year"].min(), found["year"].max()) if not pd.isna(year)]
    return {
        "sources": sources,
        "provenances": provenances,
        "year": "–".join(dict.fromkeys(years)),
        "method": t(f"monitor.method.{choices.method_choice().value}"),
    }
