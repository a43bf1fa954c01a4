"""The ranks under LCity's dimensions and under UNESCO's key features."""

import pandas as pd

from lcity.index import Ranking, RankSpread, Tree, Weights, around
from lcity.index.crosswalk import depends, features, unesco_tree
from lcity.ui.shared import cache, selection, standing
from lcity.ui.shared.intervals import errors_of_scores, intervals
from lcity.ui.shared.standing import Rules


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


def left_out(level: str) -> pd.Index:
    """Return the units ranked under one framework only: neither rank of `table` counts them."""
    found = rankings(level)
    if found is None:
        return pd.Index([])
    own, other = (ranking.rank.notna() for ranking in found)
    return own.index[own ^ other]


def table(level: str) -> pd.DataFrame | None:
    """Return both ranks of each unit, each among the units ranked under both frameworks.

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
    first, second = standing.among_both(*found)
    spread = _interval(level, tuple(first.index))
    ranks = pd.DataFrame({"first": first, "second": second, "low": spread.low, "high": spread.high})
    ranks = ranks.loc[first.index].reindex(found[0].rank.index)
    ranks["depends"] = depends(ranks["second"], ranks["low"], ranks["high"])
    return ranks.sort_values("first", kind="stable", na_position="last")


def _interval(level: str, units: tuple[str, ...]) -> RankSpread:
    """Return the ranks of units among each other under 10,000 sets of weights."""
    rules = standing.chosen_rules()
    if len(units) == standing.ranked(level, rules).rank.notna().sum():
        return intervals(level, rules)
    return _interval_among(level, rules, units, selection.chosen_year())


@cache.shared(4)
def _interval_among(level: str, rules: Rules, units: tuple[str, ...], year: int | None) -> RankSpread:
    scores = cache.normalised(level, year, rules.normalise).loc[list(units)]
    # Of all units, whose scores these are: their range is not that of the units left.
    errors = errors_of_scores(level, year, rules.normalise).loc[scores.index]
    return around(scores, rules.tree, rules.weights, rules.aggregate, errors=errors)
