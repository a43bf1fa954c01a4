"""Parts of raster cells: what is shared by area adds up, and equals cutting every cell by every district."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.ground.cells import parts

UNIT = np.array([[1.0, 0, 0], [0, -1.0, 0]])
"""Cells of one by one, rows going south."""


def brute(counted, transform, districts):
    """Return (row, column, district) → share, each cell cut by each district."""
    found = {}
    for row, column in np.argwhere(counted):
        corners = [(column + x, row + y, 1) for x, y in ((0, 0), (1, 0), (1, 1), (0, 1))]
        cell = shapely.Polygon([transform @ corner for corner in corners])
        areas = [district.intersection(cell).area for district in districts]
        scale = max(sum(areas), cell.area)
        shares = {number: area / scale for number, area in enumerate(areas) if area > 0}
        if (left := 1 - sum(shares.values())) > 1e-9:
            shares[-1] = left
        found |= {(row, column, number): share for number, share in shares.items()}
    return found


@st.composite
def grounds(draw):
    """Rasters with a few districts over them that may overlap, have gaps, holes and edges on cells' edges."""
    height, width = draw(st.integers(1, 9)), draw(st.integers(1, 9))
    counted = np.array(draw(st.lists(st.booleans(), min_size=height * width, max_size=height * width)))
    size = draw(st.sampled_from([1.0, 0.37, 250.0]))
    turn = draw(st.sampled_from([0.0, 0.4]))
    cos, sin = np.cos(turn) * size, np.sin(turn) * size
    transform = np.array([[cos, sin, 5.0], [sin, -cos, -3.0]])
    steps = st.integers(-4, 40).map(lambda quarter: quarter / 4)
    districts = []
    for _ in range(draw(st.integers(0, 3))):
        west, south, wide, high = (
            draw(steps),
            draw(steps),
            draw(st.integers(1, 30)) / 4,
            draw(st.integers(1, 30)) / 4,
        )
        box = [(west, south), (west + wide, south), (west + wide, south + high), (west, south + high)]
        shape = shapely.Polygon([transform @ (x, y, 1) for x, y in box])
        if draw(st.booleans()):
            shape = shape.difference(shape.centroid.buffer(size * 0.8))
        if not shape.is_empty and shape.area > 0:
            districts.append(shape)
    return counted.reshape(height, width), transform, np.array(districts, dtype=object)


@settings(max_examples=60, deadline=None)
@given(grounds())
def test_parts_are_those_of_cutting_every_cell(ground):
    counted, transform, districts = ground
    found = parts(counted, transform, districts)
    expected = brute(counted, transform, districts)
    ours = {
        tuple(map(int, of)): share
        for *of, share in zip(found.row, found.column, found.district, found.share, strict=True)
    }
    assert len(ours) == len(found.row), "no part twice"
    significant = {key for key, share in (ours | expected).items() if share > 1e-9}
    for key in significant:
        assert ours.get(key, 0) == pytest.approx(expected.get(key, 0), abs=1e-9)
    sums = np.zeros(counted.shape)
    np.add.at(sums, (found.row, found.column), found.share)
    assert sums == pytest.approx(counted.astype(float), abs=1e-12), "each cell wholly, and once"


def test_large_blocks_are_told_as_a_whole_and_edges_are_cut():
    counted = np.ones((200, 300), bool)
    western = shapely.box(-1, -300, 100.25, 10)
    found = parts(counted, UNIT, np.array([western], dtype=object))
    inside = found.district == 0
    assert found.share[inside].sum() == pytest.approx(100.25 * 200)
    assert found.share[~inside].sum() == pytest.approx(199.75 * 200)
    edge = found.share < 1
    assert set(found.column[edge]) == {100}
    assert edge.sum() == 400


def test_points_lie_in_the_part_they_stand_for():
    diamond = shapely.Point(3.3, -3.3).buffer(2.5, quad_segs=1)
    found = parts(np.ones((7, 7), bool), UNIT, np.array([diamond], dtype=object))
    inside = found.district == 0
    assert shapely.contains_xy(diamond, *found.point[inside].T).all()
    cells = shapely.box(found.column, -found.row - 1, found.column + 1, -found.row)
    assert shapely.intersects_xy(cells, *found.point.T).all()


def test_no_district_leaves_all_cells_in_none():
    found = parts(np.ones((3, 70), bool), UNIT, np.empty(0, dtype=object))
    assert (found.district == -1).all()
    assert found.share.sum() == 210
