"""Who takes part: by group, way, year and district, and whether those near a centre take part more."""

import streamlit as st

from lcity.ui.participation import draw, words
from lcity.ui.participation import view as view_
from lcity.ui.shared import frame, in_force
from lcity.ui.shared.reader import t
from lcity.ui.shared.window import side_by_side

view = view_.current()
if view is None:
    frame.heading(t("participation.question"), t("participation.no_file"), obeys={in_force.YEAR})
    frame.to_templates()
elif view.empty:
    frame.heading(t("participation.question"), words.finding(view), obeys={in_force.YEAR})
else:
    frame.heading(
        t("participation.question"),
        words.finding(view),
        "simulated" in view.marks,
        obeys={in_force.YEAR},
        wholly=view.all_simulated,
    )
    if definition := words.definition(view):
        st.caption(frame.plain(definition))
    draw.controls()
    beside, below = draw.panels(view)
    left, right = side_by_side([2, 3])
    with left:
        draw.rate_map(view)
        for note in words.notes(view):
            st.caption(frame.plain(note))
    with right:
        for panel in beside:
            panel(view)
    for place, panel in zip(side_by_side(2) if below else (), below, strict=False):
        with place:
            panel(view)
    draw.table(view)
    draw.foot(view)
