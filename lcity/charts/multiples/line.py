"""A unit's figures over the years on a scale that all share: what both forms draw."""

import numpy as np

from lcity.colour import SERIES, WHOLE

COLOUR, TARGET_COLOUR = SERIES[0], WHOLE


def placed(values: np.ndarray, bounds: tuple[float, float]) -> np.ndarray:
    """Return where values stand between the bounds, 0–1; beyond them at the end, in the middle of none."""
    low, high = bounds
    if not high > low:
        return np.where(np.isnan(values), np.nan, 0.5)
    return np.clip((values - low) / (high - low), 0, 1)


def dotted(values: np.ndarray) -> list[int]:
    """Return the places of the values that are dots: the latest, and those that stand alone."""
    known = ~np.isnan(values)
    at = np.flatnonzero(known)
    alone = [place for place in at if known[max(place - 1, 0) : place + 2].sum() == 1]
    return [int(place) for place in dict.fromkeys([*alone, *at[-1:]])]
