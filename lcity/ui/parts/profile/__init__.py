"""Profiles on the page: a strip an indicator, all units as ticks, those compared as dots."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).parent
_mount = st.components.v2.component(
    "lcity_profile",
    css=(_FOLDER / "profile.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "profile.js").read_text(encoding="utf-8"),
)


def profile(data: dict[str, Any], key: str, on_choose: Callable[[str], None]) -> None:
    """Draw a profile.

    Parameters
    ----------
    data
        As `lcity.charts.profile.profile_data` makes it.
    key
        Its name on the page.
    on_choose
        Called with the id of the unit whose tick the reader clicks.
    """

    def chosen() -> None:
        if unit := st.session_state[key].unit:
            on_choose(unit)

    _mount(key=key, data=data, on_unit_change=chosen)
