"""A unit that is chosen, before all others: its rank, how far to trust it, what else is worth knowing."""

from collections.abc import Iterator
from html import escape

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lcity.index import Ranking
from lcity.ui.overview import findings, view, words
from lcity.ui.overview.findings import Finding
from lcity.ui.shared import intervals, reach, standing
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules

STYLE = """
.st-key-chosen { row-gap: .9rem; }
.st-key-chosen .rank { display: flex; align-items: baseline; gap: .6rem; line-height: 1; }
.st-key-chosen .rank b { font-size: clamp(2.75rem, 4vw, 4.5rem); font-weight: 600; letter-spacing: -.02em; }
.st-key-chosen .rank span { font-size: 1rem; }
.st-key-chosen [class*="st-key-about-"] { row-gap: .1rem; }
.st-key-chosen [class*="st-key-about-"] :is(a, button) { padding: 0; min-height: 0; border-radius: 0; }
.st-key-chosen [class*="st-key-about-"] :is(a, button) :is(p, span) {
  white-space: normal; overflow: visible; text-align: left; line-height: 1.45; font-size: 1rem;
}
/* What is in it comes last; what is below must not move then. */
.st-key-chosen .st-key-about-next { min-height: 4.5rem; }
.st-key-chosen [class*="st-key-about-"] button :is(div, span) {
  justify-content: flex-start; text-align: left;
}
@media (min-width: 1200px) {
  .st-key-chosen [class*="st-key-about-"] { flex-direction: row; column-gap: 1rem; }
  .st-key-chosen [class*="st-key-about-"] > :first-child { flex: 0 0 9rem; width: 9rem; }
  .st-key-chosen [class*="st-key-about-"] > :last-child { flex: 1; }
}
"""


def draw(level: str, unit: str, rules: Rules) -> DeltaGenerator:
    """Write the rank of a chosen unit large, and below it what is worth knowing of it.

    Returns the place for what the next places would bring, which is found last of all.

    Parameters
    ----------
    level, unit
        Of the unit.
    rules
        How units are ranked.
    """
    ranking = standing.ranked(level, rules)
    st.html(f"<style>{STYLE}</style>")
    with st.container(key="chosen"):
        _rank(level, unit, ranking, rules)
        for name, found in about(level, unit, ranking, rules):
            with st.container(key=f"about-{name}"):
                st.caption(t(f"overview.about.{name}"))
                findings.draw(found)
        return st.container(key="about-next")


def press(level: str, unit: str, rules: Rules) -> None:
    """Write the sentence of a unit that may be published, to be copied; nothing where there is none."""
    if sentence := words.printable(level, rules, unit):
        st.markdown(f"**{t('overview.press.title')}**")
        st.caption(t("overview.press.about"))
        st.code(sentence, language=None, wrap_lines=True)


def about(level: str, unit: str, ranking: Ranking, rules: Rules) -> Iterator[tuple[str, Finding]]:
    """Yield what is worth knowing of a unit, each under the name of its question."""
    simulated = standing.simulated_share(rules, level) > 0
    if sentence := words.trusted(level, rules, unit):
        yield "trust", Finding(sentence, "ranking", simulated=False)
    for found in findings.findings(ranking, level, rules):
        yield "official" if found.official else found.page, found
    if sentence := words.hardest_hour(level, unit):
        yield "hour", Finding(sentence, "coverage", reach.is_simulated())
    if level == "city" and (sentence := view.furthest_behind(unit, rules)):
        yield "district", Finding(sentence, "compare", standing.simulated_share(rules, "district") > 0)
    if sentence := words.changed(level, rules, unit):
        yield "since", Finding(sentence, "ranking", simulated)
    if sentence := view.reasons(ranking, level, unit):
        yield "reasons", Finding(sentence, "compare", simulated)


def _rank(level: str, unit: str, ranking: Ranking, rules: Rules) -> None:
    lang, rank = reader_language(), ranking.rank[unit]
    if pd.isna(rank):
        return
    count = lang.number(int(ranking.rank.notna().sum()))
    number = lang.rank(rank, unit in intervals.not_apart(level, rules).loc[lambda doubt: doubt].index)
    among = t("overview.among", count=count, units=t(f"overview.units.{level}"))
    st.html(f'<div class="rank"><b>{escape(number)}</b><span>{escape(among)}</span></div>')
