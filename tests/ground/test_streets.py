"""Streets that lead to no others are parted from those one can walk away on."""

import numpy as np
import pandas as pd
import pytest

from lcity.ground.streets import COLUMNS, SMALL, without_islands


def chain(nodes, lat):
    """Return streets of so many nodes in a row."""
    lon = np.arange(nodes) / 1_000
    ends = np.column_stack([lon[:-1], np.full(nodes - 1, lat), lon[1:], np.full(nodes - 1, lat)])
    return pd.DataFrame(ends, columns=list(COLUMNS)).assign(metres=111.32, steps=False)


@pytest.mark.parametrize(("sizes", "kept"), [([90, SMALL, SMALL - 1, 2], [90, SMALL]), ([5, 9, 2], [9])])
def test_small_islands_go_and_the_largest_streets_stay(sizes, kept):
    found = pd.concat([chain(nodes, lat) for lat, nodes in enumerate(sizes)], ignore_index=True)
    streets, islands = without_islands(found.sample(frac=1, random_state=1))
    lengths = streets["lat_from"].value_counts(sort=False)
    assert sorted(lengths + 1) == sorted(kept)
    assert len(streets) + len(islands) == len(found)
    pd.testing.assert_frame_equal(
        pd.concat([streets, islands]).sort_values(["lat_from", "lon_from"], ignore_index=True), found
    )


def test_of_no_streets_nothing_is_left_out():
    streets, islands = without_islands(chain(1, 0))
    assert streets.empty
    assert islands.empty
