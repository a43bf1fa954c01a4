"""Settings of an upload, in TOML or in a sheet, written as `dataset.toml`."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from lcity.dataset import Problem
from lcity.dataset.conform import column_of
from lcity.dataset.contract import SCHEMAS
from lcity.dataset.tables import read_table
from lcity.intake.part import Part


def write(part: Part, target: Path, renamed: Mapping[str, str]) -> list[Problem]:
    """Write settings, and return what of a sheet of them is not read."""
    if part.path.suffix == ".toml":
        shutil.copyfile(part.path, target)
        return []
    frame, problems = read_table(part.path)
    frame = pd.DataFrame() if frame is None else frame.rename(columns=dict(renamed))
    known = [name for name in frame if column_of(SCHEMAS["meta"], name) is not None]
    settings_row = frame[known].iloc[0].dropna().to_dict() if len(frame) else {}
    settings_row = dict.fromkeys(("title", "about", "licence"), "") | settings_row
    lines = [
        f"{name} = {text if name == 'default_year' and text.isdecimal() else quoted(text)}"
        for name, text in settings_row.items()
    ]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    notes = [Problem(part.name, 1, name, "column_unused", {}, "note") for name in frame if name not in known]
    notes += [Problem(part.name, row, None, "row_unused", {}, "note") for row in frame.index[1:].tolist()]
    return problems + notes


def quoted(text: str) -> str:
    """Return text as a TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if ord(c) >= 32 and ord(c) != 127 else f"\\u{ord(c):04x}" for c in escaped) + '"'
