"""The export of the view of inequality: its cities, its districts, and the map of clusters."""

import pandas as pd

from lcity.charts.amounts.print import AmountBars
from lcity.charts.lorenz.print import LorenzCurve
from lcity.charts.parts.print import PartsBar
from lcity.colour import CLUSTERS
from lcity.errors import ArgumentError
from lcity.export.pictures.page import Picture
from lcity.export.table import Column, Table
from lcity.index.clusters import Clusters
from lcity.maps.print import DistrictMap
from lcity.ui.inequality import numbers, words
from lcity.ui.inequality.charts import WITHIN, lorenz, split
from lcity.ui.inequality.numbers import INDEX, Spread
from lcity.ui.parts.map.ground import printed
from lcity.ui.shared import cache, selection, standing, unit_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export


def inequality_export(measure: str) -> Export:
    """Return the view's export."""
    found, clusters = numbers.spread(measure), _clusters(measure)
    lang = reader_language()
    metadata = export.metadata(
        t("inequality.question"),
        words.finding(measure),
        **words.footing(measure),
        chosen=[
            (t("inequality.choose"), words.name(measure)),
            (t("inequality.gini"), lang.number(found.gini, 3)),
            (t("inequality.palma"), lang.number(found.palma, 2)),
            (t("inequality.theil"), lang.number(found.parts.total, 3)),
        ],
        rules=standing.chosen_rules() if measure == INDEX else None,
        city=words.city_to_show(clusters) if clusters else "",
    )
    tables = (_cities(found, measure), _districts(found, clusters, measure))
    columns = [(_map(clusters, measure),)] if clusters else []
    split = [_split(found, measure)] if len(found.cities) > 1 and found.parts.total > 0 else []
    picture = Picture((*columns, (*split, _bars(found, measure))))
    return Export(metadata, tables, picture, (_curve(found, measure),))


def _clusters(measure: str) -> Clusters | None:
    if not cache.open_dataset().has_outlines:
        return None
    try:
        return numbers.clusters(measure)
    except ArgumentError:
        return None


def _mark(measure: str) -> str:
    if measure == INDEX:
        return standing.index_mark(standing.chosen_rules(), "district")
    return cache.provenance()[measure]


def _cities(found: Spread, measure: str) -> Table:
    mark, rows = _mark(measure), found.cities.copy()
    columns = (
        *export.identified(rows, _city_names(rows.index), "inequality.col_city"),
        Column("mean", t("inequality.col_mean"), words.unit(measure), mark, 2),
        Column("gini", t("inequality.col_gini"), "", mark, 3),
        Column("within", t("inequality.col_within"), t("export.share_unit"), mark, 1, share=True),
    )
    return Table(t("inequality.cities_title"), columns, rows)


def _districts(found: Spread, clusters: Clusters | None, measure: str) -> Table:
    mark = _mark(measure)
    rows = pd.DataFrame({"value": found.values, "people": found.people.round()})
    columns = [
        *export.identified(rows, unit_choice.names("district"), "compare.unit.district"),
        Column("value", words.name(measure), words.unit(measure), mark, 2),
        Column("people", t("inequality.col_people"), t("export.people")),
    ]
    if clusters:
        own = clusters.table.reindex(rows.index)
        labels = {kind: words.kind_label(kind, measure) for kind in own["kind"].unique()}
        rows = rows.assign(kind=own["kind"].map(labels), moran=own["moran"], p=own["p"])
        columns += [
            Column("kind", t("inequality.col_kind"), "", mark),
            Column("moran", t("inequality.col_moran"), "", mark, 3),
            Column("p", "p", "", mark, 4),
        ]
    return Table(t("inequality.districts_title"), tuple(columns), rows)


def _map(clusters: Clusters, measure: str) -> DistrictMap:
    city = words.city_to_show(clusters)
    outlines = selection.districts_of(city).geometry
    kinds = clusters.table["kind"].reindex(outlines.index)
    there = [kind for kind in CLUSTERS if kind in set(kinds)]
    return DistrictMap(
        words.marked(t("inequality.map_title", name=selection.city_label(city)), measure),
        outlines,
        kinds.map(CLUSTERS),
        [(CLUSTERS[kind], words.kind_label(kind, measure)) for kind in there],
        words.name(measure),
        standing.names("district", outlines.index),
        selection.district_choice().value,
        key_columns=2,
        **printed(outlines.index),
    )


def _split(found: Spread, measure: str) -> PartsBar:
    return PartsBar(words.marked(t("inequality.split_title"), measure), split(found))


def _curve(found: Spread, measure: str) -> LorenzCurve:
    title = t("inequality.curve_title", measure=words.spoken(measure))
    return LorenzCurve(words.marked(title, measure), lorenz(found))


def _bars(found: Spread, measure: str) -> AmountBars:
    lang, within = reader_language(), found.cities["within"]
    return AmountBars(
        words.marked(t("inequality.col_within"), measure),
        within,
        within.map(lambda share: lang.percent(share, 1)),
        _city_names(within.index),
        WITHIN,
        lang,
        selection.city_choice().value,
    )


def _city_names(cities: pd.Index) -> pd.Series:
    if not len(cache.open_dataset().cities):
        return pd.Series(cities, cities, dtype=object)
    return standing.names("city").reindex(cities)
