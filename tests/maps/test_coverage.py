"""How large the dots of people out of reach and of centres are; centres by kind."""

import json

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.maps.coverage import (
    CENTRE_M,
    LEAST_CELL_PX,
    MOST_CENTRE_PX,
    cell_m,
    centre_layer,
    centre_px,
    centre_rows,
    gather,
    radius_px,
)

COLOUR = "#2563c9"
FULL, FAINT = [37, 99, 201, 210], [184, 184, 184, 140]


def test_the_area_of_a_dot_is_proportional_to_its_people():
    small, large = radius_px(500.0), radius_px(8_000.0)
    assert (large / small) ** 2 == pytest.approx(16)
    assert radius_px(pd.Series([0.0, 500.0])).tolist() == [0.0, small]


def test_places_apart_stay_as_they_are():
    places = pd.DataFrame({"lon": [121.1, 121.2], "lat": [31.1, 31.2], "people": [10.0, 20.0]}, index=[7, 9])
    pd.testing.assert_frame_equal(gather(places, 500), places.reset_index(drop=True))
    assert gather(places.iloc[:0], 500).empty


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 400), st.sampled_from([500, 3_000, 40_000]), st.integers(0, 2**32 - 1))
def test_joining_places_keeps_people_and_where_they_are(count, side_m, seed):
    rng = np.random.default_rng(seed)
    places = pd.DataFrame(
        {
            "lon": rng.uniform(120.9, 122.1, count),
            "lat": rng.uniform(30.6, 31.9, count),
            "people": rng.integers(1, 9_000, count).astype(float),
        }
    )
    dots = gather(places, side_m)
    assert 1 <= len(dots) <= count
    assert dots["people"].sum() == pytest.approx(places["people"].sum())
    for axis in ("lon", "lat"):
        middle = np.average(places[axis], weights=places["people"])
        assert np.average(dots[axis], weights=dots["people"]) == pytest.approx(middle)
        assert dots[axis].between(places[axis].min() - 1e-9, places[axis].max() + 1e-9).all()


@pytest.mark.parametrize("latitude", [0.0, 31.2, 60.0])
def test_squares_are_as_wide_as_high_and_only_neighbours_are_joined(latitude):
    along = np.arange(0, 60_000, 100) / 111_320
    east = pd.DataFrame({"lon": 121 + along / np.cos(np.radians(latitude)), "lat": latitude, "people": 1.0})
    north = pd.DataFrame({"lon": 121.0, "lat": latitude + along, "people": 1.0})
    for line in (east, north):
        dots = gather(line, 2_000)
        assert 30 <= len(dots) <= 32
        assert dots["people"].max() <= 21


def test_a_square_is_of_a_round_size_and_wide_enough_for_a_dot():
    for scale_m in (20.0, 111.0, 230.0, 500.0):
        side_m = cell_m(scale_m)
        assert side_m % 500 == 0
        assert LEAST_CELL_PX <= side_m / scale_m < LEAST_CELL_PX + 500 / scale_m


def evaluated(layer, pattern):
    """Return a centre's colour as the browser finds it in the layer's expression."""
    fill = layer.get_line_color
    if isinstance(fill, list):
        return fill
    test, colours = fill.removeprefix("@@=").split(" ? ")
    bits, wanted = test.split("[o] == ")
    full, faint = colours.split(" : ")
    return json.loads(full if bits.strip("()'")[pattern] == wanted.strip("'") else faint)


@pytest.mark.parametrize("counts", [[True, True, True], [False, True, False], [False, False, False]])
def test_a_centre_is_coloured_if_its_hours_count_and_faint_otherwise(counts):
    layer = centre_layer("library", "fetch/abc", COLOUR, np.array(counts))
    assert [evaluated(layer, pattern) for pattern in range(3)] == [FULL if flag else FAINT for flag in counts]
    assert layer.id == "centres.library"


def test_other_centres_that_count_are_other_colours_of_the_same_file_and_layer():
    one, other = (centre_layer("a", "x", COLOUR, np.array(bits)) for bits in ([True, False], [False, True]))
    assert (one.data, one.id) == (other.data, other.id) == ("x", "centres.a")
    assert one.update_triggers != other.update_triggers
    assert set(one.update_triggers) == {"getLineColor"}
    again = centre_layer("a", "x", COLOUR, np.array([True, False]))
    assert again.update_triggers == one.update_triggers


def test_a_centre_is_a_disc_whatever_the_scale():
    layer = centre_layer("a", "x", COLOUR, np.array([True]), 1.2)
    radii = layer.get_radius, layer.radius_min_pixels, layer.radius_max_pixels
    widths = layer.get_line_width, layer.line_width_min_pixels, layer.line_width_max_pixels
    assert [2 * radius for radius in radii] == list(widths) == [CENTRE_M, 1.2, MOST_CENTRE_PX]


def test_rows_of_centres_carry_their_hours_by_number():
    centres = pd.DataFrame({"lon": [121.0], "lat": [31.0], "pattern": [3], "tip": ["@@=A"]})
    assert centre_rows(centres) == [{"p": [121.0, 31.0], "o": 3, "tip": " @@=A"}]


def test_the_fewer_centres_of_a_kind_the_more_each_stands_out():
    sizes = [centre_px(count) for count in (0, 1, 100, 400, 6_000)]
    assert sizes == [2.2, 2.2, 2.2, 1.2, 0.8]
