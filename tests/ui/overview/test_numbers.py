"""What is asked of a chosen unit: how far to trust its rank, its hardest hour, what changed."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from lcity import computed
from lcity.access.reach import Reach
from lcity.dataset import read
from lcity.index import Tree, score_units
from lcity.ui.overview import numbers, words
from lcity.ui.overview.numbers import Trust
from lcity.ui.shared import intervals, selection, standing
from lcity.ui.trust import numbers as trust
from tests import folders

CITY = "020000"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("chosen") / "cities")


@pytest.fixture
def rules(folder, monkeypatch):
    monkeypatch.setenv("LCITY_DATASET", str(folder))
    return standing.declared_rules()


@pytest.mark.parametrize(
    ("of_weights", "of_methods", "simulated", "verdict"),
    [
        ((3, 3), (3, 3), 0.0, "fixed"),
        ((3, 4), None, 0.0, "firm"),
        ((3, 3), (2, 4), 0.0, "firm"),
        ((3, 4), (4, 7), 0.0, "rough"),
        ((1, 5), (2, 11), 0.0, "loose"),
        ((3, 3), (3, 3), 0.01, "simulated"),
    ],
)
def test_one_verdict_on_all_doubts_together(of_weights, of_methods, simulated, verdict):
    found = Trust(of_weights, of_methods, ranked=11, simulated=simulated)
    assert found.verdict == verdict
    low, high = found.places
    assert low <= of_weights[0]
    assert high >= (of_methods or of_weights)[1]


def test_trust_spans_every_method(rules):
    found = numbers.trust_in("city", rules, CITY)
    low, high = found.places
    assert low <= standing.ranked("city", rules).rank[CITY] <= high
    assert found.ranked == 3
    assert found.of_methods is not None


def test_the_range_is_said_to_be_of_near_weights_and_of_as_many_methods_as_were_asked(rules, monkeypatch):
    methods = trust.by_method("city", rules).loc[CITY].dropna()
    sentence = words.trusted("city", rules, CITY)
    assert "nine of ten sets of weights within 25 %" in sentence
    assert f"each of {len(methods)} usual methods" in sentence
    assert "Weights further off are not in this" in sentence
    monkeypatch.setattr(numbers, "MOST_RANKED", 0)
    assert numbers.trust_in("city", rules, CITY).of_methods is None
    assert "methods" not in words.trusted("city", rules, CITY)


@pytest.mark.parametrize("drawn_too", [True, False])
def test_figures_are_said_to_be_drawn_where_they_are(rules, monkeypatch, drawn_too):
    monkeypatch.setattr(intervals, "figures_drawn", lambda level, rules: drawn_too)
    assert ("drawn too" in words.trusted("city", rules, CITY)) == drawn_too


@pytest.mark.parametrize(("level", "unit"), [("city", CITY), ("district", "020102")])
def test_the_hardest_hour_is_the_least_of_all_asked_one_by_one(folder, rules, level, unit):
    dataset = read(folder, computations=computed.COMPUTATIONS)
    reach = Reach.of(dataset, CITY)
    shares = {hour: reach.coverage(hour=int(hour), level=level)["share"][unit] for hour in numbers.DAY}
    found = numbers.hours(level, unit)
    assert found.low == pytest.approx(min(shares.values()))
    assert found.high == pytest.approx(max(shares.values()))
    assert shares[found.worst] == pytest.approx(found.low)
    assert shares[found.best] == pytest.approx(found.high)
    assert found.alike == sum(share < found.low + numbers.SAME for share in shares.values())


def test_hours_nobody_knows_have_no_hardest(tmp_path, monkeypatch):
    tables = folders.valid()
    tables["centres"]["hours"] = ""
    monkeypatch.setenv("LCITY_DATASET", str(folders.write(tmp_path, tables)))
    assert numbers.hours("city", CITY) is None


def test_what_changed_is_told_on_what_both_years_have(folder, rules):
    dataset = read(folder, computations=computed.COMPUTATIONS)
    before = numbers.year_before("city", rules, CITY)
    assert before == 2010
    shared = numbers.in_both_years("city", rules, before)
    tree = Tree.from_table(dataset.indicators).prune(shared)
    found = numbers.since("city", rules, CITY)
    for year, end in ((2010, found.before), (2020, found.after)):
        values = computed.complete(dataset, "city", year).values
        own = score_units(values, dataset.indicators, tree, rules.weights)
        assert end["rank"] == own.rank[CITY]
        assert end["score"] == pytest.approx(own.score[CITY])
    assert not found.new
    assert not found.gone


def test_without_an_earlier_figure_nothing_has_changed(tmp_path, monkeypatch):
    tables = folders.valid()
    for name in ("values_city", "values_district"):
        tables[name] = tables[name][tables[name]["year"].astype(int) == 2020]
    tables["participation"] = tables["participation"][
        tables["participation"]["year"].astype(int) == tables["participation"]["year"].astype(int).max()
    ]
    monkeypatch.setenv("LCITY_DATASET", str(folders.write(tmp_path, tables)))
    rules = standing.declared_rules()
    assert numbers.year_before("city", rules, CITY) is None
    assert numbers.since("city", rules, CITY) is None


def test_a_change_is_told_by_places_not_by_a_second_rank(rules):
    for unit in selection.units("city").index:
        found = numbers.since("city", rules, unit)
        moved = int(found.before["rank"] - found.after["rank"])
        sentence = words.changed("city", rules, unit)
        assert "place" in sentence
        assert "rank" not in sentence
        if moved:
            assert f" {abs(moved)} place" in sentence


def test_changes_that_cancel_out_are_counted_though_place_and_score_are_the_same(rules, monkeypatch):
    found = numbers.since("city", rules, CITY)
    monkeypatch.setattr(numbers, "since", lambda *_: replace(found, after=found.before))
    newer, moved = numbers.renewed("city", rules, CITY, 2010)
    assert 0 < moved <= newer
    sentence = words.changed("city", rules, CITY)
    assert "the same place" in sentence
    assert re.search(rf"\b{newer}\b.*newer.*\b{moved}\b", sentence)


def test_newer_figures_are_told_from_those_carried_over(rules, folder):
    """Counted figure by figure from the tables as they were written."""
    dataset = read(folder, computations=computed.COMPUTATIONS)
    newer = moved = 0
    then, now = (computed.complete(dataset, "city", year) for year in (2010, 2020))
    for leaf in numbers.in_both_years("city", rules, 2010):
        years = [found.years.at[CITY, leaf] for found in (then, now)]
        values = [found.values.at[CITY, leaf] for found in (then, now)]
        differs = values[0] != pytest.approx(values[1])
        moved += differs
        newer += differs or (not pd.isna(years).any() and years[1] > years[0])
    assert numbers.renewed("city", rules, CITY, 2010) == (newer, moved)
    same = numbers.renewed("city", rules, CITY, selection.chosen_year())
    assert same == (0, 0)
