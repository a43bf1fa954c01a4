"""What City ranking hands out: whose rank it is, which weights moved, and the classes of the board."""

from dataclasses import replace

import pytest

from lcity.index import Weights, equal
from lcity.ui.ranking.export import overview_paper, ranking_paper
from lcity.ui.shared import cache, standing
from tests import folders


@pytest.fixture(autouse=True)
def shipped(monkeypatch):
    monkeypatch.delenv("LCITY_DATASET", raising=False)


@pytest.fixture
def tilted():
    rules = standing.equal_rules()
    heavy = dict(equal(rules.tree).overrides) | {"talent": 0.0, "everywhere": 100.0}
    return replace(rules, weights=Weights(heavy))


def paper_of(level, city, rules):
    return ranking_paper("Found.", standing.ranked(level, rules, city), level, city, rules)


def test_districts_of_several_cities_are_told_apart(tilted):
    bars = paper_of("district", "", tilted).picture.panels[0]
    assert bars.title == "Ranking: All districts (partly simulated) (25 of 183 shown)"
    assert all(", " in name for name in bars.names)
    own = paper_of("district", "310000", tilted).picture.panels[0]
    assert own.title == "Ranking: Districts of Shanghai (partly simulated)"
    assert "Changning" in list(own.names)


def test_it_says_which_weights_are_others_than_equal_ones(tilted):
    note = paper_of("city", "", tilted).account.note.replace("\N{NO-BREAK SPACE}", " ")
    assert note == "Against equal weights: Everywhere 16.7 % → 33.3 %; Talent 16.7 % → 0.0 %"
    assert not paper_of("city", "", standing.equal_rules()).account.note


def test_its_map_keeps_the_boards_classes_while_weights_move(tilted):
    moved, still = (
        paper_of("city", "", rules).picture.panels[1] for rules in (tilted, standing.equal_rules())
    )
    assert list(moved.key) == list(still.key)
    assert next(words for _, words in moved.key).startswith("under ")
    assert [words for _, words in moved.key][-1].endswith(" and over")
    scores = standing.ranked("district", tilted).score[moved.fill.index]
    colours = {float(words.split("–")[0]): colour for colour, words in moved.key[1:-1]}
    assert colours
    for low, colour in colours.items():
        inside = scores[(scores >= low) & (scores < low + 10)]
        assert set(moved.fill[inside.index]) <= {colour}
    overview = overview_paper("Found.", standing.ranked("city", tilted), "city", tilted).picture.panels[1]
    assert not next(words for _, words in overview.key).startswith("under ")


def test_how_sure_the_ranks_are_is_a_picture_of_its_own(tilted):
    (grid,) = paper_of("city", "", tilted).others
    ranking = standing.ranked("city", tilted)
    assert list(grid.shares.index) == list(ranking.table().index)
    assert grid.shares.sum(axis=1).tolist() == pytest.approx([1] * 15, abs=0.15)
    assert grid.framed.astype(int).to_dict() == ranking.rank.to_dict()


def test_values_are_in_the_readers_units():
    ranking = standing.ranked("city", standing.equal_rules())
    table = paper_of("city", "", standing.equal_rules()).tables[1]
    units = {column.key: column.unit for column in table.columns}
    assert units["coverage_1000m"] == "%"
    assert len(table.rows) == len(ranking.rank)
    assert set(cache.tree().leaves) <= set(units)


def test_who_is_not_ranked_is_said_in_what_is_taken_away(tmp_path, monkeypatch):
    tables = folders.sound()
    values = tables["values_district"]
    values.loc[values["district"] == "010101", "literacy"] = None
    monkeypatch.setenv("LCITY_DATASET", str(folders.write(tmp_path, tables)))
    ranking = standing.ranked("district", standing.equal_rules())
    assert "010101" in ranking.unranked
    papers = (
        paper_of("district", "", standing.equal_rules()),
        overview_paper("Found.", ranking, "district", standing.equal_rules()),
    )
    present = int(100 * ranking.unranked["010101"].present)
    for paper in papers:
        said = paper.account.note.replace("\N{NO-BREAK SPACE}", " ")
        assert said.startswith(f"{len(ranking.unranked)} district")
        assert "as a rank needs data for 80 % of the weight: " in said
        assert f"({present} %)" in said
