"""Two published ways to say whether a target will be reached, besides LCity's own."""

import numpy as np

from lcity.monitor.status import DIGITS, ON_TRACK, settled
from lcity.monitor.trend import Trend

ARROWS = ("decreasing", "stagnating", "improving", "on_track")
PROGRESS = ("away", "insufficient", "moderate", "significant")
ARROWS_FROM, PROGRESS_FROM = (0.0, 0.5, 1.0), (0.0, 0.6, 0.95)


def four_arrows(
    trend: Trend, target: np.ndarray, target_year: np.ndarray, direction: np.ndarray, today: int
) -> np.ndarray:
    """Return the arrow of each series: one of `ARROWS`, or "reached", "missed" or "unknown".

    The change a year from the first to the latest value over the linear change a year that leads from the
    first to the target: below 0 decreasing, below 0.5 stagnating, below 1 moderately improving, from there
    on on track. Parameters as of `lcity.monitor.status.status`.

    Source
    ------
    Lafortune, G., Fuller, G., Moreno, J., Schmidt-Traub, G. and Kroll, C. (2018), SDG Index and Dashboards:
    Detailed Methodological Paper, section on trends; used in the Sustainable Development Report since
    (https://dashboards.sdgindex.org/chapters/methodology).
    """
    change = _over(trend.last - trend.first, trend.last_year - trend.first_year)
    needed = _over(target - trend.first, target_year - trend.first_year)
    share = _share(direction * change, direction * needed)
    return settled(_words(share, ARROWS_FROM, ARROWS), trend, target, target_year, direction, today)


def compound_rate(
    trend: Trend, target: np.ndarray, target_year: np.ndarray, direction: np.ndarray, today: int
) -> np.ndarray:
    """Return the progress of each series: one of `PROGRESS`, or "reached", "missed" or "unknown".

    The compound annual growth rate from the first to the latest value over that which leads from the first
    to the target: below 0 away, below 0.6 insufficient, below 0.95 moderate, else significant. Values that
    are not above 0 have no such rate. Parameters as of `lcity.monitor.status.status`.

    Source
    ------
    Eurostat, Sustainable development in the European Union: monitoring report on progress towards the SDGs in
    an EU context, annex on the assessment of indicators with a quantitative target. The thresholds are those
    Open SDG's progress measure has from there (open-sdg/open-sdg, docs/progress-methodology.md, and
    open-sdg/sdg-build, sdg/ProgressMeasure.py), which begins in 2015 where this begins in the first year.
    """
    actual = _growth(trend.first, trend.last, trend.last_year - trend.first_year)
    needed = _growth(trend.first, target, target_year - trend.first_year)
    share = _share(direction * actual, direction * needed)
    return settled(_words(share, PROGRESS_FROM, PROGRESS), trend, target, target_year, direction, today)


def _share(moved: np.ndarray, needed: np.ndarray) -> np.ndarray:
    """Return what was moved of what is needed; where nothing is needed, 1 or, falling, -1."""
    share = _over(moved, needed)
    return np.round(np.where(needed <= 0, np.where(moved < 0, -1.0, ON_TRACK), share), DIGITS)


def _over(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=whole > 0)


def _growth(start: np.ndarray, end: np.ndarray, years: np.ndarray) -> np.ndarray:
    """Return the compound annual growth rate; NaN where there is none."""
    there = (start > 0) & (end > 0) & (years > 0)
    ratio = np.divide(end, start, out=np.full(np.shape(start), np.nan), where=there)
    return np.power(ratio, np.divide(1.0, years, out=np.full(np.shape(start), np.nan), where=there)) - 1


def _words(share: np.ndarray, bounds: tuple[float, ...], words: tuple[str, ...]) -> np.ndarray:
    found = np.array(words)[np.digitize(np.nan_to_num(share), bounds)]
    return np.where(np.isnan(share), "unknown", found)
