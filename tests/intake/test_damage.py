"""Whatever is wrong with an upload is told, where it is, in a sentence; nothing of it is taken in silence."""

import re
from functools import cache
from random import Random

import pandas as pd
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from lcity.dataset import Dataset, Problem
from lcity.text import language
from tests import grid
from tests.intake.damage import kinds, valid
from tests.intake.damage.cells import CENTRES, CITIES, IND, VC, VD
from tests.intake.damage.outlines import GEO, form
from tests.intake.damage.valid import (
    ARCHIVE,
    BOOK,
    CORRECTED,
    HARMLESS,
    QUESTION,
    SHOWN,
    VERBATIM,
    Files,
    Outcome,
)

LONGEST_SENTENCE = 700
TABLES = (
    "sources",
    "indicators",
    "cities",
    "districts",
    "values_city",
    "values_district",
    "centres",
    "population",
    "participation",
)
OPENED = (HARMLESS, VERBATIM, CORRECTED, QUESTION, SHOWN)
KEYS = ("key", "parent", "city", "district", "centre", "year", "people")


def batches() -> list[list[str]]:
    """Return kinds in groups, so that one upload serves many.

    Damages to single cells go together where they meet in no row and no column; those to what other
    cells refer to, and all others, go alone.
    """
    alone, together = [], []
    for name, kind in kinds.ALL.items():
        if not kind.kept_text or not kind.damage or kind.note or kind.column in KEYS:
            alone.append([name])
            continue
        kept = kind.code == VERBATIM
        claims = {(kind.file, kind.row)} | (set() if kept else {(kind.file, kind.column)})
        fitting = (batch for batch in together if batch[2] == kept and batch[1].isdisjoint(claims))
        names, taken, _ = next(fitting, ([], set(), kept))
        if not names:
            together.append((names, taken, kept))
        names.append(name)
        taken |= claims
    return alone + [names for names, *_ in together]


BATCH = {name: tuple(names) for names in batches() for name in names}


@cache
def outcome_of(names: tuple[str, ...]) -> Outcome:
    """Return what becomes of an upload with these kinds of damage."""
    if len(names) == 1:
        kind = kinds.ALL[names[0]]
        return valid.take_in(kind.upload(), confirm=kind.note)
    files = valid.valid(*(kinds.ALL[name].file for name in names))
    for name in names:
        kinds.ALL[name].damage(files)
    return valid.take_in({ARCHIVE: valid.zipped(files)})


@cache
def valid_like(*names: str) -> Dataset:
    """Return the valid dataset of these files."""
    return valid.take_in({ARCHIVE: valid.zipped(valid.valid(*names))}).dataset


def assert_same(dataset: Dataset, like: Dataset, but: tuple[str, ...] = ()) -> None:
    """Hold every table against the valid one, some columns left out: "centres.name"."""
    for table in TABLES:
        ours, theirs = getattr(dataset, table), getattr(like, table)
        assert (ours is None) == (theirs is None), table
        if ours is None:
            continue
        columns = [c for c in theirs.columns if f"{table}.{c}" not in but]
        if "geometry" in columns:
            columns.remove("geometry")
            shapes = [shapely.normalize(table.geometry.to_numpy()) for table in (ours, theirs)]
            assert shapely.equals_exact(*shapes, tolerance=1e-9).all()
        assert_frame_equal(pd.DataFrame(ours)[columns], pd.DataFrame(theirs)[columns])


def told(problems: list[Problem], name: str) -> list[Problem]:
    """Return the problems that tell a kind of damage where it is."""
    kind = kinds.ALL[name]
    place = (kind.code, kind.row, kind.column, "note" if kind.note else "error")
    return [
        p for p in problems if (p.code, p.row, p.column, p.severity) == place and p.file.endswith(kind.file)
    ]


def readable(problem: Problem) -> None:
    """Hold a problem's sentences to what a reader can use: the file, words for codes, no end of them."""
    for code in ("en", "zh"):
        sentence = problem.text(language(code))
        assert sentence.startswith(problem.file[:100]), sentence
        assert problem.row is None or f":{problem.row}" in sentence
        assert len(sentence) <= LONGEST_SENTENCE, sentence
        assert sentence.isprintable(), sentence
        assert not re.search(r"\{\w*\}|dataset\.problem|Traceback|/tmp/", sentence), sentence


def test_there_are_many_kinds():
    assert len(kinds.ALL) >= 60


@pytest.mark.parametrize("name", [n for n, kind in kinds.ALL.items() if kind.code not in OPENED])
def test_damage_is_told_where_it_is(name):
    outcome, kind = outcome_of(BATCH[name]), kinds.ALL[name]
    problems = outcome.prepared.problems
    assert told(problems, name), [str(problem) for problem in problems]
    assert outcome.dataset is None or kind.note
    for problem in problems:
        readable(problem)


@pytest.mark.parametrize("name", [n for n, kind in kinds.ALL.items() if kind.code == HARMLESS])
def test_what_is_harmless_changes_nothing(name):
    outcome = outcome_of((name,))
    assert outcome.prepared.problems == []
    assert_same(outcome.dataset, valid_like(*kinds.ALL[name].like))


@pytest.mark.parametrize("name", [n for n, kind in kinds.ALL.items() if kind.code == VERBATIM])
def test_text_of_any_kind_is_kept_as_text(name):
    outcome, kind = outcome_of(BATCH[name]), kinds.ALL[name]
    assert outcome.prepared.problems == []
    table = kind.file.removesuffix(".csv") if kind.file.endswith(".csv") else "cities"
    assert kind.kept_text in set(getattr(outcome.dataset, table)[kind.column or "name"])
    files = {kinds.ALL[other].file for other in BATCH[name]} - {BOOK}
    assert_same(
        outcome.dataset, valid_like(*files or kind.like), ("centres.name", "cities.name", "sources.url")
    )


@pytest.mark.parametrize("name", [n for n, kind in kinds.ALL.items() if kind.code == QUESTION])
def test_what_a_name_may_mean_is_asked_first(name):
    outcome, kind = outcome_of((name,)), kinds.ALL[name]
    assert outcome.has_questions
    assert outcome.dataset is None
    plan = outcome.prepared.proposal.plan
    part = f"{ARCHIVE}/{kind.file}"
    assert kind.column in plan.headings[part] if kind.column else plan.tables[part] == "cities"
    confirmed = valid.take_in(kind.upload(), confirm=True)
    assert_same(confirmed.dataset, valid_like(*kind.like))


@pytest.mark.parametrize("name", [n for n, kind in kinds.ALL.items() if kind.code == SHOWN])
def test_where_a_table_seems_to_be_is_asked_first(name):
    outcome, kind = outcome_of((name,)), kinds.ALL[name]
    assert outcome.has_questions
    assert [part.endswith(kind.file) for part in outcome.prepared.layouts] == [True]
    confirmed = valid.take_in(kind.upload(), confirm=True)
    assert_same(confirmed.dataset, valid_like(*kind.like))


@pytest.mark.parametrize("name", [n for n, kind in kinds.ALL.items() if kind.offer])
def test_what_can_be_read_one_way_only_is_offered_and_not_done(name):
    kind = kinds.ALL[name]
    readings = [r for r in outcome_of(BATCH[name]).prepared.readings if kind.column in r.columns]
    ways = {"either" if one.either else "sign" if one.sign else one.way for one in readings}
    assert ways == {kind.offer}, readings


@pytest.mark.parametrize(
    "name", [n for n, kind in kinds.ALL.items() if kind.code.startswith("not_") and not kind.offer]
)
def test_what_cannot_be_read_is_not_offered(name):
    kind = kinds.ALL[name]
    assert not [r for r in outcome_of(BATCH[name]).prepared.readings if kind.column in r.columns]


def test_positions_that_cannot_be_meant_so_are_said_to_be_swapped():
    outcome = outcome_of(("positions swapped, all of them possible",))
    assert [(c.table, c.how) for c in outcome.prepared.corrections] == [("centres", "swapped")]


@given(st.lists(st.sampled_from(sorted(kinds.HEAPED)), min_size=2, max_size=6, unique=True))
@example(["JSON nested without end", "outline empty"])
@example(["quote not closed", "row too short"])
@settings(max_examples=grid.many(4, 100))
def test_damage_heaped_on_damage_is_told(names):
    files, whole = valid.valid(), valid.valid()
    left = {}
    for name in names:
        kind, before = kinds.HEAPED[name], dict(files)
        try:
            kind.damage(files)
        except (KeyError, ValueError, AssertionError, LookupError, UnicodeError, RecursionError):
            continue  # What it would damage is no longer there, or no longer text.
        if kind.code not in OPENED and not kind.note:
            touched = [file for file in {**before, **files} if before.get(file) != files.get(file)]
            if all(before.get(file) == whole.get(file) for file in touched):
                left[name] = {file: files.get(file) for file in touched}
    # Damage to what was damaged already may mend it, and so may what came later: a damage is surely there
    # only in a file that was whole before, and is still as the damage left it.
    errors = [name for name, after in left.items() if all(files.get(file) == after[file] for file in after)]
    outcome = valid.take_in({ARCHIVE: valid.zipped(files)}, confirm=True)
    if errors:
        assert outcome.dataset is None, errors
        assert any(problem.severity == "error" for problem in outcome.prepared.problems)
    for problem in outcome.prepared.problems:
        readable(problem)


def opened_or_told(outcome: Outcome) -> None:
    """Hold an outcome to this: a dataset one can compute with, a sentence, or a question."""
    prepared = outcome.prepared
    if outcome.dataset is not None:
        valid.use(outcome.dataset)
    else:
        assert outcome.has_questions or any(problem.severity == "error" for problem in prepared.problems)
    for problem in prepared.problems:
        readable(problem)


PLACES = st.floats(0, 1, exclude_max=True)


@cache
def uploads() -> dict[str, bytes]:
    return {ARCHIVE: valid.zipped(valid.valid(CITIES)), BOOK: valid.saved(valid.workbook())}


@given(
    st.sampled_from((ARCHIVE, BOOK)),
    st.lists(
        st.tuples(PLACES, st.binary(min_size=1, max_size=8)),
        min_size=1,
        max_size=6,
    ),
)
@settings(max_examples=grid.many(6, 100))
def test_random_bytes_anywhere_in_an_upload(name, changes):
    content = bytearray(uploads()[name])
    for share, data in changes:
        place = int(share * len(content))
        content[place : place + len(data)] = data
    opened_or_told(valid.take_in({name: bytes(content)}, confirm=True))


TEXTS = st.one_of(
    st.binary(min_size=1, max_size=6),
    st.text(min_size=1, max_size=6).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from([b'"', b"\n", b",", b"=1+1", b"-9", b"nan", b"1e400", b"\xef\xbb\xbf", b"\x00", b"{"]),
)  # fmt: skip


@given(
    st.sampled_from((IND, VC, VD, CITIES, CENTRES, GEO, "dataset.toml")),
    st.lists(st.tuples(PLACES, st.integers(0, 5), TEXTS), min_size=1, max_size=3),
)
@settings(max_examples=grid.many(8, 100))
def test_random_bytes_anywhere_in_a_file(name, changes):
    files = valid.valid(name)
    content = bytearray(files[name])
    for share, length, data in changes:
        place = int(share * len(content))
        content[place : place + length] = data
    opened_or_told(valid.take_in({ARCHIVE: valid.zipped(files | {name: bytes(content)})}, confirm=True))


@pytest.mark.parametrize("kind", ["gpkg", "shp.zip", "parquet"])
def test_random_bytes_in_outlines_of_other_forms(kind):
    """Libraries in C may fall over such files; what they raise is told."""
    random = Random(7)
    for _ in range(3):
        content = bytearray(form(kind))
        for _ in range(random.randint(1, 12)):
            content[random.randrange(len(content))] = random.randrange(256)
        files: Files = valid.valid(CITIES) | {f"districts.{kind}": bytes(content)}
        opened_or_told(valid.take_in({ARCHIVE: valid.zipped(files)}, confirm=True))
