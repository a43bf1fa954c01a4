"""What is stated as open is open, and nothing else."""

from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from opening_hours import OpeningHours

from lcity.errors import ArgumentError
from lcity.hours import HOURS, REFERENCE_WEEK, differs_over_the_year, is_valid, minutes, week
from lcity.hours.rules import replaces_itself

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def hours_of(**days):
    """Return the hours of the week open, given as mon=range(9, 18), …"""
    return sorted(24 * DAYS.index(day) + hour for day, hours in days.items() for hour in hours)


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
        ("SH Mo-Fr 09:00-18:00", []),
        ("PH Mo-Fr 09:00-18:00; Mo 09:00-10:00", hours_of(mon=[9])),
        ("Mo 09:00-10:00; PH off", hours_of(mon=[9])),
        ("Mo, We 09:00-10:00", hours_of(mon=[9], wed=[9])),
        ("2024 May 14 10:00-12:00", hours_of(tue=[10, 11])),
        ("Aug 10:00-12:00", []),
        ("Mo[2] 10:00-12:00", hours_of(mon=[10, 11])),
        ("Mo[1] 10:00-12:00", []),
        ("week 02-52/2 Mo 10:00-12:00", hours_of(mon=[10, 11])),
        ("Mo 09:00-12:00 unknown", []),
        ('Mo 09:00-10:00 open "ring the bell"', hours_of(mon=[9])),
        ('Mo 09:00-10:00 "by appointment"', []),
        ("Mo 08:00+", []),
    ],
)
def test_an_hour_counts_if_open_through_the_whole_of_it(expression, open_hours):
    found = week(expression)
    assert (found.open.shape, found.open.dtype) == ((HOURS,), bool)
    assert np.flatnonzero(found.open).tolist() == open_hours


@pytest.mark.parametrize(
    ("expression", "open_hours", "unknown"),
    [  # the centres of a list in which some open by appointment
        (
            'Tu, Th 09:00-11:00, 14:00-16:00 || "by appointment"',
            hours_of(tue=[9, 10, 14, 15], thu=[9, 10, 14, 15]),
            "else",
        ),
        (
            'Mo-Fr 08:00-16:00, Sa 09:00-14:00, PH off || "outside these hours by phone"',
            hours_of(**dict.fromkeys(DAYS[:5], range(8, 16)), sat=range(9, 14)),
            "else",
        ),
        ('"by appointment"', [], "else"),
        (
            'Mo-Fr 10:00-17:00; Sa "by appointment"',
            hours_of(**dict.fromkeys(DAYS[:5], range(10, 17))),
            hours_of(sat=range(24)),
        ),
        (
            'Mo,Tu,Th 09:00-12:00; Fr 14:00-17:30 || "nach Vereinbarung"; We off',
            hours_of(**dict.fromkeys(("mon", "tue", "thu"), range(9, 12)), fri=range(14, 17)),
            hours_of(
                **{day: [*range(9), *range(12, 24)] for day in ("mon", "tue", "thu")},
                fri=[*range(14), *range(17, 24)],
                sat=range(24),
                sun=range(24),
            ),
        ),
        ("Mo-Fr 09:00-17:00", hours_of(**dict.fromkeys(DAYS[:5], range(9, 17))), []),
    ],
)
def test_open_unknown_and_closed_are_told_apart(expression, open_hours, unknown):
    found = week(expression)
    assert np.flatnonzero(found.open).tolist() == open_hours
    expected = sorted(set(range(HOURS)) - set(open_hours)) if unknown == "else" else unknown
    assert np.flatnonzero(found.unknown).tolist() == expected
    assert found.on_request.tolist() == found.unknown.tolist(), "one has to ask"


def test_unknown_is_not_by_appointment():
    found = week('Mo 09:00-10:00 unknown; Tu 09:00-10:00 unknown "on request"; We 09:00+')
    assert np.flatnonzero(found.on_request).tolist() == hours_of(tue=[9])
    assert np.flatnonzero(found.unknown).tolist() == hours_of(mon=[9], tue=[9], wed=range(9, 24))


@pytest.mark.parametrize(
    ("expression", "ten_on_monday"),
    [  # closed over the new year, as a list once had it of its own first week
        ("Mo-Sa 10:00-18:00; Dec 24-Jan 06 off", True),
        ("24/7; Jan 01 off", True),
        ("Tu-Su 09:00-18:00; Dec 24-25 off; Dec 31-Jan 01 off", False),
        ("Mo-Su 09:00-20:00; Jan 1 off; Dec 25-26 off", True),
        ("Mo-Fr 08:30-20:00; Dec 24-Jan 01 off", True),
        ("Mo-Fr 09:00-18:00", True),
    ],
)
def test_the_reference_week_is_an_ordinary_one(expression, ten_on_monday):
    assert bool(week(expression).open[10]) == ten_on_monday
    assert not week("Mo-Fr 09:00-18:00; Jan 01 off", date(2024, 1, 1)).open[:24].any()


times = st.integers(0, 95).map(lambda quarter: f"{quarter // 4:02}:{quarter % 4 * 15:02}")
spans = st.lists(st.tuples(times, times), min_size=1, max_size=2).map(
    lambda s: ",".join("-".join(t) for t in s)
)
days = st.sampled_from(["Mo", "Tu-Th", "Fr,Su", "Sa-Mo", "Mo-Su"])


@given(st.lists(st.tuples(days, spans), min_size=1, max_size=3))
def test_a_week_is_what_the_parser_says_minute_by_minute(rules):
    expression = "; ".join(f"{day} {span}" for day, span in rules)
    hours, monday = OpeningHours(expression), datetime.combine(REFERENCE_WEEK, datetime.min.time())
    expected = [
        all(hours.is_open(monday + timedelta(hours=hour, minutes=m)) for m in (0, 15, 30, 45))
        for hour in range(HOURS)
    ]
    assert week(expression).open.tolist() == expected


@given(st.lists(st.tuples(days, spans), min_size=2, max_size=3))
def test_what_falls_back_holds_where_the_others_are_closed(rules):
    first, *others = [f"{day} {span}" for day, span in rules]
    expected = minutes(first, REFERENCE_WEEK)
    for other in others:
        expected = np.where(expected == 0, minutes(other, REFERENCE_WEEK), expected)
    np.testing.assert_array_equal(minutes(" || ".join([first, *others]), REFERENCE_WEEK), expected)


@pytest.mark.parametrize(
    "expression",
    [
        "",
        "  ",
        "nine to five",
        "Mo 25-26",
        "Mo-Fr 09:00-18:00;;",
        "周一 9:00",
        "Mo 10:00-16:00/90",
        "Mo 10:00",
        '"',
    ],
)
def test_an_expression_out_of_syntax_is_a_named_problem(expression):
    with pytest.raises(ArgumentError, match="opening hours"):
        week(expression)
    assert not is_valid(expression)


@pytest.mark.parametrize(
    ("expression", "differs"),
    [
        ("Mo-Fr 09:00-17:00; PH off; We off", False),
        ('Mo-Fr 09:00-17:00 "see 2024 leaflet, week by week"', False),
        ("Mo-Fr 09:00-17:00; Dec 24-Jan 01 off", False),
        ("Mo-Fr 09:00-17:00; Jan 1,May 1,Dec 25 off", False),
        ("Mo-Fr 09:00-17:00; Dec 24-Jan 06 off", True),
        ("Jul-Aug Mo 10:00-12:00", True),
        ("Mo-Sa 10:00-18:00; Dec 24-Jan 06 off", True),
        ("Mo-Fr 09:00-17:00; Aug off", True),
        ("Apr-Sep 09:00-19:00; Oct-Mar 09:00-17:00", True),
        ("week 02-52/2 We 09:00-12:00", True),
        ("Sa[1] 09:00-12:00; Mo-Fr 09:00-17:00", True),
    ],
)
def test_seasons_are_told_from_a_few_days_closing(expression, differs):
    assert differs_over_the_year(expression) == differs


@pytest.mark.parametrize(
    ("expression", "replaces"),
    [
        ("08:30-12:00; 14:00-17:30", True),
        ("Mo-Fr 08:00-12:00; Mo-Fr 13:00-17:00", True),
        ("Mo-Fr 08:00-12:00, Mo-Fr 13:00-17:00", False),
        ("Mo-Fr 08:00-12:00,13:00-17:00; Sa 10:00-12:00", False),
        ("Mo-Fr 08:00-16:00; We 08:00-12:00", False),
        ("Mo-Fr 08:00-16:00; Mo-Fr 12:00-13:00 off", False),
    ],
)
def test_a_rule_that_replaces_another_for_the_same_days_is_seen(expression, replaces):
    assert replaces_itself(expression) == replaces
