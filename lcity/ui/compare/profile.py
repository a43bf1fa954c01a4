"""The profile: where the units compared stand on every indicator, among all and among those like them."""

import math

import streamlit as st

from lcity.charts.profile.screen import Line, profile_data, ticks_file
from lcity.dataset.vintage import span
from lcity.index.profile import missing, outline
from lcity.text.language import MISSING
from lcity.ui.compare import against, numbers, words
from lcity.ui.compare.numbers import Others
from lcity.ui.parts.profile import profile
from lcity.ui.shared import amounts, cache, frame, offers, selection, standing, talk, unit_choice
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.standing import Rules


def finding(level: str, units: tuple[str, ...]) -> str:
    """Return the sentence that says where the main unit stands."""
    return words.rank_sentence(level, standing.chosen_rules(), units[0])


def show(level: str, units: tuple[str, ...]) -> None:
    """Draw the sentences, whom the unit is held against, and the profile."""
    rules, unit = standing.chosen_rules(), units[0]
    held_against = numbers.others(level, unit)
    # Before a room the figure stands on the first screen with its finding; all else is said below it.
    first = not talk.presenting()
    if first:
        sentences(level, rules, units, held_against)
    against.control(level, unit, held_against)
    ranking = standing.ranked(level, rules)
    names = unit_choice.names(level)
    rows = outline(rules.tree)
    profile(
        profile_data(
            [_line(key, level, rules, units, held_against) for key in rows],
            ranking.nodes,
            numbers.quartiles(level, rules, held_against),
            units,
            unit_choice.short_names(level, units),
            offers.offer(
                _ticks(level, selection.chosen_year(), rules, reader_language().code), "application/json"
            ),
            _words(level, held_against, unit),
            dark(),
        ),
        "compare.profile",
        selection.units(level).index,
        lambda clicked: beside(level, units, clicked),
    )
    if not first:
        sentences(level, rules, units, held_against)
    if unknown := missing(ranking, unit):
        listed = reader_language().listed(words.indicator(leaf) for leaf in unknown)
        st.caption(frame.plain(t("compare.missing_of", name=names[unit], indicators=listed)))
    st.page_link("pages/ranking.py", label=t("compare.to_ranking"))


def sentences(level: str, rules: Rules, units: tuple[str, ...], held_against: Others) -> None:
    """Write what sets two apart, what lifts the main one, holds it back, one step up, who is out of reach."""
    unit = units[0]
    listed = [
        words.between(level, rules, units),
        words.strongest(level, rules, unit, held_against),
        words.weakest(level, rules, unit, held_against),
        words.one_step(level, rules, unit, held_against),
        words.reach(level, unit),
    ]
    lines = [
        frame.plain(sentence) + (f" {frame.tag('simulated')}" if simulated else "")
        for sentence, simulated in listed
        if sentence
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))


def beside(level: str, units: tuple[str, ...], clicked: str) -> None:
    """Put a unit beside those compared, in the place of the last where there are five; none twice."""
    if clicked not in units:
        unit_choice.units_choice().set((*units[1 : unit_choice.MOST - 1], clicked))


@cache.shared(32)
def _ticks(level: str, year: int | None, rules: Rules, code: str) -> bytes:
    ranking = standing.ranked(level, rules)
    return ticks_file(ranking.nodes[outline(rules.tree)], unit_choice.names(level))


def _line(key: str, level: str, rules: Rules, units: tuple[str, ...], held_against: Others) -> Line:
    depth = 0
    parent = rules.tree.parent[key]
    while parent is not None:
        depth, parent = depth + 1, rules.tree.parent[parent]
    if key in rules.tree.leaves:
        return _leaf(key, depth, level, units, held_against)
    return _dimension(key, depth, level, rules, units, held_against)


def _leaf(key: str, depth: int, level: str, units: tuple[str, ...], held_against: Others) -> Line:
    found, unit = cache.values(level, selection.chosen_year()), amounts.unit_of(key)
    median = numbers.median_of(level, key, held_against)
    own = found.values.at[units[0], key]
    gap = words.gap(level, units[0], key, held_against)
    spans = {span(*found.years_of(own, key)): None for own in units if found.years_of(own, key)}
    mark = words.mark(key)
    written, middle = amounts.told_apart(level, key, [own, median])
    values = [written, *(amounts.number(level, key, found.values.at[unit, key]) for unit in units[1:])]
    return Line(
        key,
        words.indicator(key),
        " · ".join(filter(None, (unit.removeprefix("%"), *sorted(spans)))),
        depth,
        tuple(t("compare.missing") if value == MISSING else value for value in values),
        gap,
        words.is_behind(level, units[0], key, held_against),
        _median(amounts.with_unit(middle, key), median, level, held_against, units[0]),
        t(f"common.provenance.{mark}") if mark else "",
    )


def _dimension(
    key: str, depth: int, level: str, rules: Rules, units: tuple[str, ...], held_against: Others
) -> Line:
    lang, scores = reader_language(), standing.ranked(level, rules).nodes[key]
    median = float(numbers.quartiles(level, rules, held_against).at[key, 0.5])
    difference = scores[units[0]] - median
    return Line(
        key,
        words.indicator(key),
        t("compare.score"),
        depth,
        tuple(_points(scores[unit]) for unit in units),
        _points_gap(difference),
        not math.isnan(difference) and round(difference) < 0,
        _median(lang.number(median, 0), median, level, held_against, units[0]),
    )


def _points(score: float) -> str:
    return t("compare.missing") if math.isnan(score) else reader_language().number(score)


def _points_gap(difference: float) -> str:
    if math.isnan(difference):
        return ""
    lang = reader_language()
    if not round(difference):
        return t("compare.level_with")
    amount = t("compare.points", points=lang.number(abs(difference)))
    return t("compare.behind" if difference < 0 else "compare.ahead", amount=amount)


def _median(written: str, median: float, level: str, held_against: Others, unit: str) -> str:
    if math.isnan(median):
        return ""
    return t("compare.median_of", others=words.others(level, held_against, unit), value=written)


def _words(level: str, held_against: Others, unit: str) -> dict[str, str]:
    others = words.others(level, held_against, unit)
    gap = t("compare.against_median", others=others)
    return {
        "label": t("compare.profile_label", name=unit_choice.names(level)[unit]),
        "indicator": t("compare.indicator"),
        "low": t("compare.worse"),
        "high": t("compare.better"),
        "gap": gap,
        "before": t("compare.before_value", head=gap),
        "band": t("compare.band", others=others),
        "all": t(f"compare.every.{level}"),
        "comma": t("compare.comma"),
        "tip": t("compare.tip", names="{names}", score="{score}"),
    }
