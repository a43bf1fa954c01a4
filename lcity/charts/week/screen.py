"""The week as 7 × 24 cells, each an hour to look at and to choose."""

from functools import cache
from typing import Any

import numpy as np

from lcity.access import HOURS, hour_label
from lcity.charts.week.cells import days, each_once, fills
from lcity.colour import sequential
from lcity.text import Language


def week_data(
    share: np.ndarray, lang: Language, label: str, *, hour: int | None = None, dark: bool = False
) -> dict[str, Any]:
    """Return the share of people with an open centre in reach, an hour of the week a cell.

    Parameters
    ----------
    share
        (168,) shares, 0–1, Monday 0:00–1:00 to Sunday 23:00–24:00; NaN where unknown.
    lang
        The reader's language.
    label
        What the week shows, for who cannot see it.
    hour
        The hour to outline; None for none.
    dark
        Whether it is drawn on a dark ground.

    Returns
    -------
    dict
        label, days (short names), hours (168 in words), shares (168 written), fills (168 hex colours)
        and hour.
    """
    return {
        "label": label,
        "days": days(lang),
        "hours": _hours(lang),
        "shares": each_once(lang.percent, share),
        "fills": fills(share, dark=dark),
        "hour": hour,
    }


@cache
def _hours(lang: Language) -> tuple[str, ...]:
    return tuple(hour_label(number, lang) for number in range(HOURS))


def ramp(*, dark: bool = False) -> tuple[str, ...]:
    """Return the colours a week is drawn in, from no one to everyone."""
    return sequential(dark)
