"""GCJ-02 and BD-09, held against published positions and against their own way back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.access.geodesy import ecef
from lcity.intake import shift

# Published with the open descriptions of the two systems: Tiananmen as WGS84 gives it, and as the maps do.
WGS84 = np.array([[116.404, 39.915]])
GCJ02 = np.array([[116.41024449916938, 39.91640428150164]])
GCJ02_ORIGINAL, BD09 = np.array([[116.404, 39.915]]), np.array([[116.41036949371029, 39.92133699351021]])

places = st.lists(
    st.tuples(st.floats(72.1, 137.7), st.floats(0.9, 55.7)), min_size=1, max_size=20
).map(np.array)  # fmt: skip


def metres(one, other):
    return np.linalg.norm(ecef(*one.T) - ecef(*other.T), axis=1)


def test_a_published_position():
    assert metres(shift.to_gcj02(WGS84), GCJ02) < 1e-3
    assert metres(shift.from_gcj02(GCJ02), WGS84) < 1e-3
    assert metres(shift.from_bd09(BD09), shift.from_gcj02(GCJ02_ORIGINAL)) < 1e-3


@pytest.mark.parametrize(
    ("there", "back"), [(shift.to_gcj02, shift.from_gcj02), (shift.to_bd09, shift.from_bd09)]
)
@given(lonlat=places)
def test_there_and_back_is_where_one_began(there, back, lonlat):
    moved = there(lonlat)
    # At the very border the way there may lead out of where the system is defined.
    kept = shift.within(moved)
    assert (metres(back(moved), lonlat)[kept] < 1e-3).all()


def test_in_cities_the_shift_is_some_hundred_metres():
    cities = np.array([[116.4, 39.9], [121.47, 31.23], [113.26, 23.13], [104.07, 30.57], [108.94, 34.34]])
    assert (
        (metres(cities, shift.to_gcj02(cities)) > 300) & (metres(cities, shift.to_gcj02(cities)) < 700)
    ).all()
    assert (metres(cities, shift.to_bd09(cities)) > metres(cities, shift.to_gcj02(cities))).all()


def test_outside_china_nothing_moves():
    abroad = np.array([[2.35, 48.86], [-74.0, 40.7], [151.2, -33.9]])
    for move in (shift.to_gcj02, shift.from_gcj02, shift.to_bd09, shift.from_bd09):
        np.testing.assert_array_equal(move(abroad), abroad)
