"""What ``monitor`` does: who is on the way to which target, what changed since a record, and reports."""

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd

from lcity.cli import verbs
from lcity.cli.output import Output, print_rows
from lcity.computed import complete
from lcity.dataset import Dataset, UnitValues
from lcity.errors import ArgumentError
from lcity.export import progress, record
from lcity.export.digest import digest
from lcity.export.document.blocks import Document
from lcity.export.document.docx import docx
from lcity.export.document.html import html
from lcity.export.document.pdf import pdf
from lcity.export.last_time import crossed, ranked_on, rest
from lcity.export.names import Names
from lcity.export.report import progress_report, since
from lcity.index import Tree, Weights
from lcity.monitor.progress import COLUMNS, STATUSES, monitored
from lcity.monitor.sampling import change_errors
from lcity.monitor.series import breaks, series
from lcity.monitor.since import LastTime, Order, Twice, last_time, last_two
from lcity.text import LANGUAGES, language

EN = language("en")
FOUND = 3
"""The exit status where a status of `--fail-on` is found."""
MOST_DOUBTS = 20
DIGESTS = {".html": html, ".htm": html, ".pdf": pdf}
REPORTS = {".docx": docx, ".pdf": pdf}


def monitor(options: argparse.Namespace) -> int:
    """Say who is on the way to which target, or what changed since a record."""
    unknown = [word for word in options.fail_on if word not in STATUSES]
    if unknown:
        raise ArgumentError(EN.t("cli.no_status", found=unknown[0], allowed=EN.listed(STATUSES)))
    for name, path, forms in (("out", options.out, DIGESTS), ("report", options.report, REPORTS)):
        if path is not None and Path(path).suffix.lower() not in forms:
            allowed = EN.listed_either(forms)
            raise ArgumentError(EN.t("cli.not_form", name=name, found=Path(path).name, allowed=allowed))
    if (options.report is None) != (options.unit is None):
        raise ArgumentError(EN.t("cli.report_of_unit"))
    opened = verbs.read(options)
    then = None if options.since is None else _record(options.since)
    level, unit = _level(opened, options, then)
    latest = complete(opened, level, max(opened.years, default=None))
    today = date.today()
    rows = monitored(opened, level, latest, today.year, keys=options.key, method=options.method)
    if then is not None and level != then.level:
        raise ArgumentError(EN.t("cli.other_level", level=then.level))
    lang = language(options.lang, tuple(opened.meta.units.items()))
    names = Names.of(opened, level, latest.values, lang)
    if options.report is not None:
        found = _year_before(opened, level, latest, today)
        told = (
            rows if not options.key else monitored(opened, level, latest, today.year, method=options.method)
        )
        made = progress_report(
            opened, unit, told, names, options.method, today, targets=opened.targets, found=found
        )
        _write(Path(options.report), made, REPORTS)
    if options.out is not None:
        changed = _changed(opened, level, then, latest, names, today)
        made = digest(opened, rows, names, options.method, today, targets=opened.targets, changed=changed)
        _write(Path(options.out), made, DIGESTS)
    if options.out is None and options.report is None:
        english = Names.of(opened, level, latest.values, EN)
        if then is None:
            output = _statuses(opened, rows, options.method, english)
        else:
            output = _since(opened, then, _since_record(opened, then, latest, today), english)
        if options.format == "csv":
            print(*(EN.t("cli.note", line=line) for line in output.notes), sep="\n", file=sys.stderr)
        print_rows(output, options.format, EN)
    return FOUND if rows["status"].isin(options.fail_on).any() else 0


def _level(opened: Dataset, options: argparse.Namespace, then: record.Record | None) -> tuple[str, str]:
    """Return the level asked for, and the unit a report is of; "" for none."""
    if options.unit is None:
        return verbs.level_of(opened, options.level or (then.level if then else opened.levels[-1])), ""
    levels = opened.levels if options.level is None else (verbs.level_of(opened, options.level),)
    for level in levels:
        units = opened.units(level)
        called = {
            unit: {unit, *(language(code).name(row) for code in LANGUAGES)}
            for unit, row in units.to_dict("index").items()
        }
        found = [unit for unit, own in called.items() if options.unit in own]
        if len(found) > 1:
            raise ArgumentError(EN.t("cli.many_units", found=options.unit, ids=EN.listed_either(found)))
        if found:
            return level, found[0]
    raise ArgumentError(EN.t("cli.no_such_unit", found=options.unit))


def _statuses(opened: Dataset, rows: pd.DataFrame, method: str, names: Names) -> Output:
    counted = rows.loc[rows["target"].notna(), "status"].value_counts()
    parts = [
        EN.t("cli.counted_status", status=EN.t(f"monitor.status.{word}"), count=EN.number(counted[word]))
        for word in STATUSES
        if counted.get(word)
    ]
    notes = [EN.t("cli.monitored", parts=EN.listed(parts)) if parts else EN.t("cli.no_targets")]
    notes.append(EN.t(f"monitor.method.{method}"))
    provenance = names.provenance.reindex(rows["key"].unique())
    if simulated := list(provenance.index[provenance == "simulated"]):
        notes.append(EN.t("cli.monitor_simulated", keys=EN.listed(simulated)))
    notes += list(progress.about_targets(opened, rows, opened.targets, names))[:MOST_DOUBTS]
    return Output(rows[list(COLUMNS)], notes=tuple(notes))


def _since_record(opened: Dataset, then: record.Record, latest: UnitValues, today: date) -> LastTime:
    """Return what changed since a record, on what both have, ranked by its weights and methods."""
    of, before = then.situation, then.situation.values
    kept = opened.indicators.index.intersection(of.tree.leaves)
    after, years = latest.values, latest.years
    if then.city:
        # Only this city's districts were ranked: no other of today joined them.
        own = opened.districts.index[opened.districts["city"] == then.city]
        after, years = (table.loc[table.index.isin(own)] for table in (after, years))
    order = Order(of.tree.prune(kept), of.weights, of.normalise, of.aggregate)
    return last_time(Twice(before, after, {}), opened.indicators, order, years, today.year)


def _year_before(opened: Dataset, level: str, latest: UnitValues, today: date) -> LastTime:
    """Return what changed since the year before, ranked by the dataset's own weights."""
    twice = last_two(series(opened, level, latest).since_breaks(breaks(opened.indicators)))
    twice = replace(twice, errors=change_errors(opened, level, twice.years))
    order = Order(Tree.from_table(opened.indicators), Weights(), "goalposts", "arithmetic")
    return last_time(twice, opened.indicators, order, latest.years, today.year)


def _changed(
    opened: Dataset,
    level: str,
    then: record.Record | None,
    latest: UnitValues,
    names: Names,
    today: date,
) -> list:
    """Return what a digest says of what changed: since the record there is, else since the year before."""
    if then is None:
        return list(since(_year_before(opened, level, latest, today), names))
    found = _since_record(opened, then, latest, today)
    against = names.lang.t("since.held_record", day=names.lang.date(then.day))
    return list(since(found, names, against=_planned(then, against, names)))


def _planned(then: record.Record, against: str, names: Names) -> str:
    """Return what is compared with; of a record with a scenario that its figures are planned."""
    if then.scenario is None:
        return against
    return f"{against} {names.lang.t('since.planned', name=then.scenario.name)}"


def _since(opened: Dataset, then: record.Record, found: LastTime, names: Names) -> Output:
    """Return what changed since a record: a row a figure; as notes who passed whom, and what is missing."""
    # A record has no standard errors.
    rows = found.since.moved.drop(columns="sure")
    rows.insert(1, "name", [names.unit(unit) for unit in rows["id"]])
    known = {"date": then.day.isoformat(), "moved": EN.number(len(rows)), "same": EN.number(found.since.same)}
    notes = [_planned(then, EN.t("cli.since", **known), names)]
    if passed := list(crossed(found, names)):
        notes += [ranked_on(found, names), *passed]
    notes += rest(found, names)
    return Output(rows, notes=tuple(notes))


def _record(name: str) -> record.Record:
    path = Path(name)
    if not path.is_file():
        raise ArgumentError(EN.t("cli.no_file", found=name))
    if path.stat().st_size > record.MOST_BYTES:
        raise ArgumentError(EN.t("cli.large_file", found=name))
    return record.read(path.read_bytes())


def _write(path: Path, document: Document, forms: dict) -> None:
    """Write a document in the form its name ends in.

    Raises
    ------
    ArgumentError
        It cannot be written.
    """
    content = forms[path.suffix.lower()](document)
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ArgumentError(EN.t("cli.not_written", found=path.name, why=error.strerror)) from None
