"""What the browser decodes is what the server encoded, and no larger than need be."""

import json
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity import computed
from lcity.ui.parts.board import encode
from tests import grid
from tests.ui.parts.board.node import pack, unpack

WHOLE = 2**31 - 2
HALF_STEP = 0.5e-5
LONGEST = 0.32767

whole_numbers = st.lists(st.integers(-WHOLE, WHOLE) | st.none(), min_size=1, max_size=20)
decimals = st.tuples(whole_numbers, st.integers(0, encode.MOST_DECIMALS)).map(
    lambda drawn: [np.nan if number is None else number / 10 ** drawn[1] for number in drawn[0]]
)
floats = st.lists(st.floats(), min_size=1, max_size=20)


def decoded(modules, table: pd.DataFrame) -> pd.DataFrame:
    columns = modules.ask("values", pack(encode.values(table)))
    return pd.DataFrame({key: unpack(column) for key, column in columns})


def header(data: bytes) -> tuple[dict, int]:
    """Return the header, and the number of bytes after it."""
    length = int.from_bytes(data[:4], "little")
    return json.loads(data[4 : 4 + length]), len(data) - 4 - length


@given(column=decimals | floats)
@settings(max_examples=grid.many(60, 500))
def test_values_arrive_to_the_last_bit(modules, column):
    table = pd.DataFrame({"a": column, "b": column[::-1]}, dtype="float64")
    pd.testing.assert_frame_equal(decoded(modules, table), table, check_exact=True)


@given(column=decimals)
def test_decimals_of_nine_digits_take_four_bytes(column):
    _, size = header(encode.values(pd.DataFrame({"a": column})))
    assert size == 4 * len(column)


@pytest.mark.parametrize(
    ("column", "decimals"),
    [
        ([1.0, 2.0, np.nan], 0),
        ([0.1, 0.25, -3.0], 2),
        ([0.1 + 0.2], None),
        ([1 / 3], None),
        ([0.123456789], 9),
        ([0.0123456789], None),
        ([2147483646.0], 0),
        ([2147483647.0], None),
        ([-2147483648.0], None),
        ([21474836.46, 0.01], 2),
        ([21474836.46, 0.001], None),
        ([5e-324], None),
        ([1.7976931348623157e308], None),
        ([np.inf, 1.0], None),
        ([np.nan, np.nan], 0),
        ([], 0),
    ],
)
def test_the_fewest_decimals_that_lose_nothing(modules, column, decimals):
    table = pd.DataFrame({"a": column}, dtype="float64")
    assert header(encode.values(table))[0] == {"units": len(column), "columns": [["a", decimals]]}
    pd.testing.assert_frame_equal(decoded(modules, table), table, check_exact=True)


def test_a_zero_is_a_zero_whatever_its_sign(modules):
    table = pd.DataFrame({"a": [-0.0, 1.5]})
    assert decoded(modules, table)["a"].tolist() == [0.0, 1.5]


def test_keys_may_be_in_any_script(modules):
    table = pd.DataFrame({"学习": [1.5], "a b": [1 / 3], "é": [np.nan]})
    pd.testing.assert_frame_equal(decoded(modules, table), table)


def test_a_table_without_columns(modules):
    assert modules.ask("values", pack(encode.values(pd.DataFrame(index=["u"])))) == []


@pytest.mark.parametrize("level", ["city", "district"])
def test_a_change_of_level_or_year_is_small(china15, english, level):
    figures = computed.complete(china15, level, 2020).values
    sent = encode.values(figures) + encode.units(china15.units(level), china15.cities, level, english)
    assert len(sent) <= 4 * figures.size + 20_000


def test_units_are_told_in_the_order_of_their_values(china15, chinese):
    told = json.loads(encode.units(china15.districts, china15.cities, "district", chinese))
    assert told["ids"] == list(computed.complete(china15, "district", 2020).values.index)
    at = told["ids"].index("110108")
    assert [told[part][at] for part in ("names", "cities", "cityNames")] == ["海淀区", "110000", "北京"]
    assert [told[part][at] for part in ("also", "alsoCities")] == [["Haidian"], ["Beijing"]]


def test_cities_have_no_city_above_them(china15, english):
    told = json.loads(encode.units(china15.cities, china15.cities, "city", english))
    assert told["ids"] == list(china15.cities.index)
    assert told["cities"] == told["cityNames"] == told["alsoCities"] == []
    assert told["also"][told["ids"].index("510100")] == ["成都"]


def rings(modules, shapes) -> list[tuple[int, np.ndarray]]:
    """Return each ring's unit, and its points as the browser has them."""
    told = modules.ask("outlines", pack(encode.outlines(gpd.GeoDataFrame(geometry=list(shapes)))))
    return [(unit, unpack(points).reshape(-1, 2)) for unit, points in told]


def sent_rings(shapes):
    return [
        (unit, shapely.get_coordinates(ring))
        for unit, shape in enumerate(shapes)
        for part in shapely.get_parts(shape)
        for ring in (part.exterior, *part.interiors)
    ]


def test_the_shipped_outlines_are_small_and_arrive_to_half_a_metre(modules, china15):
    shapes = china15.districts.geometry
    assert len(encode.outlines(china15.districts)) <= 8 * shapely.get_num_coordinates(shapes.array).sum()
    found, sent = rings(modules, shapes), sent_rings(shapes)
    assert [unit for unit, _ in found] == [unit for unit, _ in sent]
    for (_, points), (_, corners) in zip(found, sent, strict=True):
        if len(points) == len(corners):
            assert np.abs(points - corners).max() <= HALF_STEP + 1e-9
    longer = sum(len(points) - len(corners) for (_, points), (_, corners) in zip(found, sent, strict=True))
    assert 0 <= longer < 0.01 * sum(len(corners) for _, corners in sent)


def test_parts_and_holes_are_rings_of_their_unit(modules):
    ring = shapely.box(0, 0, 0.3, 0.3).difference(shapely.box(0.1, 0.1, 0.2, 0.2))
    two = shapely.MultiPolygon([shapely.box(1, 1, 1.1, 1.1), shapely.box(2, 2, 2.1, 2.1)])
    found = rings(modules, [two, ring])
    assert [unit for unit, _ in found] == [0, 0, 1, 1]
    assert [len(points) for _, points in found] == [5, 5, 5, 5]
    assert found[3][1].min() == 0.1
    assert found[3][1].max() == 0.2


def test_outlines_on_both_sides_of_180_degrees_arrive_in_one_piece(modules):
    halves = [shapely.box(179.9, -17, 180, -16.9), shapely.box(-180, -17, -179.9, -16.9)]
    found = rings(modules, [shapely.MultiPolygon(halves), shapely.box(-179.9, -17, -179.8, -16.9)])
    assert [unit for unit, _ in found] == [0, 1]
    points = np.vstack([points for _, points in found])
    assert (points[:, 0].min(), points[:, 0].max()) == pytest.approx((179.9, 180.2))


def test_no_outlines(modules):
    assert rings(modules, []) == []


corners = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


@given(corners=st.lists(corners, min_size=3, max_size=6))
@settings(max_examples=grid.many(40, 500))
def test_lines_too_long_for_a_step_are_cut_without_moving(modules, corners):
    shape = shapely.Polygon(corners)
    (_, points), sent = rings(modules, [shape])[0], shapely.get_coordinates(shape)
    assert np.abs(np.diff(points, axis=0)).max() <= LONGEST + 1e-9
    at = 0
    for start, end in pairwise(sent):
        cuts = int(np.abs(end - start).max() / LONGEST) + 1
        piece = points[at : at + cuts + 1]
        assert_on_line(piece, start, end)
        at += cuts
    assert at == len(points) - 1


def assert_on_line(points, start, end):
    places = np.linspace(0, 1, len(points))[:, None]
    assert np.abs(points - (start + places * (end - start))).max() <= 2 * HALF_STEP + 1e-9
