"""What the coverage page says of centres beside what its map counts."""

import re

from lcity.ui.coverage import numbers, points, words
from lcity.ui.coverage.numbers import Question

BEIJING = "110000"


def test_centres_beyond_the_border_are_told_apart_from_those_of_the_legend(monkeypatch):
    monkeypatch.delenv("LCITY_DATASET", raising=False)
    question = Question(BEIJING, 1_000)
    found = numbers.coverage(question)
    in_reach, beyond = (
        int(number.replace(",", ""))
        for number in re.match(r"\D*([\d,]+)\D+([\d,]+)", words.hours(found, question)).groups()
    )
    assert beyond > 0
    assert in_reach - beyond == sum(points.counted(found, question.seen).by_kind.values())
