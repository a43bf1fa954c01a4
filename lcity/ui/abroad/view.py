"""Home and abroad: a unit of the open dataset beside one of another that is shipped."""

import streamlit as st

from lcity.charts.bars.screen import bars
from lcity.ui import takeaway
from lcity.ui.abroad import charts, choices, words
from lcity.ui.abroad.choices import Unit
from lcity.ui.abroad.export import abroad_export
from lcity.ui.shared import frame, unit_choice
from lcity.ui.shared.reader import dark, t
from lcity.ui.shared.window import side_by_side

INDENT = "\N{EM SPACE}"


def finding(level: str, units: tuple[str, ...]) -> str:
    """Return the sentence that sets both units beside each other."""
    return words.finding(level, units[0])


def simulated(level: str) -> bool:
    """Say whether any figure of the view is simulated."""
    return words.simulated(level, unit_choice.main_unit(level))


def show() -> None:
    """Draw everything below the heading."""
    level = unit_choice.level_choice().value
    home = unit_choice.main_unit(level)
    abroad = choices.choice(level).value
    _controls(level)
    left, right = side_by_side([5, 4], gap="large")
    with left:
        _figures(level, home, abroad)
    with right:
        _apart(abroad)
    footing = words.footing(level, abroad)
    frame.foot((), producers=footing.pop("sources"), **footing)
    takeaway.offer("abroad", lambda: abroad_export(level, home, abroad))


def _controls(level: str) -> None:
    left, middle, right = side_by_side([1.5, 1.5, 1.5], gap="small", align="bottom")
    with left:
        unit_choice.level_control(label_visibility="visible")
    with middle:
        unit_choice.main_control(level)
    choice = choices.choice(level)
    names = choices.names(level)
    with right:
        st.selectbox(t("abroad.beside"), choice.allowed, format_func=names.__getitem__, **choice.widget())
    if choice.value == choice.default:
        st.caption(frame.plain(t("abroad.nearest", name=names[choice.value])))


def _figures(level: str, home: str, abroad: Unit) -> None:
    rows, heads = charts.figures(level, home, abroad)
    if rows:
        st.html(bars(rows, heads, dark=dark()))
    for caveat in words.caveats(level, abroad):
        st.caption(frame.plain(caveat))


def _apart(abroad: Unit) -> None:
    sentences = words.apart(abroad)
    if sentences:
        st.subheader(t("abroad.apart"), anchor=False)
        st.markdown("\n".join(f"- {frame.plain(sentence)}" for sentence in sentences))
