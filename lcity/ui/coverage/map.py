"""The map of who can reach a centre, its legend and its tips."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lcity.colour import CHANGES, SHARES, kind_colours, out_of_reach, planned
from lcity.maps.coverage import cell_m
from lcity.ui.coverage import difference, points, words
from lcity.ui.coverage.choices import choose_district
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.parts import draw
from lcity.ui.parts.map import Legend, district_map, squares
from lcity.ui.server.early_style import WIDE, Shape
from lcity.ui.shared import cache, frame, reach, selection
from lcity.ui.shared.reach import marked, marked_centres
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.vocabulary import kind_label, simulated_tip, who
from lcity.ui.shared.window import has_room, room_px

# On a phone, on a tablet beside its sidebar, and everywhere else.
HEIGHTS_PX, HEIGHT_PX = {0: 460, 480: 480}, 560
KEY, PLACE = "coverage.map", "coverage-picture"
BESIDE_PX = 140
"""So much stands above and below the map at least: what is chosen of it, and its legend."""


def place_of_map(place: DeltaGenerator, city: str) -> DeltaGenerator:
    """Return where in its place the map comes: as high at once as it will be, where choices stand below."""
    if has_room() or not cache.open_dataset().has_outlines:
        return place
    drawn = points.picture(city)
    shape = Shape(drawn.height / drawn.width, HEIGHTS_PX.get(room_px(), HEIGHT_PX), BESIDE_PX)
    return place.container(key=f"{WIDE}{PLACE}").container(key=shape.kept(PLACE))


def coverage_map(answer: Answer, question: Question) -> None:
    """Draw who can reach a centre, with its legend; without outlines say which file would bring it.

    A click on a district chooses it everywhere, and another lets it go.
    """
    if not cache.open_dataset().has_outlines:
        st.caption(t("coverage.no_outlines"))
        return
    if why := selection.why_this_city():
        st.caption(frame.plain(why))
    drawn, changes = points.picture(question.city), difference.shares(answer, question)
    shown = pd.Index(drawn.paths)
    share = answer.districts["share"].reindex(shown)
    fill = SHARES.on(dark()).colour(share)
    if changes is not None:
        fill = CHANGES.on(dark()).colour(changes.reindex(shown))
    district_map(
        drawn,
        fill,
        tips(answer.districts.reindex(shown), question.group),
        name=question.city,
        key=KEY,
        selected=selection.district_choice().value,
        height_px=HEIGHTS_PX.get(room_px(), HEIGHT_PX),
        label=t("coverage.map_alt", city=selection.city_label(question.city)),
        on_choose=_choose,
        legend=_legend(answer, question),
        points=points.points(answer, question),
    )


def people_label(city: str) -> str:
    """Say what a dot of people out of reach stands for."""
    side_km = cell_m(points.first_scale_m(city)) / 1_000
    return t(
        "coverage.legend_people_joined", km=reader_language().number(side_km, 0 if side_km % 1 == 0 else 1)
    )


def _choose(district: str) -> None:
    choose_district("" if district == selection.district_choice().value else district)


def tips(districts: pd.DataFrame, group: str) -> pd.Series:
    """Return what the map says of each district (columns share, people, out) on hover."""
    lang = reader_language()
    names, people = cache.names("districts", lang.code)[districts.index], who(group, lang)
    tips = [
        lang.t(
            "coverage.district_tip",
            name=name,
            share=lang.percent(row.share),
            people=lang.people(row.people),
            who=people,
            out=lang.people(row.out),
        )
        for name, row in zip(names, districts.itertuples(), strict=True)
    ]
    if reach.is_simulated():
        tips = [simulated_tip(tip, lang) for tip in tips]
    return pd.Series(tips, districts.index)


def _legend(answer: Answer, question: Question) -> Legend:
    lang = reader_language()
    changes = difference.shares(answer, question)
    if changes is None:
        empty = bool(answer.districts["share"].isna().any())
        title = marked(words.measured(t("coverage.legend_share")))
        items = draw.items_of(SHARES.on(dark()), lambda bound: lang.number(100 * bound), empty)
    else:
        title = marked(words.measured(t("coverage.legend_change")))
        items = list(zip(CHANGES.on(dark()).colours, difference.classes(), strict=True))
    people = [
        {
            "colour": out_of_reach(dark()),
            "label": lang.people(count),
            "mark": "dot",
            "radius": points.radius(count, question.city),
        }
        for count in points.LEGEND_PEOPLE
    ]
    return [
        (title, squares(items)),
        (marked(people_label(question.city)), people),
        (marked_centres(t("coverage.legend_centres")), _centres(answer, question)),
    ]


def _centres(answer: Answer, question: Question) -> list[dict]:
    """Return the legend's entries of centres: of kinds where some are asked for."""
    lang, found = reader_language(), points.counted(answer, question.seen)
    colours = kind_colours(cache.kinds(), dark())

    def entry(mark: str, label: str, count: int, colour: str = "") -> dict:
        return {"mark": mark, "label": f"{label} {lang.number(count)}", "colour": colour}

    whole = sum(found.by_kind.values())
    entries = [entry("quiet", t("coverage.all_kinds"), whole)] if whole else []
    if question.kinds:
        counts = found.by_kind.items()
        entries = [entry("dot", kind_label(kind, lang), count, colours[kind]) for kind, count in counts]
    if found.planned:
        entries.append(entry("planned", t("common.provenance.planned"), found.planned, planned(dark())))
    if found.others:
        entries.append(entry("faint", t("coverage.not_counted"), found.others))
    return entries
