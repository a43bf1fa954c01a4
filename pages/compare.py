"""Compare: how does this district differ, and from whom."""

import streamlit as st

from lcity.errors import ArgumentError
from lcity.ui import takeaway
from lcity.ui.cases import view as cases
from lcity.ui.compare import views
from lcity.ui.shared import frame, standing, unit_choice
from lcity.ui.shared.reader import t

view = views.VIEWS[views.choice().value]
level = unit_choice.level_choice().value
units = unit_choice.compared(level)
question = view.asks(level, units)
try:
    standing.ranked(level, standing.chosen_rules())
except ArgumentError:
    frame.heading(question, t("index.all_zero"))
    st.page_link("pages/ranking.py", label=t("compare.to_ranking"))
else:
    finding = view.finding(level, units)
    frame.heading(question, finding, view.simulated(level), share=view.share(level), note=view.note(level))
    views.control()
    if view.of_units:
        unit_choice.controls(level)
    view.draw(level, units)
    if view.weakness:
        cases.beside(level, units[0])
    if view.of_units:
        frame.foot(**view.footing(level))
        takeaway.offer("compare", lambda: view.units_export(finding, level, units, question))
