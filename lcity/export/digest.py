"""A digest to send: who is on the way to which target, the worst first, and what changed."""

import datetime
from collections.abc import Iterable

import pandas as pd

from lcity.dataset import Dataset
from lcity.export import progress
from lcity.export.document.blocks import Block, Document, Heading, Points, Rows, Text
from lcity.export.metadata import SIMULATED
from lcity.export.names import Names
from lcity.export.report import foot, stamp

HEADS = ("unit", "indicator", "latest", "trend", "target", "status", "provenance")
WIDTHS = (0.17, 0.28, 0.11, 0.14, 0.09, 0.12, 0.09)
NUMBERS = frozenset({2, 3, 4})
MOST_ALERTS, MOST_ROWS = 8, 120


def digest(
    dataset: Dataset,
    rows: pd.DataFrame,
    names: Names,
    method: str,
    day: datetime.date,
    *,
    targets: pd.DataFrame | None = None,
    changed: Iterable[Block] = (),
) -> Document:
    """Return the digest of many units.

    Parameters
    ----------
    dataset, names, method, day, targets
        As for `lcity.export.report.progress_report`.
    rows
        As of `lcity.monitor.progress.monitored`, the worst first; those without a target are told where
        nothing has one.
    changed
        What changed since last time, as `lcity.export.report.since` tells it.
    """
    t = names.lang.t
    aimed = rows[rows["target"].notna()]
    shown = aimed if len(aimed) else rows
    provenances = set(names.provenance.reindex(shown["key"]).dropna())
    blocks: list[Block] = []
    if SIMULATED in provenances:
        blocks.append(Text(t("export.simulated_note")))
    if alerts := tuple(progress.alerts(shown, names, MOST_ALERTS)):
        blocks += [Heading(t("report.slipped")), Points(alerts)]
    blocks += changed
    blocks.append(Heading(t("monitor.table")))
    heads = tuple(t(f"report.head.{head}") for head in HEADS)
    table = tuple(_row(row, names) for row in shown[:MOST_ROWS].itertuples())
    blocks.append(Rows(heads, table, WIDTHS, NUMBERS))
    if (more := len(shown) - MOST_ROWS) > 0:
        blocks.append(Text(t("report.more_rows", count=names.lang.number(more)), quiet=True))
    told = progress.about_targets(dataset, shown, targets, names)
    blocks += [Text(text, quiet=True) for text in told]
    blocks += [
        Text(t(f"monitor.method.{method}"), quiet=True),
        Text(stamp(dataset, day, names.lang), quiet=True),
    ]
    title = names.lang.text({"title": dataset.meta.title, "title_zh": dataset.meta.title_zh}, "title")
    return Document(
        t("report.digest", title=title, date=names.lang.date(day)),
        progress.finding(shown, names, provenances),
        tuple(blocks),
        foot(dataset, day, provenances, names.lang),
        day,
        names.lang,
        across=True,
    )


def _row(row, names: Names) -> tuple[str, ...]:
    figures = (of(row, names) for of in (progress.latest, progress.trend, progress.target, progress.status))
    provenance = names.lang.t(f"common.provenance.{names.provenance[row.key]}")
    return names.unit(row.id), names.indicator(row.key), *figures, provenance
