"""What Monitor hands out: every row with its figures, trend, target and status."""

import pandas as pd

from lcity.dataset import weakest
from lcity.export.table import Column, Table
from lcity.ui.monitor import choices, view, words
from lcity.ui.shared import cache, selection
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export


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
    return Export(metadata, (Table(t("monitor.table"), columns, rows),))
