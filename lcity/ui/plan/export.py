"""The export of the plan: its places in order, what changes, each district before and after, its map."""

import json
from collections.abc import Iterator

import numpy as np
import pandas as pd

from lcity.charts.amounts.print import AmountBars
from lcity.colour import GROUND, NO_DATA, OUT_OF_REACH, PEOPLE_OPACITY, SERIES, SHARES
from lcity.export import mark
from lcity.export.pictures.page import Picture
from lcity.export.table import Column, Table
from lcity.maps.coverage import cell_m, gather, radius_px
from lcity.maps.print import DistrictMap, Dots
from lcity.scenario import Scenario, write
from lcity.scenario.question import Plan, Question
from lcity.scenario.siting import Model
from lcity.ui.parts.map.ground import printed
from lcity.ui.plan import choices, numbers, rank, table, view, words
from lcity.ui.plan.choices import HOURS, KIND, PLACES
from lcity.ui.plan.map import MARK
from lcity.ui.plan.rank import Way
from lcity.ui.shared import cache, reach
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import names
from lcity.ui.shared.vocabulary import group_label
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export, OtherFile

PLANNED = "planned"
POINTS_PER_PX = 0.75
SITE_AREA, DOT_AREA = 110.0, 16.0
MOST_NUMBERED = 30
"""Places whose numbers are read beside one another on paper; of more, dots are drawn."""
MAP_SCALE_M = 60.0


def plan_export(plan: Plan, question: Question, model: Model, of: Scenario | None) -> Export:
    """Return the page's export of places, hours or a kind."""
    effect = None if of is None or not of.changes else numbers.effect(question, of)
    told = words.before_and_after(plan, question, model, effect)
    metadata = export.metadata(
        words.question(),
        _finding(words.finding(plan, question, model), words.caution(question)),
        **view.basis(question),
        chosen=_choices(question),
        city=question.city or "",
        answers=_answers(told),
        note=reader_language().sentences(
            (
                words.proof(plan, question),
                words.hour_left_aside(question),
                words.caution(question),
                t("plan.not_modelled", centre=reach.centre()),
            )
        ),
    )
    places = (_places(plan, question),) if plan.sites else ()
    tables = (*places, _changes(told), _districts(plan, model))
    if not plan.sites:
        return Export(metadata, tables)
    drawn, bars = _map(plan, question, model), _bars(plan, question)
    picture = Picture(((drawn,), (bars,)), (8, 5)) if drawn else Picture(((bars,),))
    files = [OtherFile("GeoJSON", ".geojson", "application/geo+json", geojson(plan, question))]
    if of is not None:
        files.append(OtherFile(t("plan.scenario"), "-scenario.json", "application/json", write(of)))
    return Export(metadata, tables, picture, files=tuple(files))


def rank_export(found: Way | None, question: Question) -> Export:
    """Return the page's export of the way to a rank."""
    lang = reader_language()
    metadata = export.metadata(
        words.question(),
        _finding(rank.finding(question, found), rank.caution(found, question)),
        **view.basis_of_ranking(numbers.unit_of(question)[0]),
        chosen=() if found is None else [(t("plan.to_rank"), lang.rank(found.rank))],
        city=question.city or "",
        note=lang.sentences((rank.proof(found), rank.caution(found, question))),
    )
    if found is None:
        return Export(metadata)
    if found.rise is not None and found.rise.plan is not None:
        return Export(metadata, (_places(found.rise.plan, question),))
    if found.path is None or not found.path.improvements:
        return Export(metadata)
    heads = ("indicator", "unit", "now", "needed", "people_more")
    rows = pd.DataFrame(rank.rows(found), columns=list(heads))
    columns = tuple(Column(head, t(f"plan.{head}")) for head in heads)
    return Export(metadata, (Table(t("plan.improvements"), columns, rows),))


def _finding(finding: str, caution: str) -> str:
    return t("plan.finding_caution", finding=finding) if caution else finding


def geojson(plan: Plan, question: Question) -> str:
    """Return the places as GeoJSON, each with what it gains and its provenance."""
    caution = words.caution(question)
    features = [
        {
            "type": "Feature",
            "id": site.site,
            "geometry": {"type": "Point", "coordinates": [round(site.lon, 5), round(site.lat, 5)]},
            "properties": {
                "number": number,
                "name": name,
                "gained": round(site.gained),
                "covered": round(site.covered),
                "share": round(site.share, 4),
                "provenance": PLANNED,
                **({"note": caution} if caution else {}),
            },
        }
        for number, (site, name) in enumerate(zip(plan.sites, words.places(plan), strict=True), start=1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, indent=1)


def _choices(question: Question) -> Iterator[tuple[str, str]]:
    """Yield what was chosen, in words."""
    lang, task = reader_language(), choices.ask()
    yield t("plan.ask"), t(f"plan.ask_{task}")
    if task == KIND:
        yield t("plan.kind"), choices.source(question.candidates or "")
        yield t("plan.at"), choices.span_label(choices.kind_span_choice().value)
    elif task == HOURS:
        yield t("plan.span"), choices.span_label(choices.SPAN.value)
        yield t("plan.longer"), lang.number(question.new or 0)
    else:
        yield t("plan.new"), lang.number(question.new or 0)
        yield t("plan.goal"), choices.goal_label(question.objective)
        yield t("plan.sites"), choices.source(question.candidates or "")
        yield t("plan.opens"), choices.opens_label(choices.OPENS.value)
        for name, sites in (("held", question.locked), ("banned", question.banned)):
            if sites:
                yield t(f"plan.chosen_{name}"), lang.listed(sites)
        if question.placed:
            yield t("plan.chosen_placed"), "; ".join(f"{lat:.5f}, {lon:.5f}" for lon, lat in question.placed)
    far = "coverage.travel_minutes" if reach.in_minutes() else f"coverage.radius_{question.along}"
    yield t(far), lang.number(question.radius)
    yield t("coverage.group"), group_label(question.group, lang)


def _places(plan: Plan, question: Question) -> Table:
    rows = pd.DataFrame([vars(site) for site in plan.sites])
    rows["name"] = words.places(plan)
    rows.insert(0, "number", range(1, len(plan.sites) + 1))
    metres = question.objective == "distance"
    if metres:
        rows["gained"] /= plan.before.people
    columns = (
        Column("number", t("plan.number")),
        Column("site", t("ranking.csv.id")),
        Column("name", t("plan.place")),
        Column("lon", t("plan.lon"), digits=5),
        Column("lat", t("plan.lat"), digits=5),
        Column(
            "gained",
            t(table.unit_of_gain(question)),
            "" if metres else t("export.people"),
            PLANNED,
            1 if metres else 0,
        ),
        Column("covered", t("export.covered"), t("export.people"), PLANNED, 0),
        Column("share", t("plan.covered_then"), t("export.share_unit"), PLANNED, 1, share=True),
    )
    return Table(t("plan.places"), columns, rows)


def _answers(rows: list[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    lang = reader_language()
    for what, before, after in rows:
        yield what, t("plan.from_to", before=before, after=mark.marked(after, PLANNED, lang))


def _changes(rows: list[tuple[str, str, str]]) -> Table:
    columns = (
        Column("what", t("plan.what")),
        Column("before", t("plan.before")),
        Column("after", t("plan.after"), provenance=PLANNED),
    )
    return Table(t("plan.before_after"), columns, pd.DataFrame(rows, columns=["what", "before", "after"]))


def _districts(plan: Plan, model: Model) -> Table:
    before, after = model.districts(), model.districts(plan)
    rows = before[["people", "share"]].assign(after=after["share"])
    rows["people"] = rows["people"].round().astype("Int64")
    mark = reach.provenance()
    columns = (
        *export.identified(rows, names("district"), "coverage.col_district"),
        Column("people", t("plan.people"), t("export.people"), mark),
        Column("share", t("plan.before"), t("export.share_unit"), mark, 1, share=True),
        Column("after", t("plan.after"), t("export.share_unit"), PLANNED, 1, share=True),
    )
    return Table(t("plan.by_district"), columns, rows)


def _map(plan: Plan, question: Question, model: Model) -> DistrictMap | None:
    dataset, lang = cache.open_dataset(), reader_language()
    if not dataset.has_outlines:
        return None
    share = model.districts()["share"]
    if question.district:
        share = share.loc[[question.district]]
    outlines = dataset.districts.geometry[share.index]
    pairs = zip(SHARES.bounds[:-1], SHARES.bounds[1:], GROUND, strict=True)
    key = [(colour, f"{lang.number(100 * low)}–{lang.percent(high)}") for low, high, colour in pairs]
    if share.isna().any():
        key.append((NO_DATA, t("frame.no_data")))
    lonlat = np.array([(site.lon, site.lat) for site in plan.sites])
    numbered = len(lonlat) <= MOST_NUMBERED
    title = t("plan.map_title" if choices.ask() == PLACES else "plan.map_title_centres")
    sites = Dots(
        lonlat,
        MARK,
        SITE_AREA if numbered else DOT_AREA,
        words.marked(title, question),
        1.0,
        tuple(lang.number(number) for number in range(1, len(lonlat) + 1)) if numbered else (),
    )
    return DistrictMap(
        words.marked(t("plan.map_of", place=words.place_of(question)), question),
        outlines,
        SHARES.colour(share),
        key,
        reach.marked(t("coverage.legend_share")),
        names("district", outlines.index),
        "",
        (_people(model), sites),
        **printed(outlines.index),
    )


def _people(model: Model) -> Dots:
    out = model.people * (1 - model.offers.covered)
    there = np.flatnonzero(out > 0)
    lon, lat = model.places.lonlat[there].T
    dots = gather(pd.DataFrame({"lon": lon, "lat": lat, "people": out[there]}), cell_m(MAP_SCALE_M))
    sizes = (2 * POINTS_PER_PX * np.asarray(radius_px(dots["people"]), float)) ** 2
    return Dots(
        dots[["lon", "lat"]].to_numpy(float), OUT_OF_REACH, sizes, t("plan.out_today"), PEOPLE_OPACITY
    )


def _bars(plan: Plan, question: Question) -> AmountBars:
    lang = reader_language()
    ids = [site.site for site in plan.sites]
    gained = pd.Series([site.gained for site in plan.sites], ids)
    if question.objective == "distance":
        gained /= plan.before.people
    called = [f"{lang.number(number)}. {name}" for number, name in enumerate(words.places(plan), start=1)]
    return AmountBars(
        words.marked(t(table.unit_of_gain(question)), question),
        gained,
        gained.map(lang.people),
        pd.Series(called, ids),
        SERIES[0],
        lang,
        characters=26,
    )
