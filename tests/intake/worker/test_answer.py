"""An answer about an upload is believed only as far as it can be: a file may have made it."""

import json
import os
from pathlib import Path

import pytest

from lcity.intake.limits import Limits
from lcity.intake.worker import answer, worker
from lcity.intake.worker.answer import BelieveError, believed
from lcity.intake.worker.request import Job
from lcity.store import bundle
from lcity.store.bundle import Bundle
from tests import folders

LIMITS = Limits()


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> Job:
    """An upload that was read, valid, and answered truly."""
    folder = folders.write(tmp_path_factory.mktemp("valid") / "three")
    job = Job([(path.name, path.read_bytes()) for path in sorted(folder.iterdir())])
    assert job.ask(None, None).dataset is not None
    return job


@pytest.fixture
def answered(read):
    """Its answer, to be changed; afterwards it is as it was."""
    path = read.folder / "made" / worker.ANSWERED
    before = path.read_bytes()
    kept = (read.folder / "made" / worker.VALID).read_bytes()
    yield path
    for extra in (path.with_name("link"), path):
        extra.unlink(missing_ok=True)
    path.write_bytes(before)
    path.with_name(worker.VALID).write_bytes(kept)


def test_what_is_true_is_believed(read, answered):
    reply = believed(read.folder, LIMITS)
    assert reply.dataset.folder == read.dataset_folder
    assert {part.name for part in reply.parts} == {name for name, _ in read.files}


PROBLEM = {"file": "a", "row": 1, "column": None, "code": "blank", "details": {}, "severity": "error"}
PROBLEM |= {"rows": [], "answers": []}
QUESTION = {"problem": PROBLEM | {"severity": "question"}, "chosen": "", "early": False}
UP = "/../../../../etc/passwd"


def elsewhere(altered: dict, path: str) -> None:
    altered["parts"][0]["path"] = path


CHANGES = {
    "a part elsewhere": lambda reply: elsewhere(reply, "/etc/passwd"),
    "a part above": lambda reply: elsewhere(reply, reply["parts"][0]["path"] + UP),
    "a part that is a folder": lambda reply: elsewhere(reply, str(Path(reply["parts"][0]["path"]).parent)),
    "rows from elsewhere": lambda reply: reply["parts"][0].update(original_rows="/proc/self/environ"),
    "a part without a name": lambda reply: reply["parts"][0].pop("name"),
    "columns that are a text": lambda reply: reply["parts"][0].update(columns="city"),
    "no problems": lambda reply: reply.pop("problems"),
    "a problem nobody knows": lambda reply: reply["problems"].append(PROBLEM | {"code": "unheard"}),
    "a problem without its details": lambda reply: reply["problems"].append(PROBLEM | {"code": "loop"}),
    "a problem that holds a table": lambda reply: reply["problems"].append(PROBLEM | {"details": {"a": {}}}),
    "a severity nobody knows": lambda reply: reply["problems"].append(PROBLEM | {"severity": "fatal"}),
    "a question nobody knows": lambda reply: reply["questions"].append(
        {**QUESTION, "problem": PROBLEM | {"code": "?"}}
    ),
    "an answer nobody knows": lambda reply: reply["questions"].append(
        {**QUESTION, "problem": PROBLEM | {"answers": [["unheard", "", "", ""]]}}
    ),
    "a way nobody knows": lambda reply: reply["plan"].update(mode="destroy"),
    "a plan that is a list": lambda reply: reply.update(plan=[]),
    "samples that are numbers": lambda reply: reply.update(samples={"a": {"b": [1]}}),
    "valid, says a text": lambda reply: reply.update(valid="yes"),
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_what_is_not_of_its_shape_is_not_believed(read, answered, what):
    altered = json.loads(answered.read_text())
    CHANGES[what](altered)
    answered.write_text(json.dumps(altered))
    with pytest.raises(BelieveError):
        believed(read.folder, LIMITS)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"null", b"{", b"\xff", b"[" * 100_000, b'{"parts": ' + b"9" * 10_000 + b"}"]
)
def test_what_is_no_answer_is_not_believed(read, answered, content):
    answered.write_bytes(content)
    with pytest.raises(BelieveError):
        believed(read.folder, LIMITS)


def test_too_long_an_answer_is_not_read(read, answered, monkeypatch):
    monkeypatch.setattr(answer, "MOST_BYTES", answered.stat().st_size - 1)
    with pytest.raises(BelieveError, match="too long"):
        believed(read.folder, LIMITS)


@pytest.mark.skipif(os.name != "posix", reason="links need rights there")
@pytest.mark.parametrize("kind", ["link", "answer", "pipe"])
def test_what_leads_elsewhere_is_not_followed(read, answered, tmp_path, kind):
    extra = answered.with_name("link")
    if kind == "answer":
        answered.rename(tmp_path / "elsewhere.json")
        answered.symlink_to(tmp_path / "elsewhere.json")
    elif kind == "link":
        extra.symlink_to("/etc/passwd")
    else:
        os.mkfifo(extra)
    with pytest.raises(BelieveError):
        believed(read.folder, LIMITS)


def tables(kept: Bundle, **changed) -> Bundle:
    found = {**kept.tables, **changed}
    return Bundle({name: frame for name, frame in found.items() if frame is not None}, kept.metadata)


def altered(kept: Bundle, **changed) -> Bundle:
    return Bundle(kept.tables, {**kept.metadata, **changed})


def less(kept: Bundle) -> Bundle:
    return tables(kept, values_district=kept.tables["values_district"].drop(columns="city"))


DATASETS = {
    "without indicators": lambda kept: tables(kept, indicators=None),
    "with a table nobody knows": lambda kept: tables(kept, other=kept.tables["cities"]),
    "without a column": less,
    "with numbers for names": lambda kept: tables(kept, cities=kept.tables["cities"].assign(name=1.5)),
    "without ids": lambda kept: tables(kept, cities=kept.tables["cities"].reset_index(drop=True)),
    "of another hash": lambda kept: altered(kept, hash="0" * 16),
    "without a title": lambda kept: altered(kept, meta={}),
    "with a number for a title": lambda kept: altered(kept, meta={"title": 1}),
    "with a note nobody knows": lambda kept: altered(kept, notes=[PROBLEM | {"code": "?"}]),
    "with notes that are none": lambda kept: altered(kept, notes=[1]),
}  # fmt: skip


@pytest.mark.parametrize("what", DATASETS)
def test_a_dataset_that_is_none_is_not_believed(read, answered, what):
    path = answered.with_name(worker.VALID)
    bundle.pack(path, DATASETS[what](bundle.unpack(path)))
    with pytest.raises(BelieveError):
        believed(read.folder, LIMITS)


def test_an_answer_not_believed_is_told_and_what_was_made_goes(read, monkeypatch):
    job = Job([("values_city.csv", b"city,year,x\na,2020,1\n")])
    monkeypatch.setattr(answer, "MOST_BYTES", 3)
    assert [problem.code for problem in job.ask(None, None).problems] == ["broke_off"]
    assert list((job.folder / "made").iterdir()) == []
