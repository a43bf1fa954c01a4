from datetime import datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from lcity.access.hours import (
    DAYS,
    HOURS,
    check_hour,
    day_name,
    hour_label,
    pack,
    parse_hour,
    unpack,
    week,
    weeks,
)
from lcity.errors import ArgumentError
from lcity.text import language


def hours_of(**days):
    """Return the hours of the week open, given as mon=range(9, 18), …"""
    return sorted(
        24 * [day[:3] for day in DAYS].index(day) + hour for day, hours in days.items() for hour in hours
    )


@pytest.mark.parametrize(
    ("expression", "open_hours"),
    [
        ("24/7", list(range(HOURS))),
        ("off", []),
        ("Mo 09:00-18:00", hours_of(mon=range(9, 18))),
        ("Mo 08:30-12:00,14:00-20:30", hours_of(mon=[9, 10, 11, 14, 15, 16, 17, 18, 19])),
        ("Sa 09:00-10:30, Sa 10:30-12:00", hours_of(sat=[9, 10, 11])),
        ("Fr 22:00-02:00", hours_of(fri=[22, 23], sat=[0, 1])),
        ("Su 23:00-25:00", hours_of(mon=[0], sun=[23])),
        ("Mo-Fr 18:00-20:00; We off", hours_of(mon=[18, 19], tue=[18, 19], thu=[18, 19], fri=[18, 19])),
        ("PH 09:00-18:00", []),
        ("Mo 09:00-10:00; PH off", hours_of(mon=[9])),
        ("2024 Jan 02 10:00-12:00", hours_of(tue=[10, 11])),
        ("Aug 10:00-12:00", []),
        ("Mo 09:00-12:00 unknown", []),
        ('Mo 09:00-10:00 open "by appointment"', hours_of(mon=[9])),
    ],
)
def test_an_hour_counts_if_open_through_the_whole_of_it(expression, open_hours):
    found = week(expression)
    assert (found.shape, found.dtype) == ((HOURS,), bool)
    assert np.flatnonzero(found).tolist() == open_hours


times = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
spans = st.lists(st.tuples(times, times), min_size=1, max_size=2).map(
    lambda s: ",".join("-".join(t) for t in s)
)
days = st.sampled_from(["Mo", "Tu-Th", "Fr,Su", "Sa-Mo", "Mo-Su"])


@given(st.lists(st.tuples(days, spans), min_size=1, max_size=3))
def test_a_week_is_what_the_parser_says_minute_by_minute(rules):
    expression = "; ".join(f"{day} {span}" for day, span in rules)
    hours = OpeningHours(expression)
    expected = [
        all(hours.is_open(datetime(2024, 1, 1) + timedelta(hours=hour, minutes=m)) for m in (0, 15, 30, 45))
        for hour in range(HOURS)
    ]
    assert week(expression).tolist() == expected


@pytest.mark.parametrize("expression", ["", "nine to five", "Mo 25-26", "Mo-Fr 09:00-18:00;;", "周一 9:00"])
def test_an_expression_out_of_syntax_is_a_named_problem(expression):
    with pytest.raises(ArgumentError, match="not in OpenStreetMap syntax"):
        week(expression)


def test_unknown_hours_are_told_from_closed_ones():
    open_hours, known = weeks(["24/7", None, "off", "", float("nan"), "  ", " 24/7 "])
    assert known.tolist() == [True, False, True, False, False, False, True]
    assert open_hours.sum(axis=1).tolist() == [HOURS, 0, 0, 0, 0, 0, HOURS]


@pytest.mark.parametrize("expressions", [[], [None], [float("nan")] * 3])
def test_weeks_of_nothing_known(expressions):
    open_hours, known = weeks(expressions)
    assert (open_hours.shape, open_hours.any(), known.any()) == ((len(expressions), HOURS), False, False)


def test_a_distinct_expression_is_evaluated_once(monkeypatch):
    seen = []
    monkeypatch.setattr("lcity.access.hours.week", lambda text: seen.append(text) or np.ones(HOURS, bool))
    open_hours, _ = weeks(["Mo", "Tu", None] * 1_000)
    assert seen == ["Mo", "Tu"]
    assert open_hours.sum() == 2_000 * HOURS


@given(st.integers(0, 10**6), st.integers(0, 5))
def test_packing_loses_nothing(seed, n):
    table = np.random.default_rng(seed).random((n, HOURS)) < 0.5
    packed = pack(table)
    assert (packed.shape, packed.dtype) == ((n, 3), np.uint64)
    np.testing.assert_array_equal(unpack(packed), table)
    np.testing.assert_array_equal(unpack(np.asfortranarray(packed)), table)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("Mon 0", 0),
        ("Sat 19", 139),
        ("Saturday 19", 139),
        ("sat19", 139),
        (" SAT  19 ", 139),
        ("Sat 09", 129),
        ("周六 19", 139),
        ("周六19", 139),
        ("星期六 19", 139),
        ("周日 23", 167),
        ("星期天 0", 144),
    ],
)
def test_an_hour_is_read_as_people_write_it(text, hour):
    assert parse_hour(text) == hour


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sat",
        "19",
        "Sat 24",
        "Sat 99",
        "Sat -1",
        "Sat 1.5",
        "Sat 19:00",
        "Satur 9",
        "S 9",
        "周八 3",
        "周 3",
        "Sat x",
    ],
)
def test_anything_else_is_no_hour(text):
    with pytest.raises(ArgumentError, match="expected a day and an hour"):
        parse_hour(text)


@given(st.integers(0, HOURS - 1))
def test_a_label_is_read_back_as_the_hour_it_names(hour):
    for code in ("en", "zh"):
        assert parse_hour(hour_label(hour, language(code)).split(":")[0]) == hour


def test_labels():
    assert hour_label(139, language("en")) == "Saturday 19:00–20:00"
    assert hour_label(139, language("zh")) == "周六 19:00—20:00"
    assert hour_label(167, language("en")) == "Sunday 23:00–24:00"
    assert [day_name(day, language("en")).lower() for day in range(7)] == list(DAYS)


@pytest.mark.parametrize("hour", [-1, HOURS])
def test_an_hour_lies_within_the_week(hour):
    with pytest.raises(ArgumentError, match="expected an hour of the week"):
        check_hour(hour)
