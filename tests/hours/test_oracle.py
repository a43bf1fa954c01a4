"""Opening hours read by LCity, held against a second reader: the npm package opening_hours.

What the package says is kept in `oracle/opening_hours.csv`, written by the script beside it. Where the two
differ, the case stands here with who is right and why.
"""

import csv
from pathlib import Path

import numpy as np
import pytest

from lcity.errors import ArgumentError
from lcity.hours import CLOSED, OPEN, REFERENCE_WEEK, is_valid, minutes
from lcity.hours.rules import needs_place
from lcity.hours.written import read

HERE = Path(__file__).parent / "oracle"
BERLIN = (13.405, 52.52)
SUN_MINUTES = 2
"""By how much two formulas of sunset may differ."""
WEEK = 7 * 24 * 60

POINT = "LCity: a point in time is no span one could be inside for an hour; the package shows a minute."
LIST = "LCity: the blank before another day begins another rule, as its writer meant; the package, which \
warns, takes both days for one list."
DIFFERENT = {
    "Fr 20:00-02:00+": "Either: after 2:00 nothing is stated; the package guesses eight unknown hours more.",
    "PH -1 day 09:00-12:00; Mo-Fr 09:00-17:00": "Either: the Monday after is a holiday in Berlin, where the \
package stands; LCity knows no holidays.",
    "Mo-Fr May 10:00-12:00": "LCity: months come before days in the syntax; the package warns and reads on.",
    "Mo-Fr 10:00": POINT,
    "Mo-Fr 10:00,14:00": POINT,
    "Mo-Fr 10:00-16:00/01:30": POINT,
    "Mo-Fr 10:00-16:00/90": POINT,
    "Mo-Su 11:00; Sa 10:00-12:00": POINT,
    "Mo-Fr 09:00-17:00 Sa 10:00-14:00": LIST,
    "Mo-Fr 09:00-17:00. Sa 10:00-14:00": LIST,
}
RIGHT = {
    "Fr 20:00-02:00+": "Fr 20:00-02:00",
    "PH -1 day 09:00-12:00; Mo-Fr 09:00-17:00": "Mo-Fr 09:00-17:00",
    "Mo-Fr 09:00-17:00 Sa 10:00-14:00": "Mo-Fr 09:00-17:00; Sa 10:00-14:00",
    "Mo-Fr 09:00-17:00. Sa 10:00-14:00": "Mo-Fr 09:00-17:00; Sa 10:00-14:00",
}
"""What LCity reads instead; None: it refuses, and offers nothing."""


def rows():
    with (HERE / "opening_hours.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_spans(text):
    """Return a week of minutes from spans such as "540-1020"."""
    found = np.zeros(WEEK, bool)
    for span in text.split():
        start, end = map(int, span.split("-"))
        found[start:end] = True
    return found


def of_expression(expression):
    state = minutes(expression, REFERENCE_WEEK, lonlat=BERLIN)
    return state == OPEN, (state != CLOSED) & (state != OPEN)


def meant(form):
    """Return the expression LCity reads a form as: itself, or what it offers; None where neither."""
    return form if is_valid(form) else read(form)


ROWS = rows()
READ = [row for row in ROWS if not row["refused"] and row["form"] not in DIFFERENT]


def test_the_table_is_of_the_forms_beside_it():
    forms = [form for form in (HERE / "forms.txt").read_text(encoding="utf-8").splitlines() if form]
    assert [row["form"] for row in ROWS] == forms
    assert len(set(forms)) == len(forms) > 200
    assert set(DIFFERENT) <= set(forms)


@pytest.mark.parametrize("row", READ, ids=[row["form"] for row in READ])
def test_both_read_a_form_alike(row):
    expression = meant(row["form"])
    assert expression is not None, "the package reads it"
    for found, expected in zip(
        of_expression(expression), map(of_spans, (row["open"], row["unknown"])), strict=True
    ):
        apart = np.flatnonzero(found != expected)
        if needs_place(row["form"]):
            edges = np.flatnonzero(np.diff(np.concatenate([[0], expected.astype(int), [0]])))
            assert all(np.abs(edges - minute).min() <= SUN_MINUTES for minute in apart)
        else:
            assert apart.size == 0


@pytest.mark.parametrize("form", DIFFERENT)
def test_where_they_differ_lcity_reads_what_stands_here(form):
    row = next(row for row in ROWS if row["form"] == form)
    right = RIGHT.get(form)
    if right is None:
        assert meant(form) is None
        return
    found = of_expression(meant(form))
    for part, expected in zip(found, of_expression(right), strict=True):
        np.testing.assert_array_equal(part, expected)
    package = [of_spans(row[name]) for name in ("open", "unknown")]
    assert any((one != other).any() for one, other in zip(found, package, strict=True)), "no longer differ"


@pytest.mark.parametrize("form", [row["form"] for row in ROWS if row["refused"]])
def test_what_the_package_refuses_is_never_taken_over_unasked(form):
    with pytest.raises(ArgumentError, match="opening hours"):
        minutes(form, REFERENCE_WEEK)
