"""An upload from its files to a valid folder or a list of what is wrong, one step a call."""

import csv
import dataclasses
import io
import shutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import pandas as pd

from lcity.dataset import Problem
from lcity.dataset.cells import to_text
from lcity.dataset.check import has_errors
from lcity.dataset.check_tree import RESERVED
from lcity.dataset.contract import KEY
from lcity.dataset.files import find
from lcity.dataset.tables import decode, read_table
from lcity.intake import layers, layout, long_tables, readings
from lcity.intake.compose import Composed, compose
from lcity.intake.coordinates import Correction
from lcity.intake.guesses import guess
from lcity.intake.headings import indicator_names, suggest, table_of
from lcity.intake.ids import Ids
from lcity.intake.layout import Layout
from lcity.intake.limits import Limits
from lcity.intake.part import File, Part
from lcity.intake.plan import Keys, Plan, Proposal, propose
from lcity.intake.positions import suggestions
from lcity.intake.questions import Answers, Question, question_of
from lcity.intake.readings import Reading
from lcity.intake.receive import receive
from lcity.text import LANGUAGES, Language, language

SAMPLES = 3
SAMPLE_CHARACTERS = 40
SAMPLE_LINES = 20
NOWHERE = Layout()
OUTSIDE = ("centres_outside", "centres_outside_some_zero")
Layouts = Mapping[str, Sequence]


@dataclass(eq=False)
class Prepared:
    """How far an upload has come.

    Parameters
    ----------
    parts
        The tables found.
    samples
        Part → heading → some of its cells.
    keys
        Indicator key → its names: what columns of values may be.
    proposal
        What the parts seem to be; None where nothing could be taken apart.
    composed
        The folder made of them; None before every suggestion is confirmed.
    corrections
        Corrections that positions seem to need.
    problems
        Everything that is wrong, and notes.
    layouts
        Part → where its table seems to be, where it is not all of it.
    readings
        How cells that are no numbers or ids may be read.
    questions
        What is asked of the owner, answered or not.
    """

    parts: list[Part] = field(default_factory=list)
    samples: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    keys: Keys = field(default_factory=dict)
    proposal: Proposal | None = None
    composed: Composed | None = None
    corrections: list[Correction] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    layouts: dict[str, Layout] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def valid(self) -> bool:
        """Whether there is a folder to open."""
        return self.composed is not None and not has_errors(self.problems)


def prepare(
    files: Sequence[File],
    work: Path,
    base: Path | None,
    plan: Plan | None,
    computations: Collection[str],
    limits: Limits,
    layouts: Layouts | None = None,
    answers: Answers | None = None,
) -> Prepared:
    """Take an upload as far as it comes without asking its owner.

    Parameters
    ----------
    files
        As they came.
    work
        A private folder; what an earlier call left in it is replaced.
    base
        The folder of the open dataset; None without.
    plan
        What the owner has confirmed; None before.
    computations
        The names a computed indicator may use.
    limits
        The limits in force.
    layouts
        Part → where its owner says its table is; what is not said is as it seems. A plan has its own.
    answers
        What the owner has answered.
    """
    answers = answers or {}
    unpacked, folder = work / "unpacked", work / "dataset"
    for path in (unpacked, folder):
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
    parts, problems = receive(files, unpacked, limits, answers)
    parts, notes = layers.settled(parts, base)
    problems += notes
    seen = {part.name: found for part in parts if (found := layout.suggested(part)) != NOWHERE}
    chosen = (layouts or {}) if plan is None else plan.layouts
    laid = {
        name: layout.of(chosen[name]) if name in chosen else (found if plan is None else NOWHERE)
        for name, found in seen.items()
    }
    parts = [layout.laid_out(part, laid.get(part.name, NOWHERE), unpacked) for part in parts]
    problems = layout.without_unread(problems, parts, laid)
    early = _one_of_each(question_of(problem, answers, early=True) for problem in problems if problem.answers)
    gone_on = {question.problem.question for question in early if question.chosen}
    problems = [p for p in problems if p.severity != "question" and p.question not in gone_on]
    keys = known_keys(parts, base)
    parts, long = long_tables.turned(parts, keys, answers, unpacked)
    early += long
    found = {part.name: samples(part) for part in parts}
    prepared = Prepared(parts, found, problems=problems, layouts=seen, questions=early)
    prepared.keys = keys
    if has_errors(problems) or not parts or any(question.due for question in long):
        return prepared
    figures = {part.name: one for part in parts if not table_of(part) and (one := guess(part))}
    prepared.proposal = propose(parts, prepared.keys, base and Ids(base), _layouts_found(laid), figures)
    if plan is None and not prepared.proposal.exact:
        return prepared
    plan = plan or prepared.proposal.plan
    titles = {code: _title(files, language(code)) for code in LANGUAGES}
    prepared.composed = compose(parts, plan, folder, base, computations, titles, answers)
    prepared.questions = early + prepared.composed.questions
    prepared.problems = problems + prepared.composed.problems
    prepared.corrections = suggestions(prepared.composed)
    # Centres that lie outside may only need to be read otherwise: one question of the same rows at a time.
    if any(c.table == "centres" and c.table not in plan.corrections for c in prepared.corrections):
        prepared.questions = [q for q in prepared.questions if q.chosen or q.problem.code not in OUTSIDE]
    prepared.readings = readings.suggestions(prepared.composed, plan)
    return prepared


def _title(files: Sequence[File], lang: Language) -> str:
    """Return what files that name no dataset are called: as the first, with how many more there are."""
    title, more = Path(files[0].name).stem, len(files) - 1
    return lang.t("intake.title_of_files", title=title, n=more, count=lang.number(more)) if more else title


def known_keys(parts: Sequence[Part], base: Path | None) -> Keys:
    """Return the indicators that headings may name: the upload's own, else those of the open dataset."""
    for part in parts:
        if table_of(part) == "indicators" or "key" in suggest("indicators", part.columns, {}).values():
            frame, _ = read_table(part.path)
            if frame is not None:
                frame = frame.rename(columns=suggest("indicators", part.columns, {}))
                if "key" in frame:
                    return _keys_of(frame)
    path = find(base).get("indicators") if base else None
    frame = read_table(path)[0] if path else None
    return {} if frame is None else _keys_of(frame)


def samples(part: Part) -> dict[str, list[str]]:
    """Return some cells of each column, for who has to say what it means."""
    if part.path.suffix != ".csv":
        return {}
    found: dict[str, list[str]] = {column: [] for column in part.columns}
    with part.path.open("rb") as file:
        lines = list(islice(file, SAMPLE_LINES))
    text = decode(b"".join(lines)) or ""
    for row in islice(csv.reader(io.StringIO(text, newline="")), 1, None):
        for column, cell in zip(part.columns, row, strict=False):
            if cell.strip() and len(found[column]) < SAMPLES:
                found[column].append(cell.strip()[:SAMPLE_CHARACTERS])
    return found


def _layouts_found(laid: dict[str, Layout]) -> dict[str, Layout]:
    return {name: found for name, found in laid.items() if found._replace(title=(), notes=()) != NOWHERE}


def _one_of_each(questions: Iterable[Question]) -> list[Question]:
    """Return questions, of those of one kind about one file or sheet the first, with the rows of all."""
    first: dict[str, Question] = {}
    rows: dict[str, list[int]] = {}
    for question in questions:
        key = question.problem.question
        first.setdefault(key, question)
        rows.setdefault(key, []).extend(question.problem.rows)
    return [
        dataclasses.replace(
            one, problem=dataclasses.replace(one.problem, rows=tuple(dict.fromkeys(rows[key])))
        )
        for key, one in first.items()
    ]


def _keys_of(frame: pd.DataFrame) -> Keys:
    leaves = frame[~frame["key"].isin(frame["parent"])] if "parent" in frame else frame
    keys = to_text(leaves["key"])
    usable = keys.str.fullmatch(KEY, na=False) & ~keys.isin(RESERVED)
    return indicator_names(leaves[usable].set_index("key"))
