import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lcity.access import catchment as module
from lcity.access.catchment import catchment
from lcity.errors import ArgumentError
from tests.access.worlds import geodesics, lonlat_around

NOWHERE = np.empty((0, 2))
SPOTS = ((114.3, 30.6), (180.0, 10.0), (-179.99, -45.0), (25.0, 89.98), (0.0, 0.0), (-70.0, -89.99))


def pairs(of):
    """Return the pairs as {(place, centre): distance}."""
    place = np.repeat(np.arange(of.n_places), np.diff(of.indptr))
    return dict(
        zip(zip(place.tolist(), of.centre.tolist(), strict=True), of.distance_m.tolist(), strict=True)
    )


def random_points(seed, places=30, centres=20, spot=SPOTS[0]):
    rng = np.random.default_rng(seed)
    return lonlat_around(rng, places, *spot), lonlat_around(rng, centres, *spot)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6), st.sampled_from(SPOTS), st.floats(0, 6_000), st.integers(0, 15), st.integers(0, 9)
)
def test_pairs_are_those_of_brute_force_anywhere_on_earth(seed, spot, radius, places, centres):
    where, stands = random_points(seed, places, centres, spot)
    distance = geodesics(where, stands)
    assume(not np.any(np.abs(distance - radius) < 0.01))
    found = catchment(where, stands, radius)
    assert (found.n_places, found.n_centres, found.radius_m) == (places, centres, radius)
    expected = {tuple(map(int, pair)): distance[tuple(pair)] for pair in np.argwhere(distance <= radius)}
    assert pairs(found) == pytest.approx(expected, rel=1e-6)
    np.testing.assert_array_equal(found.reached(), (distance <= radius).any(axis=1))


def test_a_distance_equal_to_the_radius_is_within():
    where, stands = random_points(1)
    wide = catchment(where, stands, 5_000)
    pair, radius = max(pairs(wide).items(), key=lambda item: item[1])
    short = np.nextafter(radius, 0)
    for at_edge, inside in (
        (catchment(where, stands, radius), catchment(where, stands, short)),
        (wide.within(radius), wide.within(short)),
    ):
        assert pair in pairs(at_edge)
        assert pair not in pairs(inside)


def test_a_centre_on_the_spot_is_in_reach_at_any_radius():
    here = np.array([[114.3, 30.6]])
    assert pairs(catchment(here, here, 0)) == {(0, 0): 0.0}
    assert pairs(catchment(here, here, 500).within(0)) == {(0, 0): 0.0}


@given(st.integers(0, 10**6), st.floats(0, 4_000))
@settings(max_examples=30, deadline=None)
def test_narrowing_pairs_equals_finding_them_anew(seed, radius):
    where, stands = random_points(seed)
    mask = np.random.default_rng(seed).random(len(stands)) < 0.5
    narrowed = catchment(where, stands, 4_000).within(radius)
    assert narrowed.radius_m == radius
    assert pairs(narrowed) == pairs(catchment(where, stands, radius))
    kept = {pair: d for pair, d in pairs(narrowed).items() if mask[pair[1]]}
    for chosen in (narrowed.only(mask), catchment(where, stands, 4_000).only(mask).within(radius)):
        assert pairs(chosen) == kept
        assert chosen.n_centres == len(stands)


def test_the_order_of_places_and_centres_does_not_matter():
    where, stands = random_points(3)
    rng = np.random.default_rng(3)
    p, c = rng.permutation(len(where)), rng.permutation(len(stands))
    shuffled = {
        (int(p[i]), int(c[j])): d for (i, j), d in pairs(catchment(where[p], stands[c], 2_000)).items()
    }
    assert shuffled == pytest.approx(pairs(catchment(where, stands, 2_000)), rel=1e-12)


def test_places_are_worked_through_in_blocks(monkeypatch):
    where, stands = random_points(4)
    whole = catchment(where, stands, 2_000)
    monkeypatch.setattr(module, "BLOCK", 7)
    assert pairs(catchment(where, stands, 2_000)) == pairs(whole)


@pytest.mark.parametrize(("places", "centres"), [(0, 3), (3, 0), (0, 0)])
def test_nobody_or_nothing_is_no_error(places, centres):
    where, stands = random_points(5, places, centres)
    empty = (
        catchment(where, stands, 1_000) if places and centres else catchment(where, stands, 1_000).within(10)
    )
    assert (empty.n_places, empty.n_centres, pairs(empty)) == (places, centres, {})
    np.testing.assert_array_equal(empty.reached(), np.zeros(places, bool))
    assert empty.union(np.ones((centres, 3), np.uint64)).shape == (places, 3)
    assert empty.matrix(empty.distance_m).shape == (places, centres)


@pytest.mark.parametrize("radius", [-1, float("nan")])
def test_a_radius_is_a_number_of_metres(radius):
    with pytest.raises(ArgumentError, match="radius"):
        catchment(NOWHERE, NOWHERE, radius)


def test_pairs_cannot_be_widened():
    found = catchment(*random_points(6), 1_000)
    with pytest.raises(ArgumentError, match="expected 0 to 1000 m"):
        found.within(1_000.1)


@given(st.integers(0, 10**6), st.floats(0, 3_000))
@settings(max_examples=30, deadline=None)
def test_union_is_the_or_over_the_centres_in_reach(seed, radius):
    where, stands = random_points(seed)
    bits = np.random.default_rng(seed).integers(0, 2**63, (len(stands), 3), dtype=np.uint64)
    found = catchment(where, stands, radius)
    expected = np.zeros((len(where), 3), np.uint64)
    for place, centre in pairs(found):
        expected[place] |= bits[centre]
    result = found.union(bits)
    assert result.dtype == np.uint64
    np.testing.assert_array_equal(result, expected)


def test_the_matrix_holds_a_weight_for_each_pair():
    found = catchment(*random_points(7), 2_000)
    dense = np.zeros((found.n_places, found.n_centres))
    for pair, distance in pairs(found).items():
        dense[pair] = distance
    np.testing.assert_array_equal(found.matrix(found.distance_m).toarray(), dense)


def test_compact_leaves_out_centres_nobody_reaches():
    where, stands = random_points(8)
    found = catchment(where[:3], stands, 900)
    numbers, compact = found.compact()
    assert 0 < compact.n_centres == len(numbers) < len(stands)
    assert {(p, int(numbers[c])): d for (p, c), d in pairs(compact).items()} == pairs(found)


@given(st.integers(0, 10**6), st.floats(0, 3_000), st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_who_is_reached_within_less_and_by_some_is_asked_of_the_pairs_as_they_are(seed, radius, less, some):
    where, stands = random_points(seed)
    found = catchment(where, stands, radius)
    centres = np.random.default_rng(seed).random(len(stands)) < some
    smaller = less * radius
    expected = found.within(smaller).only(centres).reached()
    np.testing.assert_array_equal(found.reached(smaller, centres), expected)
    np.testing.assert_array_equal(found.reached(smaller), found.within(smaller).reached())
    with pytest.raises(ArgumentError):
        found.reached(radius + 1)
