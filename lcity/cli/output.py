"""Rows of results as an aligned table, CSV or JSON."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from lcity import spreadsheet
from lcity.text import Language
from lcity.text.language import MISSING
from lcity.text.width import width

GAP = "  "


@dataclass(frozen=True, eq=False)
class Output:
    """What a verb found.

    Parameters
    ----------
    rows
        A row a unit.
    contributions
        Points by dimension, in the same order; None where there are none.
    labels
        The name of each dimension.
    notes
        What is to be said under the table.
    """

    rows: pd.DataFrame
    contributions: pd.DataFrame | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def written(self, lang: Language) -> dict[str, list[str]]:
        """Return the cells of each column as they are shown, under its name."""
        columns = {lang.t(f"cli.column.{name}"): _texts(self.rows[name], lang) for name in self.rows}
        if self.contributions is not None:
            for key in self.contributions:
                points = [lang.number(value, 2) for value in self.contributions[key]]
                columns[self.labels[key]] = points
        return columns


def print_rows(output: Output, form: str, lang: Language) -> None:
    """Print the rows as "table", "csv" or "json", numbers in full but for the table."""
    print({"table": as_table, "csv": as_csv, "json": as_json}[form](output, lang), end="")


def as_json(output: Output, lang: Language | None = None) -> str:
    """Return a JSON list of rows; missing is null."""
    rows = [_plain(row) for row in output.rows.to_dict("records")]
    if output.contributions is not None:
        for row, points in zip(rows, output.contributions.to_dict("records"), strict=True):
            row["contributions"] = _plain(points)
    return json.dumps(rows, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def as_csv(output: Output, lang: Language | None = None) -> str:
    """Return CSV; the points of a dimension stand in the column ``contribution_<key>``.

    Text that a spreadsheet would take for a formula is defused.
    """
    frame = output.rows
    if output.contributions is not None:
        frame = frame.join(output.contributions.add_prefix("contribution_"))
    frame = frame.copy()
    for name in frame.select_dtypes(["object", "string"]):
        frame[name] = frame[name].map(spreadsheet.cell)
    return frame.to_csv(index=False, lineterminator="\n")


def as_table(output: Output, lang: Language) -> str:
    """Return aligned columns under their names, and the notes under them."""
    columns = output.written(lang)
    text = {"id", "site", "name", "provenance", "key", "status"}
    left = [lang.t(f"cli.column.{name}") for name in output.rows if name in text]
    padded = [_padded([name, *cells], left=name in left) for name, cells in columns.items()]
    lines = [GAP.join(cells).rstrip() for cells in zip(*padded, strict=True)]
    return "\n".join([*lines, "", *output.notes]) + "\n"


def _texts(cells: pd.Series, lang: Language) -> list[str]:
    match cells.name:
        case "share" | "present" | "weekday_evening" | "weekend":
            return [lang.percent(value, 1) for value in cells]
        case "score":
            return [lang.number(value, 2) for value in cells]
        case "provenance":
            return [MISSING if pd.isna(p) else lang.t(f"common.provenance.{p}") for p in cells]
        case "years":
            return [MISSING if pd.isna(value) else value for value in cells]
        case "status":
            return [lang.t(f"monitor.status.{word}") for word in cells]
        case "year" | "target_year":
            return [MISSING if pd.isna(year) else str(year) for year in cells]
        case "value" | "target" | "before" | "after" | "change" | "points":
            return [lang.number(value, 2) for value in cells]
        case "seats_per_1000":
            return [lang.number(value, 1) for value in cells]
        case "access_evenness" | "trend_per_year" | "required_per_year" | "low" | "high":
            return [lang.number(value, 3) for value in cells]
        case "rank" | "people" | "covered" | "gained":
            return [MISSING if pd.isna(value) else lang.number(value) for value in cells]
    return [str(cell) for cell in cells]


def _padded(cells: Iterable[str], *, left: bool) -> list[str]:
    widths = [width(cell) for cell in cells]
    fill = [" " * (max(widths) - own) for own in widths]
    return [cell + space if left else space + cell for cell, space in zip(cells, fill, strict=True)]


def _plain(row: Mapping) -> dict:
    """Return a row of plain Python values, None where missing."""
    return {str(name): _value(value) for name, value in row.items()}


def _value(value):
    if value is None or value is pd.NA or (isinstance(value, float) and not math.isfinite(value)):
        return None
    return value.item() if hasattr(value, "item") else value
