"""The views of the page Compare: which there are, and which the reader has chosen."""

from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import streamlit as st

from lcity.ui.shared import standing, years
from lcity.ui.shared.reader import t
from lcity.ui.shared.state import Choice
from lcity.ui.takeaway.export import Export


def _profile() -> ModuleType:
    from lcity.ui.compare import profile

    return profile


def _improve() -> ModuleType:
    from lcity.ui.compare import improve

    return improve


def _trust() -> ModuleType:
    from lcity.ui.trust import view

    return view


def _personas() -> ModuleType:
    from lcity.ui.personas import view

    return view


def _inequality() -> ModuleType:
    from lcity.ui.inequality import view

    return view


def _frameworks() -> ModuleType:
    from lcity.ui.frameworks import view

    return view


def _abroad() -> ModuleType:
    from lcity.ui.abroad import view

    return view


def _own_export() -> ModuleType:
    from lcity.ui.compare import export

    return export


def _trust_export() -> ModuleType:
    from lcity.ui.trust import export

    return export


class View(NamedTuple):
    """A view; what draws it is imported only when it is looked at.

    Parameters
    ----------
    module
        Returns its module, which has `finding(level, units) -> str`, the sentence under the question.
    function
        The module's function that draws all below the heading.
    of_units
        Whether it is about the units chosen: the function is then called with the level and the
        units, the main one first, and their controls stand above it; else it is called without, writes
        its own footing, and the module has `simulated(level) -> bool`, whether what it says is.
    question
        The key of the question it answers; "" for the page's own.
    question_alone
        Whether it asks something else of one unit alone, told by level: the key with `.alone.city` or
        `.alone.district`.
    about
        The key of what is said of how it is computed besides the index, where it is about the units.
    export
        Returns the module that hands it out, where it is about the units.
    weakness
        Whether cases and policies stand below it for what the main unit is weakest on.
    noted
        Whether its module has `note() -> str`, what its answer must not be read without, where it is not
        about the units.
    """

    module: Callable[[], ModuleType]
    function: str = "show"
    of_units: bool = True
    question: str = ""
    question_alone: bool = False
    about: str = ""
    export: Callable[[], ModuleType] = _own_export
    weakness: bool = False
    noted: bool = False

    def asks(self, level: str, units: tuple[str, ...]) -> str:
        """Return the question it answers of some units."""
        if self.question_alone and len(units) == 1:
            return t(f"{self.question}.alone.{level}")
        return t(self.question or ("compare.question" if level == "district" else "compare.question_city"))

    def finding(self, level: str, units: tuple[str, ...]) -> str:
        """Return the sentence that answers the page's question."""
        return self.module().finding(level, units)

    def simulated(self, level: str) -> bool | None:
        """Say whether what it says is simulated, wholly or in part; None where it has no figure."""
        if self.of_units:
            return standing.simulated_share(standing.chosen_rules(), level) > 0
        return self.module().simulated(level)

    def share(self, level: str) -> float | None:
        """Return the share (0–1) of the index that is simulated; None where it is not of the index."""
        return standing.simulated_share(standing.chosen_rules(), level) if self.of_units else None

    def note(self, level: str) -> str:
        """Return what the index of the year in force must not be read without; "" where it is not of it."""
        if self.of_units:
            return years.note(standing.chosen_rules(), level)
        return self.module().note() if self.noted else ""

    def draw(self, level: str, units: tuple[str, ...]) -> None:
        """Draw everything below the controls."""
        function = getattr(self.module(), self.function)
        if self.of_units:
            function(level, units)
        else:
            function()

    def units_export(self, finding: str, level: str, units: tuple[str, ...], question: str) -> Export:
        """Return what can be taken away of a view of units, `question` being its question."""
        made = self.export().units_export
        return made(question, finding, self.footing(level), level, units, standing.chosen_rules())

    def footing(self, level: str) -> dict[str, Any]:
        """Return what stands under it, as `frame.foot` wants it."""
        footing = standing.footing(standing.chosen_rules(), level)
        return footing | {
            "method": "\n\n".join([*([t(self.about)] if self.about else []), footing["method"]])
        }


VIEWS = {
    "profile": View(_profile, about="compare.about.peers", weakness=True),
    "improve": View(_improve, about="compare.about.steps", weakness=True),
    "trust": View(
        _trust, "on_compare", question="trust.compare.question", question_alone=True, export=_trust_export
    ),
    "personas": View(_personas, of_units=False, question="persona.question"),
    "inequality": View(_inequality, of_units=False, question="inequality.question", noted=True),
    "frameworks": View(_frameworks, of_units=False, question="crosswalk.question"),
    "abroad": View(_abroad, of_units=False, question="abroad.question_of"),
}


def choice() -> Choice:
    """Return the choice of a view."""
    return Choice("see", next(iter(VIEWS)), allowed=tuple(VIEWS))


def control() -> None:
    """Draw the choice of a view."""
    st.segmented_control(
        t("compare.see"),
        tuple(VIEWS),
        format_func=lambda name: t(f"compare.see.{name}"),
        label_visibility="collapsed",
        required=True,
        **choice().widget(),
    )
