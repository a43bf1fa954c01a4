"""The plan's choices, and the controls that show them; how far, who and when is chosen on Coverage."""

import streamlit as st

from lcity.access.along import LINE
from lcity.scenario.candidates import From, offered
from lcity.scenario.question import Question
from lcity.ui.shared import cache, reach, selection
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice, one_of, whole_number
from lcity.ui.shared.vocabulary import kind_label

MOST_NEW = 15
NEW = Choice("new", 3, parse=whole_number(1, MOST_NEW))


def goal_choice() -> Choice:
    """Return the choice of what is to be reached; ways are shortened in a straight line, at any hour."""
    straight = reach.along_choice().value == LINE and reach.HOUR.value is None
    goals = ("people", "worst", *(("distance",) if straight else ()))
    return Choice("goal", "people", parse=one_of(goals), allowed=goals)


def sites_choice() -> Choice:
    """Return the choice of where a centre could be."""
    allowed = tuple(str(source) for source in offered(cache.open_dataset()) if source != From.HOURS)
    return Choice("sites", allowed[0], parse=one_of(allowed), allowed=allowed)


def question() -> Question:
    """Return what the reader asks."""
    dataset = cache.open_dataset()
    has_centres = dataset.centres is not None
    return Question(
        new=NEW.value,
        objective=goal_choice().value,
        city=selection.city_in_view() or None,
        radius=float(reach.WALK.value) if reach.in_minutes() else reach.radius_m(),
        group=reach.group_choice(dataset).value,
        hours=() if reach.HOUR.value is None else (reach.HOUR.value,),
        kinds=tuple(reach.kinds_choice().value) if has_centres else (),
        unknown_hours=reach.UNKNOWN.value,
        candidates=sites_choice().value,
        along=reach.along_choice().value,
    )


def source(code: str) -> str:
    """Name where sites come from."""
    if code in (From.LISTED, From.CELLS):
        return t(f"plan.sites_{code}")
    return t("plan.sites_kind", kind=kind_label(code, reader_language()))


def controls() -> None:
    """Draw the choices: how many, what for, and where they could be."""
    st.slider(t("plan.new"), 1, MOST_NEW, **NEW.widget())
    goal = goal_choice()
    st.radio(t("plan.goal"), goal.allowed, format_func=lambda code: t(f"plan.goal_{code}"), **goal.widget())
    sites = sites_choice()
    if len(sites.allowed) > 1:
        st.selectbox(t("plan.sites"), sites.allowed, format_func=source, **sites.widget())
