"""The board's classes and colours are those of the other maps."""

import numpy as np
import pandas as pd
import pytest

from lcity.colour import SEQUENTIAL, classes
from tests.ui.parts.board.node import pack

MOST = 6


@pytest.mark.parametrize("seed", range(30))
def test_scores_fall_into_the_classes_of_the_other_maps(modules, seed):
    random = np.random.default_rng(seed)
    scores = random.normal(random.uniform(-50, 90), 10.0 ** random.integers(-3, 3), random.integers(2, 60))
    scores[random.random(len(scores)) < 0.1] = np.nan
    bounds, numbers = modules.ask("classes", pack(scores), MOST)
    expected = classes(pd.Series(scores), MOST)
    assert bounds == pytest.approx(expected.bounds[1:-1], rel=1e-12)
    assert numbers == expected.of(pd.Series(scores)).tolist()
    assert modules.ask("spread", SEQUENTIAL, len(bounds) + 1) == list(expected.colours)
