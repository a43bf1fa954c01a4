"""The camera, and the deck that asks nobody for a map."""

import json
import math

import pydeck as pdk
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.maps.view import TIP_STYLE, deck, encode, fit, metres_per_px, shown


def pixel(lon, lat, view):
    """Return where a place lies from the map's middle: Web Mercator with tiles of 512 px."""

    def world(lon, lat):
        y = math.asinh(math.tan(math.radians(lat)))
        return (512 * 2**view.zoom * turn for turn in (lon / 360, y / (2 * math.pi)))

    (x, y), (x0, y0) = world(lon, lat), world(view.longitude, view.latitude)
    return x - x0, y - y0


@given(
    west=st.floats(-170, 160),
    south=st.floats(-75, 70),
    wide=st.floats(0.05, 9),
    high=st.floats(0.05, 4),
    width=st.integers(200, 1600),
    height=st.integers(200, 1000),
)
def test_the_camera_shows_the_bounds_whole_with_the_margin_free_and_no_more(
    west, south, wide, high, width, height
):
    east, north = west + wide, south + high
    view = fit((west, south, east, north), width, height, margin=0.1)
    left, bottom = pixel(west, south, view)
    right, top = pixel(east, north, view)
    assert (left, bottom) == pytest.approx((-right, -top), abs=1e-6 * width)
    used = max((right - left) / width, (top - bottom) / height)
    assert used == pytest.approx(0.8) if view.zoom < 15 else used < 0.8


def test_a_point_is_shown_from_near_not_from_nowhere():
    view = fit((121.5, 31.2, 121.5, 31.2), 600, 500)
    assert (view.longitude, view.zoom) == (121.5, 15)
    assert view.latitude == pytest.approx(31.2)


def test_a_pixel_stands_for_the_metres_web_maps_say():
    # 156,543.03 m a pixel at zoom 0 with tiles of 256 px on the equator.
    assert metres_per_px(pdk.ViewState(latitude=0, longitude=0, zoom=0)) == pytest.approx(
        156_543.03 / 2, rel=1e-6
    )
    assert metres_per_px(pdk.ViewState(latitude=60, longitude=0, zoom=9)) == pytest.approx(
        156_543.03 / 4 / 2**9
    )


def test_the_deck_names_no_style_and_no_host_and_is_written_without_blanks():
    rows = [{"p": [121.5, 31.2], "tip": "上海 A {x} <b>"}]
    made = deck(
        [pdk.Layer("ScatterplotLayer", rows, id="a", get_position="p")], fit((121, 31, 122, 32), 600, 500)
    )
    text = made.to_json()
    read = json.loads(text)
    assert read["mapStyle"] == "__MAP_STYLE__", "what Streamlit takes for no style at all"
    assert "mapProvider" not in read
    assert "http" not in text
    assert text == json.dumps(read, ensure_ascii=False, separators=(",", ":"))
    assert read["layers"][0]["data"] == rows
    assert made._tooltip == {"text": "{tip}", "style": TIP_STYLE}
    assert json.loads(encode(rows)) == rows


def test_what_lies_beyond_180_degrees_is_drawn_wherever_the_camera_is_counted_from():
    made = json.loads(deck([], fit((179.9, -17, 180.1, -16.9), 600, 500)).to_json())
    assert made["initialViewState"]["longitude"] == pytest.approx(180)
    assert [view["repeat"] for view in made["views"]] == [True]


def test_text_that_looks_like_an_expression_is_shown_and_not_obeyed():
    assert not shown("@@=alert").startswith("@@")
    assert shown("@@#A.B").strip() == "@@#A.B"
    assert shown("Minhang") == "Minhang"
