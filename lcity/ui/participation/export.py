"""The export of the participation page: who takes part by unit and group, and its charts."""

from collections.abc import Iterator

import pandas as pd

from lcity.charts.groups.print import GroupDots
from lcity.charts.scatter.print import ShareScatter
from lcity.charts.trend.print import TrendLines
from lcity.colour import NO_DATA, classes
from lcity.dataset import weakest
from lcity.export import mark
from lcity.export.pictures.page import Picture
from lcity.export.table import Column, Table
from lcity.maps.print import DistrictMap
from lcity.ui.participation import charts, words
from lcity.ui.participation.numbers import View
from lcity.ui.parts.map.ground import printed
from lcity.ui.shared import cache, selection
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import names
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export

MAP_WIDTH, DOTS_WIDTH, SIDE_WIDTH = 4.0, 4.4, 4.4


def participation_export(view: View) -> Export:
    """Return the page's export."""
    metadata = export.metadata(
        t("participation.question"),
        words.finding(view),
        sources=view.sources,
        provenances=view.marks,
        year=str(view.year or ""),
        method=words.method(),
        chosen=_choices(view),
        city=view.city,
        of_finding=view.of_rates,
    )
    side = [panel for panel in (_trend(view), _scatter(view)) if panel]
    columns = [((_map(view),), MAP_WIDTH)] if cache.open_dataset().has_outlines else []
    columns += [((_groups(view),), DOTS_WIDTH)] if len(view.groups) > 1 else []
    columns += [(tuple(side), SIDE_WIDTH)] if side else []
    if not columns:
        return Export(metadata, (units_table(view),), None)
    panels, widths = zip(*columns, strict=True)
    return Export(metadata, (units_table(view),), Picture(panels, widths))


def _choices(view: View) -> Iterator[tuple[str, str]]:
    if view.activity:
        yield t("participation.activity"), words.activity_label(view.activity)
    yield t("participation.level"), t(f"participation.level.{view.level}")
    yield t("participation.group"), words.group_label(view.group)
    yield t("participation.mode"), words.mode_label(view.mode)


def units_table(view: View) -> Table:
    """Return the units compared, every group a row, in the chosen way of taking part and year."""
    found = view.rows(view.level)
    found = found[(found["mode"] == view.mode) & found["unit"].isin(view.units)]
    wanted = pd.MultiIndex.from_product([view.units, view.groups], names=["unit", "group"])
    rows = (
        found.set_index(["unit", "group"])[["participants", "people", "rate"]].reindex(wanted).reset_index()
    )
    counts = rows[["participants", "people"]]
    if (counts.dropna() % 1 == 0).all(axis=None):
        rows[counts.columns] = counts.astype("Int64")
    rows = rows.assign(
        name=rows["unit"].map(names(view.level)),
        group=rows["group"].map(words.group_label),
        year=view.year,
        mode=words.mode_label(view.mode),
        activity=words.activity_label(view.activity),
    )
    marks = view.provenances[view.units].dropna()
    mark, people = weakest(marks) if len(marks) else "", t("export.people")
    columns = [
        Column("unit", t("ranking.csv.id")),
        Column("name", t(f"participation.one.{view.level}")),
        Column("year", t("frame.year")) if view.year is not None else None,
        Column("activity", t("participation.activity")) if view.activity else None,
        Column("group", t("participation.group")),
        Column("mode", t("participation.mode")),
        Column("participants", t("export.participants"), people, mark),
        Column("people", t("export.group_people"), people, mark),
        Column("rate", t("export.rate"), t("export.share_unit"), mark, 1, share=True),
    ]
    if view.level == "district":
        rows["city"] = selection.city_label(view.city)
        columns.insert(2, Column("city", t("frame.city")))
    if len(kinds := marks.unique()) > 1:
        called = {kind: t(f"common.provenance.{kind}") for kind in kinds}
        rows["provenance"] = rows["unit"].map(view.provenances).map(called)
        columns.append(Column("provenance", t("participation.provenance")))
    title = t(f"participation.table.{view.level}", what=words.of_what(view))
    return Table(title, tuple(filter(None, columns)), rows)


def _map(view: View) -> DistrictMap:
    lang, outlines = reader_language(), selection.districts_of(view.city).geometry
    rates = view.counts("district")["rate"].reindex(outlines.index)
    found = classes(view.ever, low=0)
    digits = max(found.digits - 2, 0)
    pairs = zip(found.bounds[:-1], found.bounds[1:], found.colours, strict=True)
    key = [
        (colour, f"{lang.number(100 * low, digits)}–{lang.percent(high, digits)}")
        for low, high, colour in pairs
    ]
    if rates.isna().any():
        key.append((NO_DATA, t("frame.no_data")))
    return DistrictMap(
        _marked(
            t("participation.map", city=selection.city_label(view.city), what=words.what(view)), view.of_rates
        ),
        outlines,
        found.colour(rates),
        key,
        t("participation.rate"),
        names("district", outlines.index),
        view.district,
        **printed(outlines.index),
    )


def _groups(view: View) -> GroupDots:
    return GroupDots(_marked(words.gap_title(view), view.of_rates), charts.by_group(view), reader_language())


def _trend(view: View) -> TrendLines | None:
    found = charts.over_years(view)
    if not found or not found[1].known:
        return None
    return TrendLines(_marked(found[0], view.of_rates), found[1])


def _scatter(view: View) -> ShareScatter | None:
    points = charts.against_coverage(view)
    return ShareScatter(_marked(words.scatter_title(), view.of_correlation), points) if points else None


def _marked(title: str, marks: list[str]) -> str:
    return mark.marked(title, " ".join(marks), reader_language())
