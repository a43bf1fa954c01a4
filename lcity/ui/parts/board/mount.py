"""The board on the page."""

from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from lcity.errors import ArgumentError
from lcity.index.apart import DOUBT
from lcity.index.draws import DRAWS
from lcity.ui.parts.board.camera import camera, goes_on, remember
from lcity.ui.parts.board.channel import Channel
from lcity.ui.parts.board.data import Finding, board_data, figures_url, scopes
from lcity.ui.parts.board.trust import packed
from lcity.ui.parts.progress import progress
from lcity.ui.server import without_run
from lcity.ui.shared import cache, in_force, intervals, revision, selection, standing, weights
from lcity.ui.shared.component import Component
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.state import Choice
from lcity.ui.shared.trying import Trying

HERE = Path(__file__).parent
KEY = "board"
TRYING = "board.trying"

_board = Component("board", "board/js/mount.js")
_channel = Channel(
    "trust",
    html='<div class="lcity-before"></div>\n',
    css=(HERE / "before.css").read_text(encoding="utf-8"),
)


def scope_choice() -> Choice:
    """Return the choice of what is ranked: cities, districts, or the districts of one city."""
    return Choice("units", selection.first_level(), allowed=scopes())


def scope() -> tuple[str, str]:
    """Return the level ranked, and the city whose districts alone are ranked ("" for all)."""
    level, _, city = scope_choice().value.partition(".")
    return level, city


def board(finding: Finding) -> None:
    """Draw the board; where it comes to rest becomes the reader's choice, in the link and everywhere.

    Parameters
    ----------
    finding
        What the page says until the board has its figures.
    """
    with st.container(key="board-place"):
        _board.draw(
            KEY,
            board_data(_settings(), revision.current(), finding, camera(scope_choice().value)),
            on_settings_change=_settled,
            on_selected_change=_chosen,
        )
    without_run.offer(KEY, "settings", in_force.of_rules)


def _settings() -> dict[str, Any]:
    level, city = scope()
    tree = cache.tree()
    given = weights.choice().value
    return {
        "weights": weights.scaled(tree) | dict(given),
        "official": standing.official_choice().value,
        "normalise": standing.normalise_choice().value,
        "aggregate": standing.aggregate_choice().value,
        "level": level,
        "scope": city,
        "question": intervals.question_choice().value,
    }


def answer() -> None:
    """Answer the board where it asks for the ranks under most sets of weights.

    To be called in a fragment of its own: the board's question, which comes once the hand has rested a
    while, runs that anew and nothing else, so that nothing else waits or fades meanwhile. What is drawn
    while the hand moves says that what stands below it is of the weights before.
    """
    request, settings = _channel.request, _settings()
    wanted = request is not None and request["settings"] == settings
    _channel.draw(
        request,
        _trust(request) if wanted else None,
        _requested,
        settings=settings,
        figures=figures_url(settings["level"]),
        before=t("ranking.before"),
    )
    remember(scope_choice().value)
    _draw_trying()


def _requested() -> None:
    """Nothing is to be done but to run anew."""


def _in_force() -> tuple[str, Rules, str, str]:
    """Return of what ranks are tried, as `intervals` is asked."""
    level, city = scope()
    return level, standing.chosen_rules(), city, intervals.question_choice().value


def _trust(request: dict[str, Any]) -> dict[str, Any] | None:
    """Return the ranks under most sets of the weights in force; None where nothing counts.

    Of very many units that is at first a part: "draws" of "of" sets of weights, with "more" while others
    are being tried. There is no reply either while the board knows as much as can be told, which it says by
    "draws" and "more" of its own.
    """
    try:
        found, begun = intervals.so_far(*_in_force()), intervals.trying(*_in_force())
    except ArgumentError:
        return None
    draws, more = found.spread.draws, begun is not None and begun.goes_on
    if (draws, more) == (request.get("draws"), request.get("more")):
        return None
    return packed(found.spread, found.overtaking > DOUBT) | {"draws": draws, "of": DRAWS, "more": more}


def _draw_trying() -> None:
    """Say under how many sets of weights very many units have been ranked, and let that be stopped."""
    try:
        begun = intervals.trying(*_in_force())
    except ArgumentError:
        return
    if begun is None:
        return
    known = begun.so_far().spread.draws
    if begun.goes_on:
        progress(
            begun,
            partial(_tried, "trust.trying", begun),
            is_over=lambda: intervals.trying(*_in_force()) is not begun or not begun.goes_on,
            on_stop=begun.leave_off,
            key=TRYING,
        )
    elif known < DRAWS:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(t("trust.trying.stopped", **_counts(known)), width="content")
            st.button(t("trust.trying.go_on"), key=f"{TRYING}.go_on", on_click=begun.ask)


def _tried(message: str, begun: Trying) -> str:
    return t(message, **_counts(begun.done)) if begun.of else t("trust.trying.waiting")


def _counts(done: int) -> dict[str, str]:
    lang = reader_language()
    return {"done": lang.number(done), "of": lang.number(DRAWS)}


def _settled() -> None:
    """Take over what the board has come to rest on, in one go."""
    told, tree = st.session_state[KEY].settings, cache.tree()
    defaults = weights.scaled(tree)
    moved = {key: weight for key, weight in told["weights"].items() if weight != defaults[key]}
    revision.take_over(
        (weights.choice(), weights.changed((), moved, tree)),
        (standing.official_choice(), bool(told["official"])),
        (standing.normalise_choice(), told["normalise"]),
        (standing.aggregate_choice(), told["aggregate"]),
        (intervals.question_choice(), told["question"]),
        (scope_choice(), ".".join(filter(None, (told["level"], told["scope"])))),
        board_s=told["revision"],
    )
    goes_on(scope_choice().value)


def _chosen() -> None:
    told = st.session_state[KEY].selected
    if told["id"] in selection.units(told["level"]).index:
        selection.choose_unit(told["level"], told["id"])
        goes_on(scope_choice().value)
        selection.request_rerun()
