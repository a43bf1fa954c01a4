"""Coverage: who can reach a place to learn, and when."""

import streamlit as st

from lcity.ui import cache, coverage_centres, coverage_choices, frame, in_force, place, takeaway
from lcity.ui import coverage_view as view
from lcity.ui.coverage_map import coverage_map
from lcity.ui.coverage_numbers import Answer, Question
from lcity.ui.paper import Paper
from lcity.ui.paper_coverage import coverage_paper
from lcity.ui.reader import t
from lcity.ui.window import side_by_side


@st.fragment
def page() -> None:
    """Draw the page; a choice made on it draws only the page anew."""
    place.follow()
    view.question()
    question, answer = asked()
    view.finding(answer, question)
    picture, controls = side_by_side([2, 1])
    with controls:
        view.numbers(answer, question)
        coverage_choices.distance()
        coverage_choices.people_and_kinds()
        view.clock(answer, question)
    with picture:
        coverage_map(answer, question)
    view.districts(answer, question)


def asked() -> tuple[Question, Answer]:
    """Return what is asked at this moment, and its answer."""
    question = coverage_choices.question()
    return question, cache.coverage(question)


def paper() -> Paper:
    """Return what can be taken away at this moment."""
    question, answer = asked()
    return coverage_paper(answer, question)


lacking = view.lacking()
if lacking and cache.open_dataset().centres is not None:
    coverage_centres.draw_page(lacking)
elif lacking:
    frame.heading(t("coverage.question"), lacking, obeys={in_force.REACH})
    frame.to_templates()
else:
    # What no choice changes stands below the fragment, and is not drawn anew with it.
    page()
    view.footing()
    takeaway.offer("coverage", paper)
