"""The map of every place by itself: in reach and out of it, drawn by the graphics card, however many."""

import numpy as np
import pandas as pd
import pydeck as pdk
import streamlit as st

from lcity.colour import ACCENT, ACCENT_ON_DARK, NO_DATA, kind_colours, out_of_reach, planned
from lcity.maps.coverage import CELL_STEP_M, centre_layer, centre_px, centre_rows, gather, radius_px
from lcity.maps.names import name_layer, with_room
from lcity.maps.places import outline_layer, place_layer, place_rows
from lcity.maps.view import deck, encode, fit, metres_per_px
from lcity.meridian import in_one_piece
from lcity.scenario.applied import PLANNED
from lcity.text import language
from lcity.ui.coverage import numbers, points
from lcity.ui.coverage.numbers import Answer, Question, Seen
from lcity.ui.coverage.tips import dot_tips
from lcity.ui.parts import draw
from lcity.ui.shared import cache, offers, selection, talk
from lcity.ui.shared.reach import marked, marked_centres
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.vocabulary import kind_label
from lcity.ui.shared.window import room_px

SIZES_PX, SIZE_PX = {0: (350, 460), 480: (510, 480)}, (620, 560)
# So low that its legend is on the screen with it.
BEFORE_A_ROOM_PX = (620, 470)
KEY = "coverage.close_up"
MOST_PLACES = 20_000
"""More are joined by squares: what the browser can draw and be told without waiting."""
QUIET = "#7d8888"
LETTERS, LETTERS_ON_DARK = "#10201f", "#f2f7f7"
JSON = "application/json"
IN, OUT = "in_reach", "out_of_reach"


def close_up(answer: Answer, question: Question) -> None:
    """Draw every place of the city, or of the district selected, with its legend."""
    lang, district = reader_language(), selection.district_choice().value
    outlines = in_one_piece(cache.districts_of(question.city, None).geometry)
    bounds = tuple((outlines.loc[[district]] if district else outlines).total_bounds)
    width, height = BEFORE_A_ROOM_PX if talk.presenting() else SIZES_PX.get(room_px(), SIZE_PX)
    view = fit(bounds, width, height)
    scale_m = metres_per_px(view)
    names = cache.names("districts", lang.code)[outlines.index]
    middles = outlines.representative_point()
    labels = pd.DataFrame({"label": names, "lon": middles.x, "lat": middles.y}, outlines.index)
    places = [
        place_layer(name, offers.offer(_places_file(question, name, lang.code), JSON), colour, scale_m)
        for name, colour in _colours().items()
    ]
    centres = _centres(answer, question)
    layers = [
        outline_layer(outlines, district, dark=dark()),
        # People are the figure until a kind is asked for.
        *(places + centres if question.kinds else centres + places),
        name_layer(with_room(labels, bounds, scale_m), _ink()),
    ]
    where = selection.city_label(question.city) if not district else names[district]
    # A map of another size is another map: the one that stands may keep its camera.
    key = f"{KEY}.{height}"
    draw.deck(deck(layers, view), key, height, t("coverage.close_up_alt", where=where))
    draw.key(
        [(colour, t(f"coverage.{name}")) for name, colour in _colours().items()], marked(_title(question))
    )
    draw.key(_entries(answer, question), marked_centres(t("coverage.legend_centres")))
    st.caption(t("coverage.close_up_note"))


def _colours() -> dict[str, str]:
    return {IN: ACCENT_ON_DARK if dark() else ACCENT, OUT: out_of_reach(dark())}


def _title(question: Question) -> str:
    side_m = _side_m(question.city)
    if not side_m:
        return t("coverage.every_place")
    return t("coverage.legend_places_joined", km=reader_language().number(side_m / 1_000, 1))


@cache.shared(16)
def _side_m(city: str) -> float:
    """Return the side of the squares whose places are joined, metres; 0 where every place is drawn."""
    places, side_m = numbers.inhabited(city), 0.0
    joined = places
    while len(joined) > MOST_PLACES:
        side_m += CELL_STEP_M
        joined = gather(places, side_m)
    return side_m


@cache.shared(64)
def _places_file(question: Question, name: str, code: str) -> bytes:
    """Return the places in reach or out of it as rows of their layer."""
    of = numbers.coverage(question).out if name == OUT else numbers.places_in_reach(question)
    places = numbers.drawn(of, question.city)
    if side_m := _side_m(question.city):
        places = gather(places, side_m)
    simulated = cache.spatially_simulated(question.hour is not None)
    tips = dot_tips(places["people"], language(code), simulated, f"coverage.tip_{name}")
    return encode(place_rows(places, radius_px(places["people"]), tips))


def _centres(answer: Answer, question: Question) -> list[pdk.Layer]:
    """Return the layers of centres by kind: those that do not count faint, planned ones by their own mark."""
    code = reader_language().code
    centres, files = numbers.centres_on_map(question.seen, code), _centres_files(question.seen, code)
    kind, pattern = centres["kind"].to_numpy(), centres["pattern"].to_numpy()
    layers = []
    for name, colour in _kinds(question).items():
        own = centres["planned"].to_numpy(bool) if name == PLANNED else kind == name
        if name in files:
            counts = np.ones(pattern.max() + 1, bool)
            counts[pattern[own & ~answer.counts]] = False
            data = offers.offer(files[name], JSON)
            layers.append(centre_layer(name, data, colour, counts, centre_px(int(own.sum()))))
    return layers


@cache.shared(32)
def _centres_files(seen: Seen, code: str) -> dict[str, bytes]:
    """Return a city's centres by kind, planned ones apart, as rows of their layers."""
    centres = numbers.drawn(numbers.centres_on_map(seen, code), seen.city)
    return {
        kind: encode(centre_rows(rows))
        for kind, rows in centres.groupby(centres["kind"].where(~centres["planned"], PLANNED))
    }


def _ink() -> str:
    return LETTERS_ON_DARK if dark() else LETTERS


def _kinds(question: Question) -> dict[str, str]:
    """Return the colour of each kind: one for all until some are asked for, and that of planned centres."""
    kinds = cache.kinds()
    colours = kind_colours(kinds, dark()) if question.kinds else dict.fromkeys(kinds, QUIET)
    return {**colours, PLANNED: planned(dark())}


def _entries(answer: Answer, question: Question) -> list[tuple[str, str]]:
    lang, found, colours = reader_language(), points.counted(answer, question.seen), _kinds(question)
    rows = [(QUIET, t("coverage.all_kinds"), sum(found.by_kind.values()))]
    if question.kinds:
        rows = [(colours[kind], kind_label(kind, lang), count) for kind, count in found.by_kind.items()]
    rows.append((colours[PLANNED], t("common.provenance.planned"), found.planned))
    rows.append((NO_DATA, t("coverage.not_counted"), found.others))
    return [(colour, f"{label} {lang.number(count)}") for colour, label, count in rows if count]
