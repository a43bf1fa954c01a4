"""Answers are done to the tables and to nothing else, keep the numbers of rows, and can be taken back."""

from pathlib import Path

import pytest

from lcity.computed import COMPUTATIONS
from lcity.dataset import Answer, Problem, read
from lcity.dataset.provenance import STATED
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.prepare import prepare
from lcity.intake.questions import question_of
from tests import folders

FIELD = Path(__file__).parents[1] / "field"


@pytest.fixture
def take(tmp_path):
    """Give the function that uploads files, with answers by the code of what is asked."""

    def take(files, base=None, **answers):
        files = [File(path.name, path) for path in files]

        def prepared(given):
            return prepare(files, tmp_path / "work", base, None, COMPUTATIONS, Limits(), answers=given)

        first = prepared({})
        codes = {question.problem.code: question.problem.question for question in first.questions}
        return prepared({codes[code]: answer for code, answer in answers.items()}) if answers else first

    return take


def in_field(name):
    return sorted(path for path in (FIELD / name).iterdir() if path.is_file())


def test_what_is_left_out_is_gone_and_can_be_taken_back(take):
    first_questions = take(in_field("09-total-row"))
    (question,) = first_questions.questions
    assert question.due
    assert len(read(first_questions.composed.folder).values_district) == 8
    answered = take(in_field("09-total-row"), total_rows="leave_out")
    (question,) = answered.questions
    assert (question.chosen, question.due) == ("leave_out", False)
    values = read(answered.composed.folder).values_district
    assert values["district"].tolist() == ["A1", "A2", "A3", "B1", "B2", "B3"]
    assert len(read(take(in_field("09-total-row")).composed.folder).values_district) == 8


def test_as_it_is_changes_nothing_and_is_an_answer(take):
    before = (FIELD / "09-total-row" / "values_district.csv").read_bytes()
    kept = take(in_field("09-total-row"), total_rows="keep")
    assert not any(question.due for question in kept.questions)
    assert (kept.composed.folder / "values_district.csv").read_bytes() == before


def test_an_answer_nobody_offered_is_none():
    problem = Problem("a.csv", 2, "x", "total_rows", {}, "question", (2,), (Answer("keep"),))
    assert question_of(problem, {problem.question: "leave_out"}).due
    assert not question_of(problem, {problem.question: "keep"}).due


def test_rows_keep_their_numbers_when_others_are_left_out(take, tmp_path):
    folder = tmp_path / "uploaded"
    folder.mkdir()
    for path in in_field("09-total-row"):
        (folder / path.name).write_bytes(path.read_bytes())
    values = folder / "values_district.csv"
    values.write_text(values.read_text().replace("B3,B,2020,15000", "B3,B,2020,many"))
    prepared = take(sorted(folder.iterdir()), total_rows="leave_out")
    (error,) = (problem for problem in prepared.problems if problem.severity == "error")
    assert (error.row, error.column) == (8, "people")


def test_centres_left_out_are_counted_and_the_others_stay(take):
    prepared = take(in_field("07-centres-at-zero-zero"), centres_outside_some_zero="leave_out")
    assert read(prepared.composed.folder).centres.index.tolist() == ["c3", "c4", "c5"]
    assert "3 centres" in str(prepared.questions[0].problem)


def test_nothing_is_asked_of_tables_that_did_not_come(take, tmp_path):
    base = FIELD / "09-total-row"
    path = tmp_path / "cities.csv"
    path.write_text("city,name\nA,Ashford\n")
    prepared = take([path], base)
    assert prepared.valid
    assert prepared.questions == []


def test_rows_laid_over_the_open_dataset_are_asked_about_by_their_own_numbers(take, tmp_path):
    base = folders.write(tmp_path / "base")
    path = tmp_path / "centres.csv"
    path.write_text("centre,name,kind,lon,lat,provenance\nc03,Three,library,0,0,official\n")
    (question,) = take([path], base).questions
    assert (question.problem.file, question.problem.rows) == ("centres.csv", (2,))
    left = read(take([path], base, centres_at_zero="leave_out").composed.folder, COMPUTATIONS)
    assert "c03" not in left.centres.index


def test_fractions_become_per_cents_in_the_rows_that_were_named(take):
    name = "12-fractions-in-a-percent-column"
    prepared = take(in_field(name), fractions_among="times:100", fractions_all="keep")
    values = read(prepared.composed.folder).values_district
    assert values["library_members"].tolist() == [51, 52, 53, 54, 55, 56, 57, 58]
    assert values["no_internet"].tolist() == [0.39, 0.38, 0.37, 0.36, 0.35, 0.34, 0.33, 0.32]


def write(folder, **tables):
    folder.mkdir(exist_ok=True)
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n")
    return sorted(folder.iterdir())


INDICATORS = (FIELD / "09-total-row" / "indicators.csv").read_text().splitlines()
CITIES = ("city,name", "A,Ashby", "B,Birch")


def test_swapped_columns_come_right(take, tmp_path):
    values = ("district,city,year,people,library_members,no_internet", "A,A1,2020,9000,20,30",
              "A,A2,2020,8000,21,30", "B,B1,2020,7000,29,24")  # fmt: skip
    files = write(tmp_path / "uploaded", indicators=INDICATORS, cities=CITIES, values_district=values)
    assert not take(files).valid
    prepared = take(files, units_swapped="swap")
    assert prepared.valid
    assert read(prepared.composed.folder).districts["city"].to_dict() == {"A1": "A", "A2": "A", "B1": "B"}


@pytest.mark.parametrize(
    ("values", "code"),
    [
        (("city,year,library_members,no_internet", "A,2020,20,30", "B,2020,29,24"), "missing_column"),
        (("district,city,year,people,library_members,no_internet", "A,,2020,1,20,30", "B,,2020,2,29,24"),
         "districts_are_cities"),
    ],
)  # fmt: skip
def test_a_table_of_cities_becomes_one(take, tmp_path, values, code):
    files = write(tmp_path / "uploaded", indicators=INDICATORS, cities=CITIES, values_district=values)
    prepared = take(files)
    question = next(
        q.problem for q in prepared.questions if any(a.way == "as_cities" for a in q.problem.answers)
    )
    assert question.code == code
    answers = {question.question: "as_cities"}
    files = [File(path.name, path) for path in files]
    answered = prepare(files, tmp_path / "work", None, None, COMPUTATIONS, Limits(), answers=answers)
    assert answered.valid, answered.problems
    dataset = read(answered.composed.folder)
    assert dataset.values_city["library_members"].tolist() == [20, 29]
    assert dataset.values_district is None


CENTRES = (
    "name,kind,lon,lat,seats",
    "One,library,112.05,30.05,20",
    "Two,library,,,30",
    "Three,library,112.06,30.05,-9",
)


def test_ways_on_are_taken_one_click_each_and_nothing_is_invented(take, tmp_path):
    base = folders.write(tmp_path / "base")
    files = write(tmp_path / "uploaded", centres=CENTRES)
    prepared = take(files, base)
    offered = {(q.problem.code, q.problem.column): q.problem for q in prepared.questions}
    assert {key: [a.key for a in problem.answers] for key, problem in offered.items()} == {
        ("missing_column", "centre"): ["number"],
        ("missing_column", "provenance"): [f"fill:{provenance}" for provenance in STATED],
        ("nowhere", "lon, lat"): ["leave_out"],
        ("negative", "seats"): ["blank"],
    }
    assert not any(question.due for question in prepared.questions), "they are errors, and told as such"
    assert offered["nowhere", "lon, lat"].rows == (3,)
    wanted = {"centre": "number", "provenance": "fill:survey", "lon, lat": "leave_out", "seats": "blank"}
    answers = {problem.question: wanted[column] for (_, column), problem in offered.items()}
    files = [File(path.name, path) for path in files]
    answered = prepare(files, tmp_path / "work", base, None, COMPUTATIONS, Limits(), answers=answers)
    assert answered.valid, answered.problems
    centres = read(answered.composed.folder, COMPUTATIONS).centres
    assert centres["name"].to_dict() == {"c1": "One", "c3": "Three"}
    assert centres["provenance"].tolist() == ["survey", "survey"]
    assert centres["seats"].isna().tolist() == [False, True]


def test_a_long_table_is_turned_on_agreement_and_not_before(take):
    before = take(in_field("13-tidy-table"))
    (question,) = before.questions
    assert (question.problem.code, question.due, before.composed) == ("long_table", True, None)
    after = take(in_field("13-tidy-table"), long_table="turn")
    assert after.parts[0].columns == ("GeoCode", "Year", "library_members", "no_internet", "city", "people")
    files = [File(path.name, path) for path in in_field("13-tidy-table")]
    answers = {question.problem.question: "turn"}
    folder = after.composed.folder.parent if after.composed else None
    assert folder is None, "headings are not LCity's, and are to be confirmed"
    work = after.parts[0].path.parents[1]
    opened = prepare(files, work, None, after.proposal.plan, COMPUTATIONS, Limits(), answers=answers)
    assert opened.valid, opened.problems
    values = read(opened.composed.folder).values_district
    assert values["library_members"].tolist() == [21, 22, 23, 24]
    assert values["people"].isna().all()
