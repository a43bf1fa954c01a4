import itertools

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lcity.index import AGGREGATIONS, NORMALISATIONS, Tree, Weights, score_units
from lcity.index.methods import method_ranks, undecided

TREE = Tree(("a", "b"), (None, None), (1.0, 1.0))
INDICATORS = pd.DataFrame({"direction": [1, -1], "low": 0.0, "high": 100.0}, ["a", "b"])


def test_each_column_is_the_ranking_by_its_method():
    rng = np.random.default_rng(1)
    values = pd.DataFrame(rng.uniform(0, 100, (8, 2)), [f"u{i}" for i in range(8)], ["a", "b"])
    values.iloc[2, 0] = np.nan
    ranks = method_ranks(values, INDICATORS, TREE, Weights({"a": 3.0}))
    assert list(ranks) == list(itertools.product(NORMALISATIONS, AGGREGATIONS))
    for normalisation, aggregation in ranks:
        expected = score_units(values, INDICATORS, TREE, Weights({"a": 3.0}), normalisation, aggregation).rank
        assert ranks[normalisation, aggregation].tolist() == expected.tolist()


def test_uneven_and_even_profiles_part_where_the_aggregation_does():
    """(90, 12) has the better arithmetic mean of (90, 12) and (50, 50), the worse geometric one."""
    values = pd.DataFrame({"a": [90.0, 50.0, 0.0, 100.0], "b": [88.0, 50.0, 100.0, 0.0]}, list("uvwx"))
    ranks = method_ranks(values, INDICATORS, TREE)
    assert ranks.loc["u", ("goalposts", "arithmetic")] == 2
    assert ranks.loc["v", ("goalposts", "geometric")] == 2
    pairs = undecided(ranks).set_index(["first", "second"])
    assert {"u", "v"} in [set(pair) for pair in pairs.index]
    assert not {"w", "x"} & {unit for pair in pairs.index for unit in pair}


@given(st.lists(st.lists(st.integers(1, 4), min_size=5, max_size=5), min_size=1, max_size=6), st.data())
def test_pairs_are_counted_one_by_one(rows, data):
    units = [f"u{i}" for i in range(len(rows))]
    ranks = pd.DataFrame(rows, units, dtype="Int64")
    expected = {}
    for first, second in itertools.combinations(units, 2):
        ahead = int((ranks.loc[first] < ranks.loc[second]).sum())
        behind = int((ranks.loc[first] > ranks.loc[second]).sum())
        if ahead and behind:
            expected[(first, second) if ahead >= behind else (second, first)] = sorted((ahead, behind))[::-1]
    found = undecided(ranks)
    assert {(row.first, row.second): [row.ahead, row.behind] for row in found.itertuples()} == expected
    assert (found["ahead"] - found["behind"]).is_monotonic_increasing
    unit = data.draw(st.sampled_from(units))
    own = undecided(ranks, unit)
    assert set(own["first"]) <= {unit}
    assert {frozenset(pair) for pair in zip(own["first"], own["second"], strict=True)} == {
        frozenset(pair) for pair in expected if unit in pair
    }


def test_the_unranked_have_no_pairs():
    ranks = pd.DataFrame({"x": [1, 2, None], "y": [2, 1, None]}, list("abc"), dtype="Int64")
    assert undecided(ranks, "c").empty
    assert undecided(ranks)[["first", "second", "ahead", "behind"]].to_numpy().tolist() == [["a", "b", 1, 1]]
