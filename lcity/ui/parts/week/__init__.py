"""The week on the page: 7 × 24 cells, each an hour that can be chosen."""

from collections.abc import Callable
from typing import Any

from lcity.access import HOURS
from lcity.ui.shared.component import Component

LEAST_PX = 168
"""How high seven days and the axis are at least (week.css)."""

_week = Component("week", "week/week.js")


def week(data: dict[str, Any], key: str, on_choose: Callable[[int], None]) -> None:
    """Draw a week.

    Parameters
    ----------
    data
        As `lcity.charts.week.screen.week_data` makes it.
    key
        Its name on the page.
    on_choose
        Called with the number, 0–167, of the hour the reader clicks.
    """
    _week.choose_from(key, data, range(HOURS), on_choose, least_px=LEAST_PX)
