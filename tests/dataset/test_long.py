"""Tables with one row a value: seen as such, told as such, and turned without a figure lost."""

from pathlib import Path

import pandas as pd
import pytest

from lcity.dataset import examine
from lcity.dataset.long import folded_names, seen, turned

FIELD = Path(__file__).parents[1] / "field" / "13-tidy-table"
NAMES = {"library_members": ("Library members",), "no_internet": ("Households without internet",)}
CALLED = folded_names(NAMES)


def table(*lines):
    header, *rows = (line.split(",") for line in lines)
    return pd.DataFrame(rows, columns=header, index=range(2, len(rows) + 2))


def test_the_command_line_names_what_it_is_and_nothing_else():
    dataset, problems = examine(FIELD)
    assert dataset is None
    assert [(p.file, p.code, p.severity) for p in problems] == [("data.csv", "long_table", "error")]
    assert "this table is long: one row a value" in str(problems[0])


def test_a_long_table_of_the_right_name_is_told_once(tmp_path):
    (tmp_path / "indicators.csv").write_bytes((FIELD / "indicators.csv").read_bytes())
    (tmp_path / "values_district.csv").write_bytes((FIELD / "data.csv").read_bytes())
    assert [p.code for p in examine(tmp_path)[1]] == ["long_table"]


@pytest.mark.parametrize("file", ["data.csv", "variants/years-as-columns.csv"])
def test_every_figure_stands_where_it_belongs_when_turned(file):
    frame = pd.read_csv(FIELD / file, dtype=str)
    long = seen(frame, CALLED)
    wide = turned(frame, long, CALLED)
    if long.years:
        assert wide["city"].tolist() == ["A"] * 12
        frame = frame.melt(["district", "city", "indicator"], var_name="year", value_name="Value")
    unit, key = (long.unit, long.key)
    year = "year" if long.years else "Year"
    for _, row in frame.iterrows():
        (found,) = wide.loc[(wide[unit] == row[unit]) & (wide[year] == row[year]), row[key]]
        assert found == row["Value"]
    assert len(wide) * 2 == len(frame)


def test_indicators_may_be_called_by_their_names_and_figures_may_lack():
    frame = table("Area,Measure,Figure", "a,Library members,1", "b,Library members,2", "b,no_internet,3")
    wide = turned(frame, seen(frame, CALLED), CALLED)
    assert wide.columns.tolist() == ["Area", "library_members", "no_internet"]
    assert wide["no_internet"].isna().tolist() == [True, False]
    assert wide["no_internet"].tolist()[1] == "3"


@pytest.mark.parametrize(
    "lines",
    [
        ("district,year,library_members", "a,2020,1", "b,2020,2"),
        # A further dimension: turning would have to choose among the figures of one unit.
        ("area,sex,series,value", "a,f,no_internet,1", "a,m,no_internet,2", "b,f,no_internet,1"),
        ("key,name", "library_members,Library members", "no_internet,Internet"),
        ("area,series,note", "a,no_internet,x", "b,no_internet,y"),
    ],
)  # fmt: skip
def test_what_is_not_long(lines):
    frame = table(*lines)
    assert seen(frame, CALLED) is None
