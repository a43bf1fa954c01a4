"""The coverage page's choices, and the controls that show them."""

from functools import lru_cache
from typing import Any

import streamlit as st

from lcity.access import HOURS, hour_label
from lcity.access.along import LINE
from lcity.access.centres import UNKNOWN_HOURS
from lcity.text import Language
from lcity.ui.coverage.numbers import Question
from lcity.ui.shared import cache, selection, talk
from lcity.ui.shared.reach import (
    DETOUR,
    DETOURS,
    HOUR,
    MINUTES,
    RADII_M,
    RADIUS,
    SPEED,
    SPEEDS_KMH,
    UNKNOWN,
    WALK,
    WAY,
    WAYS,
    along_choice,
    group_choice,
    in_minutes,
    kinds_choice,
    radius_m,
)
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice, one_of
from lcity.ui.shared.vocabulary import group_label, kind_label

STEP_M = 100
MAPS = ("districts", "places")
MAP = Choice("map", "districts", parse=one_of(MAPS), allowed=MAPS)
"""What is drawn: districts by share, or every place by itself."""
MOST_BUTTONS = 5
"""Groups of people side by side; more are listed."""


def question() -> Question:
    """Return what the reader asks."""
    dataset = cache.open_dataset()
    return Question(
        selection.city_in_view(),
        radius_m(),
        group_choice(dataset).value,
        tuple(kinds_choice().value),
        HOUR.value,
        UNKNOWN.value,
        along_choice().value,
        WALK.value if in_minutes() else None,
    )


def distance() -> None:
    """Draw the choice of how far people go: along what, metres or walking minutes, and what is assumed."""
    _along()
    if in_minutes():
        # They are somebody's, at whatever pace: nothing is assumed, and no metres are made of them.
        st.slider(t("coverage.travel_minutes"), *MINUTES, format=t("coverage.format_min"), **WALK.widget())
        return
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.segmented_control(
            t("coverage.how_far"),
            WAYS,
            format_func=lambda way: t(f"coverage.by_{way}"),
            label_visibility="collapsed",
            required=True,
            width="content",
            **WAY.widget(),
        )
        with st.popover(t("coverage.assumptions"), type="tertiary"):
            _assumptions()
    lang, way = reader_language(), along_choice().value
    if WAY.value == "metres":
        st.select_slider(
            t(f"coverage.radius_{way}"),
            sorted({*range(RADII_M[0], RADII_M[1] + 1, STEP_M), RADIUS.value}),
            format_func=lambda metres: _metres_label(metres, lang),
            **RADIUS.widget(),
        )
    else:
        label = t(f"coverage.walk_{way}", radius=lang.number(radius_m()))
        st.slider(label, *MINUTES, format=t("coverage.format_min"), **WALK.widget())


@lru_cache(256)
def _metres_label(metres: int, lang: Language) -> str:
    return lang.t("coverage.within_metres", metres=lang.number(metres))


def _along() -> None:
    """Draw the choice of what it is measured along, where there is more than one."""
    choice = along_choice()
    if len(choice.allowed) > 1:
        st.segmented_control(
            t("coverage.along"),
            choice.allowed,
            format_func=_along_label,
            label_visibility="collapsed",
            required=True,
            **choice.widget(),
        )


def _along_label(way: str) -> str:
    label = t(f"coverage.along_{way}")
    return label[0].upper() + label[1:]


def _assumptions() -> None:
    st.slider(t("coverage.speed"), *SPEEDS_KMH, step=0.1, format=t("coverage.format_kmh"), **_late(SPEED))
    if along_choice().value == LINE:
        st.slider(t("coverage.detour"), *DETOURS, step=0.05, format="%.2f", **_late(DETOUR))
    st.caption(t("coverage.walk_note"))


def unknown_hours() -> None:
    """Draw the choice of whether unknown hours count as open: it stands at the picture it changes."""
    st.segmented_control(
        t("coverage.unknown_hours"),
        UNKNOWN_HOURS,
        format_func=lambda way: t(f"coverage.unknown_{way}"),
        required=True,
        **UNKNOWN.widget(),
    )


def _late(choice: Choice) -> dict[str, Any]:
    """Return a widget's `key` and `on_change`, its value told anew in every run.

    What lies in a popover reaches the browser when that is first opened, maybe many runs later, and
    would then show the least value there is. What is assumed also stands below the page, in its method.
    """
    arguments = choice.widget()
    st.session_state[arguments["key"]] = choice.value
    keep = arguments["on_change"]

    def keep_and_rerun() -> None:
        keep()
        selection.request_rerun()

    return arguments | {"on_change": keep_and_rerun}


def people_and_kinds() -> None:
    """Draw the choices of whom it is about and what they reach."""
    lang = reader_language()
    dataset = cache.open_dataset()
    group = group_choice(dataset)
    named = {"format_func": lambda code: group_label(code, lang), "label_visibility": "collapsed"}
    if len(group.allowed) > MOST_BUTTONS:
        st.selectbox(t("coverage.group"), group.allowed, **named, **group.widget())
    elif len(group.allowed) > 1:
        st.segmented_control(t("coverage.group"), group.allowed, required=True, **named, **group.widget())
    st.multiselect(
        t("coverage.kinds"),
        cache.kinds(),
        format_func=lambda kind: kind_label(kind, lang),
        placeholder=t("coverage.all_kinds"),
        label_visibility="collapsed",
        select_all=False,
        wrap=True,
        **kinds_choice().widget(),
    )


def hour() -> None:
    """Draw the choice of an hour as a list one can type into; its cross leads back to any hour."""
    lang = reader_language()
    st.selectbox(
        t("coverage.hour"),
        range(HOURS),
        format_func=lambda number: hour_label(number, lang),
        index=None,
        placeholder=t("coverage.any_hour_large" if talk.presenting() else "coverage.any_hour"),
        label_visibility="collapsed",
        **HOUR.widget(),
    )


def toggle_hour(number: int) -> None:
    """Choose an hour; the one already chosen gives way to any hour."""
    HOUR.set(None if HOUR.value == number else number)


def choose_district(district: str) -> None:
    """Choose a district everywhere, "" for none; the sidebar follows."""
    if district:
        selection.choose_unit("district", district)
    else:
        selection.district_choice().set(selection.ALL)
    selection.request_rerun()


def map_of() -> None:
    """Draw the choice of what the map shows, where there is one."""
    if not cache.open_dataset().has_outlines:
        return
    st.segmented_control(
        t("coverage.map_of"),
        MAPS,
        format_func=lambda name: t(f"coverage.map_of_{name}"),
        label_visibility="collapsed",
        required=True,
        width="content",
        **MAP.widget(),
    )
