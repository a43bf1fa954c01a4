"""Coverage: who can reach a place to learn, and when."""

import streamlit as st

from lcity.ui import takeaway
from lcity.ui.coverage import centres, choices, numbers, view
from lcity.ui.coverage.close_up import close_up
from lcity.ui.coverage.export import coverage_export
from lcity.ui.coverage.map import coverage_map, place_of_map
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.coverage.tiles.view import are_open, draw_page
from lcity.ui.shared import cache, frame, in_force, reach, selection
from lcity.ui.shared.reader import t
from lcity.ui.shared.window import has_room, side_by_side
from lcity.ui.takeaway.export import Export


@st.fragment
def page() -> None:
    """Draw the page; a choice made on it draws only the page anew."""
    selection.rerun_if_requested()
    view.question()
    question, answer = question_and_answer()
    view.finding(answer, question)
    # One below the other, how far comes before the map: it is what is moved first.
    first = None if has_room() else st.container()
    picture, controls = side_by_side(view.shares())
    picture = place_of_map(picture, question.city)
    with picture:
        choices.map_of()
    controls = controls.container(key=view.CONTROLS)
    with first or controls:
        view.numbers(answer, question)
        choices.distance()
    with controls:
        choices.people_and_kinds()
        view.clock(answer, question)
    with picture:
        whole_or_close_up(answer, question)
    view.districts(answer, question)


def question_and_answer() -> tuple[Question, Answer]:
    """Return what is asked at this moment, and its answer."""
    question = choices.question()
    return question, numbers.coverage(question)


def whole_or_close_up(answer: Answer, question: Question) -> None:
    """Draw the map the reader has chosen."""
    if cache.open_dataset().has_outlines and choices.MAP.value == "places":
        close_up(answer, question)
    else:
        coverage_map(answer, question)


def export() -> Export:
    """Return what can be taken away at this moment."""
    question, answer = question_and_answer()
    return coverage_export(answer, question)


lacking = reach.lacking()
if lacking and cache.open_dataset().centres is not None and are_open():
    draw_page()
elif lacking and cache.open_dataset().centres is not None:
    centres.draw_page(lacking)
elif lacking:
    frame.heading(t("coverage.question"), lacking, obeys={in_force.REACH})
    frame.to_templates()
else:
    # What no choice changes stands below the fragment, and is not drawn anew with it.
    page()
    view.footing()
    takeaway.offer("coverage", export)
