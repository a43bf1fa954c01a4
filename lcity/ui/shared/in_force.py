"""What is in force: scenario, weights, methods, figures, year and radius, each with the way back."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import streamlit as st

from lcity.access import along
from lcity.access.persona import walked_m
from lcity.ui.shared import (
    cache,
    reach,
    revision,
    room_weights,
    scenario_strip,
    selection,
    standing,
    tiled,
    weights,
)
from lcity.ui.shared.markdown import plain
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice
from lcity.ui.shared.weights import preset_label

WEIGHTS, NORMALISE, AGGREGATE, FIGURES = "weights", "normalise", "aggregate", "figures"
YEAR, REACH, DIFFERENCE = "year", "reach", "difference"
RULES = frozenset({WEIGHTS, NORMALISE, AGGREGATE, FIGURES})
RANKED = RULES | {YEAR}
"""What a page obeys that ranks units."""
KEY = scenario_strip.KEY


class Part(NamedTuple):
    """One thing in force.

    Parameters
    ----------
    kind
        Which, of `RANKED` or `REACH`.
    text
        What holds, in the reader's language.
    usual
        What holds while the reader has chosen nothing; "" where that holds.
    """

    kind: str
    text: str
    usual: str = ""


def parts() -> list[Part]:
    """Return what is in force on the pages together, in the order to name it."""
    return [part for part in (*of_rules(), *_year(), _reach()) if part.text]


def of_rules() -> list[Part]:
    """Return what of that the rules are: all that a settled weight can change."""
    return [_weights(), *_methods(), *_figures()]


def line(title: str, obeys: Iterable[str]) -> None:
    """Draw what is open and in force on a page, and apart from that what was chosen and does not count there.

    Parameters
    ----------
    title
        Of the open dataset.
    obeys
        The kinds of parts the page follows; `DIFFERENCE` where it can show what a scenario makes different.
        A scenario itself every page follows.
    """
    found = parts() if cache.open_dataset().has_index else []
    here = [part for part in found if part.kind in obeys]
    elsewhere = [part for part in found if part.kind not in obeys and part.usual]
    with st.container(key=KEY, horizontal=True, gap=None, vertical_alignment="center"):
        st.caption(plain(title), width="content")
        scenario_strip.draw(differs=DIFFERENCE in obeys)
        for part in here:
            _draw(part)
        if elsewhere:
            st.caption("·", width="content")
            st.caption(t("frame.in_force.not_here"), width="content")
            for number, part in enumerate(elsewhere):
                _draw(part, dot=number > 0)


def take_back(kind: str) -> None:
    """Put what holds while the reader has chosen nothing in the place of what was chosen."""
    revision.take_over(*((choice, choice.default) for choice in _CHOICES[kind]()))


def _draw(part: Part, *, dot: bool = True) -> None:
    if dot:
        st.caption("·", width="content")
    if not part.usual:
        st.caption(part.text, width="content")
        return
    st.button(
        part.text,
        key=f"{KEY}.{part.kind}",
        type="tertiary",
        icon=":material/close:",
        icon_position="right",
        help=t("frame.in_force.back", usual=part.usual),
        on_click=take_back,
        args=(part.kind,),
    )


def _weights() -> Part:
    tree, given = cache.tree(), weights.choice().value
    ready = weights.ready_made(tree)
    usual = t("frame.in_force.declared" if weights.DECLARED in ready else "frame.in_force.equal")
    if not given:
        return Part(WEIGHTS, usual)
    if of_room := room_weights.named("frame.in_force.room"):
        return Part(WEIGHTS, of_room, usual)
    names = cache.names("indicators", reader_language().code)
    for key, preset in ready.items():
        if given == weights.changed((), dict(preset.overrides), tree):
            return Part(WEIGHTS, t("frame.in_force.preset", name=preset_label(key, names)), usual)
    return Part(WEIGHTS, t("frame.in_force.own"), usual)


def _methods() -> list[Part]:
    """Return the methods where they are not the usual ones: those go without saying."""
    kinds = {NORMALISE: standing.normalise_choice(), AGGREGATE: standing.aggregate_choice()}
    return [
        Part(kind, t(f"index.{kind}.{choice.value}"), t(f"index.{kind}.{choice.default}"))
        for kind, choice in kinds.items()
        if choice.value != choice.default
    ]


def _figures() -> list[Part]:
    official = cache.official_tree().leaves
    if not official or official == cache.tree().leaves:
        return []
    every = t("frame.in_force.all_figures")
    if standing.official_choice().value:
        return [Part(FIGURES, t("frame.in_force.official"), every)]
    return [Part(FIGURES, every)]


def _year() -> list[Part]:
    choice = selection.year_choice()
    if not cache.years():
        return []
    return [Part(YEAR, str(choice.value), "" if choice.value == choice.default else str(choice.default))]


def _reach() -> Part:
    usual = _reach_text(*(choice.default for choice in _CHOICES[REACH]()))
    text = _reach_text(*(choice.value for choice in _CHOICES[REACH]()))
    return Part(REACH, text, "" if text == usual else usual)


def _reach_text(way: str, radius_m: int, minutes: int, speed_kmh: float, detour: float, measured: str) -> str:
    lang, dataset = reader_language(), cache.open_dataset()
    if along.unit(dataset, measured) == along.MINUTES:
        return t("frame.in_force.time", minutes=lang.number(minutes))
    if way == "metres":
        text = t("frame.in_force.metres", radius=lang.number(radius_m))
    else:
        walked = walked_m(minutes, speed_kmh, detour if measured == along.LINE else 1)
        text = t("frame.in_force.minutes", minutes=lang.number(minutes), radius=lang.number(walked))
    if len(tiled.offered(dataset)) == 1:
        return text
    return t(f"frame.in_force.along_{measured}", reach=text)


_CHOICES: dict[str, Callable[[], tuple[Choice, ...]]] = {
    WEIGHTS: lambda: (weights.choice(), room_weights.choice()),
    NORMALISE: lambda: (standing.normalise_choice(),),
    AGGREGATE: lambda: (standing.aggregate_choice(),),
    FIGURES: lambda: (standing.official_choice(),),
    YEAR: lambda: (selection.year_choice(),),
    REACH: lambda: (
        reach.WAY,
        reach.RADIUS,
        reach.WALK,
        reach.SPEED,
        reach.DETOUR,
        reach.along_choice(),
    ),
}
"""Kind → what the reader chooses of it."""
