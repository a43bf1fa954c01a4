"""The coverage page's parts: number, clock, districts, footing."""

from html import escape
from typing import Any

import streamlit as st

from lcity.charts.week.screen import ramp, week_data
from lcity.dataset.provenance import wholly_simulated
from lcity.ui.coverage import choices, difference, published, table, words
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.parts import draw
from lcity.ui.parts.week import week
from lcity.ui.shared import cache, frame, in_force, reach, selection, talk
from lcity.ui.shared.reader import dark, reader_language, t

CLOCK = "coverage.week"
CONTROLS = "coverage-controls"


def question() -> None:
    """Write the page's question."""
    frame.draw_question(t("coverage.question"), {in_force.REACH, in_force.DIFFERENCE})


def finding(answer: Answer, question: Question) -> None:
    """Write the sentence that answers the page's question."""
    # What is planned on simulated figures rests on them no less.
    dataset = cache.as_it_is()
    frame.answered(
        words.finding(answer, question),
        reach.is_simulated(),
        wholly=wholly_simulated(dataset.centres, dataset.population),
        parts=("centres", "population"),
    )
    if told := published.sentence(answer, question):
        st.markdown(frame.plain(told))


def shares() -> list[int]:
    """Return how wide the map and its controls are; these have more of it before a room, to be seen whole."""
    return [5, 4] if talk.presenting() else [2, 1]


def numbers(answer: Answer, question: Question) -> None:
    """Write the share of people covered: of the selected district beside its city's, else of the city."""
    name = frame.plain(words.place_name(answer, question))
    tags = map(frame.tag, cache.spatial_marks(question.hour is not None))
    label = " ".join((t("coverage.within_reach", place=name), *tags))
    people, covered = answer.people, answer.covered
    if district := words.selected(answer):
        people, covered = answer.districts.loc[district, ["people", "covered"]]
    known = people and not (words.is_unknown(answer, question))
    change = difference.whole(answer, question, district) if known else None
    points, moved = None, False
    if change is not None:
        points, moved = t("coverage.points", points=change), bool(change.strip("+-0.,"))
    st.metric(
        label,
        reader_language().percent(covered / people if known else float("nan")),
        points,
        delta_color="normal" if moved else "off",
        delta_arrow="auto" if moved else "off",
    )
    if not known:
        return
    st.markdown(frame.plain(words.of_people(people, people - covered, question)))
    if district:
        st.markdown(frame.plain(words.of_city(answer, question)))
    for sentence in (words.compared(answer, question), words.off_street(question)):
        if sentence:
            st.markdown(frame.plain(sentence))


def clock(answer: Answer, question: Question) -> None:
    """Draw the choice of an hour: a list, and the week as a picture whose cells answer to a click."""
    district = words.selected(answer)
    shares = answer.weeks.loc[district].to_numpy() if district else answer.week
    choices.hour()
    with st.container(gap=None):
        scale(reach.marked(words.week_title(answer, question), hours=True))
        label = words.week_alt(answer, question)
        cells = week_data(shares, reader_language(), label, hour=question.hour, dark=dark())
        week(cells, CLOCK, choices.toggle_hour)
    if sentence := words.hours(answer, question):
        st.caption(frame.plain(sentence))
    if answer.has_unknown_hours or question.unknown_hours != "leave_out":
        choices.unknown_hours()


def scale(title: str) -> None:
    """Draw what the week's colours stand for, under the week's title."""
    lang = reader_language()
    strip = f"width:3.5em;height:.8em;background:linear-gradient(to right,{','.join(ramp(dark=dark()))})"
    ends = f'{lang.percent(0)}<span style="{strip}"></span>{lang.percent(1)}'
    row = f"{draw.ROW};justify-content:space-between"
    st.html(f'<div style="{row}"><span>{escape(title)}</span><span style="{draw.ENTRY}">{ends}</span></div>')


def districts(answer: Answer, question: Question) -> None:
    """Draw the table of districts."""
    st.subheader(
        words.measured(t("coverage.table_title", city=frame.plain(selection.city_label(question.city))))
    )
    table.districts_table(answer, question)


def footing() -> None:
    """Write the sources, their marks and how it was computed."""
    frame.foot(**basis())


def basis() -> dict[str, Any]:
    """Return the footing of the page: its sources, provenances, years and method."""
    return {
        "sources": sources(),
        "provenances": list(
            dict.fromkeys(kind for hours in (False, True) for kind in cache.spatial_marks(hours))
        ),
        "year": of_when(),
        "method": words.method(),
    }


def sources() -> tuple[str, ...]:
    """Return the sources the dataset names for what is computed of who has a centre in reach."""
    indicators = cache.open_dataset().indicators
    computed = indicators["computed"].fillna("").str.startswith("coverage")
    return tuple(indicators.loc[computed, "source"].dropna().unique())


def of_when() -> str:
    """Say that centres and people are of one state, in a dataset that has years."""
    return t("coverage.one_state") if cache.open_dataset().years else ""
