"""Datasets from elsewhere on the pages: what they have is shown, what they lack is said."""

import dataclasses
from pathlib import Path

import pytest

from lcity.computed import COMPUTATIONS
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.prepare import prepare
from tests import foreign

CORRECTED = {"britain": {"centres": "EPSG:27700"}, "without_map": {}, "nation": {}}


@pytest.fixture(scope="module")
def folder_of(tmp_path_factory):
    """Give the function that makes the dataset folder of an upload."""
    made: dict[str, Path] = {}

    def folder(name: str) -> Path:
        if name not in made:
            work = tmp_path_factory.mktemp(name)
            files = []
            for file, content in getattr(foreign, name)().items():
                (work / file).write_bytes(content)
                files.append(File(file, work / file))
            first = prepare(files, work / "work", None, None, COMPUTATIONS, Limits())
            plan = dataclasses.replace(first.proposal.plan, corrections=CORRECTED[name])
            prepared = prepare(files, work / "work", None, plan, COMPUTATIONS, Limits())
            assert prepared.sound
            made[name] = prepared.composed.folder
        return made[name]

    return folder


@pytest.mark.parametrize(
    ("name", "opened"),
    [
        *(("without_map", page) for page in ("overview", "ranking", "coverage", "participation")),
        *(("without_map", page) for page in ("compare", "data", "method")),
        *(("britain", page) for page in ("overview", "ranking", "coverage", "compare", "data")),
        ("nation", "overview"),
        ("nation", "ranking"),
    ],
)
def test_every_page_opens(open_page, words, folder_of, name, opened):
    app = open_page(opened, dataset=folder_of(name))
    assert app.title[0].value
    assert "nan" not in words(app).lower().split()
