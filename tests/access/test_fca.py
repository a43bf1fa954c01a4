import numpy as np
import pandas as pd
import pytest
from access import Access, weights
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.access.catchment import Catchment, catchment
from lcity.access.fca import STEPS, e2sfca, step_weights
from tests.access.worlds import geodesics, lonlat_around

seeds = st.integers(0, 10**6)


def pairs_of(distance, radius):
    """Return the catchment of a full table of distances, places × centres."""
    distance = np.asarray(distance, float)
    place, centre = np.nonzero(distance <= radius)
    counts = np.bincount(place, minlength=len(distance))
    indptr = np.concatenate([[0], np.cumsum(counts)])
    return Catchment(radius, distance.shape[1], indptr, centre.astype(np.int32), distance[place, centre])


def brute_force(distance, radius, people, seats):
    """Return seats per 1,000 by Luo and Qi's two steps, pair by pair."""

    def weight(d):
        return 1.0 if d <= radius / 3 else 0.68 if d <= 2 * radius / 3 else 0.22 if d <= radius else 0.0

    access = np.zeros(len(people))
    for j, seat in enumerate(seats):
        demand = sum(weight(distance[k, j]) * people[k] for k in range(len(people)))
        if demand > 0 and not np.isnan(seat):
            for i in range(len(people)):
                access[i] += weight(distance[i, j]) * seat / demand
    return 1_000 * access


def town(seed, places=30, centres=8):
    rng = np.random.default_rng(seed)
    where, stands = lonlat_around(rng, places), lonlat_around(rng, centres)
    return (
        where,
        stands,
        rng.integers(0, 400, places).astype(float),
        rng.integers(1, 90, centres).astype(float),
    )


def test_one_centre_shared_by_three_rings():
    people = np.array([100.0, 200.0, 300.0, 999.0])
    found = e2sfca(pairs_of([[5], [15], [25], [31]], 30), people, np.array([60.4]))
    ratio = 60.4 / (1 * 100 + 0.68 * 200 + 0.22 * 300)
    assert ratio == pytest.approx(0.2)
    assert found.per_person == pytest.approx([0.2])
    assert found.per_1000 == pytest.approx([200.0, 136.0, 44.0, 0.0])
    assert found.unknown_seats == 0


def test_two_centres_add_up():
    people = np.array([100.0, 50.0])
    found = e2sfca(pairs_of([[0, 20], [15, 10]], 30), people, np.array([134.0, 118.0]))
    first, second = 134 / (100 + 0.68 * 50), 118 / (0.68 * 100 + 50)
    assert (first, second) == (1.0, 1.0)
    assert found.per_1000 == pytest.approx([1_000 * (1 + 0.68), 1_000 * (0.68 + 1)])


def test_a_ring_includes_its_outer_edge():
    distance = np.array([0, 10, np.nextafter(10, 11), 20, np.nextafter(20, 21), 30])
    assert step_weights(distance, 30).tolist() == [1, 1, 0.68, 0.68, 0.22, 0.22]
    assert step_weights(np.array([0.0]), 0).tolist() == [1]
    assert STEPS == (1, 0.68, 0.22)


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from([700, 2_000, 5_000]))
def test_agrees_with_brute_force(seed, radius):
    where, stands, people, seats = town(seed)
    seats[0] = np.nan
    expected = brute_force(geodesics(where, stands), radius, people, seats)
    found = e2sfca(catchment(where, stands, radius), people, seats)
    np.testing.assert_allclose(found.per_1000, expected, rtol=1e-9)
    assert found.unknown_seats == 1
    assert np.isnan(found.per_person[0])


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # in the peer
@pytest.mark.parametrize("seed", range(3))
def test_agrees_with_pysal(seed):
    where, stands, people, seats = town(seed)
    pairs = catchment(where, stands, 2_400)
    place = np.repeat(np.arange(pairs.n_places), np.diff(pairs.indptr))
    peer = Access(
        demand_df=pd.DataFrame({"place": np.arange(len(people)), "people": people}),
        demand_index="place",
        demand_value="people",
        supply_df=pd.DataFrame({"centre": np.arange(len(seats)), "seats": seats}),
        supply_index="centre",
        supply_value="seats",
        cost_df=pd.DataFrame({"origin": place, "dest": pairs.centre, "metres": pairs.distance_m}),
        cost_origin="origin",
        cost_dest="dest",
        cost_name="metres",
    )
    step = weights.step_fn({800: 1, 1_600: 0.68, 2_400: 0.22})
    theirs = peer.enhanced_two_stage_fca(name="e", cost="metres", max_cost=2_400, weight_fn=step)
    ours = pd.Series(e2sfca(pairs, people, seats).per_1000 / 1_000)
    reached = theirs["e_seats"].dropna()
    assert len(reached) > 20
    np.testing.assert_allclose(ours[reached.index], reached, rtol=1e-9)
    assert (ours.drop(reached.index) == 0).all()


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from([300, 2_000]))
def test_every_seat_within_reach_of_anybody_is_handed_out_once(seed, radius):
    where, stands, people, seats = town(seed)
    found = e2sfca(catchment(where, stands, radius), people, seats)
    inhabited = geodesics(where[people > 0], stands) <= radius
    assert people @ found.per_1000 / 1_000 == pytest.approx(seats[inhabited.any(axis=0)].sum())


def test_a_centre_nobody_reaches_gives_nothing():
    found = e2sfca(pairs_of([[5, 99], [5, 6]], 30), np.array([100.0, 0.0]), np.array([10.0, 10.0]))
    assert found.per_1000.tolist() == [100.0, 100.0]
    assert np.isnan(found.per_person[1])


def test_missing_people_ask_for_no_seat():
    found = e2sfca(pairs_of([[5], [6]], 30), np.array([100.0, np.nan]), np.array([10.0]))
    assert found.per_1000.tolist() == [100.0, 100.0]


@settings(max_examples=25, deadline=None)
@given(seeds)
def test_order_does_not_matter_and_twice_the_seats_are_twice_the_access(seed):
    where, stands, people, seats = town(seed)
    base = e2sfca(catchment(where, stands, 2_000), people, seats).per_1000
    p, c = (
        np.random.default_rng(seed).permutation(len(people)),
        np.random.default_rng(seed).permutation(len(seats)),
    )
    shuffled = e2sfca(catchment(where[p], stands[c], 2_000), people[p], 2 * seats[c]).per_1000
    np.testing.assert_allclose(shuffled, 2 * base[p], rtol=1e-9)
