"""The map of who can reach a centre, its legend and its tips."""

from functools import partial
from html import escape

import numpy as np
import pandas as pd
import pydeck as pdk
import shapely
import streamlit as st

from lcity.colour import CHANGES, NO_DATA, SHARES, kind_colours, out_of_reach
from lcity.maps.choropleth import choropleth
from lcity.maps.coverage import cell_m, centre_layer, centre_px, people_layer, radius_px
from lcity.maps.names import name_layer, with_room
from lcity.maps.view import deck, fit, metres_per_px
from lcity.meridian import in_one_piece
from lcity.ui.coverage import difference, numbers, words
from lcity.ui.coverage.choices import choose_district
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.parts import draw
from lcity.ui.shared import cache, frame, offers, reach, selection
from lcity.ui.shared.reach import marked, marked_centres
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.vocabulary import kind_label, simulated_tip, who
from lcity.ui.shared.window import room_px

# On a phone, on a tablet beside its sidebar, and everywhere else.
SIZES_PX, SIZE_PX = {0: (350, 460), 480: (510, 480)}, (620, 560)
KEY = "coverage.map"
EDGE = "#5c7a7a"
LETTERS, LETTERS_ON_DARK = "#10201f", "#f2f7f7"
JSON = "application/json"
LEGEND_PEOPLE = (1_000, 10_000, 100_000)
LEGEND_DOT_PX = 9


def coverage_map(answer: Answer, question: Question) -> None:
    """Draw who can reach a centre, with its legend; without outlines say which file would bring it.

    A click on a district, or on a dot in it, chooses the district everywhere.
    """
    if not cache.open_dataset().has_outlines:
        st.caption(t("coverage.no_outlines"))
        return
    if why := selection.why_this_city():
        st.caption(frame.plain(why))
    shapes, bounds = cache.outlines(question.city)
    changes = difference.shares(answer, question)
    share = answer.districts["share"]
    districts, *outline = choropleth(
        shapes,
        SHARES.on(dark()).colour(share) if changes is None else CHANGES.on(dark()).colour(changes),
        _tips(answer.districts, question.group),
        selected=selection.district_choice().value,
        dark=dark(),
        opacity=1.0,
        edge=EDGE,
    )
    room = room_px()
    width, height = SIZES_PX.get(room, SIZE_PX)
    # A map of another size is another map: the one that stands may keep its camera.
    key = f"{KEY}.{room}" if room in SIZES_PX else KEY
    view = fit(bounds, width, height)
    scale_m = first_scale_m(question.city)
    people = numbers.people_out(question, cell_m(scale_m), reader_language().code)
    dots = people_layer(people, scale_m, out_of_reach(dark()), dark=dark())
    draw.deck(
        deck([districts, dots, *_centres(answer, question), *outline, *_names(bounds, scale_m)], view),
        key,
        height,
        t("coverage.map_alt", city=selection.city_label(question.city)),
        partial(_clicked, key, question.city),
    )
    _legend(answer, question, scale_m / metres_per_px(view))


def first_scale_m(city: str) -> float:
    """Return the metres of a pixel where a city is first seen whole."""
    return metres_per_px(fit(cache.outlines(city)[1], *SIZE_PX))


def people_label(city: str) -> str:
    """Say what a dot of people out of reach stands for."""
    side_km = cell_m(first_scale_m(city)) / 1_000
    return t(
        "coverage.legend_people_joined", km=reader_language().number(side_km, 0 if side_km % 1 == 0 else 1)
    )


def _clicked(key: str, city: str) -> None:
    hit = draw.clicked_object(key, "districts")
    district = hit["district"] if hit else _district_at(draw.clicked_point(key), city)
    if district:
        choose_district("" if district == selection.district_choice().value else district)


def _district_at(point: tuple[float, float], city: str) -> str:
    # A dot's place is the one it is drawn at.
    own = in_one_piece(cache.districts_of(city, None).geometry)
    inside = own.index[shapely.contains_xy(own.to_numpy(), *point)]
    return inside[0] if len(inside) else ""


def _centres(answer: Answer, question: Question) -> list[pdk.Layer]:
    code = reader_language().code
    centres = numbers.centres_on_map(question.seen, code)
    files = numbers.centre_files(question.seen, code)
    kind, pattern = centres["kind"].to_numpy(), centres["pattern"].to_numpy()
    layers = []
    for name, colour in _colours().items():
        if name in files:
            own = kind == name
            counts = np.ones(pattern.max() + 1, bool)
            counts[pattern[own & ~answer.counts]] = False
            data = offers.offer(files[name], JSON)
            layers.append(centre_layer(name, data, colour, counts, centre_px(own.sum())))
    return layers


def _names(bounds: tuple[float, ...], scale_m: float) -> list[pdk.Layer]:
    """Return the layer of the dataset's names of places, where it has any."""
    names, lang = cache.open_dataset().names, reader_language()
    if names is None:
        return []
    labels = [lang.name(row) for row in names.to_dict("records")]
    found = with_room(names.assign(label=labels), bounds, scale_m)
    return [name_layer(found, LETTERS_ON_DARK if dark() else LETTERS)]


def _colours() -> dict[str, str]:
    return kind_colours(cache.kinds(), dark())


def _tips(districts: pd.DataFrame, group: str) -> pd.Series:
    lang = reader_language()
    names = cache.open_dataset().districts.loc[districts.index]
    tips = [
        t(
            "coverage.district_tip",
            name=lang.name(name),
            share=lang.percent(row.share),
            people=lang.people(row.people),
            who=who(group, lang),
            out=lang.people(row.out),
        )
        for (_, name), row in zip(names.iterrows(), districts.itertuples(), strict=True)
    ]
    if reach.is_simulated():
        tips = [simulated_tip(tip, lang) for tip in tips]
    return pd.Series(tips, districts.index)


def _legend(answer: Answer, question: Question, zoom: float) -> None:
    lang = reader_language()
    with st.container(gap=None):
        changes = difference.shares(answer, question)
        if changes is None:
            draw.legend(
                SHARES.on(dark()),
                marked(words.measured(t("coverage.legend_share"))),
                lambda bound: lang.number(100 * bound),
                bool(answer.districts["share"].isna().any()),
            )
        else:
            swatches = list(zip(CHANGES.on(dark()).colours, difference.classes(), strict=True))
            draw.key(swatches, marked(words.measured(t("coverage.legend_change"))))
        people = [
            _dot(out_of_reach(dark()), 2 * zoom * radius_px(count), lang.people(count))
            for count in LEGEND_PEOPLE
        ]
        _row(marked(people_label(question.city)), people)
        own = numbers.centres_on_map(question.seen, lang.code)["inside"].to_numpy()
        kinds = numbers.centres_on_map(question.seen, lang.code)["kind"]
        counts = kinds[own & answer.counts].value_counts()
        centres = [
            _dot(colour, LEGEND_DOT_PX, f"{kind_label(kind, lang)} {lang.number(counts[kind])}")
            for kind, colour in _colours().items()
            if kind in counts
        ]
        if others := int((own & ~answer.counts).sum()):
            centres.append(_dot(NO_DATA, LEGEND_DOT_PX, f"{t('coverage.not_counted')} {lang.number(others)}"))
        _row(marked_centres(t("coverage.legend_centres")), centres)


def _dot(colour: str, size_px: float, label: str) -> str:
    swatch = f"width:{size_px:.1f}px;height:{size_px:.1f}px;border-radius:50%;background:{colour};{draw.RIM}"
    return f'<span style="{draw.ENTRY}"><span style="{swatch}"></span>{escape(label)}</span>'


def _row(title: str, entries: list[str]) -> None:
    st.html(f'<div style="{draw.ROW}"><span>{escape(title)}</span>{"".join(entries)}</div>')
