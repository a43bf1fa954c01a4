"""Which units are alike by what they are, not by how they do."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

MOST = 10
FEWEST = 3
CLOSE = 1.0


@dataclass(frozen=True, eq=False)
class Peers:
    """The units most like one unit.

    Parameters
    ----------
    unit
        The unit they are peers of.
    distance
        Peer → how far it is, standard deviations; the nearest first.
    compared
        How many other units were compared.
    used
        The context they are alike by: the variables the unit has a figure of.
    lacking
        The variables asked for that the unit has no figure of, or in which units do not differ.
    """

    unit: str
    distance: pd.Series
    compared: int
    used: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def units(self) -> pd.Index:
        """The peers, the nearest first; empty where there are too few units to speak of peers."""
        return self.distance.index

    @property
    def close(self) -> bool:
        """Whether the nearest is within one standard deviation."""
        return len(self.distance) > 0 and bool(self.distance.iloc[0] < CLOSE)


def standardise(context: pd.DataFrame, logged: Iterable[str] = ()) -> pd.DataFrame:
    """Return each variable less its mean, over its standard deviation (n − 1).

    Parameters
    ----------
    context
        Units × variables; NaN is missing.
    logged
        The variables taken as logarithms first: amounts that range over orders of magnitude. What is
        not above 0 is then missing.

    Returns
    -------
    DataFrame
        As `context`, without the variables in which units do not differ.
    """
    logged = [name for name in context.columns if name in set(logged)]
    amounts = context.astype("float64")
    amounts[logged] = np.log(amounts[logged].where(amounts[logged] > 0))
    spread = amounts.std(ddof=1)
    differing = spread.index[spread > 1e-12 * amounts.abs().max()]
    return (amounts[differing] - amounts[differing].mean()) / spread[differing]


def peers(
    standard: pd.DataFrame, unit: str, variables: Iterable[str] | None = None, most: int = MOST
) -> Peers:
    """Return the units nearest to one by their context.

    The distance is the root of the mean squared difference over the variables the unit has, so that
    1 is one standard deviation in each, however many there are. A unit that lacks one of these is
    not compared. At most half of the others are peers: beyond that they would be everybody.

    Parameters
    ----------
    standard
        Units × variables as `standardise` returns them.
    unit
        The unit whose peers are wanted.
    variables
        The variables to be alike by; None for all of `standard`.
    most
        How many peers at most. Fewer than `FEWEST` are none.
    """
    variables = tuple(standard.columns if variables is None else variables)
    own = standard.loc[unit].reindex(variables)
    used = tuple(own.index[own.notna()])
    lacking = tuple(name for name in variables if name not in used)
    if not used:
        return Peers(unit, pd.Series(dtype="float64", name="distance"), 0, used, lacking)
    others = standard[list(used)].drop(index=unit).dropna()
    off = others.to_numpy() - own[list(used)].to_numpy("float64")
    distance = pd.Series(np.sqrt((off**2).mean(axis=1)), others.index, name="distance")
    number = min(most, len(others) // 2)
    nearest = distance.sort_values(kind="stable")[: number if number >= FEWEST else 0]
    return Peers(unit, nearest, len(others), used, lacking)


def apart(standard: pd.DataFrame, unit: str, names: Iterable[str]) -> pd.Series:
    """Return how far a unit is from the mean of all in each variable it has, the furthest first.

    Returns
    -------
    Series
        Variable → standard deviations, above the mean positive.
    """
    own = standard.loc[unit].reindex(list(names)).dropna()
    return own.sort_values(key=abs, ascending=False, kind="stable")
