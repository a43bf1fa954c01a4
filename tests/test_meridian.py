import geopandas as gpd
import numpy as np
import pytest
import shapely

from lcity.maps.paths import picture
from lcity.meridian import beside, in_one_piece


def series(*shapes):
    return gpd.GeoSeries(list(shapes), [f"d{n}" for n in range(len(shapes))], crs=4326)


FIJI = series(
    shapely.box(179.9, -17, 179.95, -16.9),
    shapely.MultiPolygon([shapely.box(179.95, -17, 180, -16.9), shapely.box(-180, -17, -179.95, -16.9)]),
    shapely.box(-179.95, -17, -179.9, -16.9),
)


def test_outlines_across_180_are_drawn_in_one_piece():
    found = in_one_piece(FIJI)
    west, _, east, _ = found.total_bounds
    assert (round(west, 2), round(east, 2)) == (179.9, 180.1)
    assert found["d1"].geom_type == "Polygon", "no seam is drawn"
    drawn = picture(FIJI)
    assert drawn.height > drawn.width / 4


def test_outlines_elsewhere_stay_as_they_are():
    for shapes in (
        series(shapely.box(10, 50, 11, 51), shapely.box(-60, 0, -59, 1)),
        series(shapely.box(-180, -60, 180, 60)),
    ):
        assert in_one_piece(shapes) is shapes


def test_points_lie_on_the_side_on_which_the_outlines_are_drawn():
    bounds = in_one_piece(FIJI).total_bounds
    assert beside(np.array([179.89, 180, -180, -179.91]), bounds) == pytest.approx([179.89, 180, 180, 180.09])
    west_alone = (-180, -17, -179.5, -16)
    assert beside(np.array([179.99, -179.9]), west_alone) == pytest.approx([-180.01, -179.9])


def test_points_elsewhere_stay_to_the_last_digit():
    lon = np.linspace(-180, 180, 1_001)
    assert (beside(lon, (-180, -60, 180, 60)) == lon).all()
    near = np.random.default_rng(1).uniform(-60, 11, 1_000)
    assert (beside(near, (-60, 0, 11, 51)) == near).all()


def test_without_any_outline_nothing_is_moved():
    for nothing in (series(), series(None, shapely.MultiPolygon())):
        assert in_one_piece(nothing) is nothing
