"""What divides a room is told with the figures it has, in both languages."""

from dataclasses import replace

import pytest

from lcity.meeting.consensus import Disagreement
from lcity.meeting.sentences import disagreement
from lcity.text import language

FOUND = Disagreement("a", 0.104, 0.298, ("p",), ("q", "r"), 14, 105, "s", 9, 4)
KEYS, UNITS = {"a": "Alpha"}, {"p": "Pe", "q": "Qu", "r": "Ra", "s": "Es"}


@pytest.mark.parametrize("code", ["en", "zh"])
def test_it_names_what_is_disputed_and_who_is_first(code):
    told = disagreement(FOUND, KEYS, UNITS, language(code))
    for word in ("Alpha", "10", "30", "Pe", "Qu", "Ra", "14", "105"):
        assert word in told
    assert "Es" not in told


@pytest.mark.parametrize("code", ["en", "zh"])
def test_where_the_first_stays_it_names_who_moves(code):
    told = disagreement(replace(FOUND, first_high=("p",)), KEYS, UNITS, language(code))
    for word in ("Pe", "Es", "9", "4"):
        assert word in told


@pytest.mark.parametrize("code", ["en", "zh"])
def test_there_is_nothing_below_nothing_and_nothing_above_all(code):
    lang = language(code)
    told = disagreement(replace(FOUND, low=0.0, high=1.0), KEYS, UNITS, lang)
    for share, message in (("0 %", "less"), ("100 %", "more")):
        assert lang.t(f"meeting.disagreement.{message}", share=share) not in told
    assert lang.t("meeting.disagreement.nothing") in told
    assert lang.t("meeting.disagreement.whole") in told
    assert lang.t("meeting.disagreement.hardly") in disagreement(replace(FOUND, low=0.003), KEYS, UNITS, lang)
