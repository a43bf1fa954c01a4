"""Outlines as SVG paths."""

import re

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from lcity.maps.paths import AROUND, LONGER_SIDE, beyond, dots, picture


def rings(path):
    """Read path data the way a browser does: an absolute start, then relative steps, then home."""
    assert re.fullmatch(r"(M-?\d+ -?\d+l(-?\d+ -?\d+ ?)+z)+", path)
    found = []
    for ring in path.split("z")[:-1]:
        start, steps = ring[1:].split("l")
        points = np.array(f"{start} {steps}".split(), int).reshape(-1, 2)
        found.append(points.cumsum(axis=0))
    return found


def test_a_square_fills_the_canvas_with_north_at_the_top():
    side = shapely.box(110, 0, 111, 1)
    drawn = picture(gpd.GeoSeries({"a": side}))
    assert (drawn.width, drawn.height) == (LONGER_SIDE, pytest.approx(LONGER_SIDE, abs=1))
    (ring,) = rings(drawn.paths["a"])
    assert ring.min(axis=0).tolist() == [0, 0]
    assert ring.max(axis=0).tolist() == [LONGER_SIDE, drawn.height]
    north = picture(gpd.GeoSeries({"low": shapely.box(0, 0, 1, 1), "high": shapely.box(0, 1, 1, 2)}))
    assert rings(north.paths["high"])[0][:, 1].max() <= rings(north.paths["low"])[0][:, 1].min() + 1


def test_shapes_keep_their_proportions_far_from_the_equator():
    # At 60° a degree of longitude is half as long as one of latitude.
    drawn = picture(gpd.GeoSeries({"a": shapely.box(20, 59.95, 20.2, 60.05)}))
    assert drawn.width == pytest.approx(drawn.height, rel=0.01)


def test_islands_and_holes_are_rings_of_one_path():
    holed = shapely.Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (2, 1), (2, 2), (1, 2)]])
    parts = shapely.MultiPolygon([holed, shapely.box(5, 0, 6, 1)])
    drawn = picture(gpd.GeoSeries({"a": parts}))
    areas = [shapely.Polygon(ring).area for ring in rings(drawn.paths["a"])]
    scale = (LONGER_SIDE / 6) ** 2
    assert [area / scale for area in areas] == pytest.approx([16, 1, 1], rel=0.02)


def test_neighbours_share_their_border_to_the_point():
    left, right = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    drawn = picture(gpd.GeoSeries({"left": left, "right": right}))
    edge = {unit: {tuple(p) for p in rings(path)[0].tolist()} for unit, path in drawn.paths.items()}
    assert len(edge["left"] & edge["right"]) == 2


def middles(drawn):
    """Return the middle of each dot: half its width to the right of where its path begins."""
    found = {}
    for unit, path in drawn.paths.items():
        x, y, radius = map(int, re.match(r"M(\d+) (\d+)a(\d+)", path).groups())
        found[unit] = (x + radius, y)
    return found


def test_places_are_dots_where_they_are_and_whole_on_the_canvas():
    places = pd.DataFrame({"lon": [10.0, 11.0, 10.0], "lat": [0.0, 0.0, 1.0]}, index=["a", "b", "c"])
    drawn = dots(places["lon"], places["lat"])
    at = middles(drawn)
    assert at["b"][0] - at["a"][0] == pytest.approx(at["a"][1] - at["c"][1], abs=1), "a degree either way"
    assert at["c"][1] < at["a"][1], "north is at the top"
    for x, y in at.values():
        assert 0 < x < drawn.width
        assert 0 < y < drawn.height


def test_dots_on_both_sides_of_the_180th_meridian_stay_together():
    near = dots(pd.Series([179.0, -179.0], ["a", "b"]), pd.Series([0.0, 1.0], ["a", "b"]))
    same = dots(pd.Series([9.0, 11.0], ["a", "b"]), pd.Series([0.0, 1.0], ["a", "b"]))
    assert (near.width, near.height, near.paths) == (same.width, same.height, same.paths)


def test_places_in_one_spot_are_drawn():
    drawn = dots(pd.Series([10.0, 10.0], ["a", "b"]), pd.Series([50.0, 50.0], ["a", "b"]))
    assert drawn.width == drawn.height > 0
    assert len(set(drawn.paths.values())) == 1


def test_a_name_stands_in_the_largest_part_of_its_unit_the_largest_unit_first():
    islands = shapely.MultiPolygon([shapely.box(0, 0, 0.2, 0.2), shapely.box(3, 0, 4, 1)])
    horseshoe = shapely.box(0, 2, 4, 6) - shapely.box(1, 2, 3, 5)
    shapes = gpd.GeoSeries({"islands": islands, "horseshoe": horseshoe, "nowhere": None})
    drawn = picture(shapes)
    assert list(drawn.anchors) == ["horseshoe", "islands"]
    where = {unit: shapely.Point(drawn.lonlat(*at)) for unit, at in drawn.anchors.items()}
    assert horseshoe.contains(where["horseshoe"])
    assert shapely.box(3, 0, 4, 1).contains(where["islands"])


def test_a_dots_name_stands_above_it():
    drawn = dots(pd.Series([10.0, 11.0], ["a", "b"]), pd.Series([0.0, 1.0], ["a", "b"]))
    assert {unit: (round(x), round(y)) for unit, (x, y) in drawn.anchors.items()} == middles(drawn)
    assert drawn.lift > 0


def test_what_lies_around_is_drawn_where_it_is_and_not_what_is_far():
    drawn = picture(gpd.GeoSeries({"a": shapely.box(0, 0, 1, 1)}))
    beside, far = shapely.box(1, 0, 1.2, 1), shapely.box(5, 0, 6, 1)
    (ring,) = rings(beyond(drawn, gpd.GeoSeries([beside, far, None])))
    assert ring.min(axis=0) == pytest.approx([LONGER_SIDE, 0], abs=2)
    assert ring.max(axis=0) == pytest.approx([1.2 * LONGER_SIDE, LONGER_SIDE], rel=0.01)
    (wide,) = rings(beyond(drawn, gpd.GeoSeries([shapely.box(1, -40, 90, 40)])))
    assert np.abs(wide).max() <= (1 + AROUND) * LONGER_SIDE + 1, "cut where nobody looks"
    assert beyond(drawn, gpd.GeoSeries([far])) == beyond(drawn, gpd.GeoSeries([])) == ""


def test_neighbours_beyond_the_180th_meridian_lie_beside_what_is_drawn():
    drawn = picture(gpd.GeoSeries({"a": shapely.box(178, 0, 180, 2)}))
    (ring,) = rings(beyond(drawn, gpd.GeoSeries([shapely.box(-180, 0, -179, 2)])))
    assert ring[:, 0].min() == pytest.approx(LONGER_SIDE, abs=2)
    assert ring[:, 0].max() == pytest.approx(1.5 * LONGER_SIDE, abs=2)
