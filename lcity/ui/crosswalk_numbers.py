"""The ranks under LCity's dimensions and under UNESCO's key features."""

import pandas as pd

from lcity.index import Ranking, Tree, Weights
from lcity.index.crosswalk import depends, features, unesco_tree
from lcity.ui import cache, standing
from lcity.ui.standing import Rules
from lcity.ui.trust_numbers import intervals


def unesco_rules() -> Rules | None:
    """Return the reader's rules under UNESCO's features: the same figures and methods, its own weights.

    None where no indicator that counts speaks to a feature.
    """
    own = standing.chosen_rules()
    tree = _tree(own.tree.leaves)
    return Rules(tree, Weights(), own.normalise, own.aggregate) if tree.leaves else None


@cache.shared(8)
def _tree(leaves: tuple[str, ...]) -> Tree:
    return unesco_tree(cache.open_dataset().indicators, leaves)


def placed() -> pd.Series:
    """Return the feature of each indicator that speaks to one: leaf → number."""
    return features(cache.open_dataset().indicators).dropna()


def not_placed() -> list[str]:
    """Return the indicators that count for LCity and speak to no feature."""
    return [leaf for leaf in standing.chosen_rules().tree.leaves if leaf not in placed().index]


def rankings(level: str) -> tuple[Ranking, Ranking] | None:
    """Return the ranking under LCity's dimensions and that under UNESCO's features; None without features."""
    rules = unesco_rules()
    if rules is None:
        return None
    return standing.ranked(level, standing.chosen_rules()), standing.ranked(level, rules)


def table(level: str) -> pd.DataFrame | None:
    """Return both ranks of each unit.

    Returns
    -------
    DataFrame
        Unit → first (LCity's rank), second (UNESCO's), low, high (the interval of the first as weights
        move by a quarter), Int64; depends (whether the second lies outside it); by the first rank. None
        without features.
    """
    found = rankings(level)
    if found is None:
        return None
    own, other = found
    spread = intervals(level, standing.chosen_rules())
    ranks = pd.DataFrame(
        {
            "first": own.rank,
            "second": other.rank,
            "low": spread.low,
            "high": spread.high,
            "depends": depends(other.rank, spread.low, spread.high),
        }
    )
    return ranks.loc[own.table().index]
