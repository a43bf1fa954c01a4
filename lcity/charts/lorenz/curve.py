"""The Lorenz curve: what both forms draw."""

from dataclasses import dataclass

import numpy as np

from lcity.colour import SERIES, WHOLE

TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)
COLOUR, EVEN_COLOUR = SERIES[0], WHOLE
FILL_OPACITY, WIDTH_PX, EVEN_WIDTH_PX = 0.18, 2.5, 2
EVEN_AT = 0.45
"""Where on the straight line its name stands."""


@dataclass(frozen=True, eq=False)
class Curve:
    """What share of the whole the worst placed share of people has, under the line of equality.

    Parameters
    ----------
    people, total
        (n,) cumulative shares from 0 to 1, by ascending value.
    x_title, y_title
        What each axis is.
    even
        What the straight line stands for.
    """

    people: np.ndarray
    total: np.ndarray
    x_title: str
    y_title: str
    even: str
