from dataclasses import replace
from functools import cache
from itertools import permutations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.index import AGGREGATIONS, NORMALISATIONS, Tree, Weights, score_units
from lcity.index.causes import CAUSES, NEW_OR_GONE, Situation, causes

TREE = Tree(("a", "b"), (None, None), (1.0, 1.0))
INDICATORS = pd.DataFrame({"direction": [1, -1], "low": 0.0, "high": 100.0}, ["a", "b"])
UNITS = ["u", "v", "w"]


def situation(rows, weights=(1.0, 1.0), normalise="goalposts", aggregate="arithmetic"):
    values = pd.DataFrame(rows, UNITS, ["a", "b"], dtype=float)
    return Situation(
        values, INDICATORS, TREE, Weights(dict(zip("ab", weights, strict=True))), normalise, aggregate
    )


def test_one_cause_alone_has_the_whole_change():
    before = situation([[50, 50], [60, 50], [10, 50]])
    after = situation([[80, 50], [60, 50], [10, 50]])
    found = causes(before, after, "u")
    assert found.before.to_dict() == {"score": 50, "rank": 2}
    assert found.after.to_dict() == {"score": 65, "rank": 1}
    assert found.causes.loc["data"].tolist() == pytest.approx([15, -1])
    assert (found.causes.drop("data") == 0).all().all()
    overtaken = causes(before, situation([[50, 50], [60, 50], [70, 50]]), "u")
    assert overtaken.causes["score"].tolist() == [0] * 4
    assert overtaken.causes.loc["others", "rank"] == 1


def test_two_causes_share_what_they_do_together():
    """Score a · w: 50 → 80 while w: ½ → 1, b always 0 points: 25 → 80 = 15 + ½ 15 and 25 + ½ 15."""
    before = situation([[50, 100], [0, 0], [0, 0]])
    after = situation([[80, 100], [0, 0], [0, 0]], weights=(1, 0))
    found = causes(before, after, "u").causes["score"]
    assert found.to_dict() == pytest.approx({"data": 22.5, "others": 0, "weights": 32.5, "method": 0})


given_situation = st.builds(
    situation,
    st.lists(st.lists(st.integers(1, 99), min_size=2, max_size=2), min_size=3, max_size=3),
    st.tuples(st.integers(1, 9), st.integers(1, 9)),
    st.sampled_from(NORMALISATIONS),
    st.sampled_from(list(AGGREGATIONS)),
)


@settings(max_examples=15)
@given(given_situation, given_situation)
def test_causes_add_up_and_are_the_mean_over_all_orders(before, after):
    found = causes(before, after, "u")
    ends = [
        score_units(s.values, s.indicators, s.tree, s.weights, s.normalise, s.aggregate)
        for s in (before, after)
    ]
    for name, values in (
        ("score", [end.score["u"] for end in ends]),
        ("rank", [end.rank["u"] for end in ends]),
    ):
        assert found.causes[name].sum() == pytest.approx(values[1] - values[0], abs=1e-9)

    @cache
    def score(changed: frozenset[str]) -> float:
        now = {cause: after if cause in changed else before for cause in CAUSES}
        values = now["others"].values.copy()
        values.loc["u"] = now["data"].values.loc["u"]
        by, how = now["weights"], now["method"]
        return score_units(values, INDICATORS, TREE, by.weights, how.normalise, how.aggregate).score["u"]

    totals = dict.fromkeys(CAUSES, 0.0)
    for order in permutations(CAUSES):
        for place, cause in enumerate(order):
            totals[cause] += score(frozenset(order[: place + 1])) - score(frozenset(order[:place]))
    assert found.causes["score"].to_dict() == pytest.approx({c: v / 24 for c, v in totals.items()}, abs=1e-9)


def test_a_unit_that_came_or_an_indicator_that_went_is_a_cause_like_another():
    before = situation([[50, 50], [60, 50], [10, 50]])
    more = pd.concat([before.values, pd.DataFrame({"a": [90.0], "b": [0.0]}, ["new"])])
    after = Situation(more, INDICATORS, TREE.prune(["a"]), Weights())
    found = causes(before, after, "u")
    assert found.after.to_dict() == {"score": 50, "rank": 3}
    assert found.causes.loc["others", "rank"] == pytest.approx(1)
    assert found.causes["rank"].sum() == pytest.approx(1)


def test_an_indicator_that_is_new_is_no_figure_of_its_own():
    """Only b comes: u keeps 80 on a, and has 80 of a and 20 of b after."""
    before = situation([[80, None], [70, None], [10, None]], (4, 1))
    after = situation([[80, 80], [70, 10], [10, 10]], (4, 1))
    found, back = causes(before, after, "u"), causes(after, before, "u")
    assert (found.new, found.gone) == (("b",), ())
    assert (found.before["score"], found.after["score"]) == (80, 68)
    assert found.causes["score"].to_dict() == {**dict.fromkeys(CAUSES, 0), NEW_OR_GONE: -12}
    assert found.causes.loc[NEW_OR_GONE, "rank"] == 1
    assert (back.new, back.gone) == ((), ("b",))
    assert (back.causes == -found.causes).all().all()


def test_what_is_new_adds_up_with_all_else():
    before = situation([[50, None], [60, None], [10, None]], (4, 1))
    after = situation([[90, 80], [20, 10], [10, 10]], (9, 1), "zscore", "geometric")
    found = causes(before, after, "u")
    assert list(found.causes.index) == [*CAUSES, NEW_OR_GONE]
    change = found.after - found.before
    assert found.causes.sum().tolist() == pytest.approx(change[["score", "rank"]].tolist(), abs=1e-9)
    # On a alone, scores and all four causes are those without b.
    alone = [replace(end, tree=TREE.prune(["a"])) for end in (before, after)]
    expected = causes(*alone, "u").causes
    pd.testing.assert_frame_equal(found.causes.loc[list(CAUSES)], expected.loc[list(CAUSES)])


def test_an_indicator_without_weight_is_neither_new_nor_gone():
    before = situation([[50, None], [60, None], [10, None]], (1, 0))
    found = causes(before, situation([[90, 80], [20, 10], [10, 10]], (1, 0)), "u")
    assert (found.new, found.gone) == ((), ())
    assert list(found.causes.index) == list(CAUSES)
    assert found.causes.loc["data"].tolist() == pytest.approx([40, -0.5])


def test_with_no_indicator_in_common_there_is_no_account():
    before = situation([[50, None], [60, None], [10, None]], (1, 0))
    assert causes(before, situation([[None, 5], [None, 6], [None, 1]], (0, 1)), "u") is None


def test_without_a_rank_there_is_no_account():
    before = situation([[50, 50], [60, 50], [10, 50]])
    assert causes(before, situation([[None, 50], [60, 50], [10, 50]]), "u") is None
    with pytest.raises(KeyError):
        causes(before, Situation(before.values.drop("u"), INDICATORS, TREE, Weights()), "u")


def test_neither_situation_is_written_to():
    before, after = situation([[50, 50], [60, 50], [10, 50]]), situation([[1, 2], [3, 4], [5, 6]])
    kept = before.values.copy(), after.values.copy()
    causes(before, after, "u")
    pd.testing.assert_frame_equal(before.values, kept[0])
    pd.testing.assert_frame_equal(after.values, kept[1])
    assert not np.shares_memory(before.values.to_numpy(), after.values.to_numpy())
