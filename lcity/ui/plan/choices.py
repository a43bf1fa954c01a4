"""The plan's controls; how far, who and when is chosen on Coverage."""

import streamlit as st

from lcity.scenario.candidates import From
from lcity.ui.shared import reach, selection
from lcity.ui.shared.planning import ALL, MOST_NEW, NEW, goal_choice, question, sites_choice, whose_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.vocabulary import kind_label

__all__ = ["MOST_NEW", "controls", "question", "source", "whose"]


def source(code: str) -> str:
    """Name where sites come from."""
    if code in (From.LISTED, From.CELLS):
        return t(f"plan.sites_{code}")
    return t("plan.sites_kind", kind=kind_label(code, reader_language()))


def whose(code: str) -> str:
    """Name whose reach counts: the city's in view, or the chosen district's."""
    if code == ALL:
        return selection.city_label(selection.city_in_view())
    return selection.district_label(selection.district_choice().value)


def goal(code: str) -> str:
    """Name what places are chosen for."""
    return t(f"plan.goal_{code}", centre=reach.centre())


def controls() -> None:
    """Draw the choices: how many, for whom, what for, and where they could be."""
    st.slider(t("plan.new"), 1, MOST_NEW, **NEW.widget())
    own = whose_choice()
    if len(own.allowed) > 1:
        st.radio(t("plan.whose"), own.allowed, format_func=whose, **own.widget())
    for_what = goal_choice()
    st.radio(t("plan.goal"), for_what.allowed, format_func=goal, **for_what.widget())
    sites = sites_choice()
    if len(sites.allowed) > 1:
        st.selectbox(t("plan.sites"), sites.allowed, format_func=source, **sites.widget())
