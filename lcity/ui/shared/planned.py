"""The scenario a session has in force, and whether its dataset is in view with it or as it is.

Below `cache`, which asks it for every number; pages ask `scenario`. A scenario is of the dataset it was made
for: in another it is not in force.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from typing import NamedTuple

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lcity.dataset import Dataset, Problem
from lcity.errors import ArgumentError, DatasetError
from lcity.scenario import Scenario, apply, parse, write
from lcity.scenario.compact import pack, unpack
from lcity.ui.shared import datasets, state, user_dataset
from lcity.ui.shared.datasets import Mark
from lcity.ui.shared.memory import Memory
from lcity.ui.shared.state import Choice, one_of

NAME = "scenario"
BEFORE, AFTER, DIFFERENCE = "before", "after", "difference"
SIDES = (BEFORE, AFTER, DIFFERENCE)
LINK_CHARACTERS = 1_500
"""How long a scenario may be in a link; a longer one is kept in the session and its file alone."""
MOST_APPLIED = 8
"""Datasets with a scenario that are kept with what was computed of them, for all sessions."""
MOST_OWN_APPLIED = 2
SIDE = Choice("as", AFTER, parse=one_of(SIDES), allowed=SIDES)
DAMAGED, OF_OTHER_DATA = "damaged", "of_other_data"
_WHY = "lcity.scenario_refused"
_BESIDE = "lcity.scenario_beside"
_AS_IT_IS = ""
_looked_at: ContextVar[str | None] = ContextVar("scenario_looked_at", default=None)
_memory = Memory()


class Held(NamedTuple):
    """A scenario a session has in force.

    Parameters
    ----------
    of
        The hash of the dataset it is of.
    text
        The scenario as `lcity.scenario.write` writes it.
    """

    of: str
    text: str


class Applied:
    """A dataset with a scenario, and what was computed of it.

    Parameters
    ----------
    before
        The dataset as it is.
    text
        The scenario as `lcity.scenario.write` writes it.

    Raises
    ------
    DatasetError
        The dataset does not have what it changes.
    """

    def __init__(self, before: Dataset, text: str) -> None:
        self.scenario = parse(text.encode())
        self.dataset = apply(before, self.scenario)
        self.memory = Memory()


def choice(before: Dataset, mark: Mark) -> Choice:
    """Return the choice of a scenario; None is none.

    Parameters
    ----------
    before
        The dataset that is open, as it is.
    mark
        What links say of it.
    """

    def of_link(text: str) -> Held:
        try:
            if (sender := state.sender()) and not same_data(sender, mark):
                st.session_state[_WHY] = OF_OTHER_DATA
                raise ValueError(text)
            return hold(unpack(text, "link"), before)
        except DatasetError as error:
            st.session_state[_WHY] = tuple(error.problems)
            raise ValueError(text) from error
        except ArgumentError as error:
            st.session_state[_WHY] = DAMAGED
            raise ValueError(text) from error

    return Choice("scenario", None, parse=of_link, write=_for_link)


def hold(scenario: Scenario, before: Dataset) -> Held:
    """Return a scenario as a session keeps it in force.

    Raises
    ------
    DatasetError
        The dataset does not have what it changes.
    """
    with_scenario(scenario, before)
    return Held(before.hash, write(scenario))


def with_scenario(scenario: Scenario, before: Dataset) -> Applied:
    """Return a dataset with a scenario, in force or not.

    Raises
    ------
    DatasetError
        The dataset does not have what it changes.
    """
    return _applied(before, write(scenario))


def in_force(before: Dataset, mark: Mark) -> Applied | None:
    """Return the dataset with the scenario in force, in view or not; None where none is in force."""
    if get_script_run_ctx(suppress_warning=True) is None or datasets.looked_into():
        return None
    if not state.mentions(NAME):
        return None
    of = choice(before, mark)
    held = of.value
    if held is None:
        return None
    if held.of != before.hash:
        of.settle(None)
        return None
    return _applied(before, held.text)


def in_view(before: Dataset, mark: Mark) -> Applied | None:
    """Return the dataset with the scenario in force where it is that which is in view; else None."""
    looked_at = _looked_at.get()
    if looked_at is not None:
        return _unlike(before, _applied(before, looked_at)) if looked_at != _AS_IT_IS else None
    found = in_force(before, mark)
    return None if found is None or SIDE.value == BEFORE else _unlike(before, found)


def _unlike(before: Dataset, found: Applied) -> Applied | None:
    """Return a dataset with a scenario; None where that leaves it as it is."""
    return None if found.dataset is before else found


@contextmanager
def looking_at(scenario: Scenario | None) -> Iterator[None]:
    """Let what is asked of the open dataset be asked of it with another scenario, or with None.

    Raises
    ------
    DatasetError
        Asked of the dataset, where it does not have what the scenario changes.
    """
    token = _looked_at.set(_AS_IT_IS if scenario is None else write(scenario))
    try:
        yield
    finally:
        _looked_at.reset(token)


def as_it_is() -> AbstractContextManager[None]:
    """Let what is asked of the open dataset be asked of it without the scenario in force."""
    return looking_at(None)


def beside(before: Dataset) -> Scenario | None:
    """Return the scenario a session holds beside the one in force; None where none is of this dataset."""
    held = st.session_state.get(_BESIDE)
    return parse(held.text.encode()) if held is not None and held.of == before.hash else None


def hold_beside(scenario: Scenario | None, before: Dataset) -> None:
    """Hold a scenario beside the one in force, in the place of any other; None for none."""
    st.session_state[_BESIDE] = None if scenario is None else hold(scenario, before)


def why_refused() -> str | tuple[Problem, ...]:
    """Return why the scenario of the link was refused: `DAMAGED`, `OF_OTHER_DATA`, or the problems it has."""
    return st.session_state.get(_WHY, DAMAGED)


def _applied(before: Dataset, text: str) -> Applied:
    own = user_dataset.current()
    if own is None:
        return _memory.remember(Applied, (before, text), MOST_APPLIED)
    # What is a session's own goes with it.
    return own.remember(Applied, (before, text), MOST_OWN_APPLIED)


def _for_link(held: Held) -> str | None:
    text = pack(parse(held.text.encode()))
    return text if len(text) <= LINK_CHARACTERS else None


def same_data(sender: Mark, mark: Mark) -> bool:
    """Say whether a link's sender had these data open, if perhaps with older figures."""
    return sender.same_figures(mark) or bool(sender.name and sender.name == mark.name)
