"""Parts are shown so that they add up to the whole that is shown."""

import numpy as np
import pandas as pd
import pytest

from lcity.text.language import rounded
from lcity.ui.shared.rounding import adding_up


def test_the_parts_shown_make_the_whole_shown():
    draw = np.random.default_rng(3)
    for digits in (0, 1, 2):
        for count in (1, 4, 5):
            for _ in range(200):
                parts = pd.Series(draw.normal(0, 3, count))
                shown = adding_up(parts, digits)
                assert shown.sum() == pytest.approx(rounded(parts.sum(), digits), abs=1e-9)
                assert (shown - parts).abs().max() < 10.0**-digits
                assert shown.tolist() == [round(part, digits) for part in shown]


def test_what_loses_most_is_rounded_up():
    # Each by itself they would be -0.4 and -2.9, of a fall of 3.2.
    assert adding_up(pd.Series([-0.36, -2.86]), 1).tolist() == [-0.3, -2.9]
    assert adding_up(pd.Series([1 / 3, 1 / 3, 1 / 3]), 1).tolist() == [0.4, 0.3, 0.3]


def test_nothing_stays_nothing():
    parts = pd.Series([0.0, 0.05 + 0.05, -1e-12, 2.9])
    assert adding_up(parts, 1).tolist() == [0.0, 0.1, 0.0, 2.9]
    assert adding_up(parts[:0], 1).empty
