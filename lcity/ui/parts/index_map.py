"""The map of a city's districts by index, and of cities as dots."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from lcity.colour import classes
from lcity.index import Ranking
from lcity.maps.paths import Picture
from lcity.ui.parts import draw
from lcity.ui.parts.map import district_map, squares
from lcity.ui.shared import cache, frame, selection, standing
from lcity.ui.shared.reader import dark, reader_language, t

CLASSES = 7


def index_map(ranking: Ranking, key: str, height_px: int, on_choose: Callable[[str], None]) -> None:
    """Draw the districts of the city in view by index; without outlines say which file would bring them.

    Parameters
    ----------
    ranking
        Of districts; the scores of all of them set the classes, so that cities can be told apart.
    key
        The map's name on the page.
    height_px
        Of the map, without its legend.
    on_choose
        Called with the id of the district the reader clicks.
    """
    dataset = cache.open_dataset()
    if not dataset.has_outlines:
        st.caption(t("overview.no_outlines"))
        return
    city = selection.city_in_view() if len(dataset.cities) else ""
    label = t("overview.map_title", name=selection.city_label(city))
    simulated = _titled(label, "district")
    _draw(
        ranking,
        "district",
        cache.outlines_as_paths(city, selection.chosen_year()),
        city,
        key,
        height_px,
        label,
        on_choose,
        simulated,
    )


def dots_map(ranking: Ranking, key: str, height_px: int, on_choose: Callable[[str], None]) -> None:
    """Draw cities that have positions as dots, by index; nothing where they have none.

    Parameters
    ----------
    ranking
        Of cities.
    key
        The map's name on the page.
    height_px
        Of the map, without its legend.
    on_choose
        Called with the id of the city the reader clicks.
    """
    drawn = cache.dots_of_cities()
    if drawn is None:
        return
    label = t("overview.dots_title")
    simulated = _titled(label, "city")
    _draw(ranking, "city", drawn, "", key, height_px, label, on_choose, simulated)


def _titled(label: str, level: str) -> bool:
    """Write a map's title, marked where what it shows rests on simulated figures, which is returned."""
    simulated = standing.simulated_share(standing.chosen_rules(), level) > 0
    st.markdown(f"**{frame.plain(label)}**" + (f" {frame.tag('simulated')}" if simulated else ""))
    return simulated


def _draw(
    ranking: Ranking,
    level: str,
    drawn: Picture,
    name: str,
    key: str,
    height_px: int,
    label: str,
    on_choose: Callable[[str], None],
    simulated: bool,
) -> None:
    """Draw units coloured by the classes of all that are ranked, with the legend of these."""
    lang, units = reader_language(), pd.Index(drawn.paths)
    ranked = ranking.score.where(ranking.rank.notna())
    scores = ranked.reindex(units)
    found = classes(ranked, CLASSES).on(dark())
    title = t("overview.map_legend")
    items = draw.items_of(found, lambda bound: lang.number(bound, found.digits), bool(scores.isna().any()))
    draw.key(items, title)
    district_map(
        drawn,
        found.colour(scores),
        _tips(ranking, level, units),
        name=name,
        key=key,
        selected=selection.chosen_unit(level),
        height_px=height_px,
        label=label,
        on_choose=on_choose,
        legend=[(title, squares(items))],
        mark="simulated" if simulated else "",
    )


def _tips(ranking: Ranking, level: str, units: pd.Index) -> pd.Series:
    lang = reader_language()
    count = lang.number(ranking.rank.notna().sum())
    names = standing.names(level, units)
    found = pd.DataFrame({"name": names, "score": ranking.score, "rank": ranking.rank}).reindex(units)

    def tip(name: str, score: float, rank: int) -> str:
        written = {"name": name, "score": lang.number(score, 1)}
        if pd.isna(rank):
            return t("overview.map_tip_unranked", **written)
        return t("overview.map_tip", **written, rank=lang.number(rank), count=count)

    return pd.Series([tip(*row) for row in found.itertuples(index=False)], units)
