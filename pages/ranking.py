"""The ranking page: what if we valued things differently."""

from functools import partial

import streamlit as st

from lcity.errors import ArgumentError
from lcity.index import Ranking
from lcity.ui import draw, frame, place, standing
from lcity.ui import ranking_controls as controls
from lcity.ui import ranking_view as view
from lcity.ui.index_map import index_map
from lcity.ui.reader import t
from lcity.ui.table import table

BARS_HEIGHT_PX = 470
MAP_HEIGHT_PX = 360
UNITS = "ranking.units"
CHOSEN = "ranking.chosen"


def show(rules: standing.Rules, level: str, city: str, ranking: Ranking, base: Ranking) -> None:
    """Draw the bars and the map."""
    draw.key(view.key_items(rules), t("ranking.points"))
    bars, side = st.columns([9, 5], gap="medium")
    with bars:
        content = view.contributions(ranking, base, level, city, rules, BARS_HEIGHT_PX)
        table(content, UNITS, place.chosen_unit(level), partial(choose, level))
        view.draw_unranked(ranking, level, city)
    with side:
        districts = ranking if level == "district" else standing.ranked("district", rules)
        index_map(districts, "ranking.map", MAP_HEIGHT_PX, partial(choose, "district"))


def choose(level: str, unit: str) -> None:
    """Go on with a unit everywhere; the sidebar stands outside the fragment and must follow."""
    place.choose_unit(level, unit)
    st.session_state[CHOSEN] = True


@st.fragment
def answer() -> None:
    """Draw all that follows the weights, and nothing else."""
    if st.session_state.pop(CHOSEN, False):
        st.rerun()
    rules = standing.chosen_rules()
    level, city = controls.scope()
    try:
        ranking = standing.ranked(level, rules, city)
        base = standing.ranked(level, rules.with_equal_weights(), city)
    except ArgumentError:
        ranking = base = None
    finding = t("index.all_zero") if ranking is None else view.finding(ranking, base, level, city)
    frame.heading(t("ranking.question"), finding, simulated=ranking is not None and rules.simulated > 0)
    left, right = st.columns([3, 7], gap="medium")
    with left:
        controls.draw(rules)
    if ranking is None:
        return
    with right:
        controls.draw_level()
        show(rules, level, city, ranking, base)
        st.caption(view.basis(rules))
    view.draw_export(ranking, base, level, rules)
    frame.foot(**standing.footing(rules, level))


answer()
