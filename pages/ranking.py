"""The ranking page: what if we valued things differently."""

import streamlit as st

from lcity.errors import ArgumentError
from lcity.ui import frame, place, standing, takeaway, trust_view
from lcity.ui import ranking_view as view
from lcity.ui.board.mount import board, intervals, scope
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
    finding = t("index.all_zero") if ranking is None else view.finding(ranking, base, level, city)
    board(view.said(finding, None if ranking is None else rules, level))
    if ranking is None:
        return
    view.draw_basis(rules, level)
    view.draw_unranked(ranking, level, city)
    frame.foot(**standing.footing(rules, level))
    firmness(level, city)
    takeaway.offer("ranking", lambda: ranking_paper(finding, ranking, level, city, rules))


@st.fragment
def firmness(level: str, city: str) -> None:
    """Answer, once the hand rests, how firm the ranks are: on the board, and in words below it."""
    trust_view.on_ranking(level, city, at_rest=intervals())


frame.asked(t("ranking.question"))
answer()
