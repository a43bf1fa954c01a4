"""The map of a city's districts by index."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from lcity.colour import classes
from lcity.index import Ranking
from lcity.ui.parts import draw
from lcity.ui.parts.map import district_map
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
    dataset, lang = cache.open_dataset(), reader_language()
    if not dataset.has_outlines:
        st.caption(t("overview.no_outlines"))
        return
    city = selection.city_in_view() if len(dataset.cities) else ""
    label = t("overview.map_title", name=selection.city_label(city))
    simulated = standing.simulated_share(standing.chosen_rules(), "district") > 0
    st.markdown(f"**{frame.plain(label)}**" + (f" {frame.tag('simulated')}" if simulated else ""))
    drawn = cache.outlines_as_paths(city, selection.chosen_year())
    districts = pd.Index(drawn.paths)
    ranked = ranking.score.where(ranking.rank.notna())
    scores = ranked.reindex(districts)
    found = classes(ranked, CLASSES).on(dark())
    title = t("overview.map_legend")
    draw.legend(found, title, lambda bound: lang.number(bound, found.digits), bool(scores.isna().any()))
    district_map(
        drawn,
        found.colour(scores),
        _tips(ranking, districts),
        name=city,
        key=key,
        selected=selection.district_choice().value,
        height_px=height_px,
        label=label,
        on_choose=on_choose,
    )


def _tips(ranking: Ranking, districts: pd.Index) -> pd.Series:
    lang = reader_language()
    count = lang.number(ranking.rank.notna().sum())
    names = standing.names("district", districts)
    found = pd.DataFrame({"name": names, "score": ranking.score, "rank": ranking.rank}).reindex(districts)

    def tip(name: str, score: float, rank: int) -> str:
        written = {"name": name, "score": lang.number(score, 1)}
        if pd.isna(rank):
            return t("overview.map_tip_unranked", **written)
        return t("overview.map_tip", **written, rank=lang.number(rank), count=count)

    return pd.Series([tip(*row) for row in found.itertuples(index=False)], districts)
