"""What the ranking says beside the board: who leads and who moved, and who could not be ranked."""

from functools import partial

import pandas as pd
import streamlit as st

from lcity.index import LEAST_PRESENT, Ranking, movers, moves
from lcity.ui import cache, frame, place, standing
from lcity.ui.ranking_export import csv
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
    names = _names(ranking, level, city)
    lead = {"leaders": lang.listed(names[first]), "score": lang.number(ranking.score[first[0]], 1)}
    moved, chosen = movers(base, ranking, 1), place.chosen_unit(level)
    if moved.empty and chosen not in ranks.index:
        return t("ranking.leads", **lead, n=len(first))
    unit = chosen if chosen in ranks.index else moved.index[0]
    change = moves(base, ranking)[unit]
    places = 0 if pd.isna(change) else abs(int(change))
    return t("ranking.leads_and", **lead, n=len(first)) + t(
        "ranking.stays" if not places else "ranking.rises" if change > 0 else "ranking.falls",
        name=names[unit],
        n=places,
        places=lang.number(places),
        rank=lang.number(int(ranks[unit])),
    )


def unranked(ranking: Ranking, level: str, city: str) -> list[str]:
    """Return a sentence for each unit without a rank: why it has none."""
    lang = reader_language()
    names = _names(ranking, level, city)
    names_of = cache.names("indicators", lang.code)
    return [
        t(
            "ranking.unranked",
            name=names[unit],
            present=lang.percent(why.present),
            least=lang.percent(LEAST_PRESENT),
            missing=_few([names_of[key] for key in why.missing]),
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
    lang = reader_language()
    gone = [key for key in cache.tree().dimensions if key not in rules.tree.dimensions]
    names = cache.names("indicators", lang.code)[gone]
    return t("ranking.left_out", names=lang.listed(names), n=len(gone)) if gone else ""


def draw_export(ranking: Ranking, base: Ranking, level: str, rules: Rules) -> None:
    """Offer the ranking as a file."""
    year = place.chosen_year()
    # Made up only when asked for, and then out of the session: it must not ask for the reader again.
    content = partial(
        csv,
        ranking,
        moves(base, ranking),
        standing.names(level, ranking.rank.index),
        _dimension_names(rules),
        rules,
        standing.counting(rules, level),
        cache.provenance(),
        standing.years_of(rules, level) or year,
        reader_language(),
    )
    st.download_button(
        t("ranking.download"),
        content,
        file_name="-".join(filter(None, ("lcity", level, year and str(year)))) + ".csv",
        mime="text/csv",
        on_click="ignore",
    )


def _names(ranking: Ranking, level: str, city: str) -> pd.Series:
    """Return the units' names, districts of several cities with their city's."""
    names = standing.names(level, ranking.rank.index)
    if level == "city" or city:
        return names
    cities = standing.names("city")
    of = cache.open_dataset().districts["city"].reindex(names.index).map(cities)
    written = [t("frame.of_city", name=name, city=city) for name, city in zip(names, of, strict=True)]
    return pd.Series(written, names.index).where(of.notna(), names)


def _few(names: list[str]) -> str:
    lang = reader_language()
    if len(names) <= NAMED:
        return lang.listed(names)
    more = len(names) - NAMED
    return lang.listed([*names[:NAMED], t("ranking.more", n=more, count=lang.number(more))])


def _dimension_names(rules: Rules) -> dict[str, str]:
    names = cache.names("indicators", reader_language().code)
    return {key: names[key] for key in rules.tree.dimensions}
