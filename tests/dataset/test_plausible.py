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
    tables = folders.sound()
    change(tables)
    return questions(folders.write(tmp_path, tables))


@pytest.mark.parametrize("folder", ["sound", "shipped"])
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
    kept = folders.sound()
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
