"""Plan: where the next places to learn would do most."""

import streamlit as st

from lcity.errors import ArgumentError
from lcity.ui import takeaway
from lcity.ui.plan import choices, numbers, two, view, words
from lcity.ui.plan.export import plan_export
from lcity.ui.plan.map import plan_map
from lcity.ui.shared import frame, in_force, selection
from lcity.ui.shared.reader import t
from lcity.ui.shared.window import side_by_side


@st.fragment
def page() -> None:
    """Draw the page; a choice made on it draws only the page anew."""
    selection.rerun_if_requested()
    view.question()
    question = choices.question()
    try:
        plan, model = numbers.plan(question), numbers.model(question)
    except ArgumentError:
        # Too many pairs, or nobody there: what is asked can be changed here.
        st.markdown(t("plan.no_answer"))
        choices.controls()
        return
    view.finding(plan, question, model)
    picture, controls = side_by_side([2, 1])
    with controls:
        choices.controls()
        view.lead_to_coverage()
        view.before_and_after(plan, model)
    with picture:
        plan_map(plan, question, model)
    view.places(plan, question)
    view.scenario_file(plan)
    two.draw(question)
    view.footing(question)
    takeaway.offer("plan", lambda: plan_export(plan, question, model))


if lacking := view.lacking():
    frame.heading(words.question(), lacking, obeys={in_force.REACH})
    frame.to_templates()
else:
    page()
