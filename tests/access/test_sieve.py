"""No pair is lost by what is ruled out before pairs are measured, anywhere on Earth."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from lcity.access.geodesy import ecef
from lcity.access.sieve import may_reach
from tests.access.worlds import WGS84


def strewn(rng, n, lon, lat, spread_m):
    """Return points about another: so many metres away at most, in any direction."""
    away = WGS84.fwd(np.full(n, lon), np.full(n, lat), rng.uniform(0, 360, n), rng.uniform(0, spread_m, n))
    return np.column_stack(away[:2])


@given(
    st.integers(0, 2**32 - 1),
    st.floats(-180, 180),
    st.floats(-90, 90),
    st.floats(0, 60_000),
    st.floats(100, 200_000),
)
@example(1, 180.0, 0.0, 1_000.0, 5_000.0)
@example(2, 10.0, 90.0, 1_000.0, 5_000.0)
@example(3, 10.0, 78.0, 40_000.0, 200_000.0)
def test_every_pair_within_the_radius_is_left(seed, lon, lat, radius_m, spread_m):
    rng = np.random.default_rng(seed)
    places, centres = strewn(rng, 60, lon, lat, spread_m), strewn(rng, 15, lon, lat, spread_m)
    # Due north, south, east and west a radius away, to a rounding: where a raster errs first.
    away = WGS84.fwd(*np.repeat(places[:5], 4, axis=0).T, np.tile([0, 90, 180, 270], 5), [radius_m] * 20)
    centres = np.concatenate([centres, np.column_stack(away[:2])])
    apart_m = np.linalg.norm(ecef(*places.T)[:, None] - ecef(*centres.T)[None], axis=2)
    place, centre = np.nonzero(apart_m <= radius_m)
    rows, columns = may_reach(places, centres, radius_m)
    assert rows is None or np.isin(place, rows).all()
    assert columns is None or np.isin(centre, columns).all()


def test_what_is_far_is_ruled_out():
    lon, lat = np.meshgrid(np.arange(0, 1, 0.01), np.arange(40, 41, 0.01))
    places = np.column_stack([lon.ravel(), lat.ravel()])
    rows, columns = may_reach(places, np.array([[0.5, 40.5], [3.0, 40.5]]), 5_000)
    assert columns.tolist() == [0]
    assert len(rows) < len(places) / 40
