"""A unit that is chosen, before all others: its rank, how far to trust it, what else is worth knowing."""

from collections.abc import Iterator
from html import escape

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lcity.index import Ranking
from lcity.ui.overview import findings, view, words
from lcity.ui.overview.findings import Finding
from lcity.ui.shared import cache, intervals, reach, standing
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules


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
    simulated, planned = standing.simulated_share(rules, level) > 0, standing.is_planned(rules, level)
    if sentence := words.trusted(level, rules, unit):
        yield "trust", Finding(sentence, "ranking", simulated=False, planned=planned)
    for found in findings.findings(ranking, level, rules):
        yield "official" if found.official else found.page, found
    if sentence := words.hardest_hour(level, unit):
        yield (
            "hour",
            Finding(
                sentence, "coverage", reach.is_simulated(), planned="planned" in cache.spatial_marks(True)
            ),
        )
    if level == "city" and (sentence := view.furthest_behind(unit, rules)):
        of_districts = standing.simulated_share(rules, "district") > 0, standing.is_planned(rules, "district")
        yield "district", Finding(sentence, "compare", of_districts[0], planned=of_districts[1])
    if sentence := words.changed(level, rules, unit):
        yield "since", Finding(sentence, "ranking", simulated, planned=planned)
    if sentence := view.reasons(ranking, level, unit):
        yield "reasons", Finding(sentence, "compare", simulated, planned=planned)


def _rank(level: str, unit: str, ranking: Ranking, rules: Rules) -> None:
    lang, rank = reader_language(), ranking.rank[unit]
    if pd.isna(rank):
        return
    count = lang.number(int(ranking.rank.notna().sum()))
    number = lang.rank(rank, unit in intervals.not_apart(level, rules).loc[lambda doubt: doubt].index)
    among = t("overview.among", count=count, units=t(f"overview.units.{level}"))
    st.html(f'<div class="rank"><b>{escape(number)}</b><span>{escape(among)}</span></div>')
