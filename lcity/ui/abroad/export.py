"""The export of home and abroad: the figures of both units, and what cannot be compared."""

import pandas as pd

from lcity.charts.bars.print import BarRows
from lcity.export import mark
from lcity.export.metadata import SIMULATED
from lcity.export.pictures.page import Picture
from lcity.export.table import Column, Table
from lcity.ui.abroad import charts, choices, numbers, words
from lcity.ui.abroad.choices import Unit
from lcity.ui.shared import datasets
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export


def abroad_export(level: str, home: str, abroad: Unit) -> Export:
    """Return the view's export of a unit at home and one abroad."""
    lang = reader_language()
    metadata = export.metadata(
        words.question(level, home),
        words.finding(level, home),
        **words.footing(level, abroad),
        chosen=[
            (t("abroad.beside"), choices.names(level)[abroad]),
            (t("abroad.other_dataset"), datasets.title(abroad.dataset, lang)),
        ],
        note=reader_language().sentences(words.caveats(level, abroad)),
    )
    rows = _rows(level, home, abroad)
    if rows.empty:
        return Export(metadata)
    columns = (
        Column("measure", t("abroad.measure")),
        Column("unit", t("abroad.unit")),
        Column("dataset", t("frame.dataset")),
        Column("value", t("abroad.figure"), digits=3),
        Column("written", t("abroad.written")),
        Column("provenance", t("abroad.provenance")),
    )
    apart = pd.DataFrame({"sentence": words.apart(abroad)})
    tables = (
        Table(t("compare.see.abroad"), columns, rows),
        Table(t("abroad.apart"), (Column("sentence", t("abroad.apart")),), apart),
    )
    simulated = mark.of_share(float((rows["rests_on"] == SIMULATED).mean()))
    title = mark.marked(words.question(level, home), simulated, lang)
    picture = BarRows(title, *charts.figures(level, home, abroad), lang)
    return Export(metadata, tables, Picture(((picture,),)))


def _rows(level: str, home: str, abroad: Unit) -> pd.DataFrame:
    """Return a row a measure and unit, shares (0–1)."""
    units = words.home_name(level, home), words.abroad_name(level, abroad)
    titles = words.open_name(), datasets.title(abroad.dataset, reader_language())
    rows = []
    for measure in numbers.common(abroad.dataset).alike:
        pair = numbers.pair(measure, level, home, abroad)
        for unit, title, figure in zip(units, titles, pair, strict=True):
            name = words.measure_name(measure)
            rows.append(
                {
                    "measure": name,
                    "unit": unit,
                    "dataset": title,
                    "value": figure.value,
                    "written": words.written(measure, figure),
                    "rests_on": figure.provenance,
                    "provenance": t(f"common.provenance.{figure.provenance}"),
                }
            )
    return pd.DataFrame(rows)
