"""How sure a ranking is: below the board, and of the units compared."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lcity.charts.grid.screen import grid
from lcity.errors import ArgumentError
from lcity.ui.shared import intervals, selection, standing
from lcity.ui.shared.reader import ground, t
from lcity.ui.shared.state import Choice
from lcity.ui.trust import numbers, questions, words
from lcity.ui.trust.grids import ahead_rows, chance_rows
from lcity.ui.trust.questions import PARTS, Subject, draws_control

# As high as the methods of fifteen units with the pairs below them, on a screen where lines do not break.
LEAST_REM = 44.7


def part_choice() -> Choice:
    """Return the choice of one of the questions; None for none."""
    return Choice("sure", None, allowed=tuple(PARTS))


@st.fragment
def on_ranking(level: str, city: str) -> None:
    """Draw, below the board, how sure the chosen unit's rank is, or the first one's; a part if asked for.

    Parameters
    ----------
    level
        "city" or "district".
    city
        Only this city's districts are ranked; "" for all.
    """
    selection.rerun_if_requested()
    rules = standing.chosen_rules()
    try:
        ranks = standing.ranked(level, rules, city).rank
    except ArgumentError:
        # Nothing counts since the hand last rested.
        return
    if ranks.isna().all():
        return
    chosen = selection.chosen_unit(level)
    unit = chosen if chosen in ranks.index and ranks.notna()[chosen] else ranks.idxmin()
    st.subheader(t("trust.title"), anchor=False)
    choice = part_choice()
    question = intervals.question_choice().value
    spread = intervals.so_far(level, rules, city, question).spread
    drawn_too = intervals.figures_drawn(level, rules, city, question)
    sentence = words.sure(spread, unit, level, city, question, drawn_too=drawn_too)
    st.markdown(words.marked(sentence, words.simulated(rules, level)))
    st.pills(
        t("trust.parts"),
        choice.allowed,
        format_func=lambda part: t(f"trust.part.{part}"),
        label_visibility="collapsed",
        **choice.widget(),
    )
    if choice.value:
        with _steady():
            PARTS[choice.value](Subject(level, city, rules, unit))


def _steady() -> DeltaGenerator:
    """Return a place at least as high as the highest part is on a wide screen.

    One part gives way to another without the page becoming shorter: where that is scrolled to its end,
    the row of parts would move away from under the hand.
    """
    beside = st.container(horizontal=True, wrap=False, gap=None)
    place_ = beside.container(width="stretch")
    beside.html(f'<div style="height:{LEAST_REM}rem"></div>', width=1)
    return place_


def finding(level: str, units: tuple[str, ...]) -> str:
    """Return how often the first unit is ahead of the second, or where it stands if it is alone."""
    rules, question = standing.chosen_rules(), intervals.question_choice().value
    spread = intervals.intervals(level, rules, question=question)
    ranked = [unit for unit in units if unit in spread.ranked]
    if units[0] not in ranked:
        return t("trust.unranked", name=words.name(units[0], level))
    if len(ranked) > 1:
        return words.between(spread, *ranked[:2], level, question)
    drawn_too = intervals.figures_drawn(level, rules, question=question)
    return words.sure(spread, units[0], level, "", question, drawn_too=drawn_too)


def on_compare(level: str, units: tuple[str, ...]) -> None:
    """Draw how often each of some units has each rank, who is ahead of whom, and their extremes."""
    rules, question = standing.chosen_rules(), draws_control()
    spread = intervals.intervals(level, rules, question=question)
    rank = standing.ranked(level, rules).rank
    ranked = [unit for unit in units if unit in spread.ranked]
    if not ranked:
        return
    names = [words.name(unit, level) for unit in ranked]
    simulated = words.simulated(rules, level)
    st.subheader(words.marked(t("trust.compare.ranks"), simulated), anchor=False)
    rows, heads = chance_rows(spread, rank, ranked, names, units[0])
    st.html(grid(rows, [t("trust.rank"), *heads], t("trust.alt.ranks"), ground=ground()))
    questions.note("ranks")
    if len(ranked) > 1:
        st.subheader(words.marked(t("trust.compare.ahead"), simulated), anchor=False)
        rows, heads = ahead_rows(spread, ranked, names), [t("trust.ahead_of"), *names]
        st.html(grid(rows, heads, t("trust.alt.ahead"), ground=ground()))
    st.subheader(t("trust.compare.extremes"), anchor=False)
    with st.spinner(t("trust.computing")):
        found = {unit: numbers.extremes(level, rules, unit) for unit in ranked}
    for unit, own in found.items():
        st.markdown("- " + words.marked(words.extremes(own, unit, level, ""), simulated))
    questions.note("extremes")
