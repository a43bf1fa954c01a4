"""What is asked of a chosen unit: how far to trust its rank, its hardest hour, what changed."""

import pytest

from lcity import computed
from lcity.access.reach import Reach
from lcity.dataset import read
from lcity.index import Tree, score_units
from lcity.ui.overview import numbers, words
from lcity.ui.overview.numbers import Trust
from lcity.ui.shared import selection, standing
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
