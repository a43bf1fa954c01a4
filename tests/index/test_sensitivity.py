import warnings

import numpy as np
import pandas as pd
import pytest

from lcity.index import Tree, Weights, rank_scores
from lcity.index.sensitivity import rank_drivers, sample, sobol_shares

TREE = Tree(
    ("x", "y", "z", "x1", "x2"),
    (None, None, None, "x", "x"),
    (2.0, 1.0, 1.0, 1.0, 3.0),
)


def scores(n=20, seed=1):
    rng = np.random.default_rng(seed)
    units = [f"u{i}" for i in range(n)]
    return pd.DataFrame(rng.uniform(0, 100, (n, 4)), units, list(TREE.leaves))


def test_shares_of_variance_are_salibs():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from SALib.analyze import sobol

    problem = {"num_vars": 3, "names": list("abc"), "bounds": [[0, 1]] * 3}
    at = sample(3, 1_024, seed=5)
    results = np.floor(6 * at[:, 0] ** 2 + 4 * at[:, 1] * at[:, 2])
    expected = sobol.analyze(problem, results, calc_second_order=False, num_resamples=2, seed=1)
    first, total = sobol_shares(results, 3)
    np.testing.assert_allclose(first, expected["S1"], rtol=1e-9)
    np.testing.assert_allclose(total, expected["ST"], rtol=1e-9)


def test_a_sum_of_inputs_is_divided_by_their_variances():
    at = sample(3, 4_096, seed=2)
    first, total = sobol_shares(at @ [3.0, 2.0, 1.0], 3)
    assert first == pytest.approx([9 / 14, 4 / 14, 1 / 14], abs=0.01)
    assert total == pytest.approx([9 / 14, 4 / 14, 1 / 14], abs=0.01)


@pytest.mark.parametrize("question", ["around", "any"])
def test_the_rank_of_each_point_is_an_ordinary_one(question, monkeypatch):
    table = scores()
    seen = {}
    monkeypatch.setattr(
        "lcity.index.sensitivity.sobol_shares",
        lambda results, inputs: seen.update(results=results) or sobol_shares(results, inputs),
    )
    found = rank_drivers(table, TREE, Weights(), "u3", question=question, points=16, seed=4).shares
    assert list(found.index) == ["x", "y", "z"]
    at = sample(3, 16, seed=4)
    given = -np.log1p(-at) if question == "any" else np.array([2, 1, 1]) * (0.75 + 0.5 * at)
    for row, rank in list(zip(given, seen["results"], strict=True))[::7]:
        weights = Weights(dict(zip("xyz", row, strict=True)))
        assert rank_scores(table, TREE, weights).rank["u3"] == rank


def test_what_does_not_vary_drives_nothing():
    table = scores()
    table["z"] = 50.0
    table[["y"]] = 50.0
    found = rank_drivers(table, TREE, Weights(), "u3").shares
    assert found.isna().all().all()
    found = rank_drivers(scores(), TREE, Weights({"y": 0.0}), "u3", points=64).shares
    assert list(found.index) == ["x", "z"]


def test_the_dimension_that_alone_tells_units_apart_drives_with_the_rest_together():
    table = scores(40)
    found = rank_drivers(table, TREE, Weights(), "u7", question="any").shares
    assert (found["total"] >= found["first"] - 0.03).all()
    assert found["first"].sum() <= 1.03
    assert found["total"].sum() >= 0.97


def test_an_unranked_unit_has_no_drivers():
    table = scores()
    table.loc["u3", ["x1", "x2"]] = np.nan
    found = rank_drivers(table, TREE, Weights(), "u3")
    assert found.shares.empty
    assert found.chance.empty


def test_the_chance_of_a_rank_is_counted_over_the_same_sets_of_weights():
    table = scores(40)
    found = rank_drivers(table, TREE, Weights(), "u7", question="any", points=256)
    assert found.chance.sum() == pytest.approx(1)
    table["z"] = table["y"] = 50.0
    held = rank_drivers(table, TREE, Weights(), "u3", points=64)
    assert held.chance.to_dict() == {rank_scores(table, TREE).rank["u3"]: 1.0}


def test_weights_within_a_dimension_are_not_what_drives():
    """x1 and x2 pull apart: what their weights would do is no part of it."""
    table = scores()[["x1", "x2", "y", "z"]].assign(y=50.0, z=50.0)
    table["x1"], table["x2"] = np.linspace(0, 100, len(table)), np.linspace(100, 0, len(table))
    table.loc["u3", ["x1", "x2"]] += 1
    found = rank_drivers(table, TREE, Weights(), "u3")
    assert found.shares["total"].isna().all()
    assert len(found.chance) == 1
