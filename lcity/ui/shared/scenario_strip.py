"""The scenario in the strip: what it changes, before | after | difference, and the way back."""

from collections.abc import Callable

import streamlit as st

from lcity.scenario import Add, Close, Counts, Hours, Move, Scenario, Seats
from lcity.ui.shared import revision, scenario
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.scenario import SIDE, SIDES
from lcity.ui.shared.vocabulary import kind_label

KEY = "in-force"
COUNTED = {Add: "add", Close: "close", Move: "move", Seats: "seats"}
"""Changes of which is told how many there are."""


def described(found: Scenario) -> str:
    """Say what a scenario changes, in a few words: "3 new centres and other opening hours"."""
    lang = reader_language()
    parts = []
    for kind, name in COUNTED.items():
        if count := sum(type(change) is kind for change in found.changes):
            parts.append(t(f"frame.scenario.{name}", n=count, count=lang.number(count)))
    if any(type(change) is Hours for change in found.changes):
        parts.append(t("frame.scenario.hours"))
    counts = {change.kind: change.counted for change in found.changes if type(change) is Counts}
    for kind, counted in counts.items():
        key = "counted" if counted else "not_counted"
        parts.append(t(f"frame.scenario.{key}", kind=kind_label(kind, lang)))
    return lang.listed(parts)


def marked() -> str:
    """Say what the scenario in force changes, with its mark; "" where there is none."""
    found = scenario.in_force()
    return "" if found is None else t("frame.scenario.with", changes=described(found))


def draw(*, differs: bool) -> None:
    """Draw what the scenario in force changes, the choice of its side and the way back; nothing without one.

    Parameters
    ----------
    differs
        Whether the page can show the difference; one that cannot says so.
    """
    found = scenario.in_force()
    if found is None:
        return
    st.caption("·", width="content")
    st.button(
        marked(),
        key=f"{KEY}.scenario",
        type="tertiary",
        icon=":material/close:",
        icon_position="right",
        help=t("frame.scenario.back", name=found.name),
        on_click=scenario.take_back,
    )
    shown = SIDE.widget()
    st.segmented_control(
        t("frame.scenario.side"),
        SIDES,
        format_func=lambda side: t(f"frame.scenario.side.{side}"),
        required=True,
        label_visibility="collapsed",
        width="content",
        key=shown["key"],
        on_change=_turned,
        args=(shown["on_change"],),
    )
    if scenario.shows_difference() and not differs:
        st.caption(t("frame.scenario.no_difference"), width="content")
    if not scenario.fits_link():
        st.caption(t("frame.scenario.not_in_link"), width="content")


def _turned(note: Callable[[], None]) -> None:
    """Note which side was chosen, and have the whole app follow."""
    note()
    revision.take_over()
