"""Scenarios: what would be different, and which changes do most."""

from lcity.scenario.applied import apply
from lcity.scenario.changes import Add, Change, Close, Counts, Hours, Move, Scenario, Seats
from lcity.scenario.written import parse, write

__all__ = [
    "Add",
    "Change",
    "Close",
    "Counts",
    "Hours",
    "Move",
    "Scenario",
    "Seats",
    "apply",
    "parse",
    "write",
]
