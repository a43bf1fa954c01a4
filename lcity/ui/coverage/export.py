"""The export of the coverage page: its districts, its map with people and centres, and its week."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from lcity.access import hour_label
from lcity.charts.amounts.print import AmountBars
from lcity.charts.week.print import WeekPicture
from lcity.colour import (
    NO_DATA,
    OUT_OF_REACH,
    PEOPLE_OPACITY,
    PLANNED,
    QUIET_OPACITY,
    SHARES,
    SHARES_ALONE,
    Classes,
    kind_colours,
)
from lcity.export.pictures.page import INK, Picture
from lcity.export.table import Column, Table
from lcity.maps.coverage import cell_m, gather, radius_px
from lcity.maps.print import DistrictMap, Dots
from lcity.ui.coverage import difference, numbers, points, published, view, words
from lcity.ui.coverage.map import people_label
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.parts.map.ground import printed
from lcity.ui.shared import cache, marks, reach, scenario, selection
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import names
from lcity.ui.shared.vocabulary import group_label, kind_label, who
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export

POINTS_PER_PX = 0.75
CENTRE_AREA, QUIET_AREA, PLANNED_AREA = 3.5, 2.0, 22.0


def coverage_export(answer: Answer, question: Question) -> Export:
    """Return the page's export."""
    finding = words.finding(answer, question)
    metadata = export.metadata(
        t("coverage.question"),
        finding,
        **view.basis(),
        chosen=chosen(answer, question),
        city=question.city,
        note=published.sentence(answer, question),
    )
    side = week_picture(answer, question), _bars(answer, question)
    drawn = district_map(answer, question)
    picture = Picture(((drawn,), side), (8, 5)) if drawn else Picture((side,))
    return Export(metadata, (districts_table(answer, question),), picture)


def chosen(answer: Answer, question: Question) -> Iterator[tuple[str, str]]:
    """Yield what was chosen on the page, in words, and what that leaves open."""
    yield from of_question(question)
    if hours := words.hours(answer, question):
        yield t("coverage.hours"), hours
    if difference := words.compared(answer, question):
        yield t("coverage.compared"), difference
    if off_street := words.off_street(question):
        yield t("coverage.off_street"), off_street


def of_question(question: Question) -> Iterator[tuple[str, str]]:
    """Yield what a question asks, in words."""
    lang = reader_language()
    if len(reach.along_choice().allowed) > 1:
        yield t("coverage.along"), t(f"coverage.along_{question.along}")
    if question.minutes is None:
        metres = t("coverage.within_metres", metres=lang.number(question.radius_m))
        yield t(f"coverage.radius_{question.along}"), metres
    else:
        yield t("coverage.travel_minutes"), lang.number(question.minutes)
    if walked := reach.walk():
        yield t("coverage.by_minutes"), lang.number(walked["minutes"])
        yield t("coverage.speed"), lang.number(walked["speed_kmh"], 1)
        if "detour" in walked:
            yield t("coverage.detour"), lang.number(walked["detour"], 2)
    yield t("coverage.group"), group_label(question.group, lang)
    kinds = [kind_label(kind, lang) for kind in question.kinds]
    yield t("coverage.kinds"), lang.listed(kinds) if kinds else t("coverage.all_kinds")
    if question.hour is not None:
        yield t("coverage.hour"), hour_label(question.hour, lang)
        yield t("coverage.unknown_hours"), t(f"coverage.unknown_{question.unknown_hours}")
    else:
        yield t("coverage.hour"), t("export.any_hour")


def districts_table(answer: Answer, question: Question) -> Table:
    """Return the districts, most people out of reach first."""
    rows, columns = of_units(answer.districts, "district", question.group)
    if cache.open_dataset().planned is not None and (was := difference.before(question)) is not None:
        rows["share_before"] = was.districts["share"].reindex(rows.index)
        with scenario.before():
            of_before = " ".join(reach.marks())
        head = t("ranking.of_side", what=t("export.share_within"), side=t("frame.scenario.side.before"))
        columns.append(Column("share_before", head, t("export.share_unit"), of_before, 1, share=True))
    title = words.measured(t("coverage.table_title", city=selection.city_label(question.city)))
    return Table(title, tuple(columns), rows)


def of_units(units: pd.DataFrame, level: str, group: str) -> tuple[pd.DataFrame, list[Column]]:
    """Return units of a level with who of a group is in reach and who is not, and what their columns say."""
    mark, people = " ".join(reach.marks()), who(group, reader_language())
    rows = units[["people", "covered", "out", "share"]].copy()
    rows[["people", "covered", "out"]] = rows[["people", "covered", "out"]].round().astype("Int64")
    head = "coverage.col_district" if level == "district" else "frame.city"
    return rows, [
        *export.identified(rows, names(level), head),
        Column("people", people[0].upper() + people[1:], t("export.people"), " ".join(marks.of_people())),
        Column("covered", t("export.covered"), t("export.people"), mark),
        Column("out", t("coverage.col_out"), t("export.people"), mark),
        Column("share", t("export.share_within"), t("export.share_unit"), mark, 1, share=True),
    ]


def week_picture(answer: Answer, question: Question) -> WeekPicture:
    """Return the week of the district selected, else of the city."""
    district = words.selected(answer)
    shares = answer.weeks.loc[district].to_numpy() if district else answer.week
    title = words.week_title(answer, question)
    return WeekPicture(reach.marked(title, hours=True), shares, question.hour)


def _bars(answer: Answer, question: Question) -> AmountBars:
    lang, districts = reader_language(), answer.districts
    return AmountBars(
        reach.marked(words.measured(t("coverage.legend_people"))),
        districts["out"],
        districts["out"].map(lang.people),
        names("district", districts.index),
        OUT_OF_REACH,
        lang,
        words.selected(answer),
        height=1.4,
    )


def district_map(answer: Answer, question: Question) -> DistrictMap | None:
    """Return the map of who can reach a centre; None without outlines."""
    if not cache.open_dataset().has_outlines:
        return None
    return shares_map(answer, selection.city_label(question.city), SHARES, _dots(answer, question))


def shares_map(
    answer: Answer, place: str, classes: Classes = SHARES_ALONE, dots: tuple[Dots, ...] = ()
) -> DistrictMap:
    """Return the map of the districts by share in reach, with what lies on it."""
    dataset, lang = cache.open_dataset(), reader_language()
    outlines = dataset.districts.geometry[answer.districts.index]
    share = answer.districts["share"]
    pairs = zip(classes.bounds[:-1], classes.bounds[1:], classes.colours, strict=True)
    key = [(colour, f"{lang.number(100 * low)}–{lang.percent(high)}") for low, high, colour in pairs]
    if share.isna().any():
        key.append((NO_DATA, t("frame.no_data")))
    return DistrictMap(
        reach.marked(words.measured(t("export.coverage_map", city=place))),
        outlines,
        classes.colour(share),
        key,
        reach.marked(t("coverage.legend_share")),
        names("district", outlines.index),
        words.selected(answer),
        dots,
        **printed(outlines.index),
    )


def _people(answer: Answer, question: Question) -> Dots:
    dots = gather(numbers.drawn(answer.out, question.city), cell_m(points.first_scale_m(question.city)))
    sizes = (2 * POINTS_PER_PX * radius_px(dots["people"]).to_numpy(float)) ** 2
    lonlat = dots[["lon", "lat"]].to_numpy(float)
    return Dots(lonlat, OUT_OF_REACH, sizes, people_label(question.city), PEOPLE_OPACITY)


def _dots(answer: Answer, question: Question) -> tuple[Dots, ...]:
    """Return what lies on the map, from below: people are the figure until a kind is asked for."""
    lang = reader_language()
    centres = numbers.centres_on_map(question.seen, lang.code)
    own, lonlat = centres["inside"].to_numpy(bool), centres[["lon", "lat"]].to_numpy(float)
    kinds, ahead = centres["kind"].to_numpy(), centres["planned"].to_numpy(bool)
    people, found = _people(answer, question), []

    def centres_of(
        which: np.ndarray,
        colour: str,
        label: str,
        opacity: float,
        area: float = CENTRE_AREA,
        rim: bool = True,
    ) -> None:
        if which.any():
            label = f"{label} {lang.number(np.count_nonzero(which))}"
            found.append(Dots(lonlat[which], colour, area, label, opacity, rim=rim))

    centres_of(own & ~answer.counts & ~ahead, NO_DATA, t("coverage.not_counted"), 0.5, rim=False)
    counting = own & answer.counts & ~ahead
    if question.kinds:
        found.append(people)
        for kind, colour in kind_colours(cache.kinds()).items():
            centres_of(counting & (kinds == kind), colour, kind_label(kind, lang), 1.0)
    else:
        centres_of(counting, INK, t("coverage.all_kinds"), QUIET_OPACITY, QUIET_AREA, rim=False)
        found.append(people)
    centres_of(own & ahead, PLANNED, t("common.provenance.planned"), 1.0, PLANNED_AREA)
    return tuple(found)
