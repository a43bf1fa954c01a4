"""What sets two units apart is said with the indicators that do most, for and against."""

import re

import pytest

from lcity.ui.compare import words
from lcity.ui.shared import standing
from tests import folders


@pytest.fixture(autouse=True)
def dataset(tmp_path_factory, monkeypatch):
    tables = folders.valid()
    values = tables["values_district"]
    values["staff"] = [float(number % 4) for number in range(len(values))]
    monkeypatch.setenv("LCITY_DATASET", str(folders.write(tmp_path_factory.mktemp("two"), tables)))


def worth(rules, one, other):
    """Return what each indicator's difference is worth in the index, by the weights alone."""
    ranking = standing.ranked("district", rules)
    known = [leaf for leaf in ranking.leaves if ranking.nodes[leaf].notna().all()]
    share = ranking.shares[known] / ranking.shares[known].sum()
    return share * (ranking.nodes.loc[one, known] - ranking.nodes.loc[other, known])


def test_the_sentence_names_what_does_most_and_what_goes_the_other_way():
    rules = standing.equal_rules()
    score = standing.ranked("district", rules).score
    seen = set()
    for one, other in (("010101", "020101"), ("020101", "010101"), ("010101", "010102")):
        sentence = words.between("district", rules, (one, other)).sentence
        points = worth(rules, one, other)
        apart = score[one] - score[other]
        assert points.sum() == pytest.approx(apart)
        written = abs(round(score[one], 1) - round(score[other], 1))
        assert f" {written:.1f} point" in sentence
        seen.add("behind" if apart < 0 else "ahead")
        most = points.idxmin() if apart < 0 else points.idxmax()
        figures = [float(found.replace("−", "-")) for found in re.findall(r"\(([+−][\d.]+)\)", sentence)]
        assert figures[0] == pytest.approx(points[most], abs=0.051)
        assert f"“{words.indicator(most)}”" in sentence
        against = points[points * apart < 0]
        if (against.abs() >= words.LEAST_POINTS).any():
            assert any(figure * apart < 0 for figure in figures)
    assert seen == {"behind", "ahead"}


def test_one_alone_has_none():
    rules = standing.equal_rules()
    assert words.between("district", rules, ("010101",)).sentence == ""
