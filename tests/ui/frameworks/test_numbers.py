"""Ranks under two frameworks are ranks among the same units."""

import pandas as pd
import pytest

from lcity.index import Weights, around, rank_scores
from lcity.ui.frameworks import numbers
from lcity.ui.shared import cache, standing
from lcity.ui.shared.intervals import errors_of_scores
from tests import folders

ABSENT = "020102"


@pytest.fixture
def shipped(monkeypatch):
    monkeypatch.delenv("LCITY_DATASET", raising=False)


@pytest.fixture
def one_without_literacy(tmp_path, monkeypatch):
    """Open nine districts; one has no literacy: a ninth of LCity's weight, a third of UNESCO's."""
    tables = folders.valid()
    indicators, values = tables["indicators"], tables["values_district"]
    indicators.loc[indicators["key"] == "literacy", "weight"] = "0.2"
    indicators.loc[indicators["key"] == "staff", "weight"] = "0.01"
    features = {"literacy": "1", "schooling": "4", "coverage_1000m": "5"}
    indicators["unesco"] = indicators["key"].map(features).fillna("")
    values.loc[values["district"] == ABSENT, "literacy"] = ""
    # The better read are those with fewer years at school, so that the frameworks differ.
    order = values.groupby("year").cumcount()
    values["literacy"] = (98 - order).where(values["literacy"] != "", "").astype(str)
    monkeypatch.setenv("LCITY_DATASET", str(folders.write(tmp_path, tables)))


def test_a_unit_ranked_under_one_framework_counts_in_neither_rank(one_without_literacy):
    rules, unesco = standing.chosen_rules(), numbers.unesco_rules()
    assert standing.ranked("district", rules).rank.notna().all()
    assert list(numbers.left_out("district")) == [ABSENT]
    found = numbers.table("district")
    assert found.index[-1] == ABSENT
    assert found.loc[ABSENT, ["first", "second", "low", "high"]].isna().all()
    assert not found.at[ABSENT, "depends"]
    rest, scores = found.drop(ABSENT), cache.normalised("district", None, "goalposts").drop(ABSENT)
    for column, under in (("first", rules), ("second", unesco)):
        own = rank_scores(scores, under.tree, under.weights, under.aggregate).rank
        pd.testing.assert_series_equal(rest[column], own[rest.index], check_names=False)
        assert sorted(rest[column]) == list(range(1, 9))
    spread = around(scores, rules.tree, rules.weights, rules.aggregate)
    for column in ("low", "high"):
        pd.testing.assert_series_equal(rest[column], getattr(spread, column)[rest.index], check_names=False)


def test_nobody_moves_because_one_is_ranked_on_the_other_side_only(shipped):
    assert list(numbers.left_out("district")) == ["440306"]
    own, other = numbers.rankings("district")
    found = numbers.table("district")
    assert other.rank["440306"] == 100
    ranked = found.dropna(subset=["first", "second"])
    assert len(ranked) == 182
    assert (ranked["first"] == own.rank[ranked.index]).all()
    behind = (other.rank[ranked.index] > 100).astype(int)
    assert (ranked["second"] == other.rank[ranked.index] - behind).all()
    assert ranked["second"].max() == 182


def test_where_both_rank_the_same_units_nothing_is_left_out(shipped):
    assert numbers.left_out("city").empty
    own, other = numbers.rankings("city")
    found = numbers.table("city")
    assert (found["first"] == own.rank[found.index]).all()
    assert (found["second"] == other.rank[found.index]).all()
    assert other.rank.equals(
        rank_scores(cache.normalised("city", None, "goalposts"), numbers.unesco_rules().tree, Weights()).rank
    )


def test_among_fewer_units_an_error_is_as_many_points_as_among_all(one_without_literacy, tmp_path):
    """Scores from lowest to highest are those among all units, and so are their errors."""
    values = pd.read_csv(tmp_path / "values_district.csv", dtype=str)
    indicators = pd.read_csv(tmp_path / "indicators.csv", dtype=str)
    indicators.loc[indicators["key"] == "schooling", ["low", "high"]] = None
    # Without the one that is left out the others lie close together.
    values.loc[values["district"] == ABSENT, "schooling"] = "40"
    values["schooling_se"] = "0.3"
    values.to_csv(tmp_path / "values_district.csv", index=False)
    indicators.to_csv(tmp_path / "indicators.csv", index=False)
    rules, found = standing.chosen_rules(), numbers.table("district")
    scores = cache.normalised("district", None, rules.normalise)
    errors = errors_of_scores("district", None, rules.normalise)
    assert errors["schooling"].max() == pytest.approx(100 * 0.3 / (40 - 9))
    units = [unit for unit in scores.index if unit != ABSENT]
    spread = around(scores.loc[units], rules.tree, rules.weights, rules.aggregate, errors=errors.loc[units])
    for column in ("low", "high"):
        expected = getattr(spread, column)
        assert found.loc[expected.index, column].tolist() == expected.tolist()
