"""Scenarios as they are written and read."""

import json

import pytest
from hypothesis import given

from lcity.errors import DatasetError
from lcity.scenario import Add, Close, Counts, Hours, Move, Scenario, Seats, parse, write
from lcity.text import language
from tests.scenario.changing import scenarios

WHOLE = {
    "lcity_scenario": 1,
    "name": "More in the evening",
    "changes": [
        {
            "add": {
                "site": "p1",
                "name": "Mill",
                "kind": "library",
                "lon": 120.2,
                "lat": 30.3,
                "hours": "Mo-Su 09:00-21:00",
                "seats": 80,
            }
        },
        {"close": "c12"},
        {"move": {"centre": "c7", "lon": 120.1, "lat": 30.2}},
        {"hours": {"kind": "library", "hours": "Mo-Su 09:00-22:00"}},
        {"counts": {"kind": "campus_opened", "hours": "Sa,Su 09:00-17:00"}},
        {"seats": {"centre": "c3", "seats": 120}},
    ],
}


def of(*changes: object, **whole: object) -> bytes:
    return json.dumps({**WHOLE, "changes": list(changes), **whole}).encode()


def test_every_change_is_read_as_it_is_written():
    read = parse(json.dumps(WHOLE).encode())
    assert read == Scenario(
        "More in the evening",
        (
            Add("p1", "Mill", "library", 120.2, 30.3, "Mo-Su 09:00-21:00", 80),
            Close("c12"),
            Move("c7", 120.1, 30.2),
            Hours("Mo-Su 09:00-22:00", kind="library"),
            Counts("campus_opened", "Sa,Su 09:00-17:00"),
            Seats("c3", 120),
        ),
    )
    assert parse(b"\xef\xbb\xbf" + json.dumps(WHOLE, indent=3).encode()) == read


@given(scenarios(["a", "乙"], ["library"], ["d"]))
def test_what_is_written_reads_as_the_same_and_is_written_one_way(scenario):
    text = write(scenario)
    assert parse(text.encode()) == scenario
    assert write(parse(text.encode())) == text


@pytest.mark.parametrize(
    ("content", "row", "column", "code"),
    [
        (b"{", None, None, "unreadable"),
        (b"\xff\xfe{}", None, None, "unreadable"),
        (b"[" * 100_000, None, None, "unreadable"),
        (b'{"lcity_scenario": 1, "lcity_scenario": 1}', None, None, "unreadable"),
        (b" " * (2**18 + 1), None, None, "scenario_long"),
        (b"[]", None, None, "scenario_not_object"),
        (b'{"name": "x", "changes": []}', None, "lcity_scenario", "scenario_missing"),
        (of(lcity_scenario=2), None, "lcity_scenario", "scenario_version"),
        (of(lcity_scenario=True), None, "lcity_scenario", "scenario_version"),
        (of(changes={}), None, "changes", "scenario_not_list"),
        (of(*[{"close": "c"}] * 501), None, "changes", "scenario_many"),
        (of(name=""), None, "name", "scenario_text"),
        (of(name="a\nb"), None, "name", "scenario_text"),
        (of(author="me"), None, None, "not_one_of"),
        (of({"close": "c"}, {"shut": "c"}), 2, None, "not_one_of"),
        (of({"close": "c", "move": {}}), 1, None, "scenario_one_change"),
        (of({}), 1, None, "scenario_one_change"),
        (of("close"), 1, None, "scenario_not_object"),
        (of({"close": 5}), 1, "close", "not_text"),
        (of({"move": {"centre": "c", "lon": 1}}), 1, "move.lat", "scenario_missing"),
        (of({"move": {"centre": "c", "lon": "1", "lat": 1}}), 1, "move.lon", "not_number_needed"),
        (of({"move": {"centre": "c", "lon": True, "lat": 1}}), 1, "move.lon", "not_number_needed"),
        (of({"move": {"centre": "c", "lon": 181, "lat": 1}}), 1, "move.lon", "out_of_range"),
        (of({"move": {"centre": "c", "lon": 1, "lat": float("nan")}}), None, None, "unreadable"),
        (of({"seats": {"centre": "c", "seats": -1}}), 1, "seats.seats", "out_of_range"),
        (of({"hours": {"hours": "Mo-Xx 9", "kind": "k"}}), 1, "hours.hours", "hours"),
        (of({"hours": {"hours": "24/7"}}), 1, "hours", "scenario_one_of"),
        (of({"hours": {"hours": "24/7", "kind": "k", "centre": "c"}}), 1, "hours", "scenario_one_of"),
        (of({"counts": {"kind": "k", "counted": 0}}), 1, "counts.counted", "not_yes_no"),
        (
            of({"add": {"site": "p", "name": "n", "kind": "k", "lon": 1, "lat": 1, "cost": 1}}),
            1,
            "add",
            "not_one_of",
        ),
    ],
)
def test_a_fault_is_one_sentence_that_says_where(content, row, column, code):
    with pytest.raises(DatasetError) as told:
        parse(content, "plan.json")
    (problem,) = told.value.problems
    assert (problem.file, problem.row, problem.column, problem.code) == ("plan.json", row, column, code)
    for code in ("en", "zh"):
        line = problem.text(language(code))
        assert "\n" not in line
        assert "{" not in line.replace('{"', "").split(": ", 1)[0]


def test_every_change_with_a_fault_is_told():
    with pytest.raises(DatasetError) as told:
        parse(of({"close": 5}, {"close": "c"}, {"seats": {"centre": "c", "seats": "many"}}))
    assert [problem.row for problem in told.value.problems] == [1, 3]
