"""Town and country: how far apart districts where people live in towns are from those where they do not."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lcity.monitor.series import Series

LEAST = 3
"""The fewest districts that speak for town or country."""
MAJORITY = 0.5
LEAST_PRESENT = 0.5
COLUMNS = (
    "key", "year", "town", "country", "gap", "points", "first_year", "before", "after", "districts"
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Split:
    """Which districts stand for town and which for country.

    Parameters
    ----------
    town, country
        Their ids.
    basis
        "majority": most people live in towns, or do not; "share": the thirds with the highest and the lowest
        urban share; "density": the thirds with the most and the fewest people a square kilometre.
    """

    town: pd.Index
    country: pd.Index
    basis: str


def split(urban_share: pd.Series, density: pd.Series) -> Split | None:
    """Part districts into town and country by the best that is known of them.

    Parameters
    ----------
    urban_share
        District → share (0–1) of its people who live in towns, as a census has it; NaN where unknown.
    density
        District → people a square kilometre; NaN where unknown.

    Returns
    -------
    Split or None
        By majority where both have `LEAST` districts, else by thirds of the urban share, else by thirds of
        density; None where no way gives `LEAST` districts each.
    """
    share = urban_share.dropna()
    town, country = share.index[share >= MAJORITY], share.index[share < MAJORITY]
    if min(len(town), len(country)) >= LEAST:
        return Split(town, country, "majority")
    for basis, known in (("share", share), ("density", density.dropna())):
        third = len(known) // 3
        order = known.sort_values(kind="stable")
        # Thirds that are alike where they meet would part what is the same.
        if third >= LEAST and order.iloc[third - 1] < order.iloc[-third]:
            return Split(order.index[-third:], order.index[:third], basis)
    return None


def gaps(found: Series, parted: Split, people: pd.Series, indicators: pd.DataFrame) -> pd.DataFrame:
    """Return how far town is from country on every indicator, and how that was on the same districts before.

    A group's figure is the mean of its districts' weighted by people; of a year it counts where districts
    with half of the group's people have one. `before` and `after` are of the districts that have figures of
    both years, so that a district that comes or goes is no change.

    Parameters
    ----------
    found
        The figures of every year, by district.
    parted
        Town and country.
    people
        District → people.
    indicators
        Index key; direction, low and high.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`: the figures of the latest year (NaN of what has no year of its own), gap = town −
        country in the indicator's unit, points (of the way between the goalposts, above 0 where town is
        better off; NaN without goalposts), the first year there is and the gaps of both years (NaN with one
        year only), and how many districts these are of. The widest gap first.
    """
    at = [found.units.get_indexer(units) for units in (parted.town, parted.country)]
    weight = people.reindex(found.units).to_numpy(float)
    weight = np.where(weight > 0, weight, np.nan)
    rows = []
    for number, key in enumerate(found.keys):
        values = found.values[:, number]
        known = np.logical_and.reduce([_present(values[own], weight[own]) for own in at])
        if not known.any():
            continue
        first, last = known.argmax(), len(known) - 1 - known[::-1].argmax()
        town, country = (_mean(values[own, last], weight[own]) for own in at)
        before = after = np.nan
        both = [own[~np.isnan(values[own][:, [first, last]]).any(axis=1)] for own in at]
        if first < last and min(map(len, both)) >= LEAST:
            before, after = (
                np.subtract(*(_mean(values[own, year], weight[own]) for own in both))
                for year in (first, last)
            )
        year = np.nan if key in found.undated else found.years[last]
        figures = (town, country, town - country, np.nan)
        rows.append((key, year, *figures, found.years[first], before, after, sum(map(len, both))))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    own = indicators.reindex(table["key"])
    width = (own["high"] - own["low"]).to_numpy(float)
    table["points"] = (
        100 * own["direction"].to_numpy(float) * table["gap"] / np.where(width > 0, width, np.nan)
    )
    order = table["points"].abs().sort_values(ascending=False, kind="stable", na_position="last").index
    return table.loc[order].reset_index(drop=True)


def _present(values: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Say of which years districts with enough of a group's people have a figure."""
    there = np.where(np.isnan(values), 0.0, np.nan_to_num(weight)[:, None]).sum(axis=0)
    return (there > 0) & (there >= LEAST_PRESENT * np.nansum(weight))


def _mean(values: np.ndarray, weight: np.ndarray) -> float:
    known = ~np.isnan(values) & ~np.isnan(weight)
    return float(np.average(values[known], weights=weight[known])) if known.any() else np.nan
