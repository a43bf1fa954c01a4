from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.access.hours import (
    DAYS,
    check_hour,
    day_name,
    hour_label,
    pack,
    parse_hour,
    unpack,
    weeks,
)
from lcity.errors import ArgumentError
from lcity.hours import HOURS, week
from lcity.text import language


def test_unknown_hours_are_told_from_closed_ones():
    found = weeks(["24/7", None, "off", "", float("nan"), "  ", " 24/7 ", '"by appointment"'])
    assert found.open.sum(axis=1).tolist() == [HOURS, 0, 0, 0, 0, 0, HOURS, 0]
    assert found.unknown.sum(axis=1).tolist() == [0, HOURS, 0, HOURS, HOURS, HOURS, 0, HOURS]
    assert found.on_request.sum(axis=1).tolist() == [0, 0, 0, 0, 0, 0, 0, HOURS]


@pytest.mark.parametrize("expressions", [[], [None], [float("nan")] * 3])
def test_weeks_of_nothing_known(expressions):
    found = weeks(expressions)
    assert (found.open.shape, found.open.any()) == ((len(expressions), HOURS), False)
    assert found.unknown.all()


def test_a_distinct_expression_is_evaluated_once(monkeypatch):
    seen = []
    monkeypatch.setattr("lcity.access.hours.week", lambda text, *_: seen.append(text) or week(text))
    found = weeks(["Mo", "Tu", None] * 1_000)
    assert seen == ["Mo", "Tu"]
    assert found.open.sum() == 2_000 * 24


def test_hours_that_follow_the_sun_are_those_of_their_place():
    urumqi, shanghai, near = (87.62, 43.83), (121.47, 31.23), (121.471, 31.231)
    found = weeks(["Mo 06:00-sunset", "Mo 06:00-sunset", "Mo 06:00-sunset", "Mo 06:00-19:00"],
                  lonlat=np.array([urumqi, shanghai, near, urumqi]))  # fmt: skip
    assert found.open.sum(axis=1).tolist() == [15, 12, 12, 13], "by Beijing time it sets after 21:00 there"
    assert weeks(["Mo 06:00-sunset"]).open.sum() == 13, "at 19:00 where no place is known"


def test_the_week_is_the_one_asked_for():
    easter_monday, ordinary = date(2024, 4, 1), date(2024, 5, 13)
    expression = ["Mo-Fr 09:00-10:00; easter +1 day off"]
    assert np.flatnonzero(weeks(expression, ordinary).open[0])[0] == 9
    assert np.flatnonzero(weeks(expression, easter_monday).open[0])[0] == 33


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
