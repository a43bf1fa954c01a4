"""Positions that are wrong are found out by where they should lie, and only then."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import pytest
import shapely

from lcity.errors import ArgumentError
from lcity.intake import shift
from lcity.intake.coordinates import Ground, corrected, grid, suggest


def ground(lon: float, lat: float, side: float = 0.02, count: int = 6) -> Ground:
    """Return count × count square districts, north-east of a corner."""
    cells = {
        f"{i}-{j}": shapely.box(lon + i * side, lat + j * side, lon + (i + 1) * side, lat + (j + 1) * side)
        for i in range(count)
        for j in range(count)
    }
    return Ground(gpd.GeoSeries(cells, crs=4326), np.empty((0, 2)))


def points(of: Ground, each: int = 30) -> tuple[np.ndarray, pd.Series]:
    random = np.random.default_rng(1)
    bounds = of.outlines.bounds.to_numpy().repeat(each, axis=0)
    share = random.random((len(bounds), 2))
    lonlat = bounds[:, :2] + share * (bounds[:, 2:] - bounds[:, :2])
    return lonlat, pd.Series(of.outlines.index.repeat(each).to_numpy())


CHINA, BRITAIN = ground(116.3, 39.8), ground(-1.6, 53.7)


def test_right_positions_need_nothing():
    for of in (CHINA, BRITAIN):
        lonlat, districts = points(of)
        assert suggest("population", lonlat, districts, of) is None
        assert suggest("centres", lonlat, None, of) is None


@pytest.mark.parametrize("of", [CHINA, BRITAIN])
@pytest.mark.parametrize("told", [True, False])
def test_swapped_positions_are_found(of, told):
    lonlat, districts = points(of)
    found = suggest("centres", lonlat[:, ::-1], districts if told else None, of)
    assert (found.how, found.before, found.after) == ("swapped", 0.0, 1.0)
    np.testing.assert_array_equal(corrected(lonlat[:, ::-1], found.how), lonlat)


@pytest.mark.parametrize(("forward", "how"), [(shift.to_gcj02, "gcj02"), (shift.to_bd09, "bd09")])
def test_a_map_s_shift_is_found_by_the_districts_points_fall_out_of(forward, how):
    lonlat, districts = points(CHINA)
    found = suggest("population", forward(lonlat), districts, CHINA)
    assert (found.table, found.how, found.after) == ("population", how, 1.0)
    assert found.before < 0.9
    assert 300 < found.shift_m < 1_500
    assert np.abs(corrected(forward(lonlat), how) - lonlat).max() < 1e-8


def test_shifted_outlines_are_told_as_such():
    lonlat, districts = points(CHINA)
    moved = Ground(CHINA.outlines.transform(shift.to_gcj02), CHINA.cities)
    found = suggest("population", lonlat, districts, moved)
    assert (found.table, found.how) == ("districts", "gcj02")


def test_a_few_misplaced_points_are_no_shift():
    lonlat, districts = points(CHINA)
    districts = districts.copy()
    districts.iloc[::10] = "0-0"
    assert suggest("population", lonlat, districts, CHINA) is None


@pytest.mark.parametrize(("of", "code"), [(BRITAIN, 27700), (CHINA, 32650), (BRITAIN, 3857)])
def test_metres_are_found_to_be_those_of_a_grid(of, code):
    lonlat, districts = points(of, 3)
    metres = np.column_stack(pyproj.Transformer.from_crs(4326, code, always_xy=True).transform(*lonlat.T))
    found = suggest("centres", metres, districts, of)
    assert found.before == 0.0
    assert found.after > 0.97
    # Grids of nearly the same ground may serve as well; what counts is where the points come to lie.
    apart = np.abs(corrected(metres, found.how) - lonlat).max()
    assert apart < 0.002
    own = Ground(of.outlines, of.cities, pyproj.CRS(code))
    assert suggest("centres", metres, districts, own).how == f"EPSG:{code}"


def test_without_ground_only_the_impossible_is_told():
    lonlat, _ = points(CHINA)
    nowhere = Ground(None, np.empty((0, 2)))
    assert suggest("centres", lonlat, None, nowhere) is None
    assert suggest("centres", lonlat[:, ::-1], None, nowhere).how == "swapped"
    assert suggest("centres", np.full((4, 2), np.nan), None, nowhere) is None


def test_cities_stand_in_for_outlines():
    lonlat, _ = points(BRITAIN)
    cities = Ground(None, np.array([[-1.5, 53.8]]))
    assert suggest("centres", lonlat[:, ::-1], None, cities).how == "swapped"


@pytest.mark.parametrize(
    "code", ["", "x", "EPSG:", "EPSG:999999", "EPSG:5773", "1" * 50, "+proj=longlat", "２７７００"]
)
def test_what_is_no_grid_is_refused(code):
    with pytest.raises(ArgumentError):
        grid(code)


def test_a_grid_is_known_by_its_code_in_any_spelling():
    assert grid("27700") == grid("epsg:27700") == grid(" EPSG:27700 ") == pyproj.CRS(27700)
