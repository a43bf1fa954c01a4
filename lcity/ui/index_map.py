"""The map of a city's districts by index."""

import pandas as pd
import streamlit as st

from lcity.colour import classes
from lcity.index import Ranking
from lcity.maps.choropleth import choropleth
from lcity.maps.view import deck, fit
from lcity.ui import cache, draw, place, standing
from lcity.ui.reader import dark, reader_language, t

CLASSES = 7


def index_map(ranking: Ranking, city: str, key: str, width_px: int, height_px: int) -> None:
    """Draw a city's districts by index, with their legend; a click chooses a district everywhere.

    Parameters
    ----------
    ranking
        Of districts; its scores set the classes, so that cities can be told apart.
    city
        The city to draw; "" for all districts.
    key
        The map's name on the page.
    width_px
        The least width it is drawn at.
    height_px
        Of the map, without its legend.
    """
    lang = reader_language()
    shapes, bounds = cache.outlines(city)
    drawn = pd.Index(shapes["district"].unique())
    ranked = ranking.score.where(ranking.rank.notna())
    scores = ranked.reindex(drawn)
    found = classes(ranked, CLASSES)
    layers = choropleth(
        shapes,
        found.colour(scores),
        _tips(ranking, drawn),
        selected=place.district_choice().value,
        dark=dark(),
    )

    def chosen() -> None:
        if hit := draw.clicked_object(key, "districts"):
            place.choose_unit("district", hit["district"])

    name = place.city_label(city)
    title = t("overview.map_legend")
    draw.legend(found, title, lambda bound: lang.number(bound, found.digits), bool(scores.isna().any()))
    draw.deck(deck(layers, fit(bounds, width_px, height_px)), key, height_px, f"{name}: {title}", chosen)


def missing_outlines() -> None:
    """Say which file would bring the map to life."""
    st.caption(t("overview.no_outlines"))


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
