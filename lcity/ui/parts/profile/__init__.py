"""Profiles on the page: a strip an indicator, all units as ticks, those compared as dots."""

from collections.abc import Callable, Container
from typing import Any

from lcity.ui.shared.component import Component

ROW_PX = 31
"""How high a row is at least (profile.css)."""

_profile = Component("profile", "profile/profile.js")


def profile(data: dict[str, Any], key: str, among: Container[str], on_choose: Callable[[str], None]) -> None:
    """Draw a profile.

    Parameters
    ----------
    data
        As `lcity.charts.profile.screen.profile_data` makes it.
    key
        Its name on the page.
    among
        The units whose ticks it shows.
    on_choose
        Called with the id of the unit whose tick the reader clicks.
    """
    _profile.choose_from(key, data, among, on_choose, least_px=ROW_PX * len(data["rows"]))
