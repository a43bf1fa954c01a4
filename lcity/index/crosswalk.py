"""The same indicators under another framework: UNESCO's key features of learning cities."""

from collections.abc import Container
from types import MappingProxyType

import numpy as np
import pandas as pd

from lcity.index.tree import Tree

COLUMN = "unesco"
AREAS = MappingProxyType({"goals": (1, 2, 3), "columns": (4, 5, 6, 7, 8, 9), "steps": (10, 11, 12)})
"""The three goals, six columns and three steps, by the numbers of the twelve key features.

Source
------
UNESCO Institute for Lifelong Learning (2013), Key Features of Learning Cities, adopted with the Beijing
Declaration on Building Learning Cities.
"""


def features(indicators: pd.DataFrame) -> pd.Series:
    """Return the key feature each indicator speaks to.

    Parameters
    ----------
    indicators
        Index `key`; columns `parent` and, where the dataset has it, `unesco`: the feature's number and
        whatever follows it ("5 Revitalised learning in families and communities").

    Returns
    -------
    Series
        Leaf → number, 1–12, Int64; NA for a leaf the dataset places under none.
    """
    leaves = indicators.index[~indicators.index.isin(indicators["parent"].dropna())]
    if COLUMN not in indicators:
        return pd.Series(pd.NA, leaves, "Int64", name="feature")
    numerals = indicators.loc[leaves, COLUMN].astype("string").str.extract(r"^\s*(\d{1,2})\b", expand=False)
    numbers = pd.to_numeric(numerals).astype("Int64")
    return numbers.where(numbers.between(1, 12)).rename("feature")


def unesco_tree(indicators: pd.DataFrame, leaves: Container[str] | None = None) -> Tree:
    """Return the tree of the key features that have indicators.

    UNESCO gives no weights: each feature measured counts the same, an area as many times as features of
    it are measured. Within a feature, indicators keep the weights they have among LCity's own.

    Parameters
    ----------
    indicators
        As for `features`, and `weight`.
    leaves
        Only these indicators count; None for all.

    Returns
    -------
    Tree
        Areas ("unesco_goals", …), under them features ("unesco_1", …), under them the leaves; without
        nodes where no indicator names a feature.
    """
    placed = features(indicators).dropna()
    if leaves is not None:
        placed = placed[[leaf in leaves for leaf in placed.index]]
    nodes: list[tuple[str, str | None, float]] = []
    for area, numbers in AREAS.items():
        measured = [number for number in numbers if (placed == number).any()]
        if measured:
            nodes.append((area_key(area), None, float(len(measured))))
        for number in measured:
            own = placed.index[placed == number]
            nodes.append((feature_key(number), area_key(area), 1.0))
            nodes += [(leaf, feature_key(number), float(indicators.at[leaf, "weight"])) for leaf in own]
    return Tree(*zip(*nodes, strict=True)) if nodes else Tree((), (), ())


def area_key(area: str) -> str:
    """Return the key of an area's node."""
    return f"unesco_{area}"


def feature_key(number: int) -> str:
    """Return the key of a feature's node."""
    return f"unesco_{number}"


def depends(rank: pd.Series, low: pd.Series, high: pd.Series) -> pd.Series:
    """Return whose rank depends on the framework: it leaves the interval that moving weights gives.

    Parameters
    ----------
    rank
        Unit → rank under the other framework, Int64; NA unranked.
    low, high
        Unit → the interval of its rank under the first framework as its weights move, Int64.

    Returns
    -------
    Series
        Unit → bool; False where a rank is missing.
    """
    own, least, most = (column.to_numpy("float64", na_value=np.nan) for column in (rank, low, high))
    return pd.Series((own < least) | (own > most), rank.index, name="depends")
