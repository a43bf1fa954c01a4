"""Columns of an upload may be called by any word: they are read, and what changes in them is told."""

import pandas as pd
import pytest

from lcity.computed import COMPUTATIONS
from lcity.dataset import read
from lcity.index import Tree
from lcity.intake.cells import read_as
from lcity.intake.difference import difference, ranked
from lcity.intake.numerals import COMMA
from tests import folders
from tests.pages.test_keys import named

KEYS = ("self", "unit", "value", "column")


def test_cells_of_a_column_of_any_name_are_read():
    frame = pd.DataFrame({key: ["1,5", "2"] for key in KEYS})
    found = read_as(frame, dict.fromkeys(KEYS, (COMMA,)), lambda column: {})
    assert {key: list(found[key]) for key in KEYS} == {key: ["1.5", "2"] for key in KEYS}
    assert list(frame["self"]) == ["1,5", "2"], "what came stays"


@pytest.mark.parametrize("key", KEYS[:2])
def test_what_changes_is_told_under_its_key(tmp_path, key):
    tables = named(KEYS)
    before = read(folders.write(tmp_path / "before", tables), COMPUTATIONS)
    values = tables["values_district"]
    values.loc[values["year"] == "2020", key] = "9"
    after = read(folders.write(tmp_path / "after", tables), COMPUTATIONS)
    found = difference(before, after)
    assert set(found.values["column"]) == {key}
    assert set(found.values["after"]) == {9.0}
    assert set(found.values["unit"]) <= set(folders.DISTRICTS)
    leaves = list(Tree.from_table(before.indicators).leaves)
    scored = pd.DataFrame(1.0, before.districts.index, leaves)
    old, new = ranked(found, before, after, "district", scored)
    assert list(old.score.index) == list(new.score.index) == list(folders.DISTRICTS)
