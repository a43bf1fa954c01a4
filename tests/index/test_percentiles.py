"""Percentiles of ranks as draws come, held against sorting all of them."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.index import Tree, Weights, robustness
from lcity.index import percentiles as module
from lcity.index.percentiles import Percentiles, percentiles_of

LOW, HIGH = 0.05, 0.95


@pytest.fixture(scope="module")
def pool():
    with ThreadPoolExecutor(2) as threads:
        yield threads


@given(
    draws=st.integers(1, 130),
    units=st.integers(0, 5),
    cuts=st.sets(st.integers(1, 129)),
    ranks=st.integers(1, 2**16 - 1),
    seed=st.integers(0, 9),
)
def test_of_some_draws_after_others_they_are_those_of_all(draws, units, cuts, ranks, seed, pool):
    drawn = np.random.default_rng(seed).integers(1, ranks, (units, draws), np.uint16, endpoint=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "UNITS_AT_ONCE", 2)
        taken = Percentiles(units, draws, LOW, HIGH)
        found, so_far = [], 0
        for some in np.split(drawn, sorted(cut for cut in cuts if cut < draws), axis=1):
            taken.take(some, pool)
            so_far += some.shape[1]
            found.append((so_far, taken.of(pool)))
        found.append((draws, percentiles_of(drawn, LOW, HIGH, pool)))
    for so_far, both in found:
        some = drawn[:, :so_far]
        expected = [np.quantile(some, share, axis=1, method="inverted_cdf") for share in (LOW, HIGH) if units]
        assert [of.tolist() for of in both if units] == [of.tolist() for of in expected]


def test_ranges_with_data_drawn_too_are_the_same_however_many_draws_come_at_once(monkeypatch):
    tree = Tree(("a", "b", "c"), (None,) * 3, (1.0,) * 3)
    rng = np.random.default_rng(3)
    scores = pd.DataFrame(rng.uniform(0, 100, (30, 3)), columns=list("abc"))
    ways = {"draws": 60, "errors": scores * 0 + 20.0}
    whole = robustness.around(scores, tree, Weights(), **ways)
    monkeypatch.setattr(robustness, "DRAWS_AT_ONCE", 7)
    monkeypatch.setattr(robustness.drawing, "BLOCK", 90)
    found = robustness.around(scores, tree, Weights(), **ways)
    bare = robustness.around(scores, tree, Weights(), draws=60)
    assert found.low.equals(whole.low)
    assert found.high.equals(whole.high)
    assert (found.ranks == whole.ranks).all()
    own = np.quantile(found.ranks, [LOW, HIGH], axis=1, method="inverted_cdf")
    assert found.low.tolist() == np.minimum(own[0], bare.low).tolist()
    assert found.high.tolist() == np.maximum(own[1], bare.high).tolist()
