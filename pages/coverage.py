"""Coverage: who can reach a place to learn, and when."""

import streamlit as st

from lcity.ui import cache, coverage_choices, frame, place, takeaway
from lcity.ui import coverage_view as view
from lcity.ui.coverage_map import coverage_map
from lcity.ui.paper_coverage import coverage_paper
from lcity.ui.reader import t


@st.fragment
def page() -> None:
    """Draw the page; a choice made on it draws only the page anew."""
    place.follow()
    question = coverage_choices.question()
    answer = cache.coverage(question)
    view.heading(answer, question)
    picture, controls = st.columns([2, 1], gap="medium")
    with controls:
        view.numbers(answer, question)
        coverage_choices.distance()
        coverage_choices.people_and_kinds()
        view.clock(answer, question)
    with picture:
        coverage_map(answer, question)
    view.districts(answer, question)
    view.footing()
    takeaway.offer("coverage", lambda: coverage_paper(answer, question))


if lacking := view.lacking():
    frame.heading(t("coverage.question"), lacking)
    frame.to_templates()
else:
    page()
