"""The export of Monitor: every row with figures, trend, target and status; what changed; a report."""

import datetime
from functools import partial

import pandas as pd

from lcity.charts.multiples.print import SmallLines
from lcity.dataset import weakest
from lcity.export.document.docx import docx
from lcity.export.document.pdf import pdf
from lcity.export.mark import marked
from lcity.export.pictures.page import Picture
from lcity.export.report import progress_report
from lcity.export.table import Column, Table
from lcity.ui.monitor import choices, multiples, numbers, since, town, view, words
from lcity.ui.shared import amounts, cache, selection, unit_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export, OtherFile

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

MOST_PRINTED = 48


def monitor_export(finding: str, found: pd.DataFrame) -> Export:
    """Return the page's export."""
    level = choices.level_choice().value
    metadata = export.metadata(
        t("monitor.question"),
        finding,
        **view.basis(found),
        chosen=[(t("monitor.way"), t(f"monitor.way.{choices.method_choice().value}"))],
        city=selection.city_choice().value if level == "district" else "",
        note=reader_language().sentences(words.doubts(found)),
    )
    names = cache.names("indicators", reader_language().code)
    marks = cache.provenance().reindex(found["key"].unique())
    weak = weakest(marks.dropna())
    rows = found.assign(
        name=[words.unit(level, own) for own in found["id"]],
        indicator=[names[key] for key in found["key"]],
        status=[words.status(row)[2:] for row in found.itertuples()],
        provenance=[t(f"common.provenance.{marks[key]}") for key in found["key"]],
        when=[words.when(row) for row in found.itertuples()],
        whose=words.whose(found),
        unit=[amounts.unit_of(key) for key in found["key"]],
    )
    columns = (
        Column("id", t("ranking.csv.id")),
        Column("name", t(f"monitor.unit.{level}")),
        Column("indicator", t("monitor.indicator")),
        Column("status", t("monitor.status")),
        Column("value", t("monitor.value"), "", weak, 2),
        Column("year", t("monitor.year")),
        Column("trend_per_year", t("monitor.trend"), "", weak, 3),
        Column("low", t("monitor.low"), "", weak, 3),
        Column("high", t("monitor.high"), "", weak, 3),
        Column("target", t("monitor.target"), "", "", 2),
        Column("target_year", t("monitor.by")),
        Column("when", t("monitor.when")),
        Column("whose", t("monitor.whose")),
        Column("unit", t("monitor.unit_of")),
        Column("provenance", t("monitor.provenance")),
    )
    tables = (Table(t("monitor.table"), columns, rows), *_changes_table(), *filter(None, [_town()]))
    return Export(metadata, tables, _picture(found), files=report_files(level))


def report_files(level: str) -> tuple[OtherFile, ...]:
    """Return the progress report of the unit in view, for Word and as PDF; written when asked for."""
    unit, called = unit_choice.main_unit(level), since.names(level)
    own = choices.own_choice().value
    made = progress_report(
        cache.open_dataset(),
        unit,
        numbers.progress(level, choices.method_choice().value, own),
        called,
        choices.method_choice().value,
        datetime.datetime.now(tz=datetime.UTC).date(),
        targets=numbers.targets(own),
        found=since.year_before(),
    )
    name = called.unit(unit)
    return (
        OtherFile(t("report.word", name=name), "-report.docx", DOCX, partial(docx, made)),
        OtherFile(t("report.pdf", name=name), "-report.pdf", "application/pdf", partial(pdf, made)),
    )


def _changes_table() -> tuple[Table, ...]:
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


def _town() -> Table | None:
    """Return how far town is from country; None where they cannot be told apart."""
    rows = town.shown()
    if rows.empty:
        return None
    names, marks = cache.names("indicators", reader_language().code), cache.provenance()
    weak = weakest(marks.reindex(rows["key"]).dropna())
    rows = rows.assign(
        indicator=[names[key] for key in rows["key"]],
        unit=[amounts.unit_of(key) for key in rows["key"]],
        provenance=[t(f"common.provenance.{marks[key]}") for key in rows["key"]],
        **{name: rows[name].astype("Int64") for name in ("year", "first_year")},
    )
    columns = (
        Column("indicator", t("monitor.indicator")),
        Column("town", t("monitor.town.town"), "", weak, 2),
        Column("country", t("monitor.town.country"), "", weak, 2),
        Column("gap", t("monitor.town.gap"), "", weak, 2),
        Column("points", t("monitor.town.points"), "", weak, 1),
        Column("year", t("monitor.year")),
        Column("before", t("monitor.town.first_gap"), "", weak, 2),
        Column("first_year", t("monitor.town.first_year")),
        Column("after", t("monitor.town.last_gap"), "", weak, 2),
        Column("districts", t("monitor.town.districts")),
        Column("unit", t("monitor.unit_of")),
        Column("provenance", t("monitor.provenance")),
    )
    return Table(t("monitor.town"), columns, rows)


def _picture(found: pd.DataFrame) -> Picture | None:
    """Return the chosen indicator of the units in view as small lines; None where none is chosen."""
    key, values = choices.key_choice().value, multiples.figures(found)[:MOST_PRINTED]
    if not key or values.shape[1] < 2:
        return None
    lang, level = reader_language(), choices.level_choice().value
    title = t("monitor.multiples", indicator=cache.names("indicators", lang.code)[key])
    names = pd.Series({own: words.unit(level, own) for own in values.index})
    targets = found.set_index("id")["target"].reindex(values.index)
    named = marked(title, cache.provenance()[key], lang)
    bounds = multiples.scale(values, targets)
    return Picture(((SmallLines(named, values, names, targets, bounds),),))
