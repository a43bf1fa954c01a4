"""Coverage beside a bare cKDTree query and geopandas; E2SFCA beside PySAL access.

Run it with ``python -m benchmarks.bench_access [PLACES] [CENTRES]`` (20,000 and 3,000 unless told).
All ways must agree before they are timed. The peers work on a plane, which is ready before the clock
starts; ours starts from longitude and latitude. "168 hours" and "another radius" use pairs at hand.
With 62,500 to 4,000,000 places and a twentieth of that in centres, `growth` tells how the time grows.
"""

import sys
import warnings
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from timeit import repeat

import geopandas as gpd
import numpy as np
import pandas as pd
from access import Access, weights
from scipy.spatial import cKDTree

from benchmarks.report import Table, ms, show
from lcity.access.catchment import catchment
from lcity.access.coverage import coverage_week, covered
from lcity.access.fca import e2sfca
from lcity.access.hours import HOURS, pack

RADIUS_M, SEATS_RADIUS_M = 1_000, 2_000
SPREAD_DEG, TOWNS, UNITS = 0.5, 60, 15
UTM = "EPSG:32650"
TURNS = 3
GROWTH = (62_500, 250_000, 1_000_000, 4_000_000)
PLACES_A_CENTRE = 20
warnings.simplefilter("ignore")  # the peers' deprecations


def main(n_places: int = 20_000, n_centres: int = 3_000) -> None:
    """Print the milliseconds of each way and the ratio to ours."""
    show(measure(n_places, n_centres))


def measure(n_places: int = 20_000, n_centres: int = 3_000) -> list[Table]:
    """Return the milliseconds of each way and the ratio to ours."""
    rng = np.random.default_rng(0)
    towns = np.array([117, 30]) + rng.uniform(-SPREAD_DEG, SPREAD_DEG, (TOWNS, 2))
    places, centres = (
        towns[rng.integers(0, TOWNS, n)] + rng.normal(0, 0.05, (n, 2)) for n in (n_places, n_centres)
    )
    people = rng.integers(1, 2_000, n_places).astype(float)
    seats = rng.integers(5, 200, n_centres).astype(float)
    return [_coverage(places, centres, people, rng), _accessibility(places, centres, people, seats)]


def growth(sizes: Sequence[int] = GROWTH) -> list[Table]:
    """Return how long coverage takes for ever more places, and the exponent it grows by.

    The country grows with the places, so that a centre serves about as many of them each time.
    """
    took = [_grown(n_places, sizes[0]) for n_places in sizes]
    rows = [
        [
            f"{n_places:,} × {n_places // PLACES_A_CENTRE:,}",
            ms(milliseconds),
            ""
            if n_places == sizes[0]
            else f"{np.log(milliseconds / took[0]) / np.log(n_places / sizes[0]):.2f}",
        ]
        for n_places, milliseconds in zip(sizes, took, strict=True)
    ]
    return [Table("How coverage grows", ["Places × centres", "ms", "exponent since the first"], rows)]


def _grown(n_places: int, least: int) -> float:
    rng = np.random.default_rng(0)
    side = 2 * SPREAD_DEG * (n_places / least) ** 0.5
    towns = np.array([100, 25]) + rng.uniform(0, side, (TOWNS * n_places // least, 2))
    places, centres = (
        towns[rng.integers(0, len(towns), n)] + rng.normal(0, 0.05, (n, 2))
        for n in (n_places, n_places // PLACES_A_CENTRE)
    )
    return 1_000 * min(repeat(lambda: covered(places, centres, RADIUS_M), number=1, repeat=2))


def _coverage(places: np.ndarray, centres: np.ndarray, people: np.ndarray, rng: np.random.Generator) -> Table:
    flat_places, flat_centres = _flat(places), _flat(centres)
    xy_places, xy_centres = (flat.get_coordinates().to_numpy() for flat in (flat_places, flat_centres))
    pairs = catchment(places, centres, SEATS_RADIUS_M)
    bits = pack(rng.random((len(centres), HOURS)) < 0.4)
    unit = rng.integers(0, UNITS, len(places))

    def tree() -> np.ndarray:
        return cKDTree(xy_centres).query(xy_places, distance_upper_bound=RADIUS_M)[0] < np.inf

    def dwithin() -> np.ndarray:
        near = gpd.sjoin(flat_places, flat_centres, predicate="dwithin", distance=RADIUS_M)
        return flat_places.index.isin(near.index)

    def another_radius() -> np.ndarray:
        return pairs.reached(RADIUS_M)

    ours = covered(places, centres, RADIUS_M)
    assert (ours == another_radius()).all()
    assert min((ours == tree()).mean(), (ours == dwithin()).mean()) > 0.998  # UTM is not quite to scale
    return _report(
        f"coverage, {len(places):,} places × {len(centres):,} centres",
        {
            "LCity": lambda: covered(places, centres, RADIUS_M),
            "LCity, another radius": another_radius,
            "LCity, 168 hours": lambda: coverage_week(
                pairs.within(RADIUS_M).union(bits), people, unit, UNITS
            ),
            "bare cKDTree": tree,
            "geopandas dwithin": dwithin,
        },
    )


def _accessibility(places: np.ndarray, centres: np.ndarray, people: np.ndarray, seats: np.ndarray) -> Table:
    pairs = catchment(places, centres, SEATS_RADIUS_M)
    place = np.repeat(np.arange(pairs.n_places), np.diff(pairs.indptr))
    costs = pd.DataFrame({"origin": place, "dest": pairs.centre, "metres": pairs.distance_m})
    thirds = SEATS_RADIUS_M * np.arange(1, 4) / 3
    step = weights.step_fn(dict(zip(thirds, (1, 0.68, 0.22), strict=True)))

    def pysal() -> pd.Series:
        peer = Access(
            demand_df=pd.DataFrame({"place": np.arange(len(people)), "people": people}),
            demand_index="place",
            demand_value="people",
            supply_df=pd.DataFrame({"centre": np.arange(len(seats)), "seats": seats}),
            supply_index="centre",
            supply_value="seats",
            cost_df=costs,
            cost_origin="origin",
            cost_dest="dest",
            cost_name="metres",
        )
        found = peer.enhanced_two_stage_fca(name="e", cost="metres", max_cost=SEATS_RADIUS_M, weight_fn=step)
        return found["e_seats"].reindex(range(len(people))).fillna(0)

    np.testing.assert_allclose(e2sfca(pairs, people, seats).per_1000, 1_000 * pysal(), rtol=1e-9)
    return _report(
        f"E2SFCA, {len(pairs.centre):,} pairs",
        {
            "LCity": lambda: e2sfca(pairs, people, seats),
            "LCity, pairs included": lambda: e2sfca(
                catchment(places, centres, SEATS_RADIUS_M), people, seats
            ),
            "PySAL access": pysal,
        },
    )


def _flat(lonlat: np.ndarray) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(geometry=gpd.points_from_xy(*lonlat.T), crs="EPSG:4326").to_crs(UTM)


def _report(title: str, ways: Mapping[str, Callable]) -> Table:
    took = {name: [] for name in ways}
    for _ in range(TURNS):
        for name, way in ways.items():
            took[name].append(1_000 * min(repeat(way, number=1, repeat=1)))
    middle = {name: median(found) for name, found in took.items()}
    rows = [[name, ms(found), f"{found / middle['LCity']:.2f}"] for name, found in middle.items()]
    note = f"Medians of {TURNS}, in turns."
    return Table(title, ["Way", "ms", "× LCity"], rows, note)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
