"""Who takes part: by group, way, year and district, and whether those near a centre take part more."""

import streamlit as st

from lcity.ui.participation import numbers, view, words
from lcity.ui.shared import frame, in_force
from lcity.ui.shared.reader import t
from lcity.ui.shared.window import side_by_side

chosen = numbers.current()
if chosen is None:
    frame.heading(t("participation.question"), t("participation.no_file"), obeys={in_force.YEAR})
    frame.to_templates()
elif chosen.empty:
    frame.heading(t("participation.question"), words.finding(chosen), obeys={in_force.YEAR})
else:
    frame.heading(
        t("participation.question"),
        words.finding(chosen),
        "simulated" in chosen.marks,
        obeys={in_force.YEAR},
        of_finding=chosen.of_rates,
        wholly=chosen.all_simulated,
        parts=("participation",),
    )
    view.controls()
    beside, below = view.panels(chosen)
    left, right = side_by_side([2, 3])
    with left:
        view.rate_map(chosen)
        for note in words.notes(chosen):
            st.caption(frame.plain(note))
    with right:
        for panel in beside:
            panel(chosen)
    for place, panel in zip(side_by_side(2) if below else (), below, strict=False):
        with place:
            panel(chosen)
    view.table(chosen)
    if definition := words.definition(chosen):
        st.caption(frame.plain(definition))
    view.foot(chosen)
