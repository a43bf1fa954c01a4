"""The shortest way to a rank, held against every set of improvements."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from lcity.errors import ArgumentError
from lcity.index import Tree, score_units
from lcity.index.steps import targets
from lcity.scenario import path as module
from lcity.scenario.path import shortest_path

LEAVES = list("abcdef")
TREE = Tree(
    ("x", "y", *LEAVES), (None, None, "x", "x", "x", "y", "y", "y"), (2.0, 1.0, 1.0, 2.0, 1.0, 1.0, 1.0, 3.0)
)
UNITS = [f"u{i:02d}" for i in range(12)]


def index(seed: int):
    rng = np.random.default_rng(seed)
    values = pd.DataFrame(rng.uniform(10, 90, (12, 6)).round(1), UNITS, LEAVES)
    values = values.mask(rng.random(values.shape) < 0.04)
    indicators = pd.DataFrame({"direction": [1, 1, -1, 1, -1, 1], "low": 0.0, "high": 100.0}, LEAVES)
    return values, indicators


def every_set(values, indicators, unit, rank, **methods):
    """Return the size of the smallest set of raised indicators that leads to a rank; None where none does."""
    to = targets(values, indicators, values.index.drop(unit), 0.75)
    direction = indicators["direction"]
    short = [leaf for leaf in LEAVES if direction[leaf] * values.at[unit, leaf] < direction[leaf] * to[leaf]]
    for count in range(len(short) + 1):
        for chosen in combinations(short, count):
            raised = values.copy()
            for leaf in chosen:
                raised.at[unit, leaf] = to[leaf]
            got = score_units(raised, indicators, TREE, **methods).rank[unit]
            if not pd.isna(got) and got <= rank:
                return count
    return None


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    ("normalise", "aggregate"),
    [
        ("goalposts", "arithmetic"),
        ("goalposts", "geometric"),
        ("minmax", "arithmetic"),
        ("rank", "arithmetic"),
    ],
)
def test_the_fewest_of_all_sets(seed, normalise, aggregate):
    values, indicators = index(seed)
    methods = {"normalise": normalise, "aggregate": aggregate}
    ranks = score_units(values, indicators, TREE, **methods).rank.dropna().sort_values()
    for unit, rank in ((ranks.index[-1], 6), (ranks.index[6], 2), (ranks.index[6], 1)):
        found = shortest_path(values, indicators, TREE, unit, rank, values.index.drop(unit), **methods)
        fewest = every_set(values, indicators, unit, rank, **methods)
        assert found.reachable == (fewest is not None)
        if fewest is None:
            assert found.improvements == ()
            continue
        assert len(found.improvements) == fewest
        assert found.exact
        after = values.copy()
        for improvement in found.improvements:
            after.at[unit, improvement.indicator] = improvement.needed
        assert score_units(after, indicators, TREE, **methods).rank[unit] <= rank


def test_each_goes_no_further_than_it_must():
    values, indicators = index(1)
    ranks = score_units(values, indicators, TREE).rank.sort_values()
    unit = ranks.index[-1]
    found = shortest_path(values, indicators, TREE, unit, 8, values.index.drop(unit))
    assert 0 < found.share < 1
    for improvement in found.improvements:
        away = improvement.target - improvement.value
        assert improvement.needed == pytest.approx(improvement.value + found.share * away)
    less = values.copy()
    for improvement in found.improvements:
        step = (found.share - 1 / module.FINENESS) * (improvement.target - improvement.value)
        less.at[unit, improvement.indicator] = improvement.value + step
    assert score_units(less, indicators, TREE).rank[unit] > 8


def test_a_rank_that_is_held_needs_nothing_and_one_without_a_rank_has_no_way():
    values, indicators = index(2)
    first = score_units(values, indicators, TREE).rank.idxmin()
    held = shortest_path(values, indicators, TREE, first, 1, values.index.drop(first))
    assert (held.now, held.improvements, held.reachable, held.exact) == (1, (), True, True)
    values.loc["u03", ["a", "b", "f"]] = np.nan
    lost = shortest_path(values, indicators, TREE, "u03", 1, values.index.drop("u03"))
    assert (lost.now, lost.reachable, lost.exact) == (None, False, False)


def test_what_is_not_tried_to_the_end_is_a_bound(monkeypatch):
    values, indicators = index(3)
    monkeypatch.setattr(module, "MOST_TRIED", 5)
    ranks = score_units(values, indicators, TREE, aggregate="geometric").rank.sort_values()
    unit = ranks.index[-1]
    found = shortest_path(values, indicators, TREE, unit, 4, values.index.drop(unit), aggregate="geometric")
    assert found.reachable
    assert len(found.improvements) >= every_set(values, indicators, unit, 4, aggregate="geometric")
    assert found.at_least <= len(found.improvements)


def test_what_cannot_be_asked():
    values, indicators = index(0)
    with pytest.raises(ArgumentError, match="rank 0"):
        shortest_path(values, indicators, TREE, "u00", 0, values.index)
    with pytest.raises(ArgumentError, match="nobody"):
        shortest_path(values, indicators, TREE, "nobody", 1, values.index)
