"""Districts filled by class."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from lcity.maps.choropleth import choropleth, polygons

HOLE = shapely.Polygon([(0, 0), (3, 0), (3, 3), (0, 3)], [[(1, 1), (1, 2), (2, 2), (2, 1)]])
ISLANDS = shapely.MultiPolygon([shapely.box(5, 0, 6, 1), shapely.box(7, 0, 8.123456, 1)])


@pytest.fixture
def shapes():
    outlines = gpd.GeoSeries([HOLE, ISLANDS], pd.Index(["a", "b"], name="district"), crs=4326)
    return polygons(outlines)


def layers(shapes, **options):
    fill = pd.Series({"a": "#102030", "b": "#ffffff"})
    return choropleth(shapes, fill, pd.Series({"a": "A\n1", "b": "@@=b"}), **options)


def test_islands_are_rows_of_their_own_and_holes_are_rings(shapes):
    assert shapes["district"].tolist() == ["a", "b", "b"]
    assert [len(rings) for rings in shapes["polygon"]] == [2, 1, 1]
    assert max(lon for lon, _ in shapes["polygon"][2][0]) == 8.1235
    again = shapely.Polygon(shapes["polygon"][0][0], shapes["polygon"][0][1:])
    assert again.equals(HOLE)


def test_each_polygon_has_its_districts_colour_and_words(shapes):
    rows = pd.DataFrame(layers(shapes, opacity=0.5)[0].data)
    assert rows["fill"].tolist() == [[16, 32, 48, 128], [255, 255, 255, 128], [255, 255, 255, 128]]
    assert rows["tip"].tolist() == ["A\n1", " @@=b", " @@=b"]
    assert rows["district"].tolist() == ["a", "b", "b"]


def test_only_the_selected_district_is_outlined_on_a_halo(shapes):
    districts, halo, outline = layers(shapes, selected="b")
    assert [layer.id for layer in (districts, halo, outline)] == ["districts", "halo", "selected"]
    assert len(outline.data) == len(halo.data) == 2
    assert halo.get_line_width > outline.get_line_width
    assert halo.get_line_color != outline.get_line_color
    assert all(len(layer.data) == 0 for layer in layers(shapes)[1:])


def test_names_stay_the_same_whatever_is_chosen(shapes):
    assert [layer.id for layer in layers(shapes)] == [
        layer.id for layer in layers(shapes, selected="a", dark=True)
    ]


def test_borders_are_as_asked_or_set_apart_from_the_fill(shapes):
    assert layers(shapes, edge="#5c7a7a")[0].get_line_color == [92, 122, 122]
    assert layers(shapes, dark=True)[0].get_line_color != layers(shapes)[0].get_line_color
