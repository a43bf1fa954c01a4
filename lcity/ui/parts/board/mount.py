"""The board on the page."""

from pathlib import Path
from typing import Any

import streamlit as st

from lcity.errors import ArgumentError
from lcity.ui.parts.board.camera import camera, goes_on, remember
from lcity.ui.parts.board.channel import Channel
from lcity.ui.parts.board.data import Finding, board_data, scopes
from lcity.ui.parts.board.trust import packed
from lcity.ui.server import without_run
from lcity.ui.shared import cache, in_force, intervals, revision, selection, standing, weights
from lcity.ui.shared.component import Component
from lcity.ui.shared.reader import t
from lcity.ui.shared.state import Choice

HERE = Path(__file__).parent
KEY = "board"

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
        _trust(bool(request.get("all"))) if wanted else None,
        _requested,
        settings=settings,
        before=t("ranking.before"),
    )
    remember(scope_choice().value)


def _requested() -> None:
    """Nothing is to be done but to run anew."""


def _trust(all_: bool) -> dict[str, Any] | None:
    """Return the ranks under most sets of the weights in force; None where nothing counts.

    Of very many units those under a first few sets, with "more", unless the board asks for all; "draws" says
    how many sets there were.
    """
    level, city = scope()
    arguments = (level, standing.chosen_rules(), city, intervals.question_choice().value)
    steps = intervals.in_steps(level, city)
    draws = steps[-1 if all_ else 0]
    try:
        spread = intervals.intervals(*arguments, draws=draws)
        return packed(spread, intervals.not_apart(*arguments, draws=draws)) | {
            "more": draws < steps[-1],
            "draws": draws,
        }
    except ArgumentError:
        return None


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
