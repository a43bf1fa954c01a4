"""The export of the personas' view: the ranking through their eyes, the map and what costs them."""

from lcity.charts.waterfall.print import ShareSteps
from lcity.colour import GROUND, NO_DATA, SHARES
from lcity.export.pictures.page import Picture
from lcity.export.table import Column, Table
from lcity.maps.print import DistrictMap
from lcity.ui.parts.map.ground import printed
from lcity.ui.personas import charts, choices, numbers, words
from lcity.ui.personas.table import numbers_of
from lcity.ui.shared import cache, reach, selection, standing, unit_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export


def personas_export(level: str) -> Export:
    """Return the view's export, its table of a level's units."""
    persona = choices.chosen()
    metadata = export.metadata(
        t("persona.question"),
        words.finding(),
        **words.footing(),
        chosen=[(t("persona.choose"), words.chosen_name()), *words.assumptions(persona).items()],
        rules=numbers.rules(persona) if numbers.counts(persona) else None,
        city=_city(),
    )
    columns = tuple((drawn,) for drawn in (_map(), _losses()) if drawn)
    tables = (_table(level),) if numbers.counts(persona) else ()
    return Export(metadata, tables, Picture(columns) if columns else None)


def _table(level: str) -> Table:
    persona = choices.chosen()
    cover = cache.spatial_provenance(bool(persona.free))
    index = standing.index_mark(numbers.rules(persona), level)
    rows = numbers_of(persona, level)
    columns = (
        *export.identified(rows, unit_choice.names(level), f"compare.unit.{level}"),
        Column("rank", t("persona.col_rank"), "", index),
        Column("low", t("persona.low"), "", index),
        Column("high", t("persona.high"), "", index),
        Column("usual", t("persona.col_usual"), "", index),
        Column("moved", t("persona.col_moved"), "", index),
        Column("score", t("persona.col_score"), "", index, 1),
        Column("share", t("persona.col_share"), t("export.share_unit"), cover, 1, share=True),
        Column("all", t("persona.col_all"), t("export.share_unit"), cover, 1, share=True),
    )
    return Table(t("persona.ranking_title", persona=words.chosen_name()), columns, rows)


def _city() -> str:
    return selection.city_in_view() if len(cache.open_dataset().cities) else ""


def _map() -> DistrictMap | None:
    dataset, lang, city = cache.open_dataset(), reader_language(), _city()
    if not dataset.has_outlines:
        return None
    outlines = selection.districts_of(city).geometry
    share = numbers.coverage(choices.chosen(), "district")["share"].reindex(outlines.index)
    pairs = zip(SHARES.bounds[:-1], SHARES.bounds[1:], GROUND, strict=True)
    key = [(colour, f"{lang.number(100 * low)}–{lang.percent(high)}") for low, high, colour in pairs]
    if share.isna().any():
        key.append((NO_DATA, t("frame.no_data")))
    return DistrictMap(
        reach.marked(t("persona.map_title", name=selection.city_label(city), persona=words.chosen_name())),
        outlines,
        SHARES.colour(share),
        key,
        reach.marked(t("persona.legend", centre=words.centre())),
        standing.names("district", outlines.index),
        selection.district_choice().value,
        **printed(outlines.index),
    )


def _losses() -> ShareSteps | None:
    title, steps = charts.losses()
    return ShareSteps(reach.marked(title), steps) if steps else None
