"""Where a unit stands is said among those that have a rank."""

from lcity.ui.compare import words
from lcity.ui.shared import standing
from tests import folders


def test_a_unit_stands_among_those_that_are_ranked(tmp_path, monkeypatch):
    tables = folders.valid()
    values = tables["values_district"]
    values.loc[values["district"] == "010101", "literacy"] = None
    monkeypatch.setenv("LCITY_DATASET", str(folders.write(tmp_path, tables)))
    rules = standing.equal_rules()
    ranking = standing.ranked("district", rules)
    assert (len(ranking.rank), int(ranking.rank.notna().sum())) == (9, 8)
    sentence = words.rank_sentence("district", rules, "020101")
    assert "of 8 " in sentence
    assert "of 9 " not in sentence
