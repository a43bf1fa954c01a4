"""Pairs in any order become rows of places, the same as scipy's, and are held once while they do."""

import tracemalloc

import numpy as np
import pytest
import scipy
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.access import rows as module
from lcity.access.rows import Rows


@given(st.integers(1, 40), st.integers(1, 300), st.integers(1, 7), st.data())
@settings(max_examples=30, deadline=None)
def test_rows_equal_those_of_a_sparse_matrix(n_places, n_centres, parts, data):
    seed, at_once = data.draw(st.integers(0, 1_000)), data.draw(st.sampled_from([1, 7, 1_000]))
    rng = np.random.default_rng(seed)
    there = scipy.sparse.random_array((n_places, n_centres), density=0.3, format="coo", rng=rng)
    order = rng.permutation(there.nnz)
    pairs = there.row[order], there.col[order], there.data[order]
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "AT_ONCE", at_once)
        patched.setattr(module, "SECTIONS", data.draw(st.sampled_from([1, 3, 64])))
        rows = Rows(n_places, n_centres)
        for some in np.array_split(np.arange(there.nnz), parts):
            rows.add(*(of[some] for of in pairs))
        found = rows.catchment(2_000)
    assert (found.radius, found.n_centres, found.n_places) == (2_000.0, n_centres, n_places)
    assert (found.centre.dtype, found.distance.dtype) == (np.int32, np.float64)
    np.testing.assert_array_equal(found.matrix(found.distance).toarray(), there.toarray())


@pytest.mark.parametrize("n_places", [0, 1, 70_000, 5_000_000])
def test_places_without_pairs_have_empty_rows(n_places):
    rows = Rows(n_places, 0)
    assert rows.catchment(1).n_places == n_places
    rows = Rows(n_places + 3, 70_000)
    rows.add(np.array([n_places + 1]), np.array([69_999]), np.array([5.0]))
    found = rows.catchment(10)
    assert np.flatnonzero(found.reached()).tolist() == [n_places + 1]
    assert (found.centre.tolist(), found.distance.tolist()) == ([69_999], [5.0])


def test_pairs_are_held_once():
    n_places, n_centres = 20_000, 100
    place = np.arange(n_places, dtype=np.int32)
    metres = np.ones(n_places)
    tracemalloc.start()
    try:
        rows = Rows(n_places, n_centres)
        for centre in range(n_centres):
            rows.add(place, np.full(n_places, centre), metres.copy())
        found = rows.catchment(1)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.centre) == n_places * n_centres
    assert peak / len(found.centre) <= 16, "of which the rows themselves are 12"
