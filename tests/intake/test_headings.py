"""Headings: right ones are left alone, known ones suggested, unknown ones never guessed."""

from pathlib import Path

import pytest

from lcity.dataset.contract import SCHEMAS
from lcity.intake import headings
from lcity.intake.part import Part
from lcity.intake.plan import OWN, REPLACE, propose

KEYS = {
    "literacy": ("Adult literacy", "成人识字率"),
    "schooling": ("Mean years of schooling", "平均受教育年限"),
}


def part(title: str, *columns: str) -> Part:
    return Part(f"my.xlsx: {title}", title, Path("0.csv"), columns)


@pytest.mark.parametrize(
    ("table", "heading", "column"),
    [
        ("values_district", "区县", "district"),
        ("values_district", "常住人口", "people"),
        ("values_district", "常住人口（人）", "people"),
        ("values_district", "60岁及以上人口", "people_60p"),
        ("values_district", "识字率", ""),
        ("values_district", "成人识字率", "literacy"),
        ("values_district", "Adult literacy (%)", "literacy"),
        ("values_district", "District Code", "district"),
        ("values_district", "distrct_code", "district"),
        ("values_city", "年份", "year"),
        ("centres", "经度", "lon"),
        ("centres", "Longitude", "lon"),
        ("centres", "Opening hours", "hours"),
        ("centres", "座位数", "seats"),
        ("indicators", "Polarity", "direction"),
        ("indicators", "权重", "weight"),
        ("population", "Count", "people"),
        ("participation", "参与人数", "participants"),
        ("cities", "Rainfall", ""),
        ("cities", "n", ""),
    ],
)
def test_what_a_heading_may_mean(table, heading, column):
    assert headings.known_as(table, heading, KEYS) == column


def test_right_headings_are_left_alone():
    for table, schema in SCHEMAS.items():
        columns = tuple(name for name, column in schema.columns.items() if not column.regex)
        assert headings.suggest(table, columns, KEYS) == {}, table


def test_no_column_is_suggested_twice_or_where_it_stands():
    found = headings.suggest("values_district", ("区县", "district code", "people", "常住人口"), KEYS)
    assert found == {"区县": "district"}


def test_all_names_lead_to_columns_of_the_contract():
    for table in SCHEMAS:
        known = set(headings.choosable(table, KEYS))
        assert set(headings._names(table).values()) <= known, table


@pytest.mark.parametrize(
    ("title", "columns", "table"),
    [
        ("区县数据", ("a",), "values_district"),
        ("Learning centres", ("a",), "centres"),
        ("Sheet1", ("区县代码", "年份", "常住人口", "成人识字率"), "values_district"),
        ("Sheet1", ("城市", "年份", "平均受教育年限"), "values_city"),
        (
            "Sheet1",
            ("指标代码", "上级", "名称", "单位", "方向", "权重", "数据性质", "来源", "定义"),
            "indicators",
        ),
        ("Sheet1", ("date", "rainfall"), ""),
        ("travel_times", ("from_id", "to_id", "travel_time"), "travel"),
        ("od", ("origin_id", "destination_id", "distance_m"), "travel"),
        ("步行", ("居民点编号", "中心编号", "步行时间"), "travel"),
        ("edges", ("from_x", "from_y", "to_x", "to_y", "length_m"), "streets"),
    ],
)
def test_which_table_a_sheet_may_be(title, columns, table):
    assert headings.suggested_table(part(title, *columns), KEYS) == table


def test_only_exact_names_need_no_confirmation():
    exact = propose(
        [part("indicators", "key", "parent"), part("values_city", "city", "year", "literacy")], KEYS
    )
    assert exact.exact
    assert exact.plan.mode == OWN
    guessed = propose([part("城市数据", "城市", "年份", "成人识字率")], KEYS)
    assert not guessed.exact
    assert guessed.plan.mode == REPLACE
    assert guessed.plan.tables == {"my.xlsx: 城市数据": "values_city"}
    assert guessed.plan.headings["my.xlsx: 城市数据"] == {
        "城市": "city",
        "年份": "year",
        "成人识字率": "literacy",
    }


def test_a_part_nobody_knows_is_asked_about():
    proposal = propose(
        [part("values_city", "city", "year", "literacy"), part("Sheet2", "date", "rainfall")], KEYS
    )
    assert not proposal.exact
    assert proposal.plan.tables["my.xlsx: Sheet2"] == ""
