"""Inequality between and within cities: how much there is, where it lies, and where districts cluster."""

from html import escape

import pandas as pd
import streamlit as st

from lcity.charts.lorenz.screen import lorenz_figure
from lcity.charts.table import Cell, Column, Row, Table
from lcity.colour import CLUSTERS, CLUSTERS_ON_DARK, ink
from lcity.errors import ArgumentError
from lcity.index.clusters import Clusters
from lcity.ui import takeaway
from lcity.ui.inequality import numbers, words
from lcity.ui.inequality.charts import WITHIN, lorenz, split
from lcity.ui.inequality.export import inequality_export
from lcity.ui.inequality.numbers import Spread
from lcity.ui.parts import draw
from lcity.ui.parts.map import district_map, squares
from lcity.ui.parts.table import table
from lcity.ui.shared import cache, frame, selection, standing, unit_choice
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.window import side_by_side

MAP_PX, CURVE_PX = 420, 300


def finding(level: str, units: tuple[str, ...]) -> str:
    """Return the sentence that says where the inequality lies; it is always that of districts."""
    return words.finding(numbers.choice().value)


def simulated(level: str) -> bool:
    """Say whether what is measured is simulated, wholly or in part."""
    return words.simulated(numbers.choice().value)


def note() -> str:
    """Return what a dataset in tiles has no figures of, where the index is measured; else ""."""
    if numbers.choice().value != numbers.INDEX or "district" not in cache.open_dataset().levels:
        return ""
    return standing.in_tiles_note(standing.chosen_rules(), "district")


def show() -> None:
    """Draw everything below the heading."""
    if "district" not in cache.open_dataset().levels:
        return
    choice = numbers.choice()
    st.selectbox(t("inequality.choose"), choice.allowed, format_func=words.name, width=420, **choice.widget())
    measure = choice.value
    found = None if numbers.refused(measure) else numbers.spread(measure)
    if found is not None:
        left, right = side_by_side([2, 3])
        with left:
            _amounts(found, measure)
        with right:
            _clusters(measure)
        if len(found.cities) > 1:
            _by_city(found, measure)
    frame.foot(**words.footing(measure))
    if found is not None:
        takeaway.offer("inequality", lambda: inequality_export(measure))


def _amounts(found: Spread, measure: str) -> None:
    lang = reader_language()
    if len(found.cities) > 1 and found.parts.total > 0:
        _title(t("inequality.split_title"), measure)
        _split(found)
    figures = (("gini", found.gini, 3), ("palma", found.palma, 2), ("theil", found.parts.total, 3))
    with st.container(horizontal=True):
        for key, value, digits in figures:
            written = t("inequality.infinite") if value == float("inf") else lang.number(value, digits)
            st.metric(t(f"inequality.{key}"), written, help=t(f"inequality.{key}_help"))
    _title(t("inequality.curve_title", measure=words.spoken(measure)), measure)
    draw.figure(
        lorenz_figure(
            lorenz(found),
            lang,
            tip=t("inequality.curve_tip", people="{people}", total="{total}"),
            height=CURVE_PX,
        ),
        "inequality.curve",
        words.tails(found, measure),
        bar=False,
    )
    st.caption(frame.plain(words.tails(found, measure)))


def _split(found: Spread) -> None:
    """Draw one bar: what lies within cities and what between them."""
    lang, parts = reader_language(), split(found)
    cells = "".join(
        f'<span style="flex:{share:.4f} 0 0;background:{colour};color:{ink(colour)};padding:.35em 0;'
        f'text-align:center;overflow:hidden">{escape(lang.percent(share))}</span>'
        for _, share, colour in parts
    )
    st.html(f'<div aria-hidden="true" style="display:flex;gap:2px;{draw.TYPE}">{cells}</div>')
    draw.key([(colour, told) for told, _, colour in parts], t("inequality.split_key"))


def _clusters(measure: str) -> None:
    if not cache.open_dataset().has_outlines:
        st.caption(t("inequality.no_outlines"))
        return
    if not numbers.enough_districts():
        st.caption(words.too_few())
        return
    try:
        found = numbers.clusters(measure)
    except ArgumentError:
        st.caption(words.too_few())
        return
    city = words.city_to_show(found)
    label = t("inequality.map_title", name=selection.city_label(city))
    _title(label, measure)
    colours = CLUSTERS_ON_DARK if dark() else CLUSTERS
    there = set(found.table["kind"])
    shown = [kind for kind in colours if kind in (*words.PLAIN, "none") or kind in there]
    items = [(colours[kind], words.kind_label(kind, measure)) for kind in shown]
    draw.key(items, words.name(measure))
    drawn = cache.outlines_as_paths(city, selection.chosen_year())
    units = pd.Index(drawn.paths)
    if nowhere := words.none_clustered(found, city, units):
        st.caption(frame.plain(nowhere))
    district_map(
        drawn,
        found.table["kind"].reindex(units).map(colours),
        _tips(found, measure, units),
        name=city,
        key="inequality.map",
        selected=selection.district_choice().value,
        height_px=MAP_PX,
        label=label,
        on_choose=lambda unit: selection.choose_unit("district", unit),
        legend=[(words.name(measure), squares(items))],
        mark="simulated" if words.simulated(measure) else "",
    )
    st.markdown("  \n".join(map(frame.plain, words.clusters_found(found, measure))))


def _tips(found: Clusters, measure: str, units: pd.Index) -> pd.Series:
    names, kinds = unit_choice.names("district"), found.table["kind"]
    return pd.Series([f"{names[unit]}\n{words.kind_label(kinds[unit], measure)}" for unit in units], units)


def _by_city(found: Spread, measure: str) -> None:
    """Draw what each city's own inequality adds to the whole, most first."""
    lang = reader_language()
    _title(t("inequality.cities_title"), measure)
    mark = t("common.provenance.simulated") if words.simulated(measure) else ""
    most = found.cities["within"].max()
    columns = (
        Column(t("inequality.col_city"), width="22%", heading=True),
        Column(_mean_label(measure), "right", "22%", mark, t("inequality.col_mean_tip"), sortable=True),
        Column(t("inequality.col_gini"), "right", "14%", mark, sortable=True),
        Column(t("inequality.col_within"), "right", "18%", mark, sortable=True),
        Column("", pieces=((WITHIN, ""),), full=float(most) if most > 0 else 1.0),
    )
    names = standing.names("city") if len(cache.open_dataset().cities) else pd.Series(dtype=object)
    digits = 0 if found.values.max() >= 1_000 else 1 if found.values.max() >= 20 else 2
    rows = tuple(
        Row(
            city,
            (
                Cell(names.get(city, city)),
                Cell(lang.number(row.mean, digits), float(row.mean)),
                Cell(lang.number(row.gini, 3), float(row.gini)),
                Cell(lang.percent(row.within, 1), float(row.within), tone="strong"),
                Cell(parts=(float(row.within),)),
            ),
        )
        for city, row in zip(found.cities.index, found.cities.itertuples(), strict=True)
    )
    content = Table(t("inequality.cities_title"), columns, rows)
    table(
        content,
        "inequality.cities",
        selection.city_choice().value,
        lambda city: selection.choose_unit("city", city),
    )


def _mean_label(measure: str) -> str:
    unit = words.unit(measure)
    return t("inequality.col_mean_unit", unit=unit) if unit else t("inequality.col_mean")


def _title(title: str, measure: str) -> None:
    mark = f" {frame.tag('simulated')}" if words.simulated(measure) else ""
    st.markdown(f"**{frame.plain(title)}**{mark}")
