"""What the plan's finding says of where its places lie."""

import pytest

from lcity.scenario.question import Plan, Site, Total
from lcity.text import language
from lcity.ui.plan import numbers, words


def planned(count):
    sites = tuple(Site(f"cell_{n}", f"cell_{n}", 116.0, 40.0, 1, 1, 0.1) for n in range(count))
    return Plan(sites, 0, 0, optimal=True, before=Total(9, 1), after=Total(9, 2))


@pytest.mark.parametrize(
    ("lie_in", "english", "chinese"),
    [
        ("AAB", "A (2) and B (1)", "A（2处）和B（1处）"),
        ("BAB", "B (2) and A (1)", "B（2处）和A（1处）"),
        ("ABC", "A, B and C", "A、B和C"),
        ("AAA", "A", "A"),
        (["A", ""], "A (1)", "A（1处）"),
        ("ABCD", "A, B, C and 1 more district", "A、B、C和另外1个区县"),
        ("ABCCDEE", "A (1), B (1), C (2) and 2 more districts", "A（1处）、B（1处）、C（2处）和另外2个区县"),
        (["", ""], "", ""),
        ([], "", ""),
    ],
)
def test_districts_are_named_once_each_with_how_many_where_that_is_not_plain(
    monkeypatch, lie_in, english, chinese
):
    monkeypatch.setattr(numbers, "place_names", lambda _: list(lie_in))
    for code, expected in (("en", english), ("zh", chinese)):
        lang = language(code)
        monkeypatch.setattr(words, "reader_language", lambda lang=lang: lang)
        monkeypatch.setattr(words, "t", lang.t)
        assert words.where(planned(len(lie_in))) == expected
