"""What moves a rank that hardly ever moves is said to be rare."""

import pandas as pd
import pytest

from lcity.index.sensitivity import Drivers
from lcity.ui.shared import standing
from lcity.ui.shared.intervals import ANY
from lcity.ui.trust import words
from tests import folders


@pytest.fixture
def dimensions(tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_DATASET", str(folders.write(tmp_path)))
    return standing.equal_rules().tree.dimensions


@pytest.mark.parametrize(("usual", "is_rare"), [(0.97, True), (0.5, False)])
def test_a_rank_that_seldom_moves_says_in_how_many_draws_it_stays(dimensions, usual, is_rare):
    found = pd.DataFrame({"first": 0.0, "total": [0.8, 0.6]}, index=list(dimensions)[:2])
    chance = pd.Series({3: usual, 4: 1 - usual})
    sentence = words.drivers(Drivers(found, chance), "010101", "district", "", ANY)
    assert "80\N{NO-BREAK SPACE}%" in sentence
    assert ("97\N{NO-BREAK SPACE}%" in sentence) == is_rare
