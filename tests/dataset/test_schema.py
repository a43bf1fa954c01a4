"""A schema speaks of columns by name and by pattern."""

import pandas as pd
import pytest

from lcity.dataset.conform import conform
from lcity.dataset.schema import Column, Schema, at_least, in_range, one_of, spelt

PEOPLE = Column("people", checks=(at_least(0, "negative"),), required=True, nullable=False)
GROUPS = Column("people_.+", checks=(at_least(0, "negative"),), regex=True)
SCHEMA = Schema({"people": PEOPLE, "people_.+": GROUPS}, unique=("people",))


def test_columns_added_stand_behind_and_change_none():
    more = SCHEMA.with_columns([Column("people"), Column("people_60p"), Column("staff")])
    assert list(more.columns) == ["people", "people_.+", "people_60p", "staff"]
    assert more.columns["people"] is PEOPLE
    assert more.unique == ("people",)


def test_a_column_keeps_the_rules_of_its_name_and_of_every_pattern():
    more = SCHEMA.with_columns([Column("people_60p")])
    found = list(more.of(["people_60p", "people", "peoples", "people_"]))
    assert found == [("people", PEOPLE), ("people_60p", GROUPS), ("people_60p", more.columns["people_60p"])]


@pytest.mark.parametrize(
    ("check", "cells", "fitting"),
    [
        (at_least(0, "negative"), [-0.1, 0, 2], [False, True, True]),
        (in_range(-90, 90), [-90, 90, 90.1], [True, True, False]),
        (one_of([1, -1]), [1.0, 0.0, -1.0], [True, False, True]),
        (spelt("[a-z]+", "key_form"), ["a", "a1", "1a"], [True, False, False]),
    ],
)
def test_a_rule_says_which_cells_keep_it(check, cells, fitting):
    assert list(check.fits(pd.Series(cells))) == fitting


def test_blank_cells_break_no_rule_but_that_they_must_not_be():
    raw = pd.DataFrame({"people": ["1", None, "-1"], "people_0_14": [None, "-2", "3"]}, index=[2, 3, 4])
    _, problems = conform("t.csv", raw, SCHEMA)
    told = {(p.row, p.column, p.code) for p in problems}
    assert told == {
        (3, "people", "blank"),
        (4, "people", "negative_needed"),
        (3, "people_0_14", "negative"),
    }
