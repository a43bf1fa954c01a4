"""The ranking page: what if we valued things differently."""

import streamlit as st

from lcity.errors import ArgumentError
from lcity.index import Ranking
from lcity.ui import takeaway
from lcity.ui.parts.board.data import Finding
from lcity.ui.parts.board.mount import answer, board, scope
from lcity.ui.parts.board.picture import Seen, export_seen
from lcity.ui.ranking import difference, view
from lcity.ui.ranking.export import board_export, ranking_export
from lcity.ui.shared import frame, selection, standing
from lcity.ui.shared.reader import t
from lcity.ui.takeaway.export import Export
from lcity.ui.trust import view as trust_view


def ranked() -> Ranking | None:
    """Return the ranking that was settled on; None where nothing counts."""
    level, city = scope()
    try:
        return standing.ranked(level, standing.chosen_rules(), city)
    except ArgumentError:
        return None


def finding(ranking: Ranking | None) -> str:
    """Return the page's answer in a sentence."""
    level, city = scope()
    if ranking is None:
        return t("index.all_zero")
    return view.finding(ranking, standing.ranked(level, standing.equal_rules(), city), level, city)


def export() -> Export:
    """Return what can be taken away of the ranking that was settled on."""
    ranking = ranked()
    if ranking is None:
        # Nothing counts since this was offered: the page goes on without it.
        st.rerun()
    return ranking_export(view.in_full(ranking, *scope()), ranking, *scope(), standing.chosen_rules())


def pictured(kind: str, seen: Seen) -> tuple[str, bytes] | None:
    """Return what is seen of the board as a file: its name and its content; None where nothing counts."""
    ranking = ranked()
    if ranking is None:
        return None
    made = board_export(view.in_full(ranking, *scope()), ranking, *scope(), standing.chosen_rules(), seen)
    return takeaway.picture_file("ranking", kind, *made)


@st.fragment
def live(finding: Finding) -> None:
    """Draw the board; settled weights run at most this anew, and most run nothing: a room may settle many."""
    selection.rerun_if_requested()
    view.question()
    board(view.cautioned(finding))


@st.fragment
def at_rest() -> None:
    """Draw what stands below the board: anew once the hand has rested a while, for the board asks then."""
    answer()
    ranking, rules, (level, city) = ranked(), standing.chosen_rules(), scope()
    if ranking is None:
        return
    difference.draw(ranking, level, city)
    view.draw_basis(rules, level)
    view.draw_unranked(ranking, level, city)
    view.draw_dots(ranking, level)
    frame.foot(**standing.footing(rules, level))
    trust_view.on_ranking(level, city)
    takeaway.offer("ranking", export)


live(view.board_finding(finding(ranked())))
at_rest()
export_seen(pictured)
