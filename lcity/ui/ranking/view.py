"""What the ranking says beside the board: who leads and who moved, and who could not be ranked."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from lcity.errors import ArgumentError
from lcity.index import LEAST_PRESENT, Ranking, furthest, moves
from lcity.text.language import rounded
from lcity.ui.parts.board.data import Finding
from lcity.ui.parts.board.mount import scope
from lcity.ui.parts.index_map import dots_map
from lcity.ui.ranking.threat import threat
from lcity.ui.shared import cache, frame, in_force, intervals, selection, standing, years
from lcity.ui.shared.reader import and_more, reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.unit_names import name as unit_name
from lcity.ui.takeaway.ranks import unranked_shortly

NAMED = 12
DOTS_PX = 320
LEAST_TOLD, SAME = 0.05, 1e-9


def question() -> None:
    """Write the page's question."""
    frame.draw_question(t("ranking.question"), in_force.RANKED | {in_force.DIFFERENCE})


def finding(ranking: Ranking, base: Ranking, level: str, city: str) -> str:
    """Return the sentence that says who leads and who has moved against equal weights and usual methods.

    Of a unit chosen besides the leader, or of a chosen city's districts, it says where that stands;
    else who has lost the lead, or who moved furthest; where nobody has, whom it would take to lose it.
    """
    ranks = ranking.rank.to_numpy("float64", na_value=np.nan)
    first = np.flatnonzero(ranks == 1)
    if not len(first):
        return t("ranking.nobody")

    def name(number: int) -> str:
        return unit_name(ranking.rank.index[number], level, city)

    lang = reader_language()
    leaders = lang.listed(map(name, first))
    first_place = {"leaders": leaders, "score": lang.number(ranking.score.iloc[first[0]], 1), "n": len(first)}
    moved = moves(base, ranking)
    change = moved.fillna(0).to_numpy(int)
    own = _spoken_of(ranking, moved, level)
    against = lang.listed(t(f"ranking.base.{what}") for what in differs() or ("weights",))
    of_other = own >= 0 and ranks[own] > 1
    were_first = np.flatnonzero((ranks > 1) & (ranks + change == 1))
    if not of_other and change[first].any() and len(were_first):
        fallen = were_first[ranks[were_first].argmax()]
        told = t("ranking.deposed", base=against, name=name(fallen), rank=lang.number(int(ranks[fallen])))
        return t("ranking.leads_and", **first_place) + told
    behind = [number for number in furthest(moved, ranking.rank) if ranks[number] > 1]
    spoken_of = [own] if of_other else [] if own >= 0 and ranks[own] == 1 else behind[:1]
    if not spoken_of:
        return _ahead(ranking, level, city, first, first_place)
    unit = spoken_of[0]
    if not change[unit]:
        return t("ranking.leads_and", **first_place) + _keeps(ranking, name, unit)
    places = abs(int(change[unit]))
    return t("ranking.leads_and", **first_place) + t(
        "ranking.rises" if change[unit] > 0 else "ranking.falls",
        base=against,
        name=name(unit),
        n=places,
        places=lang.number(places),
        rank=lang.number(int(ranks[unit])),
    )


def _ahead(ranking: Ranking, level: str, city: str, first: np.ndarray, first_place: dict[str, Any]) -> str:
    """Say who leads, by how much, and whom it would take to lose the lead."""
    lang, units = reader_language(), ranking.rank.index
    second = units[(ranking.rank == 1 + len(first)).fillna(False)]
    if not len(second):
        return t("ranking.leads", **first_place)
    gap = _gap(ranking.score[units[first[0]]], ranking.score[second[0]])
    after = first_place | {"next": lang.listed(unit_name(unit, level, city) for unit in second), "gap": gap}
    found = threat(units[first[0]], standing.chosen_rules(), level, city) if len(first) == 1 else None
    if found is None:
        return t("ranking.leads_ahead", **after)
    if found.key is None:
        return t("ranking.leads_firmly", **after)
    return t(
        f"ranking.leads_if_{found.way}",
        **after,
        node=cache.names("indicators", lang.code)[found.key],
        share=lang.percent(found.shown_share, found.digits),
        now=lang.percent(found.now, found.digits),
        by=unit_name(found.by, level, city),
    )


def in_full(ranking: Ranking, level: str, city: str) -> str:
    """Return the page's answer as what is taken away has it: with whom it cannot be told apart."""
    base = standing.ranked(level, standing.equal_rules(), city)
    return finding(ranking, base, level, city) + doubt(ranking, level, city)


def doubt(ranking: Ranking, level: str, city: str) -> str:
    """Return the sentence that names whom the unit spoken of cannot be told apart from; "" where it can.

    Where the reader has chosen none, it is of the leader. The board says the same once it has the draws.
    """
    moved = moves(standing.ranked(level, standing.equal_rules(), city), ranking)
    own = _spoken_of(ranking, moved, level)
    first = np.flatnonzero(ranking.rank.eq(1).fillna(False))
    if own < 0 and len(first) != 1:
        return ""
    unit = ranking.rank.index[own if own >= 0 else first[0]]
    question = intervals.question_choice().value
    alike = intervals.alike(level, standing.chosen_rules(), unit, city, question)
    if not alike:
        return ""
    names = reader_language().listed(unit_name(other, level, city) for other in alike)
    return t("overview.not_apart", name=unit_name(unit, level, city), names=names)


def differs() -> tuple[str, ...]:
    """Return in what the chosen rules differ from those all is held against: weights, method, figures."""
    rules, usual = standing.chosen_rules(), standing.equal_rules()
    effective = (each.weights.effective(rules.tree) for each in (rules, usual))
    other = {
        "weights": np.abs(np.subtract(*effective)).max() > SAME,
        "method": (rules.normalise, rules.aggregate) != (usual.normalise, usual.aggregate),
        "figures": rules.tree.leaves != usual.tree.leaves,
    }
    return tuple(what for what, is_other in other.items() if is_other)


def _spoken_of(ranking: Ranking, moved: pd.Series, level: str) -> int:
    """Return the number of the unit to speak of; -1 where the reader has chosen none of these units.

    The chosen one, else of a chosen city's districts that which moved furthest, or where none has, the
    best placed.
    """
    units = ranking.rank.index
    chosen = selection.chosen_unit(level)
    if chosen in units:
        return units.get_loc(chosen)
    if level == "city" or not selection.city_choice().value:
        return -1
    ranks = ranking.rank[cache.in_city(units, selection.city_choice().value)].dropna()
    if ranks.empty:
        return -1
    behind = ranks.index[ranks > 1]
    found = furthest(moved[behind], ranks[behind])
    return units.get_loc(behind[found[0]] if len(found) else ranks.idxmin())


def _keeps(ranking: Ranking, name: Callable[[int], str], unit: int) -> str:
    """Say where a unit that has not moved stands, and whom it is nearest to."""
    lang = reader_language()
    ranks, scores = ranking.rank.to_numpy("float64", na_value=np.nan), ranking.score.to_numpy()
    told = {
        "name": name(unit),
        "rank": lang.number(int(ranks[unit])),
        "score": lang.number(scores[unit], 1),
    }
    level_with = [other for other in np.flatnonzero(ranks == ranks[unit]) if other != unit]
    if level_with:
        return t("ranking.keeps_level", **told, next=name(level_with[0]))
    next_ = np.flatnonzero(ranks == ranks[ranks < ranks[unit]].max())[0]
    below = np.flatnonzero(ranks == min(ranks[ranks > ranks[unit]], default=np.inf))
    key = "ranking.keeps_behind"
    if len(below) and abs(scores[below[0]] - scores[unit]) < abs(scores[next_] - scores[unit]):
        key, next_ = "ranking.keeps_ahead", below[0]
    return t(key, **told, next=name(next_), gap=_gap(scores[unit], scores[next_]))


def _gap(one: float, other: float) -> str:
    """Write how far two units are apart in points, as their scores are written; never as nothing."""
    apart = abs(rounded(one, 1) - rounded(other, 1))
    lang = reader_language()
    return lang.number(abs(one - other), 2) if apart < LEAST_TOLD else lang.number(apart, 1)


def unranked(ranking: Ranking, level: str, city: str) -> list[str]:
    """Return a sentence for each unit without a rank: why it has none."""
    lang = reader_language()
    indicators = cache.names("indicators", lang.code)
    return [
        t(
            "ranking.unranked",
            name=unit_name(unit, level, city),
            present=lang.percent(why.present),
            least=lang.percent(LEAST_PRESENT),
            missing=_few([indicators[key] for key in why.missing]),
        )
        for unit, why in ranking.unranked.items()
    ]


def draw_unranked(ranking: Ranking, level: str, city: str) -> None:
    """Say which units have no rank, and list why."""
    shortly = unranked_shortly(ranking, level, city)
    if not shortly:
        return
    before = standing.ranked(level, standing.equal_rules(), city)
    if any(unit not in before.unranked for unit in ranking.unranked):
        shortly += t("ranking.unranked_moved")
    st.caption(frame.plain(shortly))
    with st.expander(t("ranking.unranked_title")):
        for sentence in unranked(ranking, level, city):
            st.markdown(frame.plain(sentence))


def draw_dots(ranking: Ranking, level: str) -> None:
    """Draw cities that have positions as dots, where the board has no outlines for its map."""
    if level == "city" and not cache.open_dataset().has_outlines:
        dots_map(ranking, "ranking.dots", DOTS_PX, lambda city: selection.choose_unit("city", city))


def board_finding(finding_: str) -> Finding:
    """Return what the board says until it has its figures."""
    rules, (level, _) = standing.chosen_rules(), scope()
    try:
        simulated, planned = standing.simulated_share(rules, level), standing.is_planned(rules, level)
    except ArgumentError:
        simulated, planned = 0.0, False
    return Finding(finding_, simulated, planned=planned)


def cautioned(finding_: Finding) -> Finding:
    """Return what the board says, with what its answer must not be read without under the rules in force."""
    rules, (level, city) = standing.chosen_rules(), scope()
    try:
        notes = years.note(rules, level), _way_on(rules, level, city)
        return replace(finding_, caution=reader_language().sentences(notes))
    except ArgumentError:
        return replace(finding_, caution="")


def _way_on(rules: Rules, level: str, city: str) -> str:
    """Say how many official figures alone would rank, where nobody is ranked; "" where they rank nobody."""
    official = cache.official_tree()
    if not official.leaves or standing.ranked(level, rules, city).rank.notna().any():
        return ""
    try:
        ranks = standing.ranked(level, replace(rules, tree=official), city).rank
    except ArgumentError:
        return ""
    count, lang = int(ranks.notna().sum()), reader_language()
    if not count:
        return ""
    return t(
        f"ranking.way_on.{level}",
        official=t("board.official_only"),
        count=lang.number(count),
        all=lang.number(len(ranks)),
    )


def draw_basis(rules: Rules, level: str) -> None:
    """Say what does not count, and what there are no figures for; what is simulated, the board says."""
    notes = (
        _left_out(rules),
        standing.planned_note(rules) if standing.official_choice().value else "",
        standing.ended_note(),
        standing.gaps_note(rules, level),
        standing.few_note(rules, level),
    )
    found = reader_language().sentences(notes)
    if found:
        st.caption(frame.plain(found))


def _left_out(rules: Rules) -> str:
    gone = [key for key in cache.tree().dimensions if key not in rules.tree.dimensions]
    if not gone:
        return ""
    lang = reader_language()
    return t("ranking.left_out", names=lang.listed(cache.names("indicators", lang.code)[gone]), n=len(gone))


def _few(names: list[str]) -> str:
    return reader_language().listed(and_more(names[:NAMED], len(names)))
