"""The coverage page's parts: number, clock, districts, footing."""

from html import escape

import streamlit as st

from lcity.charts.week import ramp, week
from lcity.ui import cache, coverage_choices, coverage_table, coverage_words, draw, frame, place
from lcity.ui.coverage_numbers import Answer, Question
from lcity.ui.reader import dark, reader_language, t

CLOCK = "coverage.week"


def lacking() -> str:
    """Say which files the page lacks and what their columns are; "" if it has all it needs."""
    dataset = cache.open_dataset()
    has = {
        "centres": dataset.centres is not None,
        "population": dataset.population is not None,
        "districts": len(dataset.districts) > 0,
    }
    files = [t(f"coverage.file_{name}") for name, is_there in has.items() if not is_there]
    return t("coverage.missing", files=reader_language().listed(files)) if files else ""


def heading(answer: Answer, question: Question) -> None:
    """Write the page's question and its answer."""
    finding = coverage_words.finding(answer, question)
    frame.heading(t("coverage.question"), finding, cache.spatial_provenance() == "simulated")


def numbers(answer: Answer, question: Question) -> None:
    """Write the share of people covered, of the city and of the selected district in it."""
    lang = reader_language()
    label = f"{t('coverage.within_reach')} {frame.tag(cache.spatial_provenance())}"
    st.metric(label, lang.percent(answer.share))
    out = answer.people - answer.covered
    st.markdown(frame.plain(coverage_words.of_people(answer.people, out, question)))
    chosen = place.district_choice().value
    if chosen in answer.districts.index:
        st.markdown(frame.plain(coverage_words.of_district(answer, chosen)))


def clock(answer: Answer, question: Question) -> None:
    """Draw the choice of an hour: a list, and the week as a picture whose cells answer to a click."""
    lang = reader_language()
    coverage_choices.hour()
    with st.container(gap=None):
        _scale()
        draw.figure(
            week(answer.week, lang, hour=question.hour, dark=dark()),
            CLOCK,
            t("coverage.week_alt", city=place.city_label(question.city)),
            _clicked,
            bar=False,
        )


def _scale() -> None:
    """Draw what the week's colours stand for."""
    lang = reader_language()
    strip = f"width:3.5em;height:.8em;background:linear-gradient(to right,{','.join(ramp(dark=dark()))})"
    ends = f'{lang.percent(0)}<span style="{strip}"></span>{lang.percent(1)}'
    title = f"<span>{escape(coverage_words.marked('coverage.week_title'))}</span>"
    row = f"{draw.ROW};justify-content:space-between"
    st.html(f'<div style="{row}">{title}<span style="{draw.ENTRY}">{ends}</span></div>')


def _clicked() -> None:
    if point := draw.clicked(CLOCK):
        coverage_choices.toggle_hour(point["point_index"])


def districts(answer: Answer, question: Question) -> None:
    """Draw the table of districts and the button to take it away."""
    mark = t(f"common.provenance.{cache.spatial_provenance()}")
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(t("coverage.table_title", city=frame.plain(place.city_label(question.city))))
        coverage_table.download(answer, question, cache.spatial_provenance())
    coverage_table.districts_table(answer, question, mark)


def footing() -> None:
    """Write the sources, their marks and how it was computed."""
    indicators = cache.open_dataset().indicators
    computed = indicators["computed"].fillna("").str.startswith("coverage")
    sources = indicators.loc[computed, "source"].dropna().unique()
    frame.foot(sources, [cache.spatial_provenance()], "", coverage_words.method())
