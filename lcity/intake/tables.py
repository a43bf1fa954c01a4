"""Tables in text and in Parquet, measured before they are read."""

import csv
import io
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from lcity.dataset import Problem
from lcity.dataset.tables import decode
from lcity.intake.limits import MB, Limits
from lcity.intake.part import File, Part
from lcity.intake.separators import COMMA, separator

MOST_TOLD = 50
BATCH = 65_536
NAMED = {"\t": "tab"}
EMPTY = "table_empty"


def table(file: File, folder: Path, limits: Limits) -> tuple[Part | None, list[Problem]]:
    """Take in a table.

    Parameters
    ----------
    file
        A .csv or .parquet file.
    folder
        Where a table is written anew whose columns another mark than the comma separates.
    limits
        The limits in force.

    Returns
    -------
    tuple
        The part, or None where it cannot be read or is beyond a limit; and the problems met, a note among
        them where it has headings and nothing below them.
    """
    return _parquet(file, limits) if file.suffix == ".parquet" else _text(file, folder, limits)


def is_outlines(path: Path) -> bool:
    """Say whether a Parquet file holds geometries."""
    try:
        return b"geo" in (pq.read_metadata(path).metadata or {})
    except (pa.ArrowException, OSError):
        return False


def _text(file: File, folder: Path, limits: Limits) -> tuple[Part | None, list[Problem]]:
    text = decode(file.path.read_bytes())
    if text is None:
        return None, [file.problem("encoding")]
    if not text.strip():
        return None, [file.problem("empty_file")]
    problems: list[Problem] = []
    header: list[str] = []
    cells = row = filled = 0
    mark, declared = separator(text)
    path, original_rows = file.path, ""
    if mark != COMMA or declared:
        path, original_rows, text = _with_commas(file, text, mark, declared, folder)
    if path != file.path:
        problems.append(Problem(file.name, None, None, "separator", {"found": NAMED.get(mark, mark)}, "note"))
    try:
        for row, written in enumerate(csv.reader(io.StringIO(text, newline="")), start=1):
            header = header or [cell.strip() for cell in written]
            cells += len(written)
            filled += any(written)
            if row > limits.rows + 1:
                return None, [file.problem("too_many_rows", most=limits.rows)]
            if len(written) > limits.columns:
                return None, [file.problem("too_many_columns", row, found=len(written), most=limits.columns)]
            if cells > limits.cells:
                return None, [file.problem("too_many_cells", most=limits.cells)]
            if max(map(len, written), default=0) > limits.cell_characters and len(problems) < MOST_TOLD:
                problems += _long(file, row, header, written, limits)
    except csv.Error:
        return None, [
            file.problem("cell_long", row + 1, found=csv.field_size_limit(), most=limits.cell_characters)
        ]
    if filled == 1:
        problems.append(empty(file))
    return Part(
        file.name, file.stem, path, tuple(header), int(bool(original_rows)), original_rows=original_rows
    ), problems


def _with_commas(file: File, text: str, mark: str, declared: bool, folder: Path) -> tuple[Path, str, str]:
    """Write a table with commas between its cells, row by row.

    Returns
    -------
    tuple
        Where; where it lies with a first line that only says the separator, or ""; and its text. The
        file as it came where it cannot be read so.
    """
    line, _, below = text.partition("\n") if declared else ("", "", text)
    target = io.StringIO(newline="")
    try:
        rows = csv.reader(io.StringIO(below, newline=""), delimiter=mark, strict=True)
        csv.writer(target, lineterminator="\n").writerows(rows)
    except csv.Error:
        return file.path, "", text
    path, whole = (folder / f"{file.path.stem}.{of}.csv" for of in ("commas", "original"))
    path.write_text(target.getvalue(), encoding="utf-8", newline="")
    if declared:
        whole.write_text(f"{line.strip()}\n{target.getvalue()}", encoding="utf-8", newline="")
    return path, str(whole) if declared else "", target.getvalue()


def _long(file: File, row: int, header: list[str], cells: list[str], limits: Limits) -> list[Problem]:
    return [
        file.problem("cell_long", row, name or None, found=len(cell), most=limits.cell_characters)
        for cell, name in zip(cells, header + [""] * len(cells), strict=False)
        if len(cell) > limits.cell_characters
    ]


def _parquet(file: File, limits: Limits) -> tuple[Part | None, list[Problem]]:
    try:
        with pq.ParquetFile(file.path) as opened:
            rows, columns = opened.metadata.num_rows, opened.schema_arrow
            if rows > limits.rows:
                return None, [file.problem("too_many_rows", most=limits.rows)]
            if len(columns) > limits.columns:
                return None, [file.problem("too_many_columns", found=len(columns), most=limits.columns)]
            if rows * len(columns) > limits.cells:
                return None, [file.problem("too_many_cells", most=limits.cells)]
            nested = [field.name for field in columns if pa.types.is_nested(field.type)]
            if nested:
                return None, [file.problem("nested_column", None, nested[0])]
        texts = [field.name for field in columns if _is_text(field.type)]
        problems = _weighed(file, texts, limits)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        return None, [file.problem("unreadable", form="Parquet", reason=" ".join(str(error).split())[:200])]
    if problems:
        return None, problems
    return Part(file.name, file.stem, file.path, tuple(columns.names)), [] if rows else [empty(file)]


def empty(file: File) -> Problem:
    """Return the note on a table that has headings and nothing below them."""
    return Problem(file.name, None, None, EMPTY, {}, "note")


def _is_text(kind: pa.DataType) -> bool:
    return pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_binary(kind)


def _weighed(file: File, texts: list[str], limits: Limits) -> list[Problem]:
    """Return a problem where cells are longer, or all together larger, than they may be.

    Repeated text is read as references to it, so that a small file stays small until it is known how
    large it would become.
    """
    size = 0
    with pq.ParquetFile(file.path, read_dictionary=texts) as opened:
        for name in texts:
            for batch in opened.iter_batches(BATCH, columns=[name]):
                cells = batch.column(0)
                if not pa.types.is_dictionary(cells.type):
                    lengths = pc.binary_length(cells)
                else:
                    lengths = pc.take(pc.binary_length(cells.dictionary), cells.indices)
                longest, total = pc.max(lengths).as_py() or 0, pc.sum(lengths).as_py() or 0
                size += total
                if longest > 4 * limits.cell_characters:
                    return [file.problem("cell_long", None, name, found=longest, most=limits.cell_characters)]
                if size > limits.unpacked_mb * MB:
                    return [file.problem("unpacked_too_large", most=limits.unpacked_mb)]
    return []
