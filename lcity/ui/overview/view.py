"""The overview's tables and map, and what it says beside them."""

import math
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from lcity.charts.heat.screen import heat_table
from lcity.charts.table import Table
from lcity.index import Ranking, gaps
from lcity.index.apart import DOUBT
from lcity.text import Language
from lcity.ui.parts.index_map import dots_map, index_map
from lcity.ui.parts.table import table as draw_table
from lcity.ui.shared import cache, frame, intervals, selection, standing
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.takeaway import ranks

EXTREMES = 3
MAP_HEIGHT_PX, MAP_OF_CHOSEN_PX = 290, 360
MOST_RANGED = 500


def units_table(level: str, rules: Rules) -> None:
    """Draw all units of the first level in rank order, and what their index rests on."""
    content = ranked_table(level, None, rules)
    draw_table(
        content, "overview.units", unit_in_view(level), lambda unit: selection.choose_unit(level, unit)
    )
    st.caption(basis(rules, level))


def districts_table(rules: Rules) -> None:
    """Draw the districts of the city in view in rank order."""
    city = selection.city_in_view()
    st.subheader(frame.plain(t("overview.districts_title", name=selection.city_label(city))), anchor=False)
    own = selection.districts_of(city).index
    content = ranked_table("district", tuple(own), rules)
    draw_table(content, "overview.districts", selection.district_choice().value, _choose_district)
    if unranked := ranks.unranked_shortly(standing.ranked("district", rules), "district", ""):
        st.caption(frame.plain(unranked))


def map_of_districts(ranking: Ranking, level: str, rules: Rules) -> None:
    """Draw the districts of the city in view by index; without any, cities, and say what brings districts."""
    height_px = MAP_OF_CHOSEN_PX if any(selection.unit_chosen()) else MAP_HEIGHT_PX
    if "district" not in cache.open_dataset().levels:
        dots_map(ranking, "overview.dots", height_px, partial(selection.choose_unit, "city"))
        st.caption(t("overview.no_districts"))
        frame.to_templates()
        return
    districts = ranking if level == "district" else standing.ranked("district", rules)
    index_map(districts, "overview.map", height_px, _choose_district)


def say_of_unit_in_view(ranking: Ranking, level: str, rules: Rules) -> None:
    """Write which districts stand highest and lowest, and what lifts the unit in view or holds it back."""
    city = selection.city_in_view()
    there = len(selection.districts_of(city))
    placed = extremes(standing.ranked("district", rules), city) if there else []
    told = marked(placed, rules, "district") + marked(
        [reasons(ranking, level, unit_in_view(level))], rules, level
    )
    st.markdown("  \n".join(told))


def _choose_district(district: str) -> None:
    """Go on with a district everywhere."""
    selection.choose_unit("district", district)


def dimension_names() -> dict[str, str]:
    """Return each dimension's name in the reader's language."""
    names = cache.names("indicators", reader_language().code)
    return {key: names[key] for key in cache.tree().dimensions}


def leaders(ranking: Ranking, level: str, rules: Rules) -> str:
    """Return the sentence that says where the chosen unit stands; without one, who is first and who last."""
    lang = reader_language()
    district = selection.district_choice().value
    if level == "city" and district:
        return _rank_of_district(district, ranking, rules)
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
    if len(table) == 1:
        return t("overview.alone", name=names[first[0]], score=values["score"])
    if len(first) == len(table):
        return t("overview.level_pegging", **values)
    chosen = selection.chosen_unit(level)
    if chosen in table.index and chosen not in first:
        own = table.loc[chosen]
        sentence = t(
            "overview.stands",
            **values,
            name=names[chosen],
            rank=lang.number(int(own["rank"])),
            own=lang.number(own["score"], 1),
            n=len(first),
        )
        return sentence + _not_told_apart(level, rules, chosen)
    sentence = t(
        "overview.leaders",
        **values,
        last=names[last],
        least=lang.number(table.loc[last, "score"], 1),
        n=len(first),
    )
    return sentence + (_not_told_apart(level, rules, first[0]) if len(first) == 1 else "")


def _rank_of_district(district: str, cities: Ranking, rules: Rules) -> str:
    """Return the sentence that says where a district stands, and where its city does."""
    lang = reader_language()
    found = standing.ranked("district", rules)
    name, rank = standing.names("district")[district], found.rank[district]
    own = t("overview.district_unranked", name=name)
    if pd.notna(rank):
        own = t(
            "overview.district_stands",
            name=name,
            rank=lang.number(int(rank)),
            count=lang.number(int(found.rank.notna().sum())),
            own=lang.number(found.score[district], 1),
        )
    city = selection.city_of(district)
    if not city or pd.isna(cities.rank[city]):
        return t("overview.without_city", district=own) + _not_told_apart("district", rules, district)
    sentence = t(
        "overview.its_city",
        district=own,
        city=selection.city_label(city),
        rank=lang.number(int(cities.rank[city])),
        count=lang.number(int(cities.rank.notna().sum())),
        score=lang.number(cities.score[city], 1),
    )
    return sentence + _not_told_apart("district", rules, district)


def ranked_table(level: str, units: tuple[str, ...] | None, rules: Rules, *, printed: bool = False) -> Table:
    """Return the units of a level in rank order with their scores; `units` None for all.

    In print it lies on a light ground.
    """
    on_dark = dark() and not printed
    return _ranked_table(level, units, rules, selection.chosen_year(), reader_language(), on_dark)


@cache.shared(32)
def _ranked_table(
    level: str, own: tuple[str, ...] | None, rules: Rules, year: int | None, lang: Language, on_dark: bool
) -> Table:
    ranking, units = standing.ranked(level, rules), None if own is None else pd.Index(own)
    return heat_table(
        ranking if anybody(ranking) else replace(ranking, score=ranking.score * math.nan),
        standing.names(level, units),
        {key: name for key, name in dimension_names().items() if key in rules.tree.dimensions},
        standing.simulated_shares(rules, level),
        lang,
        label=t("overview.table", unit=t(f"overview.unit.{level}")),
        unit=t(f"overview.unit.{level}"),
        dark=on_dark,
        between=ranges(ranking, level, rules),
        rank=_among(ranking, level, units),
        not_apart=unclear(ranking, level, units, rules),
    )


def _among(ranking: Ranking, level: str, units: pd.Index | None) -> str:
    """Return the head of the ranks where they are among more than the units shown; "" where they are not."""
    if level == "city" or units is None or len(units) == len(ranking.rank):
        return ""
    count = int(ranking.rank.notna().sum())
    return t("overview.rank_of", count=reader_language().number(count)) if count else ""


def ranges(ranking: Ranking, level: str, rules: Rules) -> pd.DataFrame | None:
    """Return the ranks (low, high) between which units stay as weights move; None for very many units."""
    if len(ranking.rank) > MOST_RANGED or not anybody(ranking):
        return None
    spread = intervals.intervals(level, rules)
    return pd.DataFrame({"low": spread.low, "high": spread.high})


def unclear(ranking: Ranking, level: str, units: pd.Index | None, rules: Rules) -> tuple[str, ...]:
    """Return the units shown that cannot be told apart from the one shown above them; none for very many."""
    if len(ranking.rank) > MOST_RANGED:
        return ()
    found = intervals.not_apart(level, rules, among=() if units is None else tuple(units))
    return tuple(found.index[found])


def _not_told_apart(level: str, rules: Rules, unit: str) -> str:
    """Return the sentence that names the neighbours a unit cannot be told apart from; "" where it can."""
    alike = intervals.alike(level, rules, unit)
    if not alike:
        return ""
    names = standing.names(level)
    return t("overview.not_apart", name=names[unit], names=reader_language().listed(names[alike]))


def reasons(ranking: Ranking, level: str, unit: str) -> str:
    """Return the sentence that says what lifts a unit and what holds it back; "" where nothing does."""
    found = gaps(ranking, unit)
    if found.empty:
        return ""
    name = standing.names(level, pd.Index([unit]))[unit]
    parts = []
    if found["points"].iloc[0] > 0:
        parts.append(_gap("overview.lifts", found.iloc[0]))
    if found["points"].iloc[-1] < 0:
        parts.append(_gap("overview.holds_back", -found.iloc[-1]))
    return t("overview.reasons", name=name, reasons=t("overview.and").join(parts)) if parts else ""


def _gap(key: str, gap: pd.Series) -> str:
    """Tell a gap on a dimension in points of its score, as tables show it, and of the index."""
    lang = reader_language()
    return t(
        key,
        dimension=dimension_names()[gap.name],
        score=lang.number(gap["score"], 0 if gap["score"] >= 1 else 1),
        points=lang.number(gap["points"], 1),
    )


def unit_in_view(level: str) -> str:
    """Return the unit whose reasons and map are shown: the chosen one, else the first."""
    if level == "city":
        return selection.city_in_view()
    return selection.district_choice().value or selection.units("district").index[0]


def extremes(ranking: Ranking, city: str) -> list[str]:
    """Return the sentences that name the best and the worst placed of a city's districts."""
    lang, districts = reader_language(), selection.districts_of(city).index
    table = ranking.table().loc[lambda rows: rows.index.isin(districts)].dropna(subset="rank")
    most = min(EXTREMES, len(table) // 2)
    if not most:
        return []
    names = standing.names("district", table.index)

    def written(keys: pd.Index) -> str:
        scores = table["score"]
        return lang.listed(
            t("overview.scored", name=names[key], score=score)
            for key, score in zip(keys, lang.numbers(scores[keys], 1), strict=True)
        )

    return [
        t("overview.best", city=selection.city_label(city), names=written(table.index[:most])),
        t("overview.worst", city=selection.city_label(city), names=written(table.index[::-1][:most])),
    ]


def furthest_behind(city: str, rules: Rules) -> str:
    """Return the sentence that names a city's lowest districts; "" where it has not several."""
    if "district" not in cache.open_dataset().levels:
        return ""
    return "".join(extremes(standing.ranked("district", rules), city)[1:])


def marked(sentences: list[str], rules: Rules, level: str) -> list[str]:
    """Return sentences on a level's index as Markdown, each with the marks of what that rests on."""
    tags = [frame.tag(kind) for kind in marks(rules, level)]
    return [" ".join((frame.plain(sentence), *tags)) for sentence in sentences if sentence]


def marks(rules: Rules, level: str) -> tuple[str, ...]:
    """Return the marks of an index of which any is simulated, or planned."""
    simulated, planned = standing.simulated_share(rules, level) > 0, standing.is_planned(rules, level)
    return (*(["simulated"] if simulated else []), *(["planned"] if planned else []))


def anybody(ranking: Ranking) -> bool:
    """Say whether any unit is ranked: where none is, nothing is said of an index."""
    return bool(ranking.rank.notna().any())


def basis(rules: Rules, level: str) -> str:
    """Return what the index rests on: its simulated part, and what it has no figures for."""
    share, lang = standing.simulated_share(rules, level), reader_language()
    ranked, message = anybody(standing.ranked(level, rules)), ""
    if share and ranked:
        message = t("overview.simulated_share", share=lang.percent(share))
    elif cache.simulated() and not share:
        message = t("overview.no_simulated")
    scale = "" if rules.normalise == "zscore" else t("overview.scale")
    ranged = ""
    if ranked and len(selection.units(level)) <= MOST_RANGED:
        ranged = t("overview.range_note") + t("overview.not_apart_note", share=lang.percent(DOUBT))
    gaps = (
        standing.planned_note(rules) if standing.official_choice().value else "",
        standing.ended_note(),
        standing.gaps_note(rules, level),
        standing.lacking_note(rules, level),
        standing.few_note(rules, level),
    )
    return lang.sentences((message, scale, ranged, *gaps))
