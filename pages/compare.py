"""Compare: how does this district differ, and from whom."""

import streamlit as st

from lcity.errors import ArgumentError
from lcity.ui import compare_units, compare_views, frame, standing, takeaway
from lcity.ui.reader import t

view = compare_views.VIEWS[compare_views.choice().value]
level = compare_units.level_choice().value
units = compare_units.compared(level)
question = view.asks(level, units)
try:
    standing.ranked(level, standing.chosen_rules())
except ArgumentError:
    frame.heading(question, t("index.all_zero"))
    st.page_link("pages/ranking.py", label=t("compare.to_ranking"))
else:
    finding = view.finding(level, units)
    frame.heading(question, finding, view.simulated(level))
    compare_views.control()
    if view.of_units:
        compare_units.controls(level)
    view.draw(level, units)
    if view.of_units:
        frame.foot(**view.footing(level))
        takeaway.offer("compare", lambda: view.hands_out(finding, level, units, question))
