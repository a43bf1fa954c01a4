"""Parts of the documents beside the datasets."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd


def files(folder: Path, provenance: Mapping[str, str]) -> str:
    """Return a table of a dataset's files: rows, size and how far each can be trusted.

    Parameters
    ----------
    folder
        The dataset, already written.
    provenance
        File → what of it is real.
    """
    rows = []
    for name, of in provenance.items():
        path = folder / name
        rows.append([f"`{name}`", f"{_rows(path):,}", f"{path.stat().st_size / 1000:,.0f}", of])
    return table(["file", "rows", "kB", "provenance"], rows)


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a table in Markdown."""
    lines = [head, ["---"] * len(head), *rows]
    return (
        "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
        + "\n"
    )


def _rows(path: Path) -> int:
    if path.suffix == ".parquet":
        return len(pd.read_parquet(path, columns=["people"]))
    lines = path.read_text(encoding="utf-8").splitlines()
    return sum(line.startswith('{"type":"Feature",') for line in lines) or len(lines) - 1
