import geopandas as gpd
import pandas as pd
import shapely

from lcity.maps.places import outline_layer, place_layer, place_rows


def test_rows_of_places_are_short():
    places = pd.DataFrame({"lon": [121.123456], "lat": [31.2]})
    assert place_rows(places, pd.Series([1.8349]), ["4,000 people"]) == [
        {"p": [121.1235, 31.2], "r": 1.83, "tip": "4,000 people"}
    ]
    layer = place_layer("in_reach", "fetch/1", "#0b6e6e", 250.0)
    assert (layer.id, layer.data, layer.radius_scale) == ("places.in_reach", "fetch/1", 250.0)


def test_the_selected_district_has_a_thicker_outline_and_islands_are_rows_of_their_own():
    square, hole = shapely.box(0, 0, 3, 3), shapely.box(1, 1, 2, 2)
    outlines = gpd.GeoSeries({"a": shapely.union_all([square - hole, shapely.box(5, 5, 6, 6)]), "b": hole})
    rows = outline_layer(outlines, "b", dark=False).data
    assert [(row["w"], len(row["g"])) for row in rows] == [(1, 2), (1, 1), (3, 1)]
