"""Which points a tile may need."""

import numpy as np
import pytest
from scipy.spatial import cKDTree

from lcity.partitions.layout import Tile


def tile(low, high) -> Tile:
    return Tile("8a2a1072b59ffff", 1, tuple(low), tuple(high), ("d1",))


@pytest.mark.parametrize("radius_m", [0.0, 35.0, 2_000.0, np.inf])
@pytest.mark.parametrize("size_m", [(0, 0, 0), (400, 20, 0), (300, 300, 300)])
def test_what_is_near_a_tile_is_what_lies_in_its_box_grown_by_the_radius(radius_m, size_m):
    rng = np.random.default_rng(7)
    low = np.array([-2_000_000.0, 5_000_000.0, 3_000_000.0])
    high = low + size_m
    corners = [low - radius_m, high + radius_m] if np.isfinite(radius_m) else [low, high]
    points = np.concatenate([low + rng.uniform(-1_500, 1_500, (3_000, 3)), corners])
    inside = ((points >= low - radius_m) & (points <= high + radius_m)).all(axis=1)
    found = tile(low, high).near(cKDTree(points), radius_m)
    assert found.tolist() == np.flatnonzero(inside).tolist()
    assert len(found) >= 2


def test_of_no_points_none_is_near():
    assert tile((0, 0, 0), (1, 1, 1)).near(cKDTree(np.empty((0, 3))), 10.0).tolist() == []
