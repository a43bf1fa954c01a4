"""The page of a country in tiles: its figures, or how far they are, or what would be measured."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from lcity.charts.served import served_table
from lcity.charts.week.screen import week_data
from lcity.dataset.provenance import wholly_simulated
from lcity.partitions import Measuring, PartitionError, Reached, is_partitioned
from lcity.ui import takeaway
from lcity.ui.coverage import choices as coverage_choices
from lcity.ui.coverage import view
from lcity.ui.coverage import words as coverage_words
from lcity.ui.coverage.choices import toggle_hour
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.coverage.tiles import choices, numbers, words
from lcity.ui.coverage.tiles.export import tiles_export
from lcity.ui.coverage.tiles.map import shares_map
from lcity.ui.coverage.tiles.numbers import Measurement
from lcity.ui.parts.progress import progress
from lcity.ui.parts.table import table
from lcity.ui.parts.week import week
from lcity.ui.shared import cache, frame, in_force, marks, reach, scenario, selection, tiled, user_dataset
from lcity.ui.shared.markdown import code, plain
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.standing import names
from lcity.ui.shared.unit_names import full_names
from lcity.ui.shared.vocabulary import who
from lcity.ui.shared.window import side_by_side

KEY = "coverage.tiles"
MOST_WHOLE, MOST_LISTED = 40, 500
"""Rows a table has before it scrolls, and at most: a country's other districts are in what is taken away."""


def are_open() -> bool:
    """Say whether the open dataset is the server's and lies in tiles."""
    return user_dataset.current() is None and is_partitioned(cache.as_it_is().folder)


def draw_page() -> None:
    """Draw the page: what was measured, else how far the country is, else what measuring it would bring."""
    _page()


@st.fragment
def _page() -> None:
    selection.rerun_if_requested()
    # A choice draws only this anew: what is in force stands in it, or would be what was chosen before.
    frame.draw_question(t("coverage.question"), {in_force.REACH})
    # What a scenario changes is not measured: the figures are those of the dataset as it is.
    with scenario.before():
        question = numbers.question()
        try:
            what = numbers.measurement(question)
            found = numbers.found(what)
        except PartitionError as error:
            st.error(_why(error))
            return
        if found is not None:
            choices.remember()
            _figures(numbers.answer(found, question), question)
        else:
            _without_figures(what, question)


def _without_figures(what: Measurement, question: Question) -> None:
    """Say how far the measuring is, and why there are no figures; or that nobody has asked for it."""
    begun = numbers.measuring(what)
    if not begun.is_begun and what.is_usual and what.along == reach.along_choice().default:
        begun.start()
    state, controls = side_by_side(view.shares())
    with state:
        if begun.is_under_way:
            st.markdown(f"## {frame.plain(words.under_way(question))}")
            progress(
                begun,
                partial(_so_far, begun),
                is_over=lambda: not begun.is_under_way,
                on_stop=begun.stop,
                key=KEY,
                beside=_back,
            )
        elif begun.is_stopped or begun.error:
            _broken_off(begun, question)
        elif not begun.is_begun:
            _unmeasured(begun, question)
        else:
            _ = begun.found  # A mistake of our own: it surfaces.
    with controls.container(key=view.CONTROLS):
        # All hours are measured: which one is asked for can be said before.
        coverage_choices.hour()
        choices.measured_anew()


def _so_far(begun: Measuring[Reached]) -> str:
    if begun.is_waiting:
        return t("partitions.page.waiting")
    lang = reader_language()
    # Until the first tile is measured it has told of nothing.
    rows = begun.of or tiled.partitions(cache.open_dataset()).rows
    return t("partitions.page.measuring", done=lang.number(begun.done), of=lang.number(rows))


def _broken_off(begun: Measuring[Reached], question: Question) -> None:
    """Say that there are no figures, and why; and lead on."""
    if begun.error:
        st.error(_why(begun.error))
    else:
        st.markdown(f"## {frame.plain(words.unmeasured(question))}")
        lang = reader_language()
        of = {"done": lang.number(begun.done), "of": lang.number(begun.of)}
        st.info(t("partitions.page.stopped", **of))
    _start(t("partitions.page.go_on"), "go_on", begun.start)


def _why(error: PartitionError) -> str:
    """Return what is wrong; an address in it can be copied."""
    told, address = plain(error.text(reader_language())), error.details.get("scheduler", "")
    return told.replace(plain(address), code(address)) if address else told


def _unmeasured(begun: Measuring[Reached], question: Question) -> None:
    """Say that something else was chosen than was measured; only the reader starts that."""
    st.markdown(f"## {frame.plain(words.unmeasured(question))}")
    rows = tiled.partitions(cache.open_dataset()).rows
    st.markdown(t("partitions.page.would_measure", count=reader_language().number(rows)))
    _start(t("partitions.page.measure"), "measure", begun.start)


def _start(label: str, name: str, start: Callable[[], None]) -> None:
    with st.container(horizontal=True):
        st.button(label, key=f"{KEY}.{name}", type="primary", on_click=start)
        _back()


def _back() -> None:
    if choices.can_go_back():
        st.button(t("partitions.page.back"), key=f"{KEY}.back", on_click=choices.go_back)


def _figures(answer: Answer, question: Question) -> None:
    frame.answered(
        words.finding(answer, question),
        reach.is_simulated(),
        wholly=wholly_simulated(cache.as_it_is().centres, None),
        parts=("centres", "population"),
    )
    picture, controls = side_by_side(view.shares())
    with controls.container(key=view.CONTROLS):
        _share(answer, question)
        _clock(answer, question)
        choices.measured_anew()
    with picture:
        if question.city and len(cache.open_dataset().cities) > 1:
            st.button(
                selection.city_label(selection.ALL),
                key=f"{KEY}.whole",
                type="tertiary",
                icon=":material/arrow_back:",
                on_click=choices.choose_city,
                args=(selection.ALL,),
            )
        shares_map(answer, question)
    _table(answer, question)
    frame.foot(**words.basis())
    takeaway.offer("coverage", lambda: tiles_export(answer, question))


def _share(answer: Answer, question: Question) -> None:
    """Write the share of people in reach: of the selected district beside its city's, else of the whole."""
    tags = map(frame.tag, cache.spatial_marks(question.hour is not None))
    people, covered = answer.people, answer.covered
    if district := coverage_words.selected(answer):
        people, covered = answer.districts.loc[district, ["people", "covered"]]
    share = covered / people if people else float("nan")
    label = " ".join((frame.plain(words.within_reach(answer, question)), *tags))
    st.metric(label, reader_language().percent(share))
    if share == share:
        st.markdown(frame.plain(coverage_words.of_people(people, people - covered, question)))
        if district:
            st.markdown(frame.plain(coverage_words.of_city(answer, question)))


def _clock(answer: Answer, question: Question) -> None:
    """Draw the choice of an hour, which is measured for all hours at once."""
    district = coverage_words.selected(answer)
    shares = answer.weeks.loc[district].to_numpy() if district else answer.week
    coverage_choices.hour()
    with st.container(gap=None):
        view.scale(reach.marked(words.week_title(answer, question), hours=True))
        label = words.week_alt(answer, question)
        cells = week_data(shares, reader_language(), label, hour=question.hour, dark=dark())
        week(cells, f"{KEY}.week", toggle_hour)


def _table(answer: Answer, question: Question) -> None:
    """Draw the cities or districts of the country, or those of a city; a row chosen is chosen everywhere."""
    lang, of_country = reader_language(), words.is_country(question)
    of_cities = of_country and choices.LEVEL.value == "city"
    rows = numbers.of_level(answer, choices.LEVEL.value) if of_country else answer.districts
    title, people = words.table_title(question), who(question.group, lang)
    st.subheader(frame.plain(title))
    if of_country:
        choices.level()
    if len(rows) > MOST_LISTED:
        most, count = lang.number(MOST_LISTED), lang.number(len(rows))
        st.caption(t("partitions.page.listed", most=most, count=count))
        rows = rows.head(MOST_LISTED)
    level = "city" if of_cities else "district"
    content = served_table(
        rows,
        full_names(level) if of_country else names(level, rows.index),
        lang,
        label=title,
        people=people[0].upper() + people[1:],
        marks=reach.marks(),
        of_people=marks.of_people(),
        dark=dark(),
        head=t("frame.city") if of_cities else "",
    )
    if len(rows) > MOST_WHOLE:
        content = replace(content, height_px=MOST_WHOLE * content.row_px)
    # Of the country the rows are other units: it is another table, and its rows do not glide.
    if of_cities:
        table(content, f"{KEY}.cities", "", choices.choose_city)
    elif of_country:
        table(
            content, f"{KEY}.districts", selection.district_choice().value, coverage_choices.choose_district
        )
    else:
        table(content, f"{KEY}.table", selection.district_choice().value, coverage_choices.choose_district)
