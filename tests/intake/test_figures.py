"""A table of one's own made a ranking: what its columns may be, what they are said to be, its tables."""

import csv
import dataclasses
import io
import re

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.computed import COMPUTATIONS
from lcity.dataset import read, unit_values
from lcity.dataset.contract import KEY
from lcity.index import Tree, score_units
from lcity.intake.figures import LESS, MORE, TAKEN, UNSTATED, Figures, Indicator, keys_of, of, stated_tables
from lcity.intake.guesses import direction, guess
from lcity.intake.headings import FIGURES
from lcity.intake.limits import Limits
from lcity.intake.numerals import COMMA
from lcity.intake.part import File, Part
from lcity.intake.plan import OWN
from lcity.intake.plan import of as plan_of
from lcity.intake.prepare import Prepared, prepare
from tests import folders


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("base"))


@pytest.fixture
def take(tmp_path, base):
    """Give the function that takes in one file, by name and content."""

    def take(name: str, content: str | bytes, plan=None, **more) -> Prepared:
        path = tmp_path / f"0.{name.rpartition('.')[2]}"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return prepare([File(name, path)], tmp_path / "work", base, plan, COMPUTATIONS, Limits(), **more)

    return take


def confirmed(prepared: Prepared, **stated):
    """Return the plan with the figures as proposed but for what is said; unsaid directions `MORE`."""
    ((name, figures),) = prepared.proposal.plan.figures.items()
    indicators = tuple(
        dataclasses.replace(one, direction=one.direction or MORE) for one in figures.indicators
    )
    figures = dataclasses.replace(figures, **{"indicators": indicators, "provenance": "official"} | stated)
    return dataclasses.replace(prepared.proposal.plan, figures={name: figures})


def guessed(tmp_path, text: str) -> Figures | None:
    path = tmp_path / "0.csv"
    path.write_text(text, "utf-8")
    return guess(Part("a.csv", "a", path, tuple(text.splitlines()[0].split(","))))


@pytest.mark.parametrize(
    ("heading", "sign"),
    [
        ("Literacy rate", MORE),
        ("Illiteracy", LESS),
        ("Employment rate", MORE),
        ("Unemployment", LESS),
        ("Distance to the next library", UNSTATED),
        ("Area", UNSTATED),
        ("参与率", MORE),
        ("文盲率", LESS),
        ("未参与率", UNSTATED),
        ("面积", UNSTATED),
    ],
)
def test_the_direction_is_guessed_only_where_the_heading_says_one(heading, sign):
    assert direction(heading) == sign


def test_which_columns_are_what(tmp_path):
    found = guessed(
        tmp_path, "城市,区县,年份,常住人口,参与率（%）,备注\n甲,A,2020年,100,12.5,x\n甲,B,2020年,n/a,13 %,\n"
    )
    assert (found.level, found.unit, found.city, found.year, found.people) == (
        "district",
        "区县",
        "城市",
        "年份",
        "常住人口",
    )
    assert found.indicators == (Indicator("参与率（%）", "参与率", "%", MORE),)
    assert (found.provenance, found.source) == ("", ""), "what no table says is not guessed"


def test_positions_and_codes_are_no_figures_and_areas_no_units(tmp_path):
    found = guessed(
        tmp_path, "Town,code,Longitude,Latitude,Area,Clubs\nA,1,10.1,50.2,3,7\nB,2,10.2,50.1,4,8\n"
    )
    assert (found.unit, found.lon, found.lat) == ("Town", "Longitude", "Latitude")
    assert {"Area", "Clubs"} <= {one.heading for one in found.indicators}
    metres = guessed(tmp_path, "Town,x,y,Clubs\nA,451200,5412000,7\nB,451300,5412100,8\n")
    assert (metres.lon, metres.lat) == ("", ""), "metres are no degrees"


@pytest.mark.parametrize(
    "text", ["Town,Note\nA,x\nB,y\n", "1,2\n3,4\n5,6\n", "date,rain\n2020-01-01,3\n2020-01-02,4\n"]
)
def test_a_table_without_units_or_figures_is_none_to_rank_or_is_confirmed_by_its_owner(tmp_path, text):
    found = guessed(tmp_path, text)
    assert found is None or found.lacking


headings = st.lists(st.text(min_size=1, max_size=30).filter(str.strip), unique=True, max_size=12)


@given(headings)
def test_keys_are_unique_and_what_the_contract_allows(names):
    found = keys_of(names)
    assert list(found) == names
    assert len(set(found.values())) == len(names)
    for key in found.values():
        assert re.fullmatch(KEY, key), key
        assert key not in TAKEN
        assert not key.endswith("_se")


def test_keys_of_chinese_headings_are_ascii_and_the_same_whatever_stands_beside_them():
    alone, among = keys_of(["参与率"]), keys_of(["满意度", "参与率", "识字率"])
    assert alone["参与率"] == among["参与率"]
    assert alone["参与率"].isascii()
    assert keys_of(["Literacy rate (%)", "Literacy rate"]) == {
        "Literacy rate (%)": "literacy_rate",
        "Literacy rate": "literacy_rate_2",
    }
    assert keys_of(["year", "2020", "Élèves"]) == {"year": "year_2", "2020": "i_2020", "Élèves": "eleves"}


def test_nothing_that_was_not_said_is_in_the_tables():
    figures = Figures("city", "Town", indicators=(Indicator("Clubs", "Clubs"),))
    assert figures.lacking == ("direction", "provenance")
    tables = stated_tables(figures)
    assert list(tables) == ["indicators"]
    assert tables["indicators"][1] == ["clubs", None, "Clubs", None, None, 1, None, None, None]
    assert of(dataclasses.asdict(figures)) == figures


TOWNS = "Town,Year,Literacy rate (%),Unemployment (%)\nAshby,2024,91,4\nBirch,2024,80,6\nCedar,2024,60,9\n"


def test_a_table_becomes_a_dataset_the_contract_takes_and_ranks(take, tmp_path):
    before = take("towns.csv", TOWNS)
    assert before.proposal.plan.tables == {"towns.csv": FIGURES}
    assert before.proposal.plan.mode == OWN
    assert before.composed is None, "nothing is taken over before it is confirmed"
    plan = confirmed(before, source="Yearbook")
    assert plan_of(dataclasses.asdict(plan)) == plan
    after = take("towns.csv", TOWNS, plan)
    assert after.valid, after.problems
    assert {path.name for path in after.composed.folder.iterdir()} == {
        "dataset.toml",
        "indicators.csv",
        "sources.csv",
        "values_city.csv",
    }
    dataset = read(after.composed.folder, COMPUTATIONS)
    assert dataset.years == (2024,)
    ranking = score_units(
        unit_values(dataset, "city").values, dataset.indicators, Tree.from_table(dataset.indicators)
    )
    # Literacy scores 100, 20 / 31 and 0, unemployment 100, 3 / 5 and 0: their means.
    assert ranking.score["Ashby"] == pytest.approx(100)
    assert ranking.score["Birch"] == pytest.approx(50 * (20 / 31 + 3 / 5))
    assert ranking.rank.tolist() == [1, 2, 3]


def test_a_direction_that_is_not_said_is_lacking_and_told(take):
    before = take("a.csv", "Town,Area (km2)\nA,3\nB,4\n")
    plan = confirmed(before)
    (figures,) = plan.figures.values()
    unsaid = tuple(dataclasses.replace(one, direction=UNSTATED) for one in figures.indicators)
    plan = dataclasses.replace(plan, figures={"a.csv": dataclasses.replace(figures, indicators=unsaid)})
    found = take("a.csv", "Town,Area (km2)\nA,3\nB,4\n", plan)
    assert not found.valid
    assert {p.column for p in found.problems if p.severity == "error"} == {"direction"}


def test_problems_and_readings_are_told_by_the_heading_and_row_that_came(take):
    text = "Title,,\nTown,Clubs,People reached\nA,3,70.4万\nB,many,1\nC,4,2\n"
    before = take("a.csv", text)
    found = take("a.csv", text, confirmed(before))
    assert {(p.row, p.column, p.code) for p in found.problems if p.severity == "error"} == {
        (4, "Clubs", "not_number"),
        (3, "People reached", "not_number"),
    }
    assert [reading.headings for reading in found.readings] == [("People reached",)]


def test_names_and_positions_make_a_table_of_cities_told_once_of_several_years(take):
    rows = [
        f"{code},{name},{year},{lon},50.5,{code}"
        for year in (2020, 2021)
        for code, name, lon in ((1, "Ashby", 10.1), (2, "Birch", 10.4))
    ]
    text = "City code,Name,Year,lon,lat,Clubs\n" + "\n".join(rows) + "\n"
    found = take("a.csv", text, confirmed(take("a.csv", text)))
    assert found.valid, found.problems
    cities = found.composed.dataset.cities
    assert cities["name"].to_dict() == {"1": "Ashby", "2": "Birch"}
    assert cities["lon"].tolist() == [10.1, 10.4]
    twice = text.replace("1,Ashby,2021,10.1", "1,Ashby,2021,11.9")
    told = take("a.csv", twice, confirmed(take("a.csv", twice)))
    assert [(p.row, p.code) for p in told.problems if p.severity == "error"] == [(4, "duplicate")]


BLOCKS = [
    ["2024年监测表"],
    ["填报单位：教育局"],
    ["城市", "区县", "学习", None, "文化", None],
    [None, None, "参与率（%）", "满意度", "图书馆", "面积"],
    ["甲", "A", 40, 80, 3, 1],
    [None, "B", 41, 82, 4, 0],
    ["乙", "C", 39, 70, 1, 1],
]


def test_two_rows_of_headings_and_merged_blocks(take):
    book = openpyxl.Workbook()
    for row in BLOCKS:
        book.active.append(row)
    for cells in ("A1:F1", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "A5:A6"):
        book.active.merge_cells(cells)
    content = io.BytesIO()
    book.save(content)
    before = take("a.xlsx", content.getvalue())
    (layout,) = before.layouts.values()
    assert (layout.header, layout.depth) == (3, 2)
    (merged,) = before.questions
    assert (merged.problem.code, merged.problem.row, before.proposal) == ("merged", 5, None)
    answers = {merged.problem.question: "spread"}
    again = take("a.xlsx", content.getvalue(), answers=answers)
    (figures,) = again.proposal.plan.figures.values()
    assert [(one.dimension, one.name, one.unit) for one in figures.indicators] == [
        ("学习", "参与率", "%"),
        ("学习", "满意度", ""),
        ("文化", "图书馆", ""),
        ("文化", "面积", ""),
    ]
    found = take("a.xlsx", content.getvalue(), confirmed(again), answers=answers)
    assert found.valid, found.problems
    assert found.composed.dataset.districts["city"].to_dict() == {"A": "甲", "B": "甲", "C": "乙"}
    tree = Tree.from_table(found.composed.dataset.indicators)
    assert len(tree.dimensions) == 2
    kept = {merged.problem.question: "keep"}
    plan = confirmed(take("a.xlsx", content.getvalue(), answers=kept))
    blank = take("a.xlsx", content.getvalue(), plan, answers=kept)
    assert [(p.row, p.code) for p in blank.problems if p.severity == "error"] == [(6, "blank")]


@pytest.mark.parametrize(
    "rows",
    [
        [["Learning in towns"], ["Town", "Clubs"], ["A", 1], ["B", 2]],
        [["Town", "Clubs"], ["A", "many"], ["B", 2]],
        [["Town", "Clubs", "Note"], ["A", 1, None], ["B", 2, "x"]],
        [["Town", "Clubs", "Readers"], [None, "number", "%"], ["A", 1, 2], ["B", 2, 3]],
    ],
)
def test_titles_units_and_records_are_no_second_row_of_headings(take, rows):
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    assert all(found.depth == 1 for found in take("a.csv", text.getvalue()).layouts.values())


@pytest.mark.parametrize(
    ("text", "level", "unit", "used"),
    [
        (
            "city,year,reading rate,clubs\nx,2024,91,4\ny,2024,80,5\n",
            "city",
            "city",
            ["reading rate", "clubs"],
        ),
        (
            "District,City,Population,Clubs per 1000\nA,X,1000,90\nB,X,2000,91\n",
            "district",
            "District",
            ["Clubs per 1000"],
        ),
        # A heading the open dataset knows, of units it does not know.
        (
            "District,City,Population,Mean years of schooling\nA,X,1000,9\nB,X,2000,8\n",
            "district",
            "District",
            ["Mean years of schooling"],
        ),
    ],
)
def test_units_and_figures_the_open_dataset_does_not_know_are_offered_for_ranking(
    take, text, level, unit, used
):
    plan = take("my.csv", text).proposal.plan
    assert plan.tables == {"my.csv": FIGURES}
    (figures,) = plan.figures.values()
    assert (figures.level, figures.unit) == (level, unit)
    assert [one.heading for one in figures.indicators] == used


def test_positions_of_units_are_read_and_corrected_as_others_are(take):
    text = 'Town;lon;lat;Clubs\nA;"10,1";"50,2";3\nB;"10,4";"50,1";4\n'
    before = take("a.csv", text)
    plan = confirmed(before)
    found = take("a.csv", text, plan)
    assert [(one.table, one.way, one.columns) for one in found.readings] == [
        ("cities", COMMA, ("lon", "lat"))
    ]
    ways = {"cities": {"lon": [COMMA], "lat": [COMMA]}}
    swapped = dataclasses.replace(plan, readings=ways, corrections={"cities": "swapped"})
    cities = take("a.csv", text, swapped).composed.dataset.cities
    assert cities[["lon", "lat"]].to_numpy().tolist() == [[50.2, 10.1], [50.1, 10.4]]
