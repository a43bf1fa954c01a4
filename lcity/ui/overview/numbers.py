"""What the overview asks of a unit that is chosen, kept for every session."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from lcity.access.along import LINE, METRES, found_within, in_metres
from lcity.access.indicators import coverage_by_hour
from lcity.access.reach import RADIUS_M, Reach
from lcity.errors import ArgumentError
from lcity.index.causes import Change
from lcity.ui.shared import cache, intervals, selection, standing
from lcity.ui.shared.standing import Rules
from lcity.ui.trust import numbers as trust

FIRST_HOUR, LAST_HOUR = 8, 22
"""Between which hours of a day people might go out to learn: at night everything is closed everywhere."""
DAY = np.array([24 * day + hour for day in range(7) for hour in range(FIRST_HOUR, LAST_HOUR)])
SAME = 0.005
"""Shares that are written alike are one."""
MOST_RANKED = 500
ROUNDING = 1e-9


@dataclass(frozen=True)
class Trust:
    """Between which places some choices of whoever ranks leave a unit, all other things equal.

    Weights far from those chosen are not among them: these can bring other ranks.

    Parameters
    ----------
    of_weights
        The lowest and the highest rank in at least nine of ten draws of weights within 25 % of those
        chosen, of missing figures and of the errors that the dataset states.
    of_methods
        Those over the usual methods, with the weights chosen; None among too many units to ask.
    ranked
        How many units are ranked.
    simulated
        The share (0–1) of the index that rests on simulated figures.
    methods
        How many methods there are in `of_methods`.
    drawn_too
        Whether any figures were drawn beside the weights.
    """

    of_weights: tuple[int, int]
    of_methods: tuple[int, int] | None
    ranked: int
    simulated: float
    methods: int = 0
    drawn_too: bool = False

    @property
    def places(self) -> tuple[int, int]:
        """The lowest and the highest rank of all."""
        ends = [ends for ends in (self.of_weights, self.of_methods) if ends is not None]
        return min(low for low, _ in ends), max(high for _, high in ends)

    @property
    def verdict(self) -> str:
        """How far the rank can be trusted: "simulated", "fixed", "firm", "rough" or "loose".

        Firm within a tenth of all places either way, rough within a quarter.
        """
        low, high = self.places
        if self.simulated:
            return "simulated"
        if low == high:
            return "fixed"
        width = (high - low) / max(self.ranked - 1, 1)
        return "firm" if width <= 0.2 else "rough" if width <= 0.5 else "loose"


@dataclass(frozen=True)
class Hours:
    """When it is hardest and when it is easiest to reach an open centre within 1,000 m.

    Parameters
    ----------
    worst, best
        Hours of the week, 0–167, the first of those alike.
    low, high
        The shares (0–1) of people with an open centre in reach then.
    alike
        How many hours between 8:00 and 22:00 are as hard as the worst.
    """

    worst: int
    low: float
    best: int
    high: float
    alike: int


def trust_in(level: str, rules: Rules, unit: str) -> Trust | None:
    """Return how far a unit's rank can be trusted; None where it has none."""
    ranking = standing.ranked(level, rules)
    if pd.isna(ranking.rank[unit]):
        return None
    spread, ranked = intervals.intervals(level, rules), int(ranking.rank.notna().sum())
    own = pd.Series(dtype=int)
    if ranked <= MOST_RANKED:
        own = trust.by_method(level, rules).loc[unit].dropna().astype(int)
    return Trust(
        (int(spread.low[unit]), int(spread.high[unit])),
        (int(own.min()), int(own.max())) if len(own) else None,
        ranked,
        standing.simulated_share(rules, level),
        len(own),
        intervals.figures_drawn(level, rules),
    )


def hours(level: str, unit: str) -> Hours | None:
    """Return a unit's worst and best hour; None where centres, people or all hours are unknown."""
    city = unit if level == "city" else selection.city_of(unit)
    shares = _weeks(level, city)
    if shares is None or unit not in shares.index:
        return None
    own = shares.loc[unit, DAY].to_numpy(float)
    if np.isnan(own).any():
        return None
    worst, best = int(own.argmin()), int(own.argmax())
    low, high = float(own[worst]), float(own[best])
    return Hours(int(DAY[worst]), low, int(DAY[best]), high, int((own < low + SAME).sum()))


@cache.shared(32)
def _weeks(level: str, city: str) -> pd.DataFrame | None:
    dataset = cache.open_dataset()
    along = in_metres(dataset)
    found = None if along == LINE else cache.ways(along, found_within(METRES, RADIUS_M))
    reach = Reach.of(dataset, city or None, RADIUS_M, along, found)
    if reach is None:
        return None
    return coverage_by_hour(reach, level)


def year_before(level: str, rules: Rules, unit: str) -> int | None:
    """Return the year of the figures that a unit's newest ones have taken the place of; None without such.

    Years in which none of its indicators was counted anew say nothing of a change.
    """
    leaves = standing.counting(rules, level).index
    dated = cache.values(level, selection.chosen_year()).years.loc[unit, leaves].dropna()
    for year in sorted(dated.unique(), reverse=True):
        before = max((other for other in cache.years() if other < year), default=None)
        if before is None:
            continue
        renewed = dated.index[dated == year]
        replaced = cache.values(level, before).years.loc[unit].reindex(renewed).dropna()
        if len(replaced):
            return int(replaced.max())
    return None


def in_both_years(level: str, rules: Rules, before: int) -> list[str]:
    """Return the leaves that count now and have figures in the year before too."""
    known = cache.known_leaves(level, before)
    return [leaf for leaf in standing.counting(rules, level).index if leaf in known]


def renewed(level: str, rules: Rules, unit: str, before: int) -> tuple[int, int]:
    """Return how many of a unit's figures are newer than in the year before, and how many of these moved.

    Of those that count in both years. The others are carried over from before; what is computed and has no
    year of its own is newer where it is another.

    Returns
    -------
    tuple of int
        How many have a newer figure, and how many of these are other than before.
    """
    leaves = in_both_years(level, rules, before)
    then, now = (cache.values(level, year) for year in (before, selection.chosen_year()))
    one, other = (found.values.loc[unit].reindex(leaves).to_numpy(float) for found in (then, now))
    had, has = (
        found.years.loc[unit].reindex(leaves).astype("Float64").to_numpy(float, na_value=np.nan)
        for found in (then, now)
    )
    both = ~np.isnan(one) & ~np.isnan(other)
    moved = both & ~np.isclose(one, other, rtol=ROUNDING, atol=ROUNDING)
    return int((both & (has > had) | moved).sum()), int(moved.sum())


def since(level: str, rules: Rules, unit: str) -> Change | None:
    """Return what has changed since the year before on the indicators that both years have.

    None without a year before, without such indicators, or where the unit has no rank in both.
    """
    before = year_before(level, rules, unit)
    if before is None:
        return None
    common = replace(rules, tree=rules.tree.prune(in_both_years(level, rules, before)))
    try:
        return trust.change(level, common, unit, "", common, before)
    except ArgumentError:
        return None
