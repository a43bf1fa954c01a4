"""Tables taken away: what a spreadsheet makes of them, and what it cannot be made to do by them."""

import io

import openpyxl
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lcity.export import workbook
from lcity.export.table import Column, Table, csv, defused
from tests.export.samples import HOSTILE, hostile, metadata, table


def read(content):
    return pd.read_csv(io.BytesIO(content), encoding="utf-8-sig", dtype={"id": str})


def sheet(content, name):
    return openpyxl.load_workbook(io.BytesIO(content))[name]


def test_a_csv_opens_in_a_spreadsheet_as_what_it_is(chinese):
    content = csv(table(), metadata(), chinese)
    assert content.startswith(b"\xef\xbb\xbf")
    found = read(content)
    assert found["id"].tolist() == ["010000", "020000", "030000"]
    assert found["名称"].tolist() == ["甲", "乙", "'=1+1"]
    assert found["得分（分；模拟）"].tolist()[:2] == [61.25, -3.5]
    assert b",2,-3.5,," in content, "a missing figure is nothing, not 0"
    assert b"\r\n" in content


def test_every_row_of_a_csv_says_what_it_stands_on(chinese):
    found = read(csv(table(), metadata(), chinese))
    assert set(found["全部数据的性质"]) == {"官方、模拟"}
    assert set(found["数据集"]) == {"中国学习型城市（内容校验码0123456789abcdef）"}
    assert set(found["导出日期"]) == {"2026-11-22"}
    assert found["所选条件"][0] == "城市：北京；年份：2024；权重：覆盖率75.0%、人才25.0%"


def test_a_workbook_has_typed_columns_units_and_marks(chinese):
    own = sheet(workbook.xlsx((table(),), metadata(), chinese), "城市排名")
    rows = [tuple(value or None for value in row) for row in own.values]
    assert rows[0] == ("id", "名称", "位次", "得分", "比例")
    assert rows[1] == (None, None, None, "分", "比例（0–1）")
    assert rows[2] == (None, None, "模拟", "模拟", "官方")
    assert rows[3] == ("010000", "甲", 1, 61.25, 0.5)
    assert rows[4] == ("020000", "乙", 2, -3.5, None)
    assert rows[5] == ("030000", "'=1+1", None, None, 1)
    assert own.freeze_panes == "C4"
    assert (own["C4"].number_format, own["D4"].number_format, own["E4"].number_format) == (
        "#,##0",
        "#,##0.0",
        "0.0%",
    )


def test_a_workbook_says_in_a_sheet_what_it_stands_on(chinese):
    own = sheet(workbook.xlsx((table(),), metadata(), chinese), "出处说明")
    cells = {row[0]: row[1] for row in own.values if row[0]}
    assert own["A1"].value == metadata().question
    assert cells["数据性质"] == "官方、模拟"
    assert cells["重新打开此视图"] == metadata().link
    assert cells["城市"] == "北京"
    assert ("   覆盖率", 0.75, "模拟") in list(own.values)
    assert "含模拟数据" in cells["数据性质"] or any("含模拟数据" in str(row[1]) for row in own.values)


def test_sheets_of_the_same_title_are_told_apart(english):
    content = workbook.xlsx((table(), table(), table()), metadata(), english)
    assert openpyxl.load_workbook(io.BytesIO(content)).sheetnames == [
        "城市排名",
        "城市排名 2",
        "城市排名 3",
        "Provenance",
    ]


@given(st.text())
def test_no_text_at_all_begins_as_a_formula(text):
    found = defused(text)
    assert defused(found) == found
    assert all(mark.isprintable() or mark in "\n\xa0" for mark in found)
    assert len(found) <= 2_001


def test_hostile_text_stays_text_in_every_cell(english):
    names = HOSTILE[:3]
    for content in (workbook.xlsx((table(names),), hostile(), english),):
        for own in openpyxl.load_workbook(io.BytesIO(content)):
            for cell in (cell for row in own.rows for cell in row if cell.value is not None):
                assert cell.data_type in "sn"
                assert not str(cell.value).startswith(("=", "+", "@"))
                assert cell.hyperlink is None
                assert len(str(cell.value)) <= 32_767
    lines = csv(table(names), hostile(), english)
    assert len(lines) < 100_000
    assert read(lines)["名称"].tolist()[1].startswith("'=HYPERLINK")


def test_columns_of_one_name_keep_their_own_figures(english):
    columns = (
        Column("mark", english.t("export.provenance")),
        Column("a", "Sources"),
        Column("b", "People"),
        Column("c", "People"),
    )
    rows = pd.DataFrame({"mark": ["official"], "a": ["own"], "b": [1], "c": [2]})
    frame = pd.read_csv(io.BytesIO(csv(Table("t", columns, rows), metadata(), english)))
    assert len(frame.columns) == len(columns) + 6
    assert frame.loc[0, "Provenance"] == "official"
    assert frame.loc[0, "Sources (a)"] == "own"
    assert frame.loc[0, ["People (b)", "People (c)"]].tolist() == [1, 2]
    assert "LCity" in frame.loc[0, "Sources"]
    assert frame.loc[0, english.t("export.provenance_of_all")] == "official, simulated"
