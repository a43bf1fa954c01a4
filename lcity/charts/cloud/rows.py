"""Shares given by many, a dot each, with their median and quartiles: what both forms draw."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

STEPS = 60
"""Of a scale: dots within one stand on top of each other."""


@dataclass(frozen=True, eq=False)
class Shares:
    """One row.

    Parameters
    ----------
    name
        What the shares are of.
    shares
        One a giver, 0–1.
    median, lower, upper
        Of these shares, 0–1.
    figures
        How these are written: the median, and the quartiles.
    weight
        How the weight is written that is made of them.
    alt
        The row for who cannot see it.
    colour
        Hex, of the dots.
    """

    name: str
    shares: np.ndarray
    median: float
    lower: float
    upper: float
    figures: tuple[str, str]
    weight: str
    alt: str
    colour: str


def stacked(shares: np.ndarray, top: float) -> tuple[np.ndarray, np.ndarray]:
    """Return where each dot stands: along the scale (0–1 of it), and how many stand below it in its stack.

    Parameters
    ----------
    shares
        In any order: nothing tells one giver from another.
    top
        What the end of the scale stands for.
    """
    column = np.round(np.sort(shares) / top * STEPS).astype(int)
    first = np.searchsorted(column, column)
    return column / STEPS, np.arange(len(column)) - first


def scale(most: float) -> tuple[float, ...]:
    """Return round marks of a scale of shares from 0 to at least `most` (0–1)."""
    step = next((step for step in (0.05, 0.1, 0.2) if most <= 5 * step), 0.25)
    return tuple(np.round(np.arange(0, most + step - 1e-9, step), 9))


def scale_of(rows: Sequence[Shares]) -> tuple[float, ...]:
    """Return the marks of the scale of some rows, shares from 0."""
    return scale(max((float(row.shares.max(initial=0)) for row in rows), default=0))
