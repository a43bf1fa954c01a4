"""What is asked of the engine, kept: who a plan is for and where it could be, and the plans themselves."""

from dataclasses import replace

from lcity.scenario.question import Plan, Question
from lcity.scenario.siting import Model
from lcity.ui.shared import cache

PROOF_S = 2.0
"""How long the proof may take before the gap is told instead."""


def model(question: Question) -> Model:
    """Return the model of a question, which is the same for any number of places."""
    return _model(replace(question, new=1))


@cache.shared(8)
def _model(question: Question) -> Model:
    return Model.of(cache.open_dataset(), question)


@cache.shared(32)
def plan(question: Question) -> Plan:
    """Return the places that do most, and how good they are."""
    return model(question).answer(question, PROOF_S)
