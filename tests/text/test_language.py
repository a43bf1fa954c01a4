"""Numbers, dates, names and messages, as each language writes them."""

import datetime
import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.text import Language, language

BOTH = pytest.mark.parametrize("lang", [language("en"), language("zh")], ids=["en", "zh"])
MISSING = [None, math.nan, np.float64("nan"), math.inf, -math.inf, pd.NA, pd.NaT]


def spoken(code="en", **messages):
    return Language(code, messages)


@BOTH
@pytest.mark.parametrize(
    ("value", "digits", "sign", "written"),
    [
        (1234567.891, 2, False, "1,234,567.89"),
        (np.int64(1234), 0, False, "1,234"),
        (np.float32(1.5), 1, False, "1.5"),
        (71.0, 1, False, "71.0"),
        (-12.5, 1, False, "-12.5"),
        (-0.0004, 1, False, "0.0"),
        (1.26, 1, True, "+1.3"),
        (-3.04, 1, True, "−3.0"),
        (0, 0, True, "0"),
        (-0.01, 1, True, "0.0"),
    ],
)
def test_a_number(lang, value, digits, sign, written):
    expected = written.replace(",", "") if lang.code == "zh" else written
    assert lang.number(value, digits, sign=sign) == expected


@pytest.mark.parametrize(
    ("share", "digits", "english", "chinese"),
    [
        (0.8123, 0, "81\xa0%", "81%"),
        (1, 0, "100\xa0%", "100%"),
        (0.0049, 1, "0.5\xa0%", "0.5%"),
        (0.9961, 0, "99.6\xa0%", "99.6%"),
        (0.99999, 0, "99.9\xa0%", "99.9%"),
        (1 - 1e-16, 0, "100\xa0%", "100%"),
        (0.004, 0, "0.4\xa0%", "0.4%"),
        (1e-9, 0, "0.1\xa0%", "0.1%"),
        (0, 0, "0\xa0%", "0%"),
        (1.2, 0, "120\xa0%", "120%"),
    ],
)
def test_a_share(share, digits, english, chinese):
    assert (language("en").percent(share, digits), language("zh").percent(share, digits)) == (
        english,
        chinese,
    )


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [
        (0, "0", "0"),
        (12.4, "12", "12"),
        (987, "987", "987"),
        (1_049, "1,000", "1000"),
        (9_412, "9,400", "9400"),
        (9_999, "10,000", "1万"),
        (12_345, "12,300", "1.2万"),
        (123_456, "123,500", "12.3万"),
        (999_960, "1 million", "100万"),
        (4_123_456, "4.1 million", "412万"),
        (21_893_095, "21.9 million", "2189万"),
        (1_411_778_724, "1.4 billion", "14.1亿"),
    ],
)
def test_a_number_of_people(count, english, chinese):
    assert (language("en").people(count), language("zh").people(count)) == (english, chinese)
    assert language("en").people(np.float64(count)) == english


@BOTH
@pytest.mark.parametrize("value", MISSING, ids=repr)
def test_what_is_missing_is_a_dash(lang, value):
    assert lang.number(value) == lang.number(value, 2, sign=True) == "–"
    assert lang.percent(value) == lang.people(value) == "–"


@given(st.floats(-1e9, 1e9), st.integers(0, 3))
def test_a_number_reads_back_as_the_value_rounded(value, digits):
    read = float(language("en").number(value, digits).replace(",", ""))
    assert read == pytest.approx(value, abs=0.5000001 * 10**-digits)


@given(st.floats(0, 2e9))
def test_people_are_right_to_within_a_twentieth_and_never_more_than_a_few_figures(count):
    written = language("en").people(count)
    number, _, unit = written.partition(" ")
    scale = {"": 1, "million": 1e6, "billion": 1e9}[unit]
    assert float(number.replace(",", "")) * scale == pytest.approx(count, rel=0.05, abs=0.5)
    assert len(number) <= 7


def test_a_date():
    day = datetime.date(2024, 3, 3)
    assert language("en").date(day) == "3 March 2024"
    assert language("zh").date(day) == "2024年3月3日"


@pytest.mark.parametrize(
    ("names", "english", "chinese"),
    [
        (["A", "B", "C"], "A, B and C", "A、B和C"),
        (iter(["A", "B"]), "A and B", "A和B"),
        (["甲、乙、丙", "丁", "戊"], "甲、乙、丙, 丁 and 戊", "甲–乙–丙、丁和戊"),
        (["甲、乙"], "甲、乙", "甲–乙"),
        (["A"], "A", "A"),
        ([], "", ""),
    ],
)
def test_a_list(names, english, chinese):
    names = list(names)
    assert (language("en").listed(names), language("zh").listed(iter(names))) == (english, chinese)


def test_a_row_is_called_by_its_name_in_the_reader_s_language_or_by_the_one_it_has():
    row = {"name": "Minhang", "name_zh": "闵行区"}
    assert (language("en").name(row), language("zh").name(row)) == ("Minhang", "闵行区")
    assert language("zh").name({"name": "Minhang"}) == "Minhang"
    assert language("zh").name(pd.Series({"name": "Minhang", "name_zh": pd.NA})) == "Minhang"
    assert language("zh").name({"name": "Minhang", "name_zh": ""}) == "Minhang"


def test_a_text_column_falls_back_likewise_and_is_empty_where_there_is_none():
    row = {"definition": "Share.", "definition_zh": "占比。"}
    assert (language("en").text(row, "definition"), language("zh").text(row, "definition")) == (
        "Share.",
        "占比。",
    )
    assert language("zh").text({"definition": "Share."}, "definition") == "Share."
    assert language("zh").text({"definition": math.nan}, "definition") == ""
    assert language("en").text({}, "definition") == ""


def test_a_message_takes_its_values_and_says_when_one_is_wanting():
    lang = spoken(**{"a.b": "{who} of {what}"})
    assert lang.t("a.b", who="9", what="{braces}") == "9 of {braces}"
    with pytest.raises(KeyError, match="what"):
        lang.t("a.b", who="9")
    with pytest.raises(KeyError, match="who"):
        lang.t("a.b")
    with pytest.raises(KeyError, match=r"a\.c"):
        lang.t("a.c")
    assert (lang.has("a.b"), lang.has("a.c")) == (True, False)


@pytest.mark.parametrize(
    ("n", "expected"), [(0, "0 places"), (1, "1 place"), (2, "2 places"), (21, "21 places")]
)
def test_english_counts_one_and_more(n, expected):
    assert spoken(**{"a.b": ("{n} place", "{n} places")}).t("a.b", n=n) == expected


@pytest.mark.parametrize("n", [0, 1, 2])
def test_chinese_counts_all_alike(n):
    assert spoken("zh", **{"a.b": ("{n}个地点",)}).t("a.b", n=n) == f"{n}个地点"


def test_a_language_is_read_once_and_an_unknown_one_is_an_error():
    assert language("zh") is language("zh")
    assert language("zh") == Language("zh", {})
    with pytest.raises(KeyError, match="fr"):
        language("fr")


@pytest.mark.parametrize(("value", "digits", "written"), [
    (90.25, 1, "90.3"), (-90.25, 1, "-90.3"), (2.5, 0, "3"), (33.55, 1, "33.6"), (-0.04, 1, "0.0"),
    (1234567, 0, "1,234,567"),
])  # fmt: skip
def test_a_half_is_rounded_as_browsers_round_it(value, digits, written):
    assert language("en").number(value, digits) == written


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ([3.02, 2.98], ["3.02", "2.98"]),
        ([3.02, 3.4], ["3.0", "3.4"]),
        ([3.0, 4.0], ["3", "4"]),
        ([2.0, 2.0], ["2", "2"]),
        ([0.1 + 0.2, 0.3], ["0", "0"]),
        ([2.00001, 2.0], ["2.000", "2.000"]),
        ([1.4, float("nan"), 1.2], ["1.4", "–", "1.2"]),
    ],
)
def test_figures_beside_one_another_look_equal_only_where_they_are(english, values, written):
    assert english.numbers(values) == written


def test_shares_beside_one_another_look_equal_only_where_they_are(english, chinese):
    assert chinese.percents([0.453, 0.449]) == ["45.3%", "44.9%"]
    assert english.percents([0.453, 0.44]) == ["45\N{NO-BREAK SPACE}%", "44\N{NO-BREAK SPACE}%"]


@given(
    st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=5, unique=True),
    st.integers(0, 3),
)
def test_what_differs_within_three_decimals_is_always_told_apart(whole, decimals):
    values = [number / 10**decimals for number in whole]
    written = language("en").numbers(values)
    assert len(set(written)) == len(values)


def test_a_noun_follows_its_number(english):
    assert english.t("compare.points", points="1") == "1 point"
    assert english.t("compare.points", points="1.0") == "1.0 points"
    assert english.t("compare.points", points="0") == "0 points"
    assert "1 indicator for 0 cities and 2 districts" in english.t(
        "data.finding", indicators="1", cities="0", districts="2", known="3", real="4"
    )


def test_a_rank_not_told_apart_from_the_one_before_it_has_a_sign(english):
    assert (english.rank(6), english.rank(6, True), english.rank(math.nan, True)) == ("6", "≈6", "–")


def test_sentences_follow_each_other_as_the_language_parts_them():
    assert language("en").sentences(["One.", "", "Two."]) == "One. Two."
    assert language("zh").sentences(["一。", "", "二。"]) == "一。二。"
    assert language("en").sentences([]) == ""
