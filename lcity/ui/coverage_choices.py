"""The coverage page's choices, and the controls that show them."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lcity.access import HOURS, hour_label, parse_hour
from lcity.access.centres import UNKNOWN_HOURS
from lcity.access.persona import walked_m
from lcity.dataset import Dataset
from lcity.ui import cache, place
from lcity.ui.coverage_names import group_label, kind_label
from lcity.ui.coverage_numbers import Question
from lcity.ui.reader import reader_language, t
from lcity.ui.state import Choice, one_of, whole_number

WAYS = ("metres", "minutes")
RADII_M = (100, 5_000)
STEP_M = 100
MINUTES = (5, 45)
SPEEDS_KMH = (3.0, 6.0)
DETOURS = (1.0, 1.6)
DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

WAY = Choice("by", "metres", parse=one_of(WAYS), allowed=WAYS)
RADIUS = Choice("r", 1_000, parse=whole_number(*RADII_M))
WALK = Choice("min", 15, parse=whole_number(*MINUTES))
UNKNOWN = Choice("unknown", "leave_out", parse=one_of(UNKNOWN_HOURS), allowed=UNKNOWN_HOURS)


def decimal(low: float, high: float) -> Callable[[str], float]:
    """Return a parser for numbers from `low` to `high`."""

    def parse(text: str) -> float:
        number = float(text)
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return parse


# With these two a quarter of an hour is 1,000 m, the radius the index is computed with.
SPEED = Choice("speed", 4.8, parse=decimal(*SPEEDS_KMH))
DETOUR = Choice("detour", 1.2, parse=decimal(*DETOURS))


def write_hour(hour: int) -> str:
    """Write an hour of the week as links have it: "sat19"."""
    return f"{DAY_CODES[hour // 24]}{hour % 24:02d}"


HOUR = Choice("hour", None, parse=parse_hour, write=write_hour)


def group_choice(dataset: Dataset) -> Choice:
    """Return the choice of a group of people among those the population has."""
    groups = tuple(dataset.population.filter(regex="^people(_|$)").columns)
    return Choice("group", "people", parse=one_of(groups), allowed=groups)


def kinds_choice() -> Choice:
    """Return the choice of the kinds of centres that count; none chosen means all."""
    kinds = one_of(cache.kinds())
    return Choice("kinds", [], parse=lambda text: [kinds(kind) for kind in text.split(",")], write=",".join)


def radius_m() -> float:
    """Return the radius in force, metres."""
    if WAY.value == "metres":
        return float(RADIUS.value)
    return walked_m(WALK.value, SPEED.value, DETOUR.value)


def walk() -> dict[str, float]:
    """Return what the radius stands on where it is given in walking minutes; else nothing."""
    if WAY.value == "metres":
        return {}
    return {"minutes": WALK.value, "speed_kmh": SPEED.value, "detour": DETOUR.value}


def question() -> Question:
    """Return what the reader asks."""
    dataset = cache.open_dataset()
    return Question(
        place.city_in_view(),
        radius_m(),
        group_choice(dataset).value,
        tuple(kinds_choice().value),
        HOUR.value,
        UNKNOWN.value,
    )


def distance() -> None:
    """Draw the choice of how far people go: metres or walking minutes, and what is assumed."""
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
    lang = reader_language()
    if WAY.value == "metres":
        st.select_slider(
            t("coverage.radius"),
            sorted({*range(RADII_M[0], RADII_M[1] + 1, STEP_M), RADIUS.value}),
            format_func=lambda metres: t("coverage.within_metres", metres=lang.number(metres)),
            **RADIUS.widget(),
        )
    else:
        label = t("coverage.walk", radius=lang.number(radius_m()))
        st.slider(label, *MINUTES, format=t("coverage.format_min"), **WALK.widget())


def _assumptions() -> None:
    st.slider(t("coverage.speed"), *SPEEDS_KMH, step=0.1, format=t("coverage.format_kmh"), **_late(SPEED))
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

    def told() -> None:
        keep()
        place.lead()

    return arguments | {"on_change": told}


def people_and_kinds() -> None:
    """Draw the choices of whom it is about and what they reach."""
    lang = reader_language()
    dataset = cache.open_dataset()
    group = group_choice(dataset)
    if len(group.allowed) > 1:
        st.segmented_control(
            t("coverage.group"),
            group.allowed,
            format_func=lambda group: group_label(group, lang),
            label_visibility="collapsed",
            required=True,
            **group.widget(),
        )
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
        placeholder=t("coverage.any_hour"),
        label_visibility="collapsed",
        **HOUR.widget(),
    )


def toggle_hour(number: int) -> None:
    """Choose an hour; the one already chosen gives way to any hour."""
    HOUR.set(None if HOUR.value == number else number)


def choose_district(district: str) -> None:
    """Choose a district everywhere, "" for none; the sidebar follows."""
    if district:
        place.choose_unit("district", district)
    else:
        place.district_choice().set(place.ALL)
    place.lead()
