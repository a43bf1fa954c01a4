"""CSV and Parquet files as frames of raw cells, indexed by the row they stand in."""

import csv
import io
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from lcity.dataset.cells import read_text
from lcity.dataset.encoding import guess, stated, text_in
from lcity.dataset.problem import Problem

Raw = tuple[pd.DataFrame | None, list[Problem]]


def read_table(path: Path, encoding: str | None = None) -> Raw:
    """Read a table, everything as it is written.

    Parameters
    ----------
    path
        A .csv, a .parquet or, of places drawn as points, a .geojson file.
    encoding
        What a .csv is written in; None where it states or clearly shows it.

    Returns
    -------
    tuple
        The frame, indexed by row (the first record is row 2), its cells text or, from Parquet and points,
        of the file's own types; None where nothing can be
        read. And the problems met.
    """
    if path.suffix == ".geojson":
        from lcity.dataset.points import read_points  # it reads text by this module

        return read_points(path)
    return _read_parquet(path) if path.suffix == ".parquet" else _read_csv(path, encoding)


def decode(content: bytes) -> str | None:
    """Return bytes as text where they state their encoding, or it is clear; else None."""
    encoding = stated(content) or guess(content).encoding
    return None if encoding is None else text_in(content, encoding)


def _read_parquet(path: Path) -> Raw:
    try:
        table = pq.read_table(path)
        table.validate(full=True)  # text that is none, places that are not there
        frame = table.to_pandas(ignore_metadata=True)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        return None, [unreadable(path, "Parquet", error)]
    if frame.empty:
        return None, [Problem(path.name, None, None, "no_rows")]
    frame.index += 2
    return frame, []


def unreadable(path: Path, form: str, error: Exception) -> Problem:
    """Return the problem of a file that is not what its name says, with the reader's own reason."""
    reason = " ".join(str(error).split()).replace(str(path), path.name)
    return Problem(path.name, None, None, "unreadable", {"form": form, "reason": reason})


def _read_csv(path: Path, encoding: str | None) -> Raw:
    content = path.read_bytes()
    text = decode(content) if encoding is None else text_in(content, encoding)
    if text is None:
        return None, [Problem(path.name, None, None, "encoding")]
    rows, problems = _records(path.name, text)
    header = [name.strip() for name in rows[0]] if rows else []
    if not any(header):
        return None, problems or [Problem(path.name, None, None, "empty_file")]
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        return None, [Problem(path.name, 1, None, "delimiter")]
    records = {row: cells for row, cells in enumerate(rows[1:], start=2) if any(cells)}
    if not records:
        return None, problems or [Problem(path.name, None, None, "no_rows")]
    width = len(header)
    for row, cells in records.items():
        if len(cells) != width:
            problems.append(
                Problem(path.name, row, None, "row_width", {"found": len(cells), "expected": width})
            )
            records[row] = (cells + [""] * width)[:width]
    index = pd.Index(list(records), dtype="int64")
    columns = zip(header, zip(*records.values(), strict=True), strict=True)
    frame, wrong = _frame(path.name, columns, index)
    return frame, problems + wrong


def _records(file: str, text: str) -> tuple[list[list[str]], list[Problem]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str]] = []
    try:
        rows.extend(reader)
    except csv.Error:
        return rows, [Problem(file, len(rows) + 1, None, "quotes")]
    return rows, []


def _frame(file: str, columns, index: pd.Index) -> Raw:
    kept, problems = {}, []
    for position, (name, cells) in enumerate(columns, start=1):
        text = read_text(cells, index, name)
        if name in kept:
            problems.append(Problem(file, 1, name, "duplicate_column"))
        elif name:
            kept[name] = text
        elif text.notna().any():
            problems.append(Problem(file, 1, None, "unnamed_column", {"position": position}))
    return pd.DataFrame(kept, index=index), problems
