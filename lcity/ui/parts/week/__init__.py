"""The week on the page: 7 × 24 cells, each an hour that can be chosen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from lcity.access import HOURS

_FOLDER = Path(__file__).parent
_mount = st.components.v2.component(
    "lcity_week",
    css=(_FOLDER / "week.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "week.js").read_text(encoding="utf-8"),
)


def week(data: dict[str, Any], key: str, on_choose: Callable[[int], None]) -> None:
    """Draw a week.

    Parameters
    ----------
    data
        As `lcity.charts.week.week_data` makes it.
    key
        Its name on the page.
    on_choose
        Called with the number, 0–167, of the hour the reader clicks.
    """

    def chosen() -> None:
        hour = st.session_state[key].hour
        if isinstance(hour, int) and 0 <= hour < HOURS:
            on_choose(hour)

    _mount(key=key, data=data, on_hour_change=chosen)
