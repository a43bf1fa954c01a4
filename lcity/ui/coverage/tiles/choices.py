"""What can be chosen of a country in tiles: at once, or by having it measured."""

import streamlit as st

from lcity.ui.coverage import choices
from lcity.ui.coverage.choices import distance, people_and_kinds, unknown_hours
from lcity.ui.shared import cache, reach, selection, state
from lcity.ui.shared.options import options
from lcity.ui.shared.reader import t
from lcity.ui.shared.state import Choice, one_of

ANSWERED = "coverage.tiles.answered"
LEVELS = ("city", "district")
LEVEL = Choice("listed", "city", parse=one_of(LEVELS), allowed=LEVELS)
"""What a country is answered by: its cities, or its districts."""


def measured_anew() -> None:
    """Draw the choices of which another value is another measuring."""
    st.caption(t("partitions.page.anew"))
    distance()
    people_and_kinds()
    unknown_hours()


def level() -> None:
    """Draw the choice of what the country is answered by."""
    options(LEVEL, "compare.level", lambda level: t(f"compare.level.{level}"))


def choose_city(city: str) -> None:
    """Choose a city everywhere, "" for the whole country; the sidebar follows."""
    selection.choose_unit("city", city) if city else _whole_country()
    selection.request_rerun()


def choose_district(district: str) -> None:
    """Choose a district everywhere; the one already chosen is let go."""
    choices.choose_district("" if district == selection.district_choice().value else district)


def remember() -> None:
    """Keep what is answered, to come back to where something else is chosen that was not measured."""
    st.session_state[ANSWERED] = [choice.value for choice in _measured()]


def can_go_back() -> bool:
    """Say whether anything was answered."""
    return ANSWERED in st.session_state


def go_back() -> None:
    """Choose what was answered last."""
    state.choose(*zip(_measured(), st.session_state[ANSWERED], strict=True))
    selection.request_rerun()


def _whole_country() -> None:
    state.choose((selection.city_choice(), selection.ALL), (selection.district_choice(), selection.ALL))


def _measured() -> list[Choice]:
    """Return the choices of which another value is another measuring."""
    return [
        reach.WAY,
        reach.RADIUS,
        reach.WALK,
        reach.SPEED,
        reach.DETOUR,
        reach.UNKNOWN,
        reach.along_choice(),
        reach.group_choice(cache.open_dataset()),
        reach.kinds_choice(),
    ]
