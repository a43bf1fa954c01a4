"""The ranking page: what if we valued things differently."""

import streamlit as st

from lcity.errors import ArgumentError
from lcity.ui import frame, place, standing, takeaway
from lcity.ui import ranking_view as view
from lcity.ui.board.mount import board, scope
from lcity.ui.paper_ranking import ranking_paper
from lcity.ui.reader import t


@st.fragment
def answer() -> None:
    """Draw the board and all that is said of it; where it comes to rest draws only this anew."""
    place.follow()
    rules = standing.chosen_rules()
    level, city = scope()
    try:
        ranking = standing.ranked(level, rules, city)
        base = standing.ranked(level, standing.equal_rules(), city)
    except ArgumentError:
        ranking = base = None
    simulated = ranking is not None and standing.simulated_share(rules, level) > 0
    finding = t("index.all_zero") if ranking is None else view.finding(ranking, base, level, city)
    frame.heading(t("ranking.question"), finding, simulated=simulated)
    board()
    if ranking is None:
        return
    st.caption(frame.plain(view.basis(rules, level)))
    view.draw_unranked(ranking, level, city)
    frame.foot(**standing.footing(rules, level))
    takeaway.offer("ranking", lambda: ranking_paper(finding, ranking, level, city, rules))


answer()
