"""What clusters are called: of coverage only where that is what is measured."""

import pytest

from lcity.ui.inequality import words
from lcity.ui.inequality.numbers import INDEX
from tests import folders


@pytest.mark.parametrize(
    ("measure", "word"), [(INDEX, "placed"), ("schooling", "placed"), ("coverage_1000m", "served")]
)
@pytest.mark.parametrize("kind", words.PLAIN)
def test_the_words_are_those_of_the_measure(measure, word, kind, tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_DATASET", str(folders.write(tmp_path)))
    assert words.kind_label(kind, measure) == words.t(f"inequality.{word}.{kind}")
