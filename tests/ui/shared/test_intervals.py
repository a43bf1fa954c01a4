"""Whether figures are drawn beside the weights: where a ranked unit lacks one, or has one with an error."""

from dataclasses import replace

import numpy as np
import pytest

from lcity.index import Weights, anywhere, around
from lcity.ui.shared import cache, intervals, standing
from lcity.ui.shared.intervals import ANY, AROUND
from tests import folders


@pytest.fixture(scope="module")
def lacking(tmp_path_factory):
    tables = folders.valid()
    tables["values_district"].loc[lambda values: values["district"] == "010102", "literacy"] = ""
    return folders.write(tmp_path_factory.mktemp("intervals") / "lacking", tables)


@pytest.fixture
def rules(lacking, monkeypatch):
    monkeypatch.setenv("LCITY_DATASET", str(lacking))
    # So that who lacks a figure has enough to be ranked: nobody knows anything of the staff.
    return replace(standing.declared_rules(), weights=Weights({"staff": 0.0, "literacy": 0.25}))


def ranks_without_figures(rules, question):
    scores = cache.normalised("district", 2020, rules.normalise)
    ask = around if question == AROUND else anywhere
    return ask(scores, rules.tree, rules.weights, rules.aggregate)


@pytest.mark.parametrize("question", [AROUND, ANY])
def test_figures_are_drawn_where_one_is_missing(rules, question):
    assert intervals.figures_drawn("district", rules, question=question)
    drawn = intervals.intervals("district", rules, question=question)
    assert (drawn.ranks != ranks_without_figures(rules, question).ranks).any()


def test_what_does_not_count_is_not_drawn_around_weights(rules):
    parent = cache.open_dataset().indicators.at["literacy", "parent"]
    without = replace(rules, weights=Weights({"staff": 0.0, parent: 0.0}))
    assert not intervals.figures_drawn("district", without)
    drawn = intervals.intervals("district", without)
    np.testing.assert_array_equal(drawn.ranks, ranks_without_figures(without, AROUND).ranks)
    assert intervals.figures_drawn("district", without, question=ANY)
