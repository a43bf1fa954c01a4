"""What is claimed of all weights is claimed of those that vary: the dimensions', not those within each."""

import pandas as pd
import pytest

from lcity.index import Tree, Weights, rank_scores
from lcity.index.extremes import Field
from lcity.ui.shared import cache, standing
from lcity.ui.trust import numbers, words
from tests import folders


@pytest.fixture
def rules(tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_DATASET", str(folders.write(tmp_path)))
    return standing.declared_rules()


def test_who_is_behind_on_every_dimension_is_so_whatever_the_weights_of_the_dimensions(rules):
    behind = numbers.dominators("district", rules)
    assert behind
    scores = cache.normalised("district", 2020, rules.normalise)
    for unit, others in behind.items():
        for key in rules.tree.dimensions:
            alone = Weights(dict.fromkeys(rules.tree.dimensions, 0.0) | {key: 1.0})
            rank = rank_scores(scores, rules.tree, alone, least=0).rank
            assert (rank[others] <= rank[unit]).all()
        sentence = words.behind(behind, unit, "district", "")
        assert "weights" not in sentence.replace("weights of the dimensions", "")


def test_weights_within_a_dimension_can_bring_what_those_of_dimensions_cannot():
    """So that to say "whatever the weights" would not be true."""
    tree = Tree(("x", "y", "x1", "x2"), (None, None, "x", "x"), (1.0, 1.0, 1.0, 3.0))
    scores = pd.DataFrame({"y": [50.0, 50.0], "x1": [0.0, 60.0], "x2": [60.0, 0.0]}, ["one", "other"])
    assert Field(scores, tree, Weights()).dominators() == {"other": ["one"]}
    assert rank_scores(scores, tree, Weights({"x1": 9.0})).rank["other"] == 1


def test_the_sentences_name_what_varies_and_what_stays(rules):
    unit = standing.ranked("district", rules).rank.idxmax()
    found = words.extremes(numbers.extremes("district", rules, unit), unit, "district", "")
    driven = words.drivers(numbers.drivers("district", rules, unit), unit, "district", "", "around")
    for sentence in (found, driven):
        assert "of the dimensions" in sentence
        assert "within each as they are and figures as they stand" in sentence
