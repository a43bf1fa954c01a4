"""The board writes numbers and ranks as the rest of the app does."""

import numpy as np
import pytest

from lcity.text import language

VALUES = [0, 1, 999, 1000, 12345.678, 0.04, 0.26, -0.04, -3.14159, 99.96, None]
HALVES = [0.05, 0.25, 0.35, 1.45, 2.5, 1.005, 2.675, 8.345, -1.005, -0.25, 0.15, 66.45]
"""What is stored of some of them is less than a half, of some more."""


@pytest.fixture(params=["en", "zh"])
def lang(request):
    return language(request.param)


def answer_of(modules, lang, method, given):
    return modules.ask("words", lang.code, lang.messages("board."), method, given)


@pytest.mark.parametrize("digits", [0, 1, 2])
def test_numbers(modules, lang, digits):
    given = [[value, digits] for value in VALUES + HALVES]
    expected = [lang.number(np.nan if value is None else value, digits) for value in VALUES + HALVES]
    assert answer_of(modules, lang, "number", given) == expected


@pytest.mark.parametrize("digits", [0, 1, 2])
def test_per_cent(modules, lang, digits):
    shares = [
        0,
        0.0000004,
        0.0004,
        0.005,
        0.0126,
        0.034,
        0.0949,
        0.1,
        0.126,
        0.5,
        0.994,
        0.995,
        0.999,
        0.99996,
        1,
    ]
    shares += [number / 1000 for number in range(1001)] + [number / 7919 for number in range(0, 7919, 13)]
    expected = [lang.percent(share, digits) for share in shares]
    assert answer_of(modules, lang, "percent", [[share, digits] for share in shares]) == expected
    assert digits or lang.percent(0.034).replace("\N{NO-BREAK SPACE}", "") == "3%"


def test_ranks(modules):
    ranks = [[1], [2], [3], [4], [11], [12], [13], [21], [102], [113], [1001]]
    english = "1st 2nd 3rd 4th 11th 12th 13th 21st 102nd 113th 1,001st".split()
    assert answer_of(modules, language("en"), "ordinal", ranks) == english
    chinese = [f"第{rank}" for (rank,) in ranks]
    assert answer_of(modules, language("zh"), "ordinal", ranks) == chinese


def test_what_moved_is_told_in_a_sentence(modules, lang):
    given = [
        [key, {"name": "杭州", "rank": "3rd", "change": "2"}] for key in ("now_up", "now_down", "now_same")
    ]
    up, down, same = answer_of(modules, lang, "say", given)
    assert all("杭州" in sentence and "3rd" in sentence for sentence in (up, down, same))
    assert "2" in up
    assert "2" in down
    assert len({up, down, same}) == 3
    assert "{" not in up + down + same


def test_names_are_listed_so_that_each_is_seen_to_be_one(modules, lang):
    given = [["A", "B", "C"], ["甲、乙、丙", "丁", "戊"], ["甲、乙"], []]
    assert answer_of(modules, lang, "listed", [[names] for names in given]) == [*map(lang.listed, given)]
