"""A grid and a tree together: never another answer than every distance measured."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.access import near as module
from lcity.access.catchment import catchment
from lcity.access.geodesy import ecef
from lcity.access.near import any_near
from tests.access.worlds import lonlat_around

SPOTS = ((114.3, 30.6), (180.0, 10.0), (25.0, 89.98), (0.0, 0.0), (-70.0, -89.99))


def points(seed, places=60, centres=20, spot=SPOTS[0], spread_m=3_000):
    rng = np.random.default_rng(seed)
    return tuple(ecef(*lonlat_around(rng, n, *spot, spread_m).T) for n in (places, centres))


def measured(places, centres):
    return np.linalg.norm(places[:, None] - centres[None], axis=2)


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 10**6),
    st.sampled_from(SPOTS),
    st.one_of(st.sampled_from([0.0, 0.5, 1.0]), st.floats(0, 8_000)),
    st.integers(0, 60),
    st.integers(0, 20),
    st.sampled_from([500, 3_000, 100_000]),
)
def test_a_centre_is_near_where_brute_force_finds_one(seed, spot, radius, n_places, n_centres, spread_m):
    places, centres = points(seed, n_places, n_centres, spot, spread_m)
    expected = (measured(places, centres) <= radius).any(axis=1)
    found = any_near(places, centres, radius)
    assert found.dtype == bool
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize("slots", [2, 16])
def test_cubes_that_share_a_slot_change_nothing(slots, monkeypatch):
    places, centres = points(1, 500, 100, spread_m=20_000)
    whole = any_near(places, centres, 900)
    monkeypatch.setattr(module, "MOST_SLOTS", slots)
    np.testing.assert_array_equal(any_near(places, centres, 900), whole)
    assert 0 < whole.sum() < len(whole)


def test_a_distance_equal_to_the_radius_is_within_and_the_next_number_below_is_not():
    rng = np.random.default_rng(2)
    where, stands = lonlat_around(rng, 30), lonlat_around(rng, 5)
    pairs = catchment(where, stands, 6_001)
    nearest = np.minimum.reduceat(pairs.distance_m, pairs.indptr[:-1])
    for place, radius in enumerate(nearest):
        points = ecef(*where[[place]].T), ecef(*stands.T)
        assert any_near(*points, radius).all()
        assert not any_near(*points, np.nextafter(radius, 0)).any()


@pytest.mark.parametrize("side", [(1, 0, 0), (0, -1, 0), (0, 0, 1), (-1, -1, -1)])
def test_a_centre_in_any_cube_about_a_place_is_found(side):
    middle = np.array([[500.0, 500.0, 500.0]]) + 6_000 * 1_000.001
    centre = middle + np.array(side) * 999.0 / np.linalg.norm(side)
    assert any_near(middle, centre, 1_000).tolist() == [True]
    assert any_near(middle, middle + np.array(side) * 1_001.0, 1_000).tolist() == [False]


def test_without_end_all_are_near_and_without_centres_none():
    places, centres = points(3)
    assert any_near(places, centres, np.inf).all()
    assert not any_near(places, centres[:0], np.inf).any()
    assert any_near(places[:0], centres, 1_000).shape == (0,)
