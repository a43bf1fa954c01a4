"""How often one unit is ahead of another: ties are nobody's."""

import numpy as np
import pandas as pd

from lcity.index.robustness import RankSpread
from lcity.ui.trust.words import ahead_share


def test_a_tie_puts_neither_ahead():
    units = pd.Index(["a", "b"])
    ranks, shares = pd.Series([1, 1], units, dtype="Int64"), pd.Series([0.5, 0.5], units)
    drawn = np.array([[1, 1, 2, 1], [1, 2, 1, 1]], np.uint16)
    spread = RankSpread(ranks, ranks, shares, shares, drawn)
    assert (ahead_share(spread, "a", "b"), ahead_share(spread, "b", "a")) == (0.25, 0.25)
