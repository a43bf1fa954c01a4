import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from lcity.access.geodesy import ecef
from tests.access.worlds import WGS84, geodesics


@pytest.mark.parametrize(
    ("lon", "lat", "expected"),
    [
        (0, 0, (6_378_137.0, 0, 0)),
        (90, 0, (0, 6_378_137.0, 0)),
        (-180, 0, (-6_378_137.0, 0, 0)),
        (0, 90, (0, 0, 6_356_752.314245)),
    ],
)
def test_the_axes_of_the_ellipsoid(lon, lat, expected):
    assert ecef([lon], [lat]) == pytest.approx(np.array([expected]), abs=1e-6)


def test_agrees_with_proj():
    rng = np.random.default_rng(0)
    lon, lat = rng.uniform(-180, 180, 200), rng.uniform(-90, 90, 200)
    proj = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
    found = ecef(lon, lat)
    assert found.shape == (200, 3)
    assert found.dtype == np.float64
    np.testing.assert_allclose(found, np.column_stack(proj.transform(lon, lat, np.zeros(200))), atol=1e-6)


@given(
    st.floats(-180, 180), st.floats(-89.99, 89.99), st.floats(0, 360), st.floats(1, 10_000)
)  # fmt: skip
def test_a_straight_line_is_as_good_as_the_geodesic_up_to_10_km(lon, lat, azimuth, distance):
    there = np.array(WGS84.fwd(lon, lat, azimuth, distance)[:2])
    chord = np.linalg.norm(np.diff(ecef(*np.array([[lon, lat], there]).T), axis=0))
    geodesic = geodesics([(lon, lat)], [there])[0, 0]
    assert chord == pytest.approx(geodesic, rel=1e-6, abs=1e-6)
    assert chord <= geodesic + 1e-6
