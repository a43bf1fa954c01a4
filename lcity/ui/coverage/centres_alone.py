"""A dataset of centres alone: what the pages about cities and districts lack is said there."""

import streamlit as st

from lcity.ui.shared import cache, frame, reach
from lcity.ui.shared.reader import reader_language, t

ANYWHERE = ("coverage", "data")
"""Pages that have something to show without cities and districts."""


def draw_instead(page: str) -> bool:
    """Draw what a page lacks, where the open dataset has nothing to rank; return whether it was drawn.

    Parameters
    ----------
    page
        Its address; "" for the first.
    """
    dataset = cache.open_dataset()
    if dataset.has_index or page in ANYWHERE:
        return False
    count = 0 if dataset.centres is None else len(dataset.centres)
    sentence = t("coverage.alone.no_units", n=count, count=reader_language().number(count))
    frame.heading(t(f"{page or 'overview'}.question", centres=reach.centres()), sentence, obeys=())
    st.page_link("pages/coverage.py", label=t("coverage.alone.to_coverage"), icon=":material/map:")
    frame.to_templates()
    return True
