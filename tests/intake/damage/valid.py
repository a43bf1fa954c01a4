"""The valid dataset as files to be damaged, and what the app makes of an upload."""

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import openpyxl

from lcity.computed import COMPUTATIONS, complete
from lcity.dataset import Dataset
from lcity.index import Tree, Weights, score_units
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.prepare import Prepared, prepare
from tests import folders

Files = dict[str, bytes]
"""Name → content, of a dataset folder or of what is uploaded."""

ARCHIVE, BOOK = "three.zip", "three.xlsx"
NEEDED = ("indicators.csv", "values_city.csv", "values_district.csv")
LIMITS = Limits()


class Kind(NamedTuple):
    """One kind of damage and what has to be said of it.

    Parameters
    ----------
    upload
        Makes what is uploaded.
    code
        The problem told; HARMLESS, VERBATIM, ASKED, SHOWN or CORRECTED where there is none.
    file
        How the name of the file told ends.
    row, column
        The place told, where there is one.
    note
        Whether the dataset opens all the same, with a note.
    damage
        The same as done to the files of a folder, so that damages can be heaped on each other.
    like
        Of which files (see `valid`) the dataset is that comes out all the same; none named: all.
    kept_text
        The text that is kept as it came.
    offer
        How the cell is offered to be read, as in `lcity.intake.readings`; "" where it is not.
    """

    upload: Callable[[], Files]
    code: str
    file: str = ""
    row: int | None = None
    column: str | None = None
    note: bool = False
    damage: Callable[[Files], object] | None = None
    like: tuple[str, ...] = ()
    kept_text: str = ""
    offer: str = ""


HARMLESS = "harmless"
"""The dataset is the valid one."""
VERBATIM = "verbatim"
"""The dataset is the valid one but for text, which is kept as it came."""
QUESTION = "question"
"""Nothing is opened before its owner has confirmed what a name means."""
SHOWN = "shown"
"""Nothing is opened before its owner has confirmed where the table is."""
CORRECTED = "corrected"
"""A correction of positions is offered, and said."""


@cache
def _files() -> Files:
    with tempfile.TemporaryDirectory() as place:
        folder = folders.write(Path(place), places="csv")
        return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def valid(*names: str) -> Files:
    """Return the files of the valid dataset: all, or those it cannot do without and these."""
    files = _files()
    return {name: data for name, data in files.items() if not names or name in (*NEEDED, *names)}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as an archive."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def workbook(*names: str) -> openpyxl.Workbook:
    """Return tables of the valid dataset as sheets, numbers as numbers but for ids."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, content in valid(*names or ("cities.csv",)).items():
        if name.endswith(".csv"):
            sheet = book.create_sheet(name.removesuffix(".csv"))
            header, *records = table(content)
            sheet.append(header)
            for record in records:
                sheet.append([_typed(cell, of) for of, cell in zip(header, record, strict=True)])
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    """Return a workbook as a file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def table(content: bytes) -> list[list[str]]:
    """Return the records of a CSV file, the header first."""
    return list(csv.reader(io.StringIO(content.decode(), newline="")))


def written(records: list[list[str]]) -> bytes:
    """Return records as a CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(records)
    return text.getvalue().encode()


def _typed(cell: str, column: str) -> str | float | int | None:
    if column in ("city", "district", "centre"):
        return cell
    for kind in (int, float):
        try:
            return kind(cell)
        except ValueError:
            continue
    return cell or None


@dataclass
class Outcome:
    """What became of an upload.

    Parameters
    ----------
    prepared
        What was said.
    dataset
        The dataset, where it is valid; its folder is gone.
    """

    prepared: Prepared
    dataset: Dataset | None

    @property
    def has_questions(self) -> bool:
        """Whether its owner is asked what names mean."""
        return self.prepared.proposal is not None and self.prepared.composed is None


@contextmanager
def taken_in(upload: Mapping[str, bytes], *, confirm: bool = False):
    """Give what the app makes of an upload, the folder still there.

    Parameters
    ----------
    upload
        Name → content.
    confirm
        Whether every suggestion is taken.
    """
    with tempfile.TemporaryDirectory() as place:
        files = []
        for number, (name, content) in enumerate(upload.items()):
            path = Path(place) / f"{number:03d}{Path(name).suffix.lower()[:12]}"
            path.write_bytes(content)
            files.append(File(name, path))
        work = Path(place) / "work"
        prepared = prepare(files, work, None, None, COMPUTATIONS, LIMITS)
        if confirm and prepared.proposal is not None and prepared.composed is None:
            prepared = prepare(files, work, None, prepared.proposal.plan, COMPUTATIONS, LIMITS)
        dataset = prepared.composed.dataset if prepared.valid else None
        yield Outcome(prepared, dataset)


def take_in(upload: Mapping[str, bytes], *, confirm: bool = False) -> Outcome:
    """Return what the app makes of an upload."""
    with taken_in(upload, confirm=confirm) as outcome:
        return outcome


def use(dataset: Dataset) -> None:
    """Compute and rank everything there is in a dataset."""
    for level in dataset.levels:
        found = complete(dataset, level)
        tree = Tree.from_table(dataset.indicators)
        score_units(found.values, dataset.indicators, tree, Weights.declared(tree)).table()
