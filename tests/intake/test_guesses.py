"""What tables of people's own are taken for: rightly, or not at all and asked."""

from pathlib import Path

import openpyxl
import pytest

from lcity.computed import COMPUTATIONS
from lcity.dataset import examine
from lcity.dataset.contract import SCHEMAS
from lcity.intake import headings, layout, templates, value_words
from lcity.intake.cells import BLANK, MULTIPLE, WORDS, of_sign
from lcity.intake.limits import Limits
from lcity.intake.part import File, Part
from lcity.intake.prepare import prepare
from tests import folders

KEYS = {"schooling": ("Mean years of schooling", "平均受教育年限")}


def part(title: str, *columns: str) -> Part:
    return Part(f"my.xlsx: {title}", title, Path("0.csv"), columns)


@pytest.mark.parametrize(
    ("title", "columns", "tables"),
    [
        ("sheet1", ("Branch", "Address", "Longitude", "Latitude", "Visitors"), ("centres",)),
        ("分馆", ("名称", "地址", "经度", "纬度"), ("centres",)),
        ("sheet1", ("name", "lon", "lat", "people"), ("centres", "population", "cities")),
        ("population", ("name", "lon", "lat"), ("centres", "population", "cities")),
        ("sheet1", ("lon", "lat", "people"), ("population",)),
        ("population", ("lon", "lat", "Count"), ("population",)),
        ("区县数值", ("区县", "城市", "年份", "常住人口"), ("values_district",)),
        ("城市数据", ("城市", "区县", "年份", "平均受教育年限"), ("values_district",)),
        ("城市数值", ("城市", "年份", "平均受教育年限"), ("values_city",)),
        ("values", ("City", "Year", "Mean years of schooling"), ("values_city",)),
        ("sheet1", ("City", "District", "Year", "Mean years of schooling"), ("values_district",)),
        ("sheet1", ("区县", "城市", "年份", "常住人口"), ()),
        ("sheet1", ("District", "City", "Population", "Clubs per 1000"), ()),
    ],
)
def test_a_table_is_taken_for_what_it_can_be_and_asked_about_where_it_may_be_several(title, columns, tables):
    assert headings.possible_tables(part(title, *columns), KEYS) == tables
    assert headings.suggested_table(part(title, *columns), KEYS) == (tables[0] if len(tables) == 1 else "")


@pytest.mark.parametrize(
    "above",
    [
        "填报单位：某市教育局,,,单位：万人",
        "填报单位：,某市教育局,填报日期：,2024-05-01",
        "填报单位,某市教育局,填报日期,2024年5月",
        "Reported by:,Education office,Contact:,A. Smith",
    ],
)
def test_a_title_and_a_line_on_who_filled_it_in_stand_above_the_headings(tmp_path, above):
    path = tmp_path / "a.csv"
    path.write_text(
        f"2024年监测表,,,\n{above}\n区县,城市,年份,常住人口\n甲,乙,2020,100\n丙,乙,2020,90\n", "utf-8"
    )
    found = layout.suggested(Part("a.csv", "a", path, ("2024年监测表", "", "", "")))
    assert found.header == 3
    assert layout.laid_out(Part("a.csv", "a", path, ()), found, tmp_path).columns[0] == "区县"


@pytest.mark.parametrize(
    ("column", "text", "meant"),
    [
        ("direction", "正向", "1"),
        ("direction", "负 向", "-1"),
        ("direction", "Less is better", "-1"),
        ("direction", "双向", None),
        *(("direction", sign, "-1") for sign in ("-", "－", "−", "–", "−1", "－1")),
        *(("direction", sign, "1") for sign in ("+", "＋", "＋1")),
        ("provenance", "官方", "official"),
        ("provenance", "Census", "official"),
        ("provenance", "内部", None),
        ("mode", "线上", "online"),
        ("year", "2023年", "2023"),
        ("year", "2023年度", "2023"),
        ("year", "23年", None),
        ("name", "官方", None),
    ],
)
def test_words_for_those_of_the_contract(column, text, meant):
    assert value_words.read(column, text) == meant


def test_every_word_means_what_the_contract_allows():
    for column, words in value_words._words().items():
        tables = [schema for schema in SCHEMAS.values() if column in schema.columns]
        allowed = {str(value) for check in tables[0].columns[column].checks for value in check.given[0]}
        assert set(words.values()) <= allowed, column


TREE = """key,parent,name,unit,direction,weight,provenance,source,definition
all,,Everything,,,1,,,
reading,all,People who read,%,正向,1,官方,,
gap,all,People without,人,负向,1,官方统计,,
"""
VALUES = "city,year,reading,gap\na,2024年,91,70.4万\nb,2024年,40,3.2万\nc,2024年,60,1万\n"


def test_words_and_ten_thousands_of_a_template_filled_in_chinese_are_read_by_one_click_a_table(tmp_path):
    files = []
    for name, text in (("indicators.csv", TREE), ("values_city.csv", VALUES)):
        (tmp_path / name).write_text(text, "utf-8")
        files.append(File(name, tmp_path / name))
    before = prepare(files, tmp_path / "work", None, None, COMPUTATIONS, Limits())
    assert not before.valid
    ways = {(reading.table, reading.way): reading for reading in before.readings}
    assert set(ways) == {("indicators", WORDS), ("values_city", WORDS), ("values_city", MULTIPLE)}
    assert ways["indicators", WORDS].columns == ("direction", "provenance")
    assert dict(ways["indicators", WORDS].pairs)["负向"] == "-1"
    readings: dict = {}
    for (table, way), reading in ways.items():
        for column in reading.columns:
            readings.setdefault(table, {}).setdefault(column, []).append(way)
    plan = type(before.proposal.plan)(**{**vars(before.proposal.plan), "readings": readings})
    after = prepare(files, tmp_path / "work", None, plan, COMPUTATIONS, Limits())
    assert after.valid, after.problems
    assert after.readings == []
    dataset = after.composed.dataset
    assert dataset.indicators.loc[["reading", "gap"], "direction"].tolist() == [1, -1]
    assert set(dataset.indicators["provenance"].dropna()) == {"official"}
    assert dataset.values_city["gap"].tolist() == [704000, 32000, 10000]
    assert dataset.years == (2024,)


@pytest.mark.parametrize("heading", ["direction", "方向"])
@pytest.mark.parametrize(("more", "less"), [("+", "-"), ("1", "−"), ("1", "－1")])
def test_a_dash_for_a_direction_is_less_is_better_and_no_zero(tmp_path, english, heading, more, less):
    tree = TREE.replace("direction", heading).replace("正向", more).replace("负向", less)
    tree = tree.replace("官方统计", "official").replace("官方", "official")
    values = VALUES.replace("年,", ",").replace("70.4万", "-").replace("万", "")
    files = []
    for name, text in (("indicators.csv", tree), ("values_city.csv", values)):
        (tmp_path / name).write_text(text, "utf-8")
        files.append(File(name, tmp_path / name))
    first = prepare(files, tmp_path / "work", None, None, COMPUTATIONS, Limits())
    plan = first.proposal.plan
    before = prepare(files, tmp_path / "work", None, plan, COMPUTATIONS, Limits())
    told = next(p for p in before.problems if p.column == heading and p.details["found"] == less)
    assert "-1 where less is" in told.sentence(english)
    assert "zero" not in told.sentence(english)
    ways = [reading for reading in before.readings if reading.table == "indicators"]
    assert [(reading.way, dict(reading.pairs)[less]) for reading in ways] == [(WORDS, "-1")]
    of_values = {reading.sign for reading in before.readings if reading.table == "values_city"}
    assert of_values == {"-"}, "of figures it is still asked"
    readings = {"indicators": {"direction": [WORDS]}, "values_city": {"gap": [of_sign(BLANK, "-")]}}
    plan = type(plan)(**{**vars(plan), "readings": readings})
    after = prepare(files, tmp_path / "work", None, plan, COMPUTATIONS, Limits())
    assert after.valid, after.problems
    assert after.composed.dataset.indicators.loc[["reading", "gap"], "direction"].tolist() == [1, -1]


def test_the_template_says_of_no_cell_that_it_may_be_blank_where_that_is_refused(tmp_path, english):
    told = {}
    book = openpyxl.Workbook()
    templates._read_me(book.active, english)
    for table, column, _, must, _ in book.active.iter_rows(values_only=True):
        told[table, column] = must
    folder = folders.write(tmp_path / "whole")
    may = english.t("intake.template.may_be_blank"), english.t("intake.template.optional")
    for table in ("values_city", "values_district"):
        frame = folders.valid()[table].astype(object)
        for column in frame:
            if told.get((table, column)) not in may:
                continue
            blank = frame.copy()
            blank.loc[blank.index[0], column] = None
            blank.to_csv(folder / f"{table}.csv", index=False)
            problems = examine(folder, COMPUTATIONS)[1]
            errors = {p.code for p in problems if p.severity == "error" and p.column == column}
            assert not errors, (table, column, errors)
        frame.to_csv(folder / f"{table}.csv", index=False)
    assert told["values_district", "city"] == english.t("intake.template.all_or_none")
