"""Cells that are no numbers, and headings that count in thousands: what they may mean is offered or asked."""

from pathlib import Path

import pytest

from lcity.computed import COMPUTATIONS
from lcity.dataset import check, codes
from lcity.intake import marked, numerals
from lcity.intake.cells import BLANK, MULTIPLE, SUPPRESSED, ZERO, of_sign
from lcity.intake.limits import Limits
from lcity.intake.multiples import of_heading
from lcity.intake.numerals import POINT
from lcity.intake.part import File
from lcity.intake.prepare import Prepared, prepare

INDICATORS = (
    "key,parent,name,unit,direction,weight,low,high,provenance,source,definition\n"
    "learn,,Learning,,,1,,,,,\nevening,learn,Evening courses,,1,1,,,official,,\n"
    "places,learn,Course places,,1,1,,,official,,\n"
)


@pytest.fixture
def take(tmp_path):
    def take(values: str, readings=None, indicators: str = INDICATORS, **more) -> Prepared:
        files = []
        for name, text in (("indicators.csv", indicators), ("values_district.csv", values)):
            path = tmp_path / name
            path.write_text(text, encoding="utf-8")
            files.append(File(name, path))
        found = prepare(files, tmp_path / "work", None, None, COMPUTATIONS, Limits(), **more)
        plan = found.proposal.plan
        if readings is None and found.composed:
            return found
        ways = {"values_district": readings or {}}
        plan = type(plan)(**{**vars(plan), "readings": ways})
        return prepare(files, tmp_path / "work", None, plan, COMPUTATIONS, Limits(), **more)

    return take


def column(prepared: Prepared, name: str) -> list[float]:
    return prepared.composed.dataset.values_district[name].fillna(-1).tolist()


DASHES = """district;city;year;people;evening;places
05111;05;2020;10000;4,2;31,0
05112;05;2020;12000;-;28,5
05113;05;2020;9000;-;40,1
05114;05;2020;8000;.;25,0
05116;05;2020;7000;1,7;22,9
__________
- = nothing there (exactly zero)
. = figure unknown or to be kept secret
"""


def test_signs_are_asked_one_by_one_and_zero_is_an_answer(take):
    before = take(DASHES)
    assert not before.valid
    signs = [(one.sign, one.way, one.cells, one.after) for one in before.readings if one.sign]
    assert signs == [
        ("-", "zero=-", 2, "0"),
        ("-", "blank=-", 2, ""),
        (".", "zero=.", 1, "0"),
        (".", "blank=.", 1, ""),
    ]
    ways = {"evening": [of_sign(ZERO, "-"), of_sign(BLANK, "."), "comma"], "places": ["comma"]}
    read = take(DASHES, ways)
    assert read.valid, [str(p) for p in read.problems]
    assert column(read, "evening") == [4.2, 0, 0, -1, 1.7]
    half = take(DASHES, {"evening": [of_sign(ZERO, "-"), "comma"], "places": ["comma"]})
    assert [one.sign for one in half.readings] == [".", "."], "what is answered is asked no more"


def test_a_legend_below_is_notes(take):
    found = take(DASHES)
    (layout,) = found.layouts.values()
    assert layout.left_out == (7, 8, 9)
    assert layout.notes[1] == "- = nothing there (exactly zero)"


def table(*cells: str, head: str = "evening") -> str:
    rows = [f'D{number},A,2020,{1000 + number},"{cell}",1' for number, cell in enumerate(cells)]
    return "\n".join([f"district,city,year,people,{head},places", *rows]) + "\n"


def test_suppressed_values_are_called_so_and_offered_as_unknown(take):
    codes_ = ["<5", "< 10", "c", "x", "*", ":", "(c)", "[c]", "少于5", "fewer than 10"]
    values = table("4", *codes_, "7")
    before = take(values)
    told = [str(p) for p in before.problems if p.severity == "error" and "suppressed value" in str(p)]
    assert len(told) == len(codes_)
    (reading,) = before.readings
    assert (reading.way, reading.cells, reading.before, reading.after) == (SUPPRESSED, len(codes_), "<5", "")
    assert column(take(values, {"evening": [SUPPRESSED]}), "evening") == [4, *[-1] * len(codes_), 7]


def test_codes_for_unknown_are_offered_as_before(take):
    (reading,) = take(table("4", "n/a", "b.d.", "暂无", "7")).readings
    assert (reading.way, reading.sign, reading.cells) == (BLANK, "", 3)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("70.4万", 704_000),
        ("70.4 万人", 704_000),
        ("1.2亿", 120_000_000),
        ("３.５万", 35_000),
        ("12千", 12_000),
        ("3百万", 3_000_000),
        ("5万", 50_000),
        ("4.1萬", 41_000),
        ("1.2 million", 1_200_000),
        ("12 thousand", 12_000),
        ("0.35bn", 350_000_000),
        ("1,234万", None),
        ("万", None),
        ("十万", None),
        ("每万人", None),
        ("12 km", None),
        ("12,34,5万", None),
    ],
)
def test_how_a_number_with_its_multiple_is_meant(text, number):
    assert numerals.read_multiple(text) == number


def test_multiples_are_offered_and_multiplied(take):
    values = table("1", "2", "3").replace("1000,", "70.4万,").replace("1001,", "8000,")
    before = take(values)
    (reading,) = before.readings
    assert (reading.way, reading.columns, reading.before, reading.after) == (
        MULTIPLE,
        ("people",),
        "70.4万",
        "704000",
    )
    assert column(take(values, {"people": [MULTIPLE]}), "people") == [704_000, 8000, 1002]


def test_lakhs_are_offered_as_what_they_are(take):
    values = table("1", "2").replace("1000,", '"12,34,567",').replace("1001,", '"98,765",')
    (reading,) = take(values).readings
    assert (reading.way, reading.before, reading.after) == (POINT, "12,34,567", "1234567")
    assert not reading.either
    assert column(take(values, {"people": [POINT]}), "people") == [1_234_567, 98_765]


def test_cells_of_another_kind_are_told_apart(take, english):
    told = marked.grouped(take(table("-", "<5", "many", "few")).problems, english)
    assert [sentence.split(";")[0] for _, _, sentence in told] == ['found "-"', 'found "<5"', 'found "many"']


def test_no_cell_is_of_two_kinds():
    texts = [*codes.SIGNS, *codes.MISSING, "<5", "c", ":", "70.4万", "1.2 million", "12,5", "1.234", "many"]
    for text in texts:
        kinds = [codes.is_missing(text), codes.is_suppressed(text), bool(codes.sign(text))]
        kinds += [codes.multiple(text) is not None, bool(numerals.decimals(text))]
        assert sum(kinds) <= 1, text


def test_the_command_line_names_the_question(tmp_path):
    (tmp_path / "indicators.csv").write_text(INDICATORS, encoding="utf-8")
    path = Path(tmp_path / "values_district.csv")
    path.write_text(table("-", "<5", "70.4万", "12,34,567"), encoding="utf-8")
    text = "\n".join(map(str, check(tmp_path)))
    assert 'found "-"; expected a number, or blank where unknown; this sign means zero to some' in text
    assert (
        'found "<5"; expected a number, or blank where unknown; such a mark stands for a suppressed' in text
    )
    assert 'found "70.4万"; expected a number, or blank where unknown; counted in thousands' in text
    assert 'found "12,34,567"; expected a number, or blank where unknown; its commas part lakhs' in text


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        ("常住人口（万人）", 1e4),
        ("常住人口(萬人)", 1e4),
        ("常住人口:万人", 1e4),
        ("地区生产总值（亿元）", 1e8),
        ("人口（千人）", 1e3),
        ("Population (thousand)", 1e3),
        ("Population ('000)", 1e3),
        ("Population (’000s)", 1e3),
        ("Population '000", 1e3),
        ("People (millions)", 1e6),
        ("People, thousands", 1e3),
        ("People in thousands", 1e3),
        ("People (1,000)", 1e3),
        ("每万人藏书量（册/万人）", 1),
        ("Courses (per 1,000 people)", 1),
        ("Courses (per thousand)", 1),
        ("距离（千米）", 1),
        ("万州区人口", 1),
        ("千人计划", 1),
        ("people", 1),
        ("Population (2020)", 1),
    ],
)
def test_what_a_heading_says_of_its_numbers(heading, factor):
    assert of_heading(heading) == factor


@pytest.mark.parametrize("heading", ["常住人口（万人）", "Population (thousands)"])
def test_a_heading_in_thousands_is_asked_before_it_is_opened(take, heading):
    values = (
        table("1", "2").replace("people", f'"{heading}"').replace("1000,", "70.4,").replace("1001,", "8,")
    )
    before = take(values)
    (question,) = before.questions
    assert question.due
    after = {"常": "704000", "P": "70400"}[heading[0]]
    assert (question.problem.answers[0].before, question.problem.answers[0].after) == ("70.4", after)
    assert "70.4" in str(question.problem)
    times = question.problem.answers[0].key
    answered = take(values, answers={question.problem.question: times})
    assert column(answered, "people")[0] == float(after)
    kept = take(values, answers={question.problem.question: "keep"})
    assert column(kept, "people") == [70.4, 8]


def test_an_indicator_whose_unit_says_the_same_is_not_asked_about(take):
    values = table("1", "2", head='"Evening courses (thousands)"')
    assert [one.problem.code for one in take(values).questions] == ["heading_multiple"]
    same = INDICATORS.replace("Evening courses,,", "Evening courses,(thousand),")
    assert [one.problem.code for one in take(values, indicators=same).questions] == []


TITLED = """2023年学习中心统计表,,,,,
填报单位：某某区教育局,,,填报日期：2024-05-01,,
区县,城市,年份,常住人口,places,evening
,,,万人,%,%
D1,A,2020,70.4,1,1
D2,A,2020,8,2,1
D3,A,2020,9,3,1
注：本表数据来源于统计公报
"""


def test_titles_who_filled_it_in_units_and_notes_are_not_records(take):
    found = take(TITLED)
    (layout,) = found.layouts.values()
    assert layout.header == 3
    assert layout.left_out == (4, 8)
    (question,) = found.questions
    assert (question.problem.code, question.problem.column) == ("heading_multiple", "常住人口（万人）")
    answered = take(TITLED, answers={question.problem.question: question.problem.answers[0].key})
    assert answered.valid, [str(p) for p in answered.problems]
    assert column(answered, "people") == [704_000, 80_000, 90_000]


def test_records_that_look_like_labels_stay(take):
    plain = table("1", "2", "3", "4")
    assert take(plain).layouts == {}
    assert take("district,city,year,people,evening,places\nD0,A,2020,,,\nD1,A,2020,5,5,5\n").layouts == {}


def test_files_that_name_no_dataset_are_called_by_the_first_and_how_many_more_there_are(take):
    found = take("district,city,year,people,evening,places\n01,0,2020,9,1,2\n02,0,2020,9,2,1\n")
    meta = found.composed.dataset.meta
    assert (meta.title, meta.title_zh) == ("indicators and 1 more file", "indicators及另外1个文件")
