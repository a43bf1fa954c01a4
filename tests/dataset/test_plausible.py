"""What may be meant otherwise is asked, with its rows and both answers; ordinary data raise no question."""

from pathlib import Path

import pandas as pd
import pytest

from lcity.computed import COMPUTATIONS
from lcity.dataset import examine
from lcity.dataset.plausible_totals import is_total
from lcity.text import language
from tests import folders

FIELD = Path(__file__).parents[1] / "field"
SHIPPED = Path(__file__).parents[2] / "data" / "china15"


def questions(folder):
    """Return the questions of a folder by code."""
    dataset, problems = examine(folder, COMPUTATIONS)
    found = [problem for problem in problems if problem.severity == "question"]
    assert dataset is None or set(found) <= set(dataset.notes)
    assert len({problem.question for problem in found}) == len(found)
    return {problem.code: problem for problem in found}


def changed(tmp_path, change):
    tables = folders.valid()
    change(tables)
    return questions(folders.write(tmp_path, tables))


@pytest.mark.parametrize("folder", ["valid", "shipped"])
def test_ordinary_data_raise_no_question(folder, tmp_path):
    assert questions(SHIPPED if folder == "shipped" else folders.write(tmp_path)) == {}


def test_centres_outside_every_outline_are_counted_and_those_at_zero_apart():
    (found,) = questions(FIELD / "07-centres-at-zero-zero").values()
    assert found.rows == (2, 3, 4)
    assert [answer.way for answer in found.answers] == ["leave_out", "keep"]
    assert "3 centres lie in no district (2 of them at 0°, 0°; rows 2, 3 and 4)" in str(found)
    assert "有3个学习中心不在任何区县之内（其中2个位于0°、0°；第2、3和4行）" in found.text(language("zh"))


@pytest.mark.parametrize(
    ("lon", "lat", "outlined", "code"),
    [
        ("0", "0", True, "centres_at_zero"),
        ("0", "0", False, "centres_at_zero"),
        ("116.4", "39.9", True, "centres_outside"),
        ("116.4", "39.9", False, None),
        ("110.997", "30.05", True, None),  # 290 m beyond the border: outlines are simplified
        ("110.99", "30.05", True, "centres_outside"),
        ("", "30.05", True, None),  # blank: an error of its own
    ],
)
def test_one_centre_elsewhere(tmp_path, lon, lat, outlined, code):
    def move(tables):
        tables["centres"].loc[3, ["lon", "lat"]] = [lon, lat]
        if not outlined:
            tables.pop("districts")

    found = changed(tmp_path, move)
    assert list(found) == ([code] if code else [])
    if code:
        assert found[code].rows == (5,)


@pytest.mark.parametrize(
    "text",
    "合计|总计|全市合计|Summe|Insgesamt|TOTAL|Ashby total|Total Ashby|Ogółem|계|합계|Итого|Toplam|"
    "المجموع|कुल|รวม|Ensemble|Yhteensä".split("|"),
)
def test_words_for_total(text):
    assert is_total(text)


@pytest.mark.parametrize(
    "text", ["Totana", "Allentown", "Summerside", "合肥", "总部经济区", "Kula", "", None, 3]
)
def test_names_that_are_no_words_for_total(text):
    assert not is_total(text)


def test_totals_are_asked_about_by_word_and_by_their_citys_id():
    (found,) = questions(FIELD / "09-total-row").values()
    assert (found.code, found.rows) == ("total_rows", (5, 9))
    assert "A and Total" in str(found)


def people(*rows):
    """Return a table of values: district, city, year and people of each row."""
    frame = pd.DataFrame(rows, columns=["district", "city", "year", "people"]).astype(str)
    return frame.assign(schooling="9", literacy="90", distance="400")


def totals_of(tmp_path, table):
    """Return which districts of a table are asked about as sums."""
    kept = folders.valid()
    tables = {name: kept[name] for name in ("meta", "indicators", "sources")} | {"values_district": table}
    tables["meta"].pop("default_year")
    tables["indicators"] = tables["indicators"].query("key not in ('staff', 'coverage_1000m')")
    found = questions(folders.write(tmp_path, tables)).get("total_rows")
    return [] if found is None else [table["district"][row - 2] for row in found.rows]


def test_a_sum_is_known_by_its_people(tmp_path):
    of_a, of_b = [21_733, 40_512, 33_871], [9_104, 12_377, 18_450]
    rows = [(f"a{i}", "A", 2020, n) for i, n in enumerate(of_a)]
    rows += [("x", "A", 2020, sum(of_a))] + [(f"b{i}", "B", 2020, n) for i, n in enumerate(of_b)]
    assert totals_of(tmp_path / "of a city", people(*rows)) == ["x"]
    rows.append(("y", "C", 2020, sum(of_a) + sum(of_b)))
    assert totals_of(tmp_path / "of all", people(*rows)) == ["x", "y"]


def test_what_chance_brings_about_is_no_sum(tmp_path):
    round_numbers = [(f"a{i}", "A", 2020, n) for i, n in enumerate((10_000, 20_000, 30_000))]
    assert totals_of(tmp_path / "round", people(*round_numbers)) == []
    once = [(f"a{i}", "A", year, n) for year, more in ((2010, 0), (2020, 7))
            for i, n in enumerate((21_733, 40_512, 62_245 + more))]  # fmt: skip
    assert totals_of(tmp_path / "in one year of two", people(*once)) == []
    own = [("A", "A", 2020, 21_733), ("b1", "B", 2020, 9_104), ("b2", "B", 2020, 8_377)]
    assert totals_of(tmp_path / "a city that is its own district", people(*own)) == []


def figures(tmp_path, values, unit="%", low="", high="", years=None, people=()):
    """Return the questions about one indicator with these values, of districts named by letters."""
    if years is None:
        rows = [(chr(97 + i), "", value) for i, value in enumerate(values)]
    else:
        rows = [(chr(97 + i), year, value) for i, of in enumerate(values)
                for year, value in zip(years, of, strict=True)]  # fmt: skip
    table = pd.DataFrame(rows, columns=["district", "year", "share"]).assign(city="", people="")
    table["people"] = [dict(people).get(district, "") for district in table["district"]]
    if years is None:
        table = table.drop(columns="year")
    about = {"key": "share", "parent": "", "name": "Share", "unit": unit, "direction": 1, "weight": 1}
    more = {"low": low, "high": high, "provenance": "official", "source": "", "definition": ""}
    indicators = pd.DataFrame([about | more])
    if low == "":
        indicators = indicators.drop(columns=["low", "high"])
    return questions(folders.write(tmp_path, {"indicators": indicators, "values_district": table}))


def keys(problem):
    return [answer.key for answer in problem.answers]


def test_fractions_beside_per_cents_and_alone():
    found = list(examine(FIELD / "12-fractions-in-a-percent-column")[0].notes)
    assert [(p.column, p.code, p.rows) for p in found] == [
        ("no_internet", "fractions_all", tuple(range(2, 10))),
        ("library_members", "fractions_among", (6, 7, 8, 9)),
    ]
    assert keys(found[1]) == ["times:100", "keep"]
    assert found[1].answers[0][2:] == ("0.55", "55")
    assert "as they stand 0.55 is 0.55 %" in str(found[1])


@pytest.mark.parametrize(
    ("values", "more", "code", "rows"),
    [
        ([51, 52, 0.53, 54, 55], {}, "fractions_among", (4,)),
        ([51, 52, 0.53, 54, 55], {"unit": "people"}, None, ()),
        ([0.4, 0.8, 1.2, 3.1, 9.9], {}, None, ()),  # small per cents among others
        ([0.02, 45, 51, 52, 60], {}, "magnitude", (2,)),  # as a fraction it would be 2, unlike the others
        ([0.2, 0.4, 0.3], {"low": "0", "high": "100"}, "fractions_all", (2, 3, 4)),
        ([0.2, 0.4, 0.3], {"low": "0", "high": "1"}, None, ()),  # goalposts say fractions are meant
        ([0.2, 0.4, 0.3], {"low": "0", "high": "2"}, None, ()),  # or that so little is much
        ([1, 1, 0], {}, None, ()),
        ([12.5, -1, 33.1, -3, 20.4, -9, 18.8], {"unit": "points"}, "codes", (3, 5, 7)),
        ([120, -9, 131, 140, -9], {"unit": "points"}, "codes", (3, 6)),
        ([2, 5, -1, 3, -3, 4], {"unit": "points"}, None, ()),  # small whole numbers on both sides of 0
        ([2.5, -1, -3.5, 4, 6], {"unit": "points"}, None, ()),
        ([12, 17, 99, 21, 99, 30], {}, "codes", (4, 6)),
        ([72, 87, 99, 91, 99, 80], {}, None, ()),
        ([704_000, 812_000, 70.4, 655_000, 431_000], {"unit": "people"}, "magnitude", (4,)),
        ([704_000, 81_200, 7_040, 655_000, 4_310], {"unit": "people"}, None, ()),
    ],
)
def test_figures_that_may_be_meant_otherwise(tmp_path, values, more, code, rows):
    found = figures(tmp_path, values, **more)
    assert list(found) == ([code] if code else [])
    if code:
        assert found[code].rows == rows


def test_another_magnitude_is_offered_as_it_would_be(tmp_path):
    found = figures(tmp_path, [704_000, 812_000, 70.4, 655_000, 431_000], unit="people")["magnitude"]
    assert keys(found) == ["times:10000", "blank", "keep"]
    assert found.answers[0].after == "704000"


STEADY = [[10 + i, 10.5 + i, 10.9 + i, 11.4 + i] for i in range(8)]


@pytest.mark.parametrize(
    ("unit", "row", "answers"),
    [
        ([14, 140.5, 14.9, 15.4], 27, ["times:0.1", "blank", "keep"]),
        ([14, 14.5, 14.9, 1.54], 29, ["times:10", "blank", "keep"]),
        ([14, 47, 48, 49], 26, ["blank", "keep"]),  # the first does not fit the others
        ([14, 15, 16, 17], None, []),
        ([14, 20, 26, 33], None, []),  # fast, but not in one year
    ],
)
def test_a_leap_of_one_unit_in_one_year(tmp_path, unit, row, answers):
    values = [*STEADY[:6], unit, *STEADY[7:]]
    found = figures(tmp_path, values, unit="points", years=(2017, 2018, 2019, 2020))
    assert list(found) == (["jump"] if row else [])
    if row:
        assert (found["jump"].row, keys(found["jump"])) == (row, answers)


def test_where_all_leap_none_does(tmp_path):
    values = [[a, b, 5 * c, 5 * d] for a, b, c, d in STEADY]
    assert figures(tmp_path, values, unit="points", years=(2017, 2018, 2019, 2020)) == {}


def test_a_unit_of_few_people_may_leap(tmp_path):
    values = [*STEADY[:6], [14, 140.5, 14.9, 15.4], *STEADY[7:]]
    people = dict.fromkeys("abcdefgh", 100_000)
    choices = {"unit": "points", "years": (2017, 2018, 2019, 2020)}
    assert list(figures(tmp_path / "many", values, people=people, **choices)) == ["jump"]
    assert figures(tmp_path / "few", values, people=people | {"g": 8_000}, **choices) == {}


def test_a_share_of_people_of_another_magnitude(tmp_path):
    def in_ten_thousands(tables):
        tables["participation"].loc[7, "participants"] = "0.0044"

    found = changed(tmp_path, in_ten_thousands)["participants_apart"]
    assert found.rows == (9,)
    assert keys(found)[-2:] == ["blank", "keep"]


def of_units(tmp_path, *lines, cities=("A,Ashby", "B,Birch")):
    (tmp_path / "values_district.csv").write_text("\n".join(lines))
    (tmp_path / "indicators.csv").write_bytes((FIELD / "09-total-row" / "indicators.csv").read_bytes())
    if cities:
        (tmp_path / "cities.csv").write_text("\n".join(("city,name", *cities)))
    return questions(tmp_path)


SWAPPED = (
    "district,city,year,people,library_members,no_internet",
    "A,A1,2020,10000,20,30",
    "A,A2,2020,11037,23,28",
    "B,B1,2020,13000,29,24",
)


@pytest.mark.parametrize("cities", [("A,Ashby", "B,Birch"), ()])
def test_columns_of_districts_and_cities_swapped(tmp_path, cities):
    found = of_units(tmp_path, *SWAPPED, cities=cities)
    assert keys(found["units_swapped"]) == ["swap", "keep"]


def test_a_table_of_cities_offered_as_one_of_districts(tmp_path):
    lines = "district,city,year,people,library_members,no_internet", "A,,2020,1,20,30", "B,,2020,2,29,24"
    assert keys(of_units(tmp_path, *lines)["districts_are_cities"]) == ["as_cities", "keep"]
