import geopandas as gpd
import shapely

from lcity.maps.meridian import in_one_piece
from lcity.maps.paths import picture


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
