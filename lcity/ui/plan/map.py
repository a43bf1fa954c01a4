"""The map of a plan: who is covered today, who is out of reach, and the places in order."""

import numpy as np
import pandas as pd
import streamlit as st

from lcity.colour import SHARES, ink, out_of_reach
from lcity.maps.choropleth import choropleth
from lcity.maps.coverage import cell_m, gather, people_layer, people_rows
from lcity.maps.sites import site_layers
from lcity.maps.view import deck, fit, metres_per_px
from lcity.scenario.question import Plan, Question
from lcity.scenario.siting import Model
from lcity.ui.parts import draw
from lcity.ui.plan import words
from lcity.ui.shared import cache, frame, reach, selection
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.standing import names
from lcity.ui.shared.window import room_px

SIZES_PX, SIZE_PX = {0: (350, 420), 480: (510, 460)}, (620, 520)
EDGE = "#5c7a7a"
MARK, MARK_ON_DARK = "#1b3a5c", "#ffffff"


def plan_map(plan: Plan, question: Question, model: Model) -> None:
    """Draw the places over who is covered today; without outlines say which file would bring the map."""
    if not cache.open_dataset().has_outlines:
        st.caption(t("coverage.no_outlines"))
        return
    if why := selection.why_this_city():
        st.caption(frame.plain(why))
    lang = reader_language()
    shapes, bounds = cache.outlines(question.city or "")
    districts = model.districts()
    share = districts["share"]
    name = names("district", districts.index)
    tips = pd.Series([f"{name[unit]}: {lang.percent(share[unit])}" for unit in share.index], share.index)
    layers = choropleth(shapes, SHARES.on(dark()).colour(share), tips, dark=dark(), opacity=1.0, edge=EDGE)
    room = room_px()
    width, height = SIZES_PX.get(room, SIZE_PX)
    view = fit(bounds, width, height)
    scale_m = metres_per_px(view)
    colour = MARK_ON_DARK if dark() else MARK
    marks = site_layers(
        [(site.lon, site.lat) for site in plan.sites],
        [
            t("plan.site_tip", number=lang.number(at + 1), place=words.place(at, plan))
            for at in range(len(plan.sites))
        ],
        colour,
        ink(colour),
    )
    layers = [layers[0], _people(model, scale_m), *layers[1:], *marks]
    draw.deck(
        deck(layers, view),
        f"plan.map.{room}",
        height,
        t("plan.map_alt", place=selection.city_label(question.city or "")),
    )
    draw.legend(
        SHARES.on(dark()),
        reach.marked(t("coverage.legend_share")),
        lambda bound: lang.number(100 * bound),
        bool(share.isna().any()),
    )
    st.caption(frame.plain(t("plan.map_note")))


def _people(model: Model, scale_m: float):
    out = model.people * (1 - model.covered)
    there = np.flatnonzero(out > 0)
    lon, lat = model.places.lonlat[there].T
    dots = gather(pd.DataFrame({"lon": lon, "lat": lat, "people": out[there]}), cell_m(scale_m))
    lang = reader_language()
    tips = [t("plan.dot_tip", people=lang.people(people)) for people in dots["people"]]
    return people_layer(people_rows(dots, tips), scale_m, out_of_reach(dark()), dark=dark())
