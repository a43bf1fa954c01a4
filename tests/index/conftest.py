import pandas as pd
import pytest

from lcity.index import Tree


@pytest.fixture
def indicators():
    """Three levels, a leaf at the top, and a file in no particular order."""
    rows = [
        ("old_men", "old", 1, 1),
        ("access", None, 2, None),
        ("near", "access", 1, 1),
        ("seats", "access", 3, 1),
        ("people", None, 1, None),
        ("young", "people", 1, 1),
        ("old", "people", 1, None),
        ("old_women", "old", 1, 1),
        ("trust", None, 1, -1),
    ]
    table = pd.DataFrame(rows, columns=["key", "parent", "weight", "direction"]).set_index("key")
    return table.assign(low=0.0, high=100.0)


@pytest.fixture
def tree(indicators):
    return Tree.from_table(indicators)


@pytest.fixture
def scores(tree):
    rows = {
        "a": [40, 20, 60, 10, 80, 30],
        "b": [None, 20, 60, 10, 80, 30],
        "c": [None, 50, 70, 90, None, None],
        "d": [None] * 6,
    }
    return pd.DataFrame.from_dict(rows, "index", dtype=float, columns=list(tree.leaves))
