"""What Monitor hands out: every row with figures, trend, target and status; what changed; a report."""

import datetime
from functools import partial

import pandas as pd

from lcity.dataset import weakest
from lcity.export.document.docx import docx
from lcity.export.document.pdf import pdf
from lcity.export.report import progress_report
from lcity.export.table import Column, Table
from lcity.ui.monitor import choices, numbers, since, view, words
from lcity.ui.shared import cache, selection, unit_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export, OtherFile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def monitor_export(finding: str, found: pd.DataFrame) -> Export:
    """Return what the page hands out."""
    level = choices.level_choice().value
    metadata = export.metadata(
        t("monitor.question"),
        finding,
        **view.basis(found),
        chosen=[(t("monitor.way"), t(f"monitor.way.{choices.method_choice().value}"))],
        city=selection.city_choice().value if level == "district" else "",
        note=" ".join(words.doubts(found)),
    )
    names = cache.names("indicators", reader_language().code)
    marks = cache.provenance().reindex(found["key"].unique())
    mark = weakest(marks.dropna())
    rows = found.assign(
        name=[words.unit(level, own) for own in found["id"]],
        indicator=[names[key] for key in found["key"]],
        status=[t(f"monitor.status.{word}") for word in found["status"]],
        provenance=[t(f"common.provenance.{marks[key]}") for key in found["key"]],
    )
    columns = (
        Column("id", t("ranking.csv.id")),
        Column("name", t(f"monitor.unit.{level}")),
        Column("indicator", t("monitor.indicator")),
        Column("status", t("monitor.status")),
        Column("value", t("monitor.value"), "", mark, 2),
        Column("year", t("monitor.year")),
        Column("trend_per_year", t("monitor.trend"), "", mark, 3),
        Column("low", t("monitor.low"), "", mark, 3),
        Column("high", t("monitor.high"), "", mark, 3),
        Column("target", t("monitor.target"), "", "", 2),
        Column("target_year", t("monitor.by")),
        Column("provenance", t("monitor.provenance")),
    )
    return Export(
        metadata, (Table(t("monitor.table"), columns, rows), *_changed()), files=report_files(level)
    )


def report_files(level: str) -> tuple[OtherFile, ...]:
    """Return the progress report of the unit in view, for Word and as PDF; written when asked for."""
    unit, called = unit_choice.main_unit(level), since.names(level)
    made = progress_report(
        cache.open_dataset(),
        unit,
        numbers.progress(level, choices.method_choice().value),
        called,
        choices.method_choice().value,
        datetime.datetime.now(tz=datetime.UTC).date(),
        targets=cache.open_dataset().targets,
        found=since.year_before(),
    )
    name = called.unit(unit)
    return (
        OtherFile(t("report.word", name=name), "-report.docx", DOCX, partial(docx, made)),
        OtherFile(t("report.pdf", name=name), "-report.pdf", "application/pdf", partial(pdf, made)),
    )


def _changed() -> tuple[Table, ...]:
    """Return the table of what changed since the year before; none where nothing has two years."""
    found, level = since.year_before(), choices.level_choice().value
    if not found.twice.years:
        return ()
    called, moved = since.names(level), found.since.moved
    marks = cache.provenance().reindex(moved["key"].unique()).dropna()
    mark = weakest(marks) if len(marks) else ""
    spans = [found.twice.years[key] for key in moved["key"]]
    rows = moved.assign(
        name=[called.unit(own) for own in moved["id"]],
        indicator=[called.indicator(key) for key in moved["key"]],
        unsure=moved["sure"].map({True: "", False: t("export.yes")}),
        years=[t("since.years_of", first=str(first), last=str(last)) for first, last in spans],
        provenance=[t(f"common.provenance.{marks[key]}") for key in moved["key"]],
    )
    columns = (
        Column("id", t("ranking.csv.id")),
        Column("name", t(f"monitor.unit.{level}")),
        Column("indicator", t("monitor.indicator")),
        Column("years", t("since.years")),
        Column("before", t("since.before"), "", mark, 2),
        Column("after", t("since.after"), "", mark, 2),
        Column("change", t("since.change"), "", mark, 3),
        Column("points", t("since.points"), t("export.points"), mark, 1),
        Column("unsure", t("since.unsure")),
        Column("provenance", t("monitor.provenance")),
    )
    return (Table(t("since.title"), columns, rows),)
