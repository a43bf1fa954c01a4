"""Names on a map: the most important first, none on another."""

import json

import pandas as pd

from lcity.maps.names import MOST, name_layer, with_room

CITY = (10.0, 50.0, 10.2, 50.1)


def names(*rows):
    return pd.DataFrame(rows, columns=["label", "lon", "lat"])


def test_of_names_on_one_spot_the_first_is_written():
    given = names(("Town", 10.1, 50.05), ("Quarter", 10.1005, 50.05), ("Village", 10.02, 50.01))
    assert with_room(given, CITY, 30)["label"].tolist() == ["Town", "Village"]
    assert with_room(given, CITY, 1)["label"].tolist() == ["Town", "Village"], "36 px is no room"
    assert len(with_room(given, CITY, 0.5)) == 3


def test_a_chinese_name_takes_the_room_of_its_letters():
    given = names(("Abcdef", 10.1, 50.05), ("Ghijkl", 10.12, 50.05))
    wide = given.assign(label=["松江区石湖荡镇", "青浦区练塘镇街"])
    scale_m = 20
    assert len(with_room(given, CITY, scale_m)) == 2
    assert len(with_room(wide, CITY, scale_m)) == 1


def test_only_what_is_seen_is_written_and_no_more_than_many():
    assert with_room(names(("Far", 11, 50.05)), CITY, 30).empty
    many = names(*((str(i), 10.0 + 0.002 * i, 50.05) for i in range(100)))
    assert len(with_room(many, CITY, 0.1)) == MOST


def test_beyond_180_degrees_names_lie_where_the_map_does():
    found = with_room(
        names(("Taveuni", -179.9, -16.8), ("Labasa", 179.4, -16.4)), (177, -19, 180.5, -15), 200
    )
    assert found["lon"].round(1).tolist() == [180.1, 179.4]


def test_the_layer_has_any_letters_and_is_not_pointed_at():
    layer = json.loads(name_layer(names(("上海", 121.47, 31.23)), "#111111").to_json())
    assert layer["data"] == [{"p": [121.47, 31.23], "n": "上海"}]
    assert layer["characterSet"] == "auto"
    assert layer["pickable"] is False
