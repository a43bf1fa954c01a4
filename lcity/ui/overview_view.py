"""What the overview says: findings computed from the data, and what lifts or holds back a city."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from lcity.charts.heat import heat_table
from lcity.charts.table import Table
from lcity.errors import ArgumentError
from lcity.index import Ranking, gaps, moves
from lcity.ui import cache, frame, place, standing, trust_numbers
from lcity.ui.reader import dark, reader_language, t
from lcity.ui.standing import Rules

EXTREMES = 3
MOST_RANGED = 500
WHOLE_SENTENCES = """
.st-key-findings :is(a, button) { padding: 0 0 0 .75rem; border-left: 2px solid #8888; border-radius: 0; }
.st-key-findings :is(a, button) :is(p, span) {
  white-space: normal; overflow: visible; line-height: 1.4; text-align: left; font-size: .875rem;
}
"""


@dataclass(frozen=True)
class Finding:
    """A sentence computed from the data, the page that goes on with it, and whether it is simulated.

    `official` asks that page to count official figures only.
    """

    sentence: str
    page: str
    simulated: bool
    official: bool = False


def dimension_names() -> dict[str, str]:
    """Return each dimension's name in the reader's language."""
    lang = reader_language()
    indicators = cache.open_dataset().indicators
    return {key: lang.name(indicators.loc[key]) for key in cache.tree().dimensions}


def leaders(ranking: Ranking, level: str) -> str:
    """Return the sentence that says who stands first and who last."""
    lang = reader_language()
    table = ranking.table().dropna(subset="rank")
    if table.empty:
        return t("overview.nobody_ranked")
    names = standing.names(level, table.index)
    first = table.index[table["rank"] == 1]
    last = table.index[-1]
    values = {
        "first": lang.listed(names[first]),
        "score": lang.number(table.loc[first[0], "score"], 1),
        "count": lang.number(len(table)),
        "units": t(f"overview.units.{level}"),
    }
    if len(first) == len(table):
        return t("overview.level_pegging", **values)
    chosen = place.chosen_unit(level)
    if chosen in table.index and chosen not in first:
        own = table.loc[chosen]
        return t(
            "overview.stands",
            **values,
            name=names[chosen],
            rank=lang.number(int(own["rank"])),
            own=lang.number(own["score"], 1),
            n=len(first),
        )
    return t(
        "overview.leaders",
        **values,
        last=names[last],
        least=lang.number(table.loc[last, "score"], 1),
        n=len(first),
    )


def findings(ranking: Ranking, level: str) -> list[Finding]:
    """Return what else is worth knowing at a glance, as far as the dataset has it."""
    return [
        *_spread("coverage_1000m", "overview.coverage_found", "coverage"),
        *_spread("participation_60p", "overview.participation_found", "participation"),
        *_official(ranking, level),
    ]


def draw_findings(found: list[Finding]) -> None:
    """Write findings side by side, each a link to the page that goes on with it."""
    if not found:
        return
    st.html(f"<style>{WHOLE_SENTENCES}</style>")
    with st.container(key="findings"):
        for column, finding in zip(st.columns(len(found), gap="medium"), found, strict=True):
            mark = f" {frame.tag('simulated')}" if finding.simulated else ""
            label, page = frame.plain(finding.sentence) + mark, f"pages/{finding.page}.py"
            if not finding.official:
                column.page_link(page, label=label)
            elif column.button(label, type="tertiary"):
                standing.official_choice().set(True)
                st.switch_page(page)


def ranked_table(ranking: Ranking, level: str, units: pd.Index | None, rules: Rules) -> Table:
    """Return the units of a level in rank order with their scores; `units` None for all."""
    return heat_table(
        ranking,
        standing.names(level, units),
        dimension_names(),
        standing.simulated_shares(rules, level),
        reader_language(),
        label=t("overview.table", unit=t(f"overview.unit.{level}")),
        unit=t(f"overview.unit.{level}"),
        dark=dark(),
        between=ranges(ranking, level, rules),
    )


def ranges(ranking: Ranking, level: str, rules: Rules) -> pd.DataFrame | None:
    """Return the ranks (low, high) between which units stay as weights move; None for very many units."""
    if len(ranking.rank) > MOST_RANGED:
        return None
    spread = trust_numbers.intervals(level, rules)
    return pd.DataFrame({"low": spread.low, "high": spread.high})


def reasons(ranking: Ranking, level: str, unit: str) -> str:
    """Return the sentence that says what lifts a unit and what holds it back; "" where nothing does."""
    lang = reader_language()
    names = dimension_names()
    found = gaps(ranking, unit)
    if found.empty:
        return ""
    name = standing.names(level, pd.Index([unit]))[unit]
    lift, lag = found.index[0], found.index[-1]
    parts = []
    if found.iloc[0] > 0:
        parts.append(t("overview.lifts", dimension=names[lift], points=lang.number(found.iloc[0], 1)))
    if found.iloc[-1] < 0:
        parts.append(t("overview.holds_back", dimension=names[lag], points=lang.number(-found.iloc[-1], 1)))
    return t("overview.reasons", name=name, reasons=t("overview.and").join(parts)) if parts else ""


def unit_in_view(level: str) -> str:
    """Return the unit whose reasons and map are shown: the chosen one, else the first."""
    if level == "city":
        return place.city_in_view()
    return place.district_choice().value or cache.open_dataset().districts.index[0]


def districts_of(city: str) -> pd.Index:
    """Return a city's districts; "" for all."""
    districts = cache.open_dataset().districts
    return districts.index[districts["city"] == city] if city else districts.index


def extremes(ranking: Ranking, districts: pd.Index) -> list[str]:
    """Return the sentences that name the best and the worst placed of some districts."""
    lang = reader_language()
    table = ranking.table().loc[lambda rows: rows.index.isin(districts)].dropna(subset="rank")
    most = min(EXTREMES, len(table) // 2)
    if not most:
        return []
    names = standing.names("district", table.index)

    def written(keys: pd.Index) -> str:
        scores = table["score"]
        return lang.listed(
            t("overview.scored", name=names[key], score=lang.number(scores[key], 1)) for key in keys
        )

    return [
        t("overview.best", names=written(table.index[:most])),
        t("overview.worst", names=written(table.index[::-1][:most])),
    ]


def basis(rules: Rules, level: str) -> str:
    """Return what the index rests on: its simulated part, and what it has no figures for."""
    share = standing.simulated_share(rules, level)
    said = t("overview.simulated_share", share=reader_language().percent(share)) if share else ""
    ranged = t("overview.range_note") if len(cache.open_dataset().units(level)) <= MOST_RANGED else ""
    parts = (said or t("overview.no_simulated"), ranged, standing.gaps_note(rules, level))
    return " ".join(filter(None, parts))


def _spread(computed: str, key: str, page: str) -> Iterator[Finding]:
    """Yield a finding on an indicator's range over the cities, if the dataset computes it."""
    indicators = cache.open_dataset().indicators
    leaves = indicators.index[indicators["computed"] == computed]
    if not len(leaves) or not len(cache.open_dataset().cities):
        return
    found = cache.values("city", place.chosen_year())
    hundred = 100 if indicators.loc[leaves[0], "unit"] == "%" else 1
    values = found.values[leaves[0]].dropna() / hundred
    if len(values) < 2:
        return
    lang = reader_language()
    names = standing.names("city")
    sentence = t(
        key,
        low=lang.percent(values.min()),
        high=lang.percent(values.max()),
        lowest=names[values.idxmin()],
        highest=names[values.idxmax()],
    )
    yield Finding(sentence, page, cache.provenance()[leaves[0]] == "simulated")


def _official(ranking: Ranking, level: str) -> Iterator[Finding]:
    """Yield a finding on what the order would be on official figures alone."""
    lang = reader_language()
    tree = cache.official_tree()
    if not tree.leaves or tree.leaves == cache.tree().leaves:
        return
    try:
        after = standing.ranked(level, Rules(tree, standing.declared_rules().weights))
    except ArgumentError:
        return
    table = after.table().dropna(subset="rank")
    if table.empty:
        return
    moved = moves(ranking, after).dropna()
    names = standing.names(level)
    yield Finding(
        t(
            "overview.official_found",
            first=lang.listed(names[table.index[table["rank"] == 1]]),
            moved=lang.number(int((moved != 0).sum())),
            count=lang.number(len(table)),
            units=t(f"overview.units.{level}"),
        ),
        "ranking",
        simulated=True,
        official=True,
    )
