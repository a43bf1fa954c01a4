"""No text LCity hands out begins a formula, whichever way a CSV is cut into cells."""

import csv
import io
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity import spreadsheet
from lcity.cli.output import Output, as_csv
from lcity.dataset import read
from lcity.export.table import Column, Table
from lcity.export.table import csv as exported
from lcity.intake import marked, templates
from lcity.intake.part import Part
from tests import folders
from tests.export.samples import metadata

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*")
EVIL = ("=1+1", "@SUM(A1)", "+cmd|'/C calc'!A0", "-1+1", "＝1+1", "＋1+1", "－1+1", "＠x",
        "x;=1+1", "x\n=1+1", "x\r=1+1", "x\r\n=1+1", "x\t=1+1", "x; =1+1", 'x;"=1+1"', "x;＝1+1", "\t=1+1",
        "x;\u200b=1+1", "\ufeff=1+1", "\u202e=1+1", "x\u2028=1+1", "x;y;-1+1", "x;-1;=1")  # fmt: skip
HARMLESS = ("Ash", "", "x-y", "a=b", "Mo-Fr 09:00-18:00; PH off", "x;-3.5;+2e3", "-3.5", "+1e5", " -3.5 ",
            "a@evil.example", "东城区", "x; y", "1;2", "'=1+1")  # fmt: skip


def begun(content: str) -> list[str]:
    """Return all cells of a CSV as a spreadsheet may cut it: by commas, semicolons, tabs, or lines alone."""
    cells = []
    for mark in ",;\t":
        cells += [
            cell for row in csv.reader(io.StringIO(content, newline=""), delimiter=mark) for cell in row
        ]
        cells += [cell.strip('"') for line in re.split(r"[\r\n\u2028]", content) for cell in line.split(mark)
                  if mark != ","]  # fmt: skip
    return [re.sub("[\ufeff\u200b\u202e]", "", cell) for cell in cells]


def formulas(content: str) -> list[str]:
    return [cell for cell in begun(content) if FORMULA.match(cell) and not NUMBER.fullmatch(cell)]


@pytest.mark.parametrize("text", EVIL)
def test_text_that_may_begin_a_formula_is_defused(text):
    found = spreadsheet.defused(text)
    assert found.replace("'", "") == text.replace("'", ""), "nothing else is changed"
    assert not formulas(f"a,{found},b")
    target = io.StringIO(newline="")
    csv.writer(target).writerow(["a", found, "b"])
    assert not formulas(target.getvalue())


@pytest.mark.parametrize("text", HARMLESS)
def test_what_begins_none_stays_as_it_is(text):
    assert spreadsheet.defused(text) == text


@pytest.mark.parametrize(("value", "written"), [(-3.5, -3.5), (None, ""), (float("nan"), ""), (True, True)])
def test_numbers_stay_numbers_and_missing_is_blank(value, written):
    assert spreadsheet.cell(value) == written


@given(st.text(st.sampled_from("=+-@＝;\t\n\r \"'a1.,\u200b")))
def test_no_text_at_all_begins_a_formula(text):
    target = io.StringIO(newline="")
    csv.writer(target).writerow(["a", spreadsheet.defused(text), "b"])
    assert not formulas(target.getvalue())


@given(st.text(st.sampled_from("=+-@＝;\t\n\r a1.")))
def test_what_is_defused_once_is_defused(text):
    once = spreadsheet.defused(text)
    assert spreadsheet.defused(once) == once


def test_every_csv_handed_out_follows_the_rule(tmp_path, english):
    tables = folders.valid()
    evil = [EVIL[i % len(EVIL)] for i in range(len(tables["cities"]))]
    tables["cities"]["name"] = evil = ["x;=1+1", "＝1+1", "-1+1;\t@x"]
    folder = folders.write(tmp_path / "evil", tables)
    rows = pd.DataFrame({"id": ["1", "2", "3"], "name": evil, "score": [-1.5, 2.0, 3.0]})
    columns = (Column("id", "x;=id"), Column("name", "Name"), Column("score", "Score"))
    part = Part("cities.csv", "cities", folder / "cities.csv", tuple(tables["cities"].columns))
    files = {
        "a page's table": exported(Table("t", columns, rows), metadata(), english),
        "the command line": as_csv(Output(rows)).encode(),
        "a table of the dataset": templates.defused(folder / "cities.csv"),
        "a template": templates.text(templates.frames(read(folder))["cities"]),
        "a marked file": marked.text(part, [], english, templates.text),
    }
    for what, content in files.items():
        text = content.decode("utf-8-sig")
        assert len(text.splitlines()) >= 4, what
        assert not formulas(text), what
    assert "-1.5" in as_csv(Output(rows))
