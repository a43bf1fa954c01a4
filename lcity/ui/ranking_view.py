"""What the ranking says beside the board: who leads and who moved, and who could not be ranked."""

import pandas as pd
import streamlit as st

from lcity.index import LEAST_PRESENT, Ranking, movers, moves
from lcity.ui import cache, frame, place, standing
from lcity.ui.reader import reader_language, t
from lcity.ui.standing import Rules

NAMED = 12


def finding(ranking: Ranking, base: Ranking, level: str, city: str) -> str:
    """Return the sentence that says who leads and who has moved against equal weights.

    That is the chosen unit where there is one, else the one that has moved furthest.
    """
    lang = reader_language()
    ranks = ranking.rank.dropna()
    if ranks.empty:
        return t("ranking.nobody")
    first = ranks.index[ranks == 1]
    leaders = lang.listed(_name(unit, level, city) for unit in first)
    lead = {"leaders": leaders, "score": lang.number(ranking.score[first[0]], 1)}
    chosen = place.chosen_unit(level)
    moved = moves(base, ranking)[[chosen]] if chosen in ranks.index else movers(base, ranking, 1)["moved"]
    if moved.empty:
        return t("ranking.leads", **lead, n=len(first))
    unit, change = moved.index[0], moved.iloc[0]
    places = 0 if pd.isna(change) else abs(int(change))
    return t("ranking.leads_and", **lead, n=len(first)) + t(
        "ranking.stays" if not places else "ranking.rises" if change > 0 else "ranking.falls",
        name=_name(unit, level, city),
        n=places,
        places=lang.number(places),
        rank=lang.number(int(ranks[unit])),
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


def basis(rules: Rules, level: str) -> str:
    """Return what the ranking rests on: its simulated part, and what it has no figures for."""
    share = standing.simulated_share(rules, level)
    said = t("ranking.simulated_share", share=reader_language().percent(share)) if share else ""
    said = said or t("ranking.no_simulated")
    return " ".join(filter(None, (said, _left_out(rules), standing.gaps_note(rules, level))))


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
