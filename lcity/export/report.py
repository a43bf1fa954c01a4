"""A progress report of one city or district, by UNESCO's key features of learning cities.

Figures, trends and statuses stand in it; where a city writes in its own words there is room for them.
"""

import datetime
from collections.abc import Iterator

import pandas as pd

from lcity.dataset import Dataset
from lcity.export import amounts, mark, progress
from lcity.export.document.blocks import Blank, Block, Document, Heading, Points, Rows, Text
from lcity.export.last_time import held_against, sentences
from lcity.export.metadata import PLANNED, SIMULATED
from lcity.export.names import Names
from lcity.index.crosswalk import AREAS, features
from lcity.monitor.since import LastTime
from lcity.text import Language
from lcity.text.language import MISSING

HEADS = ("indicator", "latest", "trend", "target", "status", "basis")
WIDTHS = (0.27, 0.14, 0.19, 0.13, 0.14, 0.13)
NUMBERS = frozenset({1, 2, 3})
SOURCE_WIDTHS = (0.06, 0.54, 0.4)
MOST_ALERTS = 6


def progress_report(
    dataset: Dataset,
    unit: str,
    rows: pd.DataFrame,
    names: Names,
    method: str,
    day: datetime.date,
    *,
    targets: pd.DataFrame | None = None,
    found: LastTime | None = None,
) -> Document:
    """Return the report of one unit.

    Parameters
    ----------
    dataset
        The open one.
    unit
        Its id.
    rows
        How units do: as of `lcity.monitor.progress.monitored`, without and with targets.
    names
        What all is called, in the report's language.
    method
        How statuses were found, of `lcity.monitor.progress.METHODS`.
    day
        When the report is made.
    targets
        Those the rows are held against, as `Dataset.targets`.
    found
        What changed since last time, of all units; None to leave that out.
    """
    placed = features(dataset.indicators)
    own = rows[rows["id"] == unit]
    cited = dataset.indicators.loc[placed.index, "source"].dropna()
    provenances = set(names.provenance.reindex(own["key"]).dropna())
    sources = {source: number for number, source in enumerate(dict.fromkeys(cited), 1)}
    table = _Table(dataset, own, names, sources, targets)
    t = names.lang.t
    blocks: list[Block] = [Text(t("report.about"))]
    if SIMULATED in provenances:
        blocks.append(Text(t("export.simulated_note")))
    if alerts := tuple(progress.alerts(own, names, MOST_ALERTS)):
        blocks += [Heading(t("report.slipped")), Points(alerts)]
    blocks.append(Blank(t("report.vision")))
    for area, numbers in AREAS.items():
        blocks.append(Heading(t(f"crosswalk.area.{area}")))
        for number in numbers:
            blocks += _feature(number, list(placed.index[placed == number]), table, names.lang)
    if others := list(placed.index[placed.isna()]):
        blocks += [Heading(t("report.no_feature")), *table.blocks(others)]
    if found is not None:
        blocks += since(found, names, unit)
    blocks.append(Heading(t("report.own")))
    blocks += [Blank(t(f"report.{name}")) for name in ("achieved", "challenges", "next")]
    blocks += [
        Heading(t("export.stands_on")),
        Text(stamp(dataset, day, names.lang), quiet=True),
        Text(t(f"monitor.method.{method}"), quiet=True),
        _sources(dataset, sources, names.lang),
    ]
    return Document(
        t("report.title", name=names.unit(unit)),
        progress.finding(own, names, provenances),
        tuple(blocks),
        foot(dataset, day, provenances, names.lang),
        day,
        names.lang,
    )


def since(found: LastTime, names: Names, unit: str = "", against: str = "") -> Iterator[Block]:
    """Yield what changed since last time, of one unit or of all.

    Parameters
    ----------
    found, names, unit
        As for `lcity.export.last_time.sentences`.
    against
        What it is held against, where that is not the year before.
    """
    yield Heading(names.lang.t("since.title"))
    held = against or held_against(found, names)
    yield Text(held or names.lang.t("since.nothing"), quiet=True)
    if held:
        yield Points(tuple(sentences(found, names, unit)))


def stamp(dataset: Dataset, day: datetime.date, lang: Language) -> str:
    """Say of which data a document is, and when it was made."""
    title = lang.text({"title": dataset.meta.title, "title_zh": dataset.meta.title_zh}, "title")
    return lang.t("export.taken", title=title, hash=dataset.hash, date=lang.date(day))


def foot(dataset: Dataset, day: datetime.date, provenances: set[str], lang: Language) -> str:
    """Return the foot of every page: what is simulated or planned first, the title last as it may be long."""
    made = " ".join(kind for kind in (SIMULATED, PLANNED) if kind in provenances)
    if len(provenances) > 1:
        made = made.replace(SIMULATED, mark.PARTLY)
    title = lang.text({"title": dataset.meta.title, "title_zh": dataset.meta.title_zh}, "title")
    return " · ".join(filter(None, (mark.name(made, lang), "LCity", lang.date(day), title)))


def _feature(number: int, keys: list[str], table: "_Table", lang: Language) -> Iterator[Block]:
    name = lang.t("crosswalk.feature", number=str(number), name=lang.t(f"crosswalk.feature.{number}"))
    yield Heading(name, 2)
    if keys:
        yield from table.blocks(keys)
    else:
        yield Text(lang.t("report.not_measured"), quiet=True)
    # Named again: on paper the box may stand on another page.
    yield Blank(lang.t("report.words", feature=name))


class _Table:
    """Writes the tables of one unit's indicators."""

    def __init__(
        self,
        dataset: Dataset,
        rows: pd.DataFrame,
        names: Names,
        sources: dict[str, int],
        targets: pd.DataFrame | None,
    ):
        self.dataset, self.rows, self.names = dataset, rows, names
        self.sources, self.targets = sources, targets
        self.of_key = {row.key: row for row in rows.itertuples()}

    def blocks(self, keys: list[str]) -> Iterator[Block]:
        heads = tuple(self.names.lang.t(f"report.head.{head}") for head in HEADS)
        yield Rows(heads, tuple(map(self._row, keys)), WIDTHS, NUMBERS)
        own = self.rows[self.rows["key"].isin(keys)]
        for told in progress.about_targets(self.dataset, own, self.targets, self.names):
            yield Text(told, quiet=True)

    def _row(self, key: str) -> tuple[str, ...]:
        indicator, names = self.dataset.indicators.loc[key], self.names
        unit = amounts.unit_of(indicator, names.lang)
        named = f"{names.indicator(key)}\n{unit}" if unit and unit != "%" else names.indicator(key)
        basis = names.lang.t(f"common.provenance.{names.provenance[key]}")
        if number := self.sources.get(indicator["source"]):
            basis = f"{basis} [{number}]"
        row = self.of_key.get(key)
        if row is None:
            return named, MISSING, MISSING, MISSING, names.lang.t("report.no_figure"), basis
        cells = (of(row, names) for of in (progress.latest, progress.trend, progress.target, progress.status))
        return named, *cells, basis


def _sources(dataset: Dataset, sources: dict[str, int], lang: Language) -> Rows:
    rows = []
    for source, number in sources.items():
        row = dataset.sources.loc[source] if source in dataset.sources.index else pd.Series(dtype=object)
        producer, title, url, licence = (
            lang.text(row, name) for name in ("producer", "title", "url", "licence")
        )
        told = "\n".join(filter(None, (producer or source, title)))
        rows.append((str(number), told, "\n".join(filter(None, (licence, url)))))
    heads = tuple(lang.t(f"report.head.{head}") for head in ("number", "source", "licence"))
    return Rows(heads, tuple(rows), SOURCE_WIDTHS)
