"""Opening hours as people write them: offered where they can mean one thing, taken over only if agreed."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from lcity.computed import COMPUTATIONS
from lcity.intake.cells import HOURS, NO_HOURS, read_as
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.prepare import prepare
from tests import folders

AS_WRITTEN = (
    "Mon-Fri: 9:00AM to 5:00PM",
    "Mo-Fr 09:00-17:00;",
    "Mo-Fr 9-17",
    "Mo-Fr 09:00–17:00",
    "n/a",
    "24 Hours",
    "周一至周五9:00-17:00",
    "Mo-Fr 09:00-17:00",
    "9-5",
)
MEANT = (*["Mo-Fr 09:00-17:00"] * 4, None, "24/7", "Mo-Fr 09:00-17:00", "Mo-Fr 09:00-17:00", None)


@pytest.fixture
def files(tmp_path) -> list[File]:
    tables = folders.valid()
    tables["centres"]["hours"] = AS_WRITTEN
    folder = folders.write(tmp_path / "as written", tables)
    return [File(path.name, path) for path in sorted(folder.iterdir())]


def take(files: list[File], work: Path, plan=None):
    return prepare(files, work, None, plan, COMPUTATIONS, Limits())


def test_hours_are_offered_and_read_only_if_agreed(files, tmp_path):
    before = take(files, tmp_path / "work")
    assert not before.valid, "nothing is taken over unasked"
    readable, unreadable = before.readings
    assert (readable.way, readable.columns, readable.cells) == (HOURS, ("hours",), 6)
    assert readable.pairs == (
        ("Mon-Fri: 9:00AM to 5:00PM", "Mo-Fr 09:00-17:00"),
        ("Mo-Fr 09:00-17:00;", "Mo-Fr 09:00-17:00"),
        ("Mo-Fr 9-17", "Mo-Fr 09:00-17:00"),
        ("Mo-Fr 09:00–17:00", "Mo-Fr 09:00-17:00"),
        ("24 Hours", "24/7"),
        ("周一至周五9:00-17:00", "Mo-Fr 09:00-17:00"),
    )
    assert (unreadable.way, unreadable.cells, unreadable.pairs) == (NO_HOURS, 2, (("n/a", ""), ("9-5", "")))

    plan = replace(before.proposal.plan, readings={"centres": {"hours": [HOURS]}})
    half = take(files, tmp_path / "work", plan)
    assert [reading.way for reading in half.readings] == [NO_HOURS]
    assert {problem.row for problem in half.problems if problem.severity == "error"} == {6, 10}

    plan = replace(plan, readings={"centres": {"hours": [HOURS, NO_HOURS]}})
    taken = take(files, tmp_path / "work", plan)
    assert taken.valid, taken.problems
    assert taken.readings == []
    hours = taken.composed.dataset.centres["hours"]
    assert [None if pd.isna(text) else text for text in hours] == list(MEANT)


def test_taking_the_unreadable_as_unknown_leaves_the_readable_as_they_are():
    frame = pd.DataFrame({"hours": ["9-5", "24 Hours", "Mo 09:00-10:00", None]})
    read = read_as(frame, {"hours": [NO_HOURS]}, dict)["hours"]
    assert [None if pd.isna(text) else text for text in read] == [None, "24 Hours", "Mo 09:00-10:00", None]
