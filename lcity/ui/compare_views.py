"""The views of the page Compare: which there are, and which the reader has chosen."""

from importlib import import_module
from typing import Any, NamedTuple

import streamlit as st

from lcity.ui import standing
from lcity.ui.paper import Paper
from lcity.ui.reader import t
from lcity.ui.state import Choice


class View(NamedTuple):
    """Where a view is written; it is imported only when it is looked at.

    Parameters
    ----------
    module
        A module of lcity.ui with `finding(level, units) -> str`, the sentence under the question.
    function
        Its function that draws all below the heading.
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
    paper
        Where what it hands out is written, where it is about the units.
    """

    module: str
    function: str = "show"
    of_units: bool = True
    question: str = ""
    question_alone: bool = False
    about: str = ""
    paper: str = "paper_compare"

    def asks(self, level: str, units: tuple[str, ...]) -> str:
        """Return the question it answers of some units."""
        if self.question_alone and len(units) == 1:
            return t(f"{self.question}.alone.{level}")
        return t(self.question or ("compare.question" if level == "district" else "compare.question_city"))

    def finding(self, level: str, units: tuple[str, ...]) -> str:
        """Return the sentence that answers the page's question."""
        return self._module.finding(level, units)

    def simulated(self, level: str) -> bool:
        """Say whether what it says is simulated, wholly or in part."""
        if self.of_units:
            return standing.simulated_share(standing.chosen_rules(), level) > 0
        return self._module.simulated(level)

    def draw(self, level: str, units: tuple[str, ...]) -> None:
        """Draw everything below the controls."""
        function = getattr(self._module, self.function)
        if self.of_units:
            function(level, units)
        else:
            function()

    def hands_out(self, finding: str, level: str, units: tuple[str, ...], asked: str) -> Paper:
        """Return what can be taken away of a view of units, `asked` being its question."""
        made = import_module(f"lcity.ui.{self.paper}").units_paper
        return made(asked, finding, self.footing(level), level, units, standing.chosen_rules())

    def footing(self, level: str) -> dict[str, Any]:
        """Return what stands under it, as `frame.foot` wants it."""
        footing = standing.footing(standing.chosen_rules(), level)
        return footing | {
            "method": "\n\n".join([*([t(self.about)] if self.about else []), footing["method"]])
        }

    @property
    def _module(self):
        return import_module(f"lcity.ui.{self.module}")


VIEWS = {
    "profile": View("compare_profile", about="compare.about.peers"),
    "improve": View("compare_improve", about="compare.about.steps"),
    "trust": View(
        "trust_view",
        "on_compare",
        question="trust.compare.question",
        question_alone=True,
        paper="paper_trust",
    ),
    "personas": View("personas_view", of_units=False, question="persona.question"),
    "inequality": View("inequality_view", of_units=False, question="inequality.question"),
    "frameworks": View("crosswalk_view", of_units=False, question="crosswalk.question"),
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
