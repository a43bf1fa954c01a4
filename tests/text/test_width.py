"""How wide text is, and where its lines are broken."""

import pytest

from lcity.text.width import width, wrapped


@pytest.mark.parametrize(
    ("text", "letters"), [("", 0), ("Ash 1–2", 7), ("北京", 4), ("北A，“b”", 8), ("ｱ서", 3)]
)
def test_wide_letters_count_for_two(text, letters):
    assert width(text) == letters


@pytest.mark.parametrize("text", ["one two three four five", "一二三四五六七八九十", "x" * 50, "a，b"])
def test_lines_are_broken_within_their_width_and_nothing_is_lost(text):
    lines = wrapped(text, 10)
    assert all(width(line) <= 12 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_no_line_is_broken_where_it_must_not_be():
    kept = "1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}m"
    assert wrapped(f"12345678 {kept}", 10) == ["12345678", kept]
    for text in ("若“终身学习”达到中位数", "一二三四五”六七", "一二三四“五六”", "一二三四（五六）七八九。"):
        lines = wrapped(text, 10)
        assert "".join(lines) == text
        assert not any(line[0] in "”）。" or line[-1] in "“（" for line in lines)
