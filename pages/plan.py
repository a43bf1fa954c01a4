"""Plan: what to do next, and what it would bring."""

import streamlit as st

from lcity.errors import ArgumentError
from lcity.ui import takeaway
from lcity.ui.plan import choices, numbers, rank, two, view, words
from lcity.ui.plan.choices import RANK
from lcity.ui.plan.export import plan_export, rank_export
from lcity.ui.plan.map import plan_map
from lcity.ui.shared import frame, in_force, scenario, selection
from lcity.ui.shared.reader import t
from lcity.ui.shared.window import side_by_side


@st.fragment
def page() -> None:
    """Draw the page; a choice made on it draws only the page anew. It plans for the dataset as it is."""
    selection.rerun_if_requested()
    view.question()
    choices.ask_control()
    with scenario.before():
        if choices.ask() == RANK:
            way_to_a_rank()
        else:
            places()


def places() -> None:
    """Answer what is asked of places, hours or a kind."""
    question = choices.question()
    try:
        question = numbers.known(question)
        plan, model = numbers.plan(question), numbers.model(question)
    except ArgumentError:
        # Too many pairs, nobody there or nothing to open: what is asked can be changed here.
        st.markdown(t("plan.no_answer"))
        choices.controls()
        return
    of = view.plan_scenario(plan, question)
    view.answered(words.finding(plan, question, model), words.proof(plan, question), words.caution(question))
    picture, beside = side_by_side([5, 3], gap="large")
    with picture:
        plan_map(plan, question, model)
    with beside:
        choices.controls()
        view.link_to_coverage(question)
        changed = st.container()
    view.everywhere(of)
    view.places(plan, question)
    two.draw(question)
    view.footing(question)
    takeaway.offer("plan", lambda: plan_export(plan, question, model, of))
    with changed:
        view.before_and_after(plan, question, model, of)


def way_to_a_rank() -> None:
    """Answer what gets a unit to a rank."""
    question = choices.question()
    found = rank.way(question)
    view.answered(rank.finding(question, found), rank.proof(found), rank.caution(found, question))
    if found is not None:
        rank.controls(question)
        rank.improvements(found)
        rank.built(found, question)
    frame.foot(**view.basis_of_ranking(numbers.unit_of(question)[0]))
    takeaway.offer("plan", lambda: rank_export(found, question))


if lacking := view.lacking():
    frame.heading(words.question(), lacking, obeys={in_force.REACH})
    view.way_on()
else:
    page()
