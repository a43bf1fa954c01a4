"""What ``monitor`` does: who is on the way to which target, and what changed since a decision record."""

import argparse
import sys
from datetime import date
from html import escape
from pathlib import Path

import pandas as pd

from lcity.cli import verbs
from lcity.cli.output import Output, print_rows
from lcity.computed import complete
from lcity.dataset import Dataset, UnitValues
from lcity.dataset.provenance import leaf_provenance
from lcity.errors import ArgumentError
from lcity.export import record
from lcity.monitor.progress import COLUMNS, STATUSES, monitored
from lcity.monitor.since import Since, since
from lcity.text import language

EN = language("en")
FOUND = 3
"""The exit status where a status of `--fail-on` is found."""
MOST_DOUBTS = 20
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style>body{{font:16px/1.45 sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}}
table{{border-collapse:collapse;width:100%}} td,th{{text-align:right;padding:.25rem .5rem;
border-bottom:1px solid #ddd;font-variant-numeric:tabular-nums}} td:nth-child(-n+3),th:nth-child(-n+3)
{{text-align:left}}</style></head><body><h1>{title}</h1>
{notes}
<table><thead><tr>{heads}</tr></thead><tbody>
{rows}
</tbody></table></body></html>
"""


def monitor(options: argparse.Namespace) -> int:
    """Say who is on the way to which target, or what changed since a record."""
    unknown = [word for word in options.fail_on if word not in STATUSES]
    if unknown:
        raise ArgumentError(EN.t("cli.no_status", found=unknown[0], allowed=EN.listed(STATUSES)))
    opened = verbs.read(options)
    then = None if options.since is None else _record(options.since)
    level = verbs.level_of(opened, options.level or (then.level if then else opened.levels[-1]))
    today, newest = date.today().year, max(opened.years, default=None)
    latest = complete(opened, level, newest)
    rows = monitored(opened, level, latest, today, keys=options.key, method=options.method)
    output = _statuses(opened, rows, options.method)
    if then is not None:
        output = _changes(opened, level, then, latest)
    if options.out is not None:
        _write(Path(options.out), opened.meta.title, output)
    else:
        if options.format == "csv":
            print(*(EN.t("cli.note", line=line) for line in output.notes), sep="\n", file=sys.stderr)
        print_rows(output, options.format, EN)
    return FOUND if rows["status"].isin(options.fail_on).any() else 0


def _statuses(opened: Dataset, rows: pd.DataFrame, method: str) -> Output:
    counted = rows.loc[rows["target"].notna(), "status"].value_counts()
    parts = [
        EN.t("cli.counted_status", status=EN.t(f"monitor.status.{word}"), count=EN.number(counted[word]))
        for word in STATUSES
        if counted.get(word)
    ]
    notes = [EN.t("cli.monitored", parts=EN.listed(parts)) if parts else EN.t("cli.no_targets")]
    notes.append(EN.t(f"monitor.method.{method}"))
    provenance = leaf_provenance(opened).reindex(rows["key"].unique())
    if simulated := list(provenance.index[provenance == "simulated"]):
        notes.append(EN.t("cli.monitor_simulated", keys=EN.listed(simulated)))
    if opened.targets is not None:
        held = opened.targets.loc[sorted(rows["target_row"].dropna().unique())].dropna(subset="doubt")
        told = held.drop_duplicates(["key", "doubt"])[:MOST_DOUBTS]
        notes += [EN.t("cli.doubt", indicator=row.key, doubt=row.doubt) for row in told.itertuples()]
    return Output(rows[list(COLUMNS)], notes=tuple(notes))


def _changes(opened: Dataset, level: str, then: record.Record, latest: UnitValues) -> Output:
    """Return what changed since a record, on what both have."""
    if level != then.level:
        raise ArgumentError(EN.t("cli.other_level", level=then.level))
    found: Since = since(then.situation.values, latest.values, opened.indicators)
    rows = found.moved
    rows.insert(1, "name", opened.units(level)["name"].reindex(rows["id"]).to_numpy())
    notes = [
        EN.t(
            "cli.since",
            date=then.day.isoformat(),
            moved=EN.number(len(rows)),
            same=EN.number(found.same),
        )
    ]
    for name, keys in (("new", found.new), ("gone", found.gone)):
        if keys:
            notes.append(EN.t(f"cli.since_{name}", keys=EN.listed(keys)))
    for name, table in (("lost", found.lost), ("gained", found.gained)):
        if len(table):
            notes.append(EN.t(f"cli.since_{name}", count=EN.number(len(table)), first=_first(table)))
    return Output(rows, notes=tuple(notes))


def _first(table: pd.DataFrame) -> str:
    return f"{table['id'].iloc[0]} {table['key'].iloc[0]}"


def _record(name: str) -> record.Record:
    path = Path(name)
    if not path.is_file():
        raise ArgumentError(EN.t("cli.no_file", found=name))
    if path.stat().st_size > record.MOST_BYTES:
        raise ArgumentError(EN.t("cli.large_file", found=name))
    return record.read(path.read_bytes())


def _write(path: Path, title: str, output: Output) -> None:
    """Write a digest to send, as a page of its own that fetches nothing.

    Raises
    ------
    ArgumentError
        It is to be of another form, or cannot be written.
    """
    if path.suffix.lower() not in (".html", ".htm"):
        raise ArgumentError(EN.t("cli.not_html", found=path.name))
    cells = [
        "".join(f"<td>{escape(written)}</td>" for written in row)
        for row in zip(*(written_cells for written_cells in output.written(EN).values()), strict=True)
    ]
    text = PAGE.format(
        title=escape(EN.t("cli.digest", title=title, date=date.today().isoformat())),
        notes="\n".join(f"<p>{escape(note)}</p>" for note in output.notes),
        heads="".join(f"<th>{escape(head)}</th>" for head in output.written(EN)),
        rows="\n".join(f"<tr>{row}</tr>" for row in cells),
    )
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ArgumentError(EN.t("cli.not_written", found=path.name, why=error.strerror)) from None
