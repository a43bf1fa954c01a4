"""A map for the back row: its letters, dots and lines grow, and its camera comes nearer."""

import pydeck as pdk
import pytest

from lcity.maps.larger import LEAST_LETTER_PX, larger_map
from lcity.maps.view import deck


@pytest.fixture
def drawn():
    layers = [
        pdk.Layer("ScatterplotLayer", [], radius_min_pixels=2, get_radius=300, line_width_max_pixels=3),
        pdk.Layer("TextLayer", [], get_size=13),
        pdk.Layer("PolygonLayer", [], line_width_units=pdk.types.String("pixels"), get_line_width=1.5),
        pdk.Layer("PolygonLayer", [], get_line_width=40),
    ]
    return deck(layers, pdk.ViewState(longitude=0, latitude=0, zoom=9))


def test_what_is_in_px_grows_and_what_is_in_metres_stays(drawn):
    dots, letters, lines, metres = larger_map(drawn, 2, 4).layers
    assert (dots.radius_min_pixels, dots.get_radius, dots.line_width_max_pixels) == (4, 300, 6)
    assert letters.get_size == 2 * LEAST_LETTER_PX
    assert (lines.get_line_width, metres.get_line_width) == (3, 40)
    assert drawn.initial_view_state.zoom == 11


def test_at_a_desk_it_stays(drawn):
    before = drawn.to_json()
    assert larger_map(drawn, 1, 1).to_json() == before
