"""What the ranking says beside the board: who leads and who moved, and who could not be ranked."""

import numpy as np
import pandas as pd
import streamlit as st

from lcity.index import LEAST_PRESENT, Ranking, furthest, moves
from lcity.ui import cache, frame, place, standing
from lcity.ui.board.data import Said
from lcity.ui.reader import reader_language, t
from lcity.ui.standing import Rules

NAMED = 12


def finding(ranking: Ranking, base: Ranking, level: str, city: str) -> str:
    """Return the sentence that says who leads and who has moved against equal weights.

    That is the chosen unit where there is one, else the one that has moved furthest.
    """
    lang = reader_language()
    units, ranks = ranking.rank.index, ranking.rank.to_numpy("float64", na_value=np.nan)
    first = np.flatnonzero(ranks == 1)
    if not len(first):
        return t("ranking.nobody")
    leaders = lang.listed(_name(units[number], level, city) for number in first)
    lead = {"leaders": leaders, "score": lang.number(ranking.score.iloc[first[0]], 1), "n": len(first)}
    moved = moves(base, ranking)
    chosen = place.chosen_unit(level)
    own = [units.get_loc(chosen)] if chosen in units else []
    told = [number for number in own if ranks[number] > 0] or list(furthest(moved, ranking.rank)[:1])
    if not told:
        second = np.flatnonzero(ranks == 1 + len(first))
        if not len(second):
            return t("ranking.leads", **lead)
        after = lang.listed(_name(units[number], level, city) for number in second)
        least = lang.number(ranking.score.iloc[second[0]], 1)
        return t("ranking.leads_ahead", **lead, next=after, least=least)
    unit, change = units[told[0]], moved.iloc[told[0]]
    places = 0 if pd.isna(change) else abs(int(change))
    return t("ranking.leads_and", **lead) + t(
        "ranking.stays" if not places else "ranking.rises" if change > 0 else "ranking.falls",
        name=_name(unit, level, city),
        n=places,
        places=lang.number(places),
        rank=lang.number(int(ranks[told[0]])),
    )


def unranked(ranking: Ranking, level: str, city: str) -> list[str]:
    """Return a sentence for each unit without a rank: why it has none."""
    lang = reader_language()
    indicators = cache.names("indicators", lang.code)
    return [
        t(
            "ranking.unranked",
            name=_name(unit, level, city),
            present=lang.percent(why.present),
            least=lang.percent(LEAST_PRESENT),
            missing=_few([indicators[key] for key in why.missing]),
        )
        for unit, why in ranking.unranked.items()
    ]


def draw_unranked(ranking: Ranking, level: str, city: str) -> None:
    """List the units without a rank, and why."""
    found = unranked(ranking, level, city)
    if found:
        with st.expander(
            t("ranking.unranked_title", n=len(found), count=reader_language().number(len(found)))
        ):
            for sentence in found:
                st.markdown(frame.plain(sentence))


def said(finding_: str, rules: Rules | None, level: str) -> Said:
    """Return what the board is told of settled weights; `rules` None where nothing counts."""
    if rules is None:
        return Said(t("ranking.question"), finding_, 0.0, "")
    footing = standing.footing(rules, level)
    return Said(
        t("ranking.question"),
        finding_,
        float(standing.simulated_share(rules, level)),
        frame.source_line(footing["sources"], footing["provenances"], footing["year"]),
    )


def draw_basis(rules: Rules, level: str) -> None:
    """Say what does not count, and what there are no figures for; what is simulated, the board says."""
    found = " ".join(filter(None, (_left_out(rules), standing.gaps_note(rules, level))))
    if found:
        st.caption(frame.plain(found))


def _left_out(rules: Rules) -> str:
    gone = [key for key in cache.tree().dimensions if key not in rules.tree.dimensions]
    if not gone:
        return ""
    lang = reader_language()
    return t("ranking.left_out", names=lang.listed(cache.names("indicators", lang.code)[gone]), n=len(gone))


def _name(unit: str, level: str, city: str) -> str:
    """Return a unit's name, a district's of several cities with its city's."""
    name = standing.names(level)[unit]
    of = "" if level == "city" or city else cache.open_dataset().districts.at[unit, "city"]
    return t("frame.of_city", name=name, city=place.city_label(of)) if of and pd.notna(of) else name


def _few(names: list[str]) -> str:
    lang = reader_language()
    if len(names) <= NAMED:
        return lang.listed(names)
    more = len(names) - NAMED
    return lang.listed([*names[:NAMED], t("ranking.more", n=more, count=lang.number(more))])
