"""The board on the page."""

from pathlib import Path
from typing import Any

import streamlit as st

from lcity.errors import ArgumentError
from lcity.ui import cache, place, standing, trust_numbers, weights
from lcity.ui.board.data import Said, board_data
from lcity.ui.board.trust import packed
from lcity.ui.state import Choice

HERE = Path(__file__).parent
KEY, CARRIER = "board", "board.trust"
ORIGIN = "board.origin"

_component = st.components.v2.component(
    "lcity_board",
    html='<div class="lcity-board"></div>\n',
    css=(HERE / "board.css").read_text(encoding="utf-8"),
    js=(HERE / "js" / "mount.js").read_text(encoding="utf-8"),
)
_carrier = st.components.v2.component(
    "lcity_carrier", js=(HERE / "js" / "carry.js").read_text(encoding="utf-8")
)


def scope_choice() -> Choice:
    """Return the choice of what is ranked: cities, districts, or the districts of one city."""
    dataset = cache.open_dataset()
    of_one = [f"district.{city}" for city in dataset.cities.index] if len(dataset.levels) > 1 else []
    return Choice("units", dataset.levels[0], allowed=(*dataset.levels, *of_one))


def scope() -> tuple[str, str]:
    """Return the level ranked, and the city whose districts alone are ranked ("" for all)."""
    level, _, city = scope_choice().value.partition(".")
    return level, city


def board(said: Said) -> None:
    """Draw the board; where it comes to rest becomes the reader's choice, in the link and everywhere.

    Parameters
    ----------
    said
        What the page says of the settled weights; the board says it itself while they move.
    """
    _component(
        key=KEY,
        data=board_data(_settings(), st.session_state.get(ORIGIN, "server"), said),
        on_settings_change=_settled,
        on_selected_change=_chosen,
    )


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
        "question": trust_numbers.question_choice().value,
    }


def intervals() -> bool:
    """Answer the board where it asks for the ranks under most sets of weights; nothing is drawn.

    To be called in a fragment of its own: the board's question runs that anew and nothing else, so that
    nothing else waits or fades meanwhile.

    Returns
    -------
    bool
        Whether the hand is at rest, so that there is time for what takes longer than an answer: nothing
        has been moved yet, or the board has asked for the ranks under the weights in force.
    """
    asked = st.session_state.get(CARRIER, {}).get("asked")
    wanted = asked is not None and all(asked.get(name) == value for name, value in _settings().items())
    _carrier(key=CARRIER, data={"trust": _trust(asked) if wanted else None}, on_asked_change=_asked)
    return wanted or ORIGIN not in st.session_state


def _asked() -> None:
    """Nothing is to be done but to run anew."""


def _trust(asked: dict[str, Any]) -> dict[str, Any] | None:
    """Return the ranks under most sets of the weights in force; None where nothing counts."""
    level, city = scope()
    question = trust_numbers.question_choice().value
    try:
        spread = trust_numbers.intervals(level, standing.chosen_rules(), city, question)
    except ArgumentError:
        return None
    return {"token": asked["token"], **packed(spread)}


def _settled() -> None:
    told = st.session_state[KEY].settings
    tree = cache.tree()
    st.session_state[ORIGIN] = told["origin"]
    defaults = weights.scaled(tree)
    moved = {key: weight for key, weight in told["weights"].items() if weight != defaults[key]}
    weights.choice().set(weights.changed((), moved, tree))
    standing.official_choice().set(bool(told["official"]))
    standing.normalise_choice().set(told["normalise"])
    standing.aggregate_choice().set(told["aggregate"])
    trust_numbers.question_choice().set(told["question"])
    scope_choice().set(".".join(filter(None, (told["level"], told["scope"]))))


def _chosen() -> None:
    told = st.session_state[KEY].selected
    dataset = cache.open_dataset()
    if told["id"] in dataset.units(told["level"]).index:
        place.choose_unit(told["level"], told["id"])
        place.lead()
