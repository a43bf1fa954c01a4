"""Colours that mean the same everywhere, and the round classes amounts are drawn in."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

# The page itself, and what is around each mark on a map: whatever that lies on, it stands out from its rim.
PAGE, PAGE_ON_DARK = "#ffffff", "#12181a"
ACCENT = "#0b6e6e"
ACCENT_ON_DARK = "#4fc3bd"
NO_DATA = "#b8b8b8"
# Of people out of reach, and of centres as long as no kind is asked for (on light, on dark), 0–1. Those are
# thousands of small dots without a rim: the palest that is seen on all of `GROUND`.
PEOPLE_OPACITY = 0.65
QUIET_OPACITY, QUIET_OPACITY_ON_DARK = 0.6, 0.95
OUT_OF_REACH = "#b3261e"
OUT_OF_REACH_ON_DARK = "#ff7a6b"
# What is a scenario's, whatever its kind: the violet of its mark.
PLANNED, PLANNED_ON_DARK = "#5b21b6", "#c4a6ff"

# Okabe & Ito (2008), "Color Universal Design": the six that carry text and sit on either ground.
DIMENSIONS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")

# Groups of people and ways of taking part, told apart by shape or dash as well; the last is the whole.
# 3.4:1 or more on either ground.
SERIES = ("#168a86", "#c07a17", "#7a68b4")
WHOLE = "#7d898b"

# Units beside each other, told apart by shape as well: 3:1 or more on either ground.
UNITS = ("#0072b2", "#d55e00", "#009e73", "#a8488f", "#8a6d00")
# The same on a dark ground: 6:1 or more.
UNITS_ON_DARK = ("#4aa8e8", "#f58a45", "#2fbf93", "#d98ac9", "#c4a82f")

# Kinds of centres, the commonest first and quietest: small dots with a rim, among red ones. Any two are told
# apart by who sees no red, no green or no blue.
KINDS = ("#606c84", "#4890f0", "#7800cc", "#c0780c", "#908478", "#543030", "#301860", "#0c0000")
KINDS_ON_DARK = ("#d5d5e3", "#81abff", "#c78f9d", "#ffd549", "#57f1ab", "#ab57ff", "#818f1f", "#6581ab")

# One hue, evenly darker: light is little, in print and to colour-blind readers alike.
SEQUENTIAL = ("#d7ebe9", "#b4d9d6", "#8dc5c2", "#63adab", "#358d8d", "#136b6d", "#07474b")
# The same on a dark ground: there little is dark, yet clear of the ground, and much is light.
SEQUENTIAL_ON_DARK = ("#2c5456", "#33696a", "#3d8181", "#529a98", "#78b4b1", "#a8d0cd", "#e0f2f0")
# The same, paler: a ground for other marks to lie on.
GROUND = ("#eaf4f3", "#d5e9e7", "#bcdcd9", "#a0ccc9", "#82b8b6", "#629f9f")
GROUND_ON_DARK = ("#1c2f30", "#274143", "#315355", "#3c6467", "#477679", "#528a8d")
DIVERGING = ("#8c510a", "#c98b3c", "#ecd6a8", "#f1f1ee", "#a9dad4", "#4aa39b", "#01665e")

# The same on a dark ground: no change is near the ground, and much of it is light.
DIVERGING_ON_DARK = ("#f0b35e", "#a97d3d", "#66543a", "#2c3537", "#2f5f5b", "#3f9a92", "#7fe0d6")

_ON_DARK = dict(
    zip(
        SEQUENTIAL + GROUND + DIVERGING,
        SEQUENTIAL_ON_DARK + GROUND_ON_DARK + DIVERGING_ON_DARK,
        strict=True,
    )
)

# What local Moran finds: alike high or low in the strongest colour, standing out among the others in a
# weaker one.
CLUSTERS = {
    "high_high": DIVERGING[6],
    "low_high": DIVERGING[1],
    "high_low": DIVERGING[5],
    "low_low": DIVERGING[0],
    "none": DIVERGING[3],
    "alone": "#d9d2e6",
    "no_data": NO_DATA,
}
CLUSTERS_ON_DARK = CLUSTERS | {
    "high_high": "#7fe0d6",
    "low_high": "#9a6a2c",
    "high_low": "#2f8a82",
    "low_low": "#f0b35e",
    "none": "#2c3537",
    "alone": "#514a66",
}


@dataclass(frozen=True)
class Classes:
    """Amounts sorted into a few classes with round bounds.

    Parameters
    ----------
    bounds
        The classes' bounds, ascending; class i holds bounds[i] ≤ x < bounds[i + 1], the last also
        its upper bound.
    colours
        A hex colour per class.
    """

    bounds: tuple[float, ...]
    colours: tuple[str, ...]

    def of(self, values: pd.Series) -> pd.Series:
        """Return each value's class number, -1 where the value is missing."""
        inner = np.asarray(self.bounds[1:-1])
        numbers = np.searchsorted(inner, values.to_numpy(float), side="right")
        return pd.Series(numbers, values.index).where(values.notna(), -1)

    def colour(self, values: pd.Series) -> pd.Series:
        """Return each value's hex colour, `NO_DATA` where the value is missing."""
        return self.of(values).map(lambda number: NO_DATA if number < 0 else self.colours[number])

    def on(self, dark: bool) -> "Classes":
        """Return the same classes as they are drawn on a dark ground (much is light), or on a light one."""
        return Classes(self.bounds, tuple(_ON_DARK[step] for step in self.colours)) if dark else self

    @property
    def digits(self) -> int:
        """The decimals the bounds need to be told apart."""
        step = min((b - a for a, b in zip(self.bounds, self.bounds[1:], strict=False)), default=1.0)
        return max(0, -math.floor(math.log10(step) + 1e-9))


def classes(values: pd.Series, most: int = 6, *, low: float | None = None) -> Classes:
    """Sort amounts into at most `most` classes with round bounds, coloured light to dark.

    The step is the smallest of 1, 2, 2.5 and 5 times a power of ten that needs no more classes.

    Parameters
    ----------
    values
        The amounts; missing ones do not count, and of none there is no class.
    most
        The largest number of classes, 2 to 7.
    low
        A bound the classes must not fall below (0 for shares).
    """
    known = values.dropna().to_numpy(float)
    known = known[np.isfinite(known)]
    if not len(known):
        return Classes((), ())
    least, greatest = float(known.min()), float(known.max())
    if least == greatest:
        return Classes((least, greatest + (abs(greatest) or 1)), (SEQUENTIAL[3],))
    power = 10.0 ** math.floor(math.log10((greatest - least) / most))
    for step in (power * factor for factor in (1, 2, 2.5, 5, 10, 20)):
        first, last = math.floor(least / step + 1e-9), math.ceil(greatest / step - 1e-9)
        if last - first <= most:
            break
    start = max(first * step, low) if low is not None else first * step
    bounds = [start] + [round(number * step, 12) for number in range(first + 1, last + 1)]
    return Classes(tuple(bounds), _spread(SEQUENTIAL, len(bounds) - 1))


# Shares of people reached: the same whatever is chosen, so that a map darkens as more people are.
SHARES = Classes((0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0), GROUND)


def _spread(ramp: Sequence[str], count: int) -> tuple[str, ...]:
    if count == 1:
        return (ramp[len(ramp) // 2],)
    places = np.linspace(0, len(ramp) - 1, count).round().astype(int)
    return tuple(ramp[place] for place in places)


# The same where nothing lies on them: told apart further.
SHARES_ALONE = Classes(SHARES.bounds, _spread(SEQUENTIAL, len(SHARES.colours)))


def shade(share: float, dark: bool = False) -> str:
    """Return the sequential colour at `share` (0–1) of the ramp, interpolated; `NO_DATA` if missing."""
    if math.isnan(share):
        return NO_DATA
    steps = sequential(dark)
    position = min(max(share, 0.0), 1.0) * (len(steps) - 1)
    lower = min(int(position), len(steps) - 2)
    return mixed(steps[lower], steps[lower + 1], position - lower)


def sequential(dark: bool) -> tuple[str, ...]:
    """Return the ramp of amounts, from little to much, on a dark ground or on a light one."""
    return SEQUENTIAL_ON_DARK if dark else SEQUENTIAL


def out_of_reach(dark: bool) -> str:
    """Return the colour of people out of reach on a dark ground or on a light one."""
    return OUT_OF_REACH_ON_DARK if dark else OUT_OF_REACH


def quiet_opacity(dark: bool) -> float:
    """Return the opacity (0–1) of centres while no kind is asked for, on a dark ground or on a light one."""
    return QUIET_OPACITY_ON_DARK if dark else QUIET_OPACITY


def planned(dark: bool) -> str:
    """Return the colour of what is planned on a dark ground or on a light one."""
    return PLANNED_ON_DARK if dark else PLANNED


def mixed(one: str, other: str, share: float) -> str:
    """Return the colour `share` (0–1) of the way from one to another."""
    pairs = zip(rgb(one), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def rgb(colour: str) -> tuple[int, int, int]:
    """Return a hex colour's red, green and blue, 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def ink(ground: str) -> str:
    """Return black or white, whichever reads better on `ground`: 4.58:1 or more on any (WCAG 2.2)."""
    return "#ffffff" if contrast("#ffffff", ground) >= contrast("#000000", ground) else "#000000"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1–21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in rgb(colour))
    ]
    return float(np.dot((0.2126, 0.7152, 0.0722), linear))


def dimension_colours(dimensions: Sequence[str]) -> dict[str, str]:
    """Return the colour of each top-level dimension, in the tree's order; more than six repeat."""
    return {key: DIMENSIONS[number % len(DIMENSIONS)] for number, key in enumerate(dimensions)}


def unit_colours(dark: bool = False) -> tuple[str, ...]:
    """Return the colours of units beside each other, on a dark ground or on a light one."""
    return UNITS_ON_DARK if dark else UNITS


def kind_colours(kinds: Sequence[str], dark: bool = False) -> dict[str, str]:
    """Return the colour of each kind of centre, the commonest first; more than eight repeat."""
    colours = KINDS_ON_DARK if dark else KINDS
    return {kind: colours[number % len(colours)] for number, kind in enumerate(kinds)}


# By how much a share changes: the same whatever is planned; what is written as 0.0 points is no change.
CHANGES = Classes((-1.0, -0.1, -0.02, -0.0005, 0.0005, 0.02, 0.1, 1.0), DIVERGING)
