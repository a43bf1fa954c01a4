"""`targets.csv`, `policies.csv` and `cases.csv`: what speaks of nothing there is, is noted and left out."""

import pandas as pd
import pytest

from lcity.dataset import check, read
from tests import folders

TARGETS = pd.DataFrame(
    {
        "key": ["staff", "staff", "coverage_1000m", "staff"],
        "level": ["city", "city", "district", "city"],
        "id": [None, folders.CITIES[0], None, None],
        "year": ["2025", "2025", "2030", "2030"],
        "value": ["15", "20", "90", "18"],
        "policy": [None, "p1", None, None],
        "source": ["census", None, None, None],
    }
)
POLICIES = pd.DataFrame(
    {"policy": ["p1"], "title_en": ["Plan"], "dimension": ["learned"], "says_en": ["More staff."]}
)
CASES = pd.DataFrame({"case": ["c1"], "city": ["Ash"], "dimension": ["open"], "what_en": ["Opened late."]})
TABLES = {"targets": TARGETS, "policies": POLICIES, "cases": CASES}


def with_cell(table, row, column, cell):
    wrong = TABLES[table].copy()
    wrong.loc[row, column] = cell
    return folders.valid() | TABLES | {table: wrong}


def test_they_are_read_as_they_are(tmp_path):
    folder = folders.write(tmp_path, folders.valid() | TABLES)
    opened = read(folder)
    assert [problem for problem in check(folder) if problem.file[:-4] in TABLES] == []
    assert opened.targets[["key", "value", "year"]].values.tolist()[1] == ["staff", 20.0, 2025]
    assert opened.targets["doubt"].isna().all()
    assert opened.policies["title_en"].tolist() == ["Plan"]
    assert opened.cases["what_en"].tolist() == ["Opened late."]
    assert read(folders.write(tmp_path / "plain")).targets is None


@pytest.mark.parametrize(
    ("table", "column", "cell", "code", "left"),
    [
        ("targets", "key", "rent", "target_key", 3),
        ("targets", "key", "learned", "target_key", 3),
        ("targets", "id", "099999", "target_id", 3),
        ("targets", "policy", "p9", "target_policy", 4),
        ("policies", "dimension", "rent", "no_dimension", 4),
        ("cases", "dimension", "staff", "no_dimension", 4),
    ],
)
def test_what_speaks_of_nothing_there_is_is_a_note(tmp_path, table, column, cell, code, left):
    folder = folders.write(tmp_path, with_cell(table, 0, column, cell))
    found = [(p.file, p.row, p.severity) for p in check(folder) if p.code == code]
    assert found == [(f"{table}.csv", 2, "note")]
    assert len(read(folder).targets) == left


@pytest.mark.parametrize(
    ("table", "column", "cell", "code"),
    [
        ("targets", "level", "country", "not_one_of"),
        ("targets", "year", "25", "out_of_range"),
        ("targets", "value", "many", "not_number_needed"),
        ("targets", "source", "nobody", "unknown_source"),
        ("cases", "what_en", None, "blank"),
        ("policies", "year", "soon", "not_whole"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(tmp_path, table, column, cell, code):
    problems = check(folders.write(tmp_path, with_cell(table, 0, column, cell)))
    found = [(p.file, p.row, p.code) for p in problems if p.severity == "error"]
    assert found == [(f"{table}.csv", 2, code)]


@pytest.mark.parametrize(("breaks", "codes"), [("2011; 2021", []), ("2011, 2021", ["years_form"])])
def test_breaks_are_years(tmp_path, breaks, codes):
    tables = folders.valid()
    tables["indicators"]["breaks"] = None
    tables["indicators"].loc[tables["indicators"]["key"] == "staff", "breaks"] = breaks
    problems = check(folders.write(tmp_path, tables))
    assert [p.code for p in problems if p.severity == "error"] == codes
