"""Who takes part: the controls, the map, the table and the charts."""

from collections.abc import Callable
from functools import partial

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from lcity.charts.groups.screen import figure_px, group_dots
from lcity.charts.scatter.screen import share_scatter
from lcity.charts.table import Cell, Column, Row, Table
from lcity.charts.trend.screen import trend_lines
from lcity.colour import classes
from lcity.text import Language
from lcity.ui import takeaway
from lcity.ui.participation import charts, numbers, words
from lcity.ui.participation.export import participation_export
from lcity.ui.participation.numbers import View
from lcity.ui.parts import draw
from lcity.ui.parts.chart import chart
from lcity.ui.parts.map import district_map, squares
from lcity.ui.parts.table import table as draw_table
from lcity.ui.shared import cache, frame, selection, tiled
from lcity.ui.shared.options import options
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.standing import names

MAP_PX = 370
LOW_PX = 290
MOST_ROWS = 26
ROW_PX, TABLE_ROWS = 32, 16


def controls() -> None:
    """Draw what can be chosen on the page, where there is a choice: activity, level, group and mode."""
    options(numbers.activity_choice(), "participation.activity", words.activity_label)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        options(numbers.level_choice(), "participation.level", lambda code: t(f"participation.level.{code}"))
        options(numbers.group_choice(), "participation.group", words.group_label)
        options(numbers.mode_choice(), "participation.mode", words.mode_label)


def panels(view: View) -> tuple[list[Callable[[View], None]], list[Callable[[View], None]]]:
    """Return what is drawn beside the map, and what below it.

    One group has no gap to others, and one year no trend: neither is drawn then.
    """
    trend = [] if len(view.years) == 1 else [over_years]
    others = [*trend, against_coverage]
    return ([by_group], others) if len(view.groups) > 1 else (others, [])


def rate_map(view: View) -> None:
    """Draw the districts of the city in view by rate; a click chooses a district everywhere."""
    if not cache.open_dataset().has_outlines:
        st.caption(t("participation.no_outlines"))
        return
    lang = reader_language()
    drawn = cache.outlines_as_paths(view.city, selection.chosen_year())
    own = view.counts("district").loc[list(drawn.paths)]
    # A colour means the same in every year and mode.
    found = classes(view.ever, low=0).on(dark())
    title = t("participation.map", city=selection.city_label(view.city), what=words.what(view))
    _title(title, view.of_rates)
    if why := selection.why_this_city():
        st.caption(frame.plain(why))
    digits, empty = max(found.digits - 2, 0), bool(own["rate"].isna().any())
    items = draw.items_of(found, lambda bound: lang.number(100 * bound, digits), empty)
    draw.key(items, t("participation.rate"))
    district_map(
        drawn,
        found.colour(own["rate"]),
        _tips(view, own),
        name=view.city,
        key="participation.map",
        selected=view.district,
        height_px=MAP_PX,
        label=title,
        on_choose=partial(selection.choose_unit, "district"),
        legend=[(t("participation.rate"), squares(items))],
        mark=view.provenance or "",
        stays=True,
    )


def _tips(view: View, counts: pd.DataFrame) -> pd.Series:
    lang = reader_language()
    named = names("district", counts.index)
    tips = [
        t(
            "participation.tip",
            name=named[unit],
            rate=lang.percent(row["rate"], view.digits),
            participants=lang.people(view.participants(row)),
            people=lang.people(row["people"]),
        )
        for unit, row in counts.iterrows()
    ]
    if view.provenance == "simulated":
        tips = [t("participation.simulated_tip", tip=tip) for tip in tips]
    return pd.Series(tips, counts.index)


def table(view: View) -> None:
    """Draw the units with their people and rates; a row chooses a unit everywhere."""
    title = t(f"participation.table.{view.level}", what=words.of_what(view))
    _title(title, view.of_rates)
    content = _content(view, title)
    draw_table(content, "participation.table", view.unit, partial(selection.choose_unit, view.level))


def _content(view: View, title: str) -> Table:
    lang, units = reader_language(), view.sorted_units("rate")
    called, group = names(view.level, units), words.group_label(view.group)
    counts = view.counts(view.level).loc[units, ["participants", "people"]]
    counts["participants"] = [view.participants(row) for _, row in counts.iterrows()]
    shown = (100 * view.rates(view.level).loc[units]).join(counts)
    heads = {code: t("participation.group_percent", group=words.group_label(code)) for code in view.groups}
    heads |= {code: t(f"participation.{code}_of", group=group) for code in ("participants", "people")}
    columns = [
        Column(t(f"participation.one.{view.level}"), heading=True, wraps="narrow"),
        *(Column(head, "right", sortable=True) for head in heads.values()),
    ]
    marks = view.provenances[units]
    if marked := bool(marks.notna().any()):
        columns.append(Column(t("participation.provenance"), "right"))

    def figure(value: float, digits: int) -> Cell:
        if pd.isna(value):
            return Cell(t("frame.no_data"), tone="quiet")
        return Cell(lang.number(value, digits), value=float(value))

    rows = []
    for unit in units:
        cells = [Cell(called[unit])]
        cells += [figure(shown.at[unit, code], view.digits if code in view.groups else 0) for code in heads]
        if marked:
            cells.append(Cell("" if pd.isna(marks[unit]) else t(f"common.provenance.{marks[unit]}")))
        rows.append(Row(unit, tuple(cells)))
    height = TABLE_ROWS * ROW_PX if len(rows) > TABLE_ROWS else 0
    return Table(title, tuple(columns), tuple(rows), ROW_PX, height, fitted=True)


def by_group(view: View) -> None:
    """Draw the rates of all groups, a line a unit; a click chooses a unit everywhere."""
    order = numbers.order_choice()
    with st.container(horizontal=True, vertical_alignment="center"):
        _title(words.gap_title(view), view.of_rates)
        st.segmented_control(
            t("participation.order"),
            order.allowed,
            format_func=lambda code: t(f"participation.order.{code}"),
            required=True,
            label_visibility="collapsed",
            **order.widget(),
        )
    choose = partial(selection.choose_unit, view.level)
    fig, many = _groups(view, order.value, reader_language()), len(view.units) > MOST_ROWS
    with st.container(height=figure_px(MOST_ROWS) if many else "content", border=False):
        chart(fig, "participation.groups", t("participation.groups.alt"), choose)


@cache.shared(32)
def _groups(view: View, order: str, lang: Language) -> go.Figure:
    return group_dots(charts.by_group(view), lang)


def over_years(view: View) -> None:
    """Draw the rates over the years by mode, of the selected district or the city in view."""
    found = charts.over_years(view)
    if not found:
        st.caption(t("participation.no_years"))
        return
    title, _ = found
    _title(title, view.of_rates)
    chart(_trend(view, reader_language()), "participation.trend", title)


@cache.shared(32)
def _trend(view: View, lang: Language) -> go.Figure:
    _, trend = charts.over_years(view)
    return trend_lines(trend, lang, height=LOW_PX)


def against_coverage(view: View) -> None:
    """Draw coverage against participation; a click chooses a unit everywhere."""
    _title(words.scatter_title(), view.of_correlation)
    if view.coverage is None:
        if tiled.partitions(cache.open_dataset()) is None:
            st.caption(t("participation.no_coverage"))
        else:
            st.caption(t("partitions.page.elsewhere.people"))
            frame.to_coverage()
        return
    fig = _scatter(view, reader_language())
    choose = partial(selection.choose_unit, view.level)
    chart(fig, "participation.scatter", words.scatter_title(), choose)
    st.caption(f"{frame.plain(words.correlation(view))} {words.caution(view)}")


@cache.shared(32)
def _scatter(view: View, lang: Language) -> go.Figure:
    return share_scatter(charts.against_coverage(view), lang, height=LOW_PX)


def _title(text: str, marks: list[str]) -> None:
    st.markdown(" ".join((f"**{frame.plain(text)}**", *map(frame.tag, marks))))


def foot(view: View) -> None:
    """Write the sources of the figures and how they were computed, and offer them."""
    frame.foot(view.sources, view.marks, str(view.year or ""), words.method())
    takeaway.offer("participation", lambda: participation_export(view))
