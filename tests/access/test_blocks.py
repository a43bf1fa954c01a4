"""The pairs of places in blocks are those of the trees, anywhere on Earth, in whatever order places lie."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lcity.access import blocks
from lcity.access.blocks import in_blocks, reached_pairs
from lcity.access.catchment import catchment
from lcity.access.sieve import may_reach
from lcity.errors import ArgumentError
from tests.access.test_sieve import strewn
from tests.access.worlds import WGS84


@given(
    st.integers(0, 2**32 - 1),
    st.floats(-180, 180),
    st.floats(-90, 90),
    st.floats(0, 60_000),
    st.floats(100, 200_000),
    st.sampled_from([0, 1, 128, 300]),
    st.booleans(),
)
@example(1, 180.0, 0.0, 1_000.0, 5_000.0, 300, True)
@example(2, 10.0, 90.0, 1_000.0, 5_000.0, 300, True)
@example(3, 10.0, 78.0, 40_000.0, 200_000.0, 128, False)
@example(4, 100.0, 30.0, 1_000.0, 60_000.0, 300, True)
def test_they_are_the_pairs_of_the_trees(seed, lon, lat, radius_m, spread_m, n, ordered):
    rng = np.random.default_rng(seed)
    places, centres = strewn(rng, n, lon, lat, spread_m), strewn(rng, 15, lon, lat, spread_m)
    # Due north, south, east and west a radius away, to a rounding: where degrees err first.
    edges = np.repeat(places[:5], 4, axis=0)
    away = WGS84.fwd(*edges.T, np.resize([0, 90, 180, 270], len(edges)), np.full(len(edges), radius_m))
    centres = np.concatenate([centres, np.column_stack(away[:2])])
    places = places[in_blocks(places)] if ordered else places
    expected = catchment(places, centres, radius_m)
    numbers, found = reached_pairs(*places.T, centres, radius_m)
    assert numbers.tolist() == np.flatnonzero(expected.reached()).tolist()
    expected = expected.of_places(numbers)
    assert found.n_centres == len(centres)
    metres = (pairs.matrix(pairs.distance + 1).toarray() for pairs in (found, expected))
    np.testing.assert_allclose(*metres, rtol=1e-12, atol=1e-9)


def test_an_order_in_blocks_names_each_point_once_and_keeps_neighbours_together():
    lon, lat = np.meshgrid(np.arange(64) / 1_000, np.arange(64) / 1_000)
    points = np.random.default_rng(1).permutation(np.column_stack([lon.ravel(), lat.ravel()]))
    order = in_blocks(points)
    assert sorted(order.tolist()) == list(range(len(points)))
    runs = points[order].reshape(-1, 64, 2)
    # Eight by eight would be 7 steps; in rows or strewn, they span 63.
    assert np.median(np.ptp(runs, axis=1)) < 0.016
    assert in_blocks(np.empty((0, 2))).tolist() == []
    assert in_blocks(np.ones((3, 2))).tolist() == [0, 1, 2]


@pytest.mark.parametrize("side", [1, -1])
def test_a_centre_beyond_the_antimeridian_is_in_reach(side):
    places, centre = (
        np.array([[179.999, -17.0], [179.9, -17.0]]) * [side, 1],
        np.array([[-179.999 * side, -17.0]]),
    )
    numbers, found = reached_pairs(*places.T, centre, 300)
    assert numbers.tolist() == [0]
    assert found.distance == pytest.approx(WGS84.inv(*places[0], *centre[0])[2], abs=0.1)
    rows, centres = may_reach(places, centre, 300)
    assert rows is None or 0 in rows
    assert centres is None or 0 in centres


def test_blocks_and_centres_looked_at_one_batch_after_another_lose_no_pair():
    rng = np.random.default_rng(5)
    places, centres = strewn(rng, 1_500, 100, 30, 30_000), strewn(rng, 60, 100, 30, 30_000)
    places = places[in_blocks(places)]
    expected = catchment(places, centres, 40_000)
    # Of 12 blocks and 60 centres most are within reach of each other: some five batches.
    assert len(expected.distance) > 3 * blocks.AT_ONCE * blocks.BLOCK
    numbers, found = reached_pairs(*places.T, centres, 40_000)
    assert numbers.tolist() == np.flatnonzero(expected.reached()).tolist()
    assert len(found.distance) == len(expected.distance)


def test_places_of_blocks_far_from_any_centre_are_not_measured(monkeypatch):
    lon, lat = np.meshgrid(100 + np.arange(256) / 1_000, 30 + np.arange(256) / 1_000)
    points = np.column_stack([lon.ravel(), lat.ravel()])
    measured, ecef = [], blocks.ecef
    monkeypatch.setattr(blocks, "ecef", lambda *lonlat: measured.append(len(lonlat[0])) or ecef(*lonlat))
    numbers, _ = reached_pairs(*points[in_blocks(points)].T, np.array([[100.1, 30.1]]), 1_000)
    assert 250 < len(numbers) < sum(measured) <= 400


def test_a_radius_that_is_no_number_is_refused():
    with pytest.raises(ArgumentError):
        reached_pairs(np.zeros(1), np.zeros(1), np.zeros((1, 2)), np.nan)
