"""The map of the share covered in a country in tiles, or in one city of it."""

import streamlit as st

from lcity.colour import SHARES_ALONE
from lcity.ui.coverage.map import HEIGHT_PX, HEIGHTS_PX, tips
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.coverage.tiles import words
from lcity.ui.coverage.tiles.choices import choose_district
from lcity.ui.coverage.words import measured
from lcity.ui.parts import draw
from lcity.ui.parts.map import district_map, squares
from lcity.ui.shared import cache, frame, selection
from lcity.ui.shared.reach import marked, provenance
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.window import room_px

KEY = "coverage.tiles.map"
MOST_DRAWN = 5_000
"""Districts on one map: of more the browser makes a drawing that no hand moves."""


def shares_map(answer: Answer, question: Question) -> None:
    """Draw the districts by the share of their people in reach; a click chooses one everywhere.

    Without outlines it says which file would bring it, and of too many at once that a city can be chosen.
    """
    if not cache.open_dataset().has_outlines:
        st.caption(t("coverage.no_outlines"))
        return
    lang = reader_language()
    if len(answer.districts) > MOST_DRAWN:
        st.caption(t("partitions.page.too_many", most=lang.number(MOST_DRAWN)))
        return
    drawn = cache.outlines_as_paths(question.city, None)
    districts = answer.districts.reindex(list(drawn.paths))
    title = marked(measured(t("coverage.legend_share")))
    items = draw.items_of(
        SHARES_ALONE.on(dark()), lambda bound: lang.number(100 * bound), bool(districts["share"].isna().any())
    )
    district_map(
        drawn,
        SHARES_ALONE.on(dark()).colour(districts["share"]),
        tips(districts, question.group),
        name=question.city,
        key=KEY,
        selected=selection.district_choice().value,
        height_px=HEIGHTS_PX.get(room_px(), HEIGHT_PX),
        label=frame.plain(t("export.coverage_map", city=words.place(answer, question))),
        on_choose=choose_district,
        legend=[(title, squares(items))],
        mark=provenance(),
    )
    draw.key(items, title)
