"""What the next places would bring to a unit that is chosen: one sentence, and the way to Plan."""

import math
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lcity.access import hour_label
from lcity.access.places import Places
from lcity.errors import ArgumentError
from lcity.scenario.question import Question
from lcity.scenario.siting import Model
from lcity.ui.overview import findings
from lcity.ui.overview.findings import Finding
from lcity.ui.shared import cache, planning, reach, standing
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.vocabulary import who

MOST_NAMED = 3
MOST_PLACES = 30_000
AT_ONCE_S = 0.0
"""Greedy, exchanges and their bound; the proof, which may take seconds, is Plan's."""


@dataclass(frozen=True)
class NextPlaces:
    """What the next places would bring.

    Parameters
    ----------
    count
        How many.
    gained
        People they would bring within reach.
    most
        What no other so many bring more than.
    districts
        Whose people these are, most first.
    """

    count: int
    gained: float
    most: float
    districts: tuple[str, ...]


def draw(where: DeltaGenerator, level: str, unit: str) -> None:
    """Write the sentence into the place kept for it: last of a page, as its model takes half a second."""
    if cache.open_dataset().population is None or not (found := _finding(level, unit)):
        return
    with where:
        st.caption(t("overview.about.next"))
        findings.draw(found)


@cache.shared(32)
def next_places(question: Question) -> NextPlaces | None:
    """Return what the next places would bring; None where nobody is there, or too many places to weigh."""
    dataset = cache.open_dataset()
    if len(Places.of(dataset, question.city).row) > MOST_PLACES:
        return None
    try:
        model = Model.of(dataset, question)
    except ArgumentError:  # Nobody of the group lives there, or too many sites are within reach of too many.
        return None
    plan, before = model.answer(question, AT_ONCE_S), model.before.covered
    more = (model.districts(plan)["covered"] - model.districts()["covered"]).sort_values(ascending=False)
    return NextPlaces(
        len(plan.sites), plan.after.covered - before, plan.bound - before, tuple(more.index[more > 0])
    )


def _finding(level: str, unit: str) -> Finding | None:
    question = planning.question()
    of_district = unit if level == "district" else None
    found = next_places(replace(question, objective="people", district=of_district))
    if found is None:
        return None
    lang = reader_language()
    places = standing.names("district")[list(found.districts)] if len(found.districts) <= MOST_NAMED else []
    told = {
        "n": found.count,
        "count": lang.number(found.count),
        "who": who(question.group, lang),
        "place": lang.listed(places) if len(places) else standing.names(level)[unit],
    }
    sentence = t("overview.next_none", **told)
    if found.districts:
        proved = found.most <= found.gained * (1 + 1e-9)
        told |= {"more": lang.people(found.gained), "most": lang.people(_rounded_up(found.most))}
        sentence = t("overview.next_best" if proved else "overview.next_bound", **told)
    if question.hours:
        hour = hour_label(question.hours[0], lang)
        sentence = t("overview.next_at_hour", hour=hour, sentence=sentence)
    simulated = reach.is_simulated()
    caution = t("overview.next_simulated") if simulated else ""
    alike = question.objective == "people" and question.district == of_district
    ask = None if alike else partial(planning.ask_of, level, unit)
    return Finding(sentence + caution, "plan", simulated, ask=ask, planned="planned" in reach.marks())


def _rounded_up(people: float) -> float:
    """Return a number of people that rounding for readers does not make less."""
    return math.ceil(people / 100) * 100 if people >= 1_000 else math.ceil(people)
