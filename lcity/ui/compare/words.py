"""What Compare says in sentences: of values, of peers, of what lifts and lowers a unit, of one step up."""

import math
from typing import NamedTuple

import pandas as pd

from lcity.text.language import apart
from lcity.ui.compare import numbers
from lcity.ui.compare.numbers import Others
from lcity.ui.shared import cache, intervals, selection, standing, unit_choice
from lcity.ui.shared.amounts import SCALE, digits, told_apart, unit_of, value, with_unit
from lcity.ui.shared.reach import centre
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.vocabulary import group_standing_alone

LEAST_POINTS = 0.05
SHORT = 24
DRIVERS = 2


class MarkedSentence(NamedTuple):
    """A sentence, "" where there is nothing to say, and whether what it says is simulated."""

    sentence: str
    simulated: bool = False


def indicator(key: str) -> str:
    """Name an indicator or a dimension."""
    return cache.names("indicators", reader_language().code)[key]


def is_simulated(leaf: str) -> bool:
    """Say whether an indicator is simulated."""
    return leaf in cache.simulated()


def mark(leaf: str) -> str:
    """Return the mark a figure of an indicator cannot do without: "planned", "simulated", or ""."""
    found = cache.provenance()[leaf]
    return found if found in ("simulated", "planned") else ""


def others(level: str, held_against: Others, unit: str) -> str:
    """Name whom a unit is held against, within a sentence: "its peers"."""
    if held_against.kind == "city":
        city = cache.open_dataset().districts.at[unit, "city"]
        return t("compare.others.city", city=selection.city_label(city))
    return t(f"compare.others.{held_against.kind}.{level}")


def rank_sentence(level: str, rules: Rules, unit: str) -> str:
    """Return the sentence that says where a unit stands among all."""
    lang = reader_language()
    ranking, name = standing.ranked(level, rules), unit_choice.names(level)[unit]
    rank = ranking.rank[unit]
    if pd.isna(rank):
        return t("compare.unranked", name=name, present=lang.percent(ranking.present[unit]))
    spread = intervals.intervals(level, rules)
    return t(
        f"compare.stands.{level}",
        name=name,
        score=lang.number(ranking.score[unit], 1),
        rank=lang.number(int(rank)),
        count=lang.number(int(ranking.rank.notna().sum())),
        unranked=_unranked(level, int(ranking.rank.isna().sum())),
        interval=_interval(spread.low[unit], spread.high[unit]),
    )


def within_doubt(level: str, rules: Rules, unit: str) -> str:
    """Return the sentence that sets the places a step gains beside those the weights leave open."""
    spread = intervals.intervals(level, rules)
    if pd.isna(spread.low[unit]) or spread.low[unit] == spread.high[unit]:
        return ""
    return t("compare.within_doubt", low=_rank(spread.low[unit]), high=_rank(spread.high[unit]))


def _unranked(level: str, count: int) -> str:
    if not count:
        return ""
    return t(f"compare.besides.{level}", n=count, count=reader_language().number(count))


def _interval(low: float, high: float) -> str:
    if pd.isna(low):
        return ""
    if low == high:
        return t("compare.interval_same")
    return t("compare.interval", low=_rank(low), high=_rank(high))


def _rank(rank: float) -> str:
    return reader_language().number(int(rank))


def strongest(level: str, rules: Rules, unit: str, held_against: Others) -> MarkedSentence:
    """Return what lifts a unit most above others."""
    found = numbers.differences_of(level, rules, unit, held_against)
    if found.empty or found["points"].iloc[0] < LEAST_POINTS:
        return MarkedSentence(
            t("compare.no_strength", others=others(level, held_against, unit)) if len(found) else ""
        )
    return _standing_out("compare.strongest", level, found.iloc[0], unit, held_against)


def weakest(level: str, rules: Rules, unit: str, held_against: Others) -> MarkedSentence:
    """Return the sentence on what holds a unit back most against others."""
    found = numbers.differences_of(level, rules, unit, held_against)
    if found.empty or found["points"].iloc[-1] > -LEAST_POINTS:
        return MarkedSentence(
            t("compare.no_weakness", others=others(level, held_against, unit)) if len(found) else ""
        )
    return _standing_out("compare.weakest", level, found.iloc[-1], unit, held_against)


def _standing_out(key: str, level: str, row: pd.Series, unit: str, held_against: Others) -> MarkedSentence:
    leaf = row.name
    own = cache.values(level, selection.chosen_year()).values.at[unit, leaf]
    written, median = told_apart(level, leaf, [own, numbers.median_of(level, leaf, held_against)])
    sentence = t(
        key,
        indicator=indicator(leaf),
        value=with_unit(written, leaf),
        others=others(level, held_against, unit),
        median=median,
        points=reader_language().number(abs(row["points"]), 1),
    )
    apart = own - numbers.median_of(level, leaf, held_against)
    if within := within_error(level, unit, leaf, apart):
        sentence += t("compare.within_error", margin=within)
    return MarkedSentence(sentence, is_simulated(leaf))


def between(level: str, rules: Rules, units: tuple[str, ...]) -> MarkedSentence:
    """Return how far the main unit is ahead of or behind the one beside it, and which indicators do most."""
    if len(units) < 2:
        return MarkedSentence("")
    lang, score, names = reader_language(), standing.ranked(level, rules).score, unit_choice.names(level)
    one, other = units[:2]
    # Of the scores as they are written: readers subtract.
    apart_by = round(score[one], 1) - round(score[other], 1)
    points = numbers.differences_of(level, rules, one, Others("all", (other,)))["points"]
    points = points[points.abs() >= LEAST_POINTS]
    written = lang.number(abs(apart_by), 1)
    key = "level" if written == lang.number(0.0, 1) else "ahead" if apart_by > 0 else "behind"
    gains, losses = points[points > 0][:DRIVERS], points[points < 0][::-1][:DRIVERS]
    most, opposite = (losses, gains) if key == "behind" else (gains, losses)
    if pd.isna(apart_by) or most.empty:
        return MarkedSentence("")
    sentence = t(
        f"compare.between.{key}", one=names[one], other=names[other], points=written, most=_parts(most)
    )
    if len(opposite):
        sentence += t("compare.between.against", most=_parts(opposite))
    return MarkedSentence(sentence + t("compare.between.end"), standing.simulated_share(rules, level) > 0)


def _parts(points: pd.Series) -> str:
    """List indicators, each with the points of the index it is worth."""
    lang = reader_language()
    return lang.listed(
        t("compare.between.part", indicator=indicator(leaf), points=lang.number(worth, 1, sign=True))
        for leaf, worth in points.items()
    )


def one_step(level: str, rules: Rules, unit: str, held_against: Others) -> MarkedSentence:
    """Return what the one step that brings a unit most would bring."""
    if numbers.differences_of(level, rules, unit, held_against).empty:
        return MarkedSentence("")
    found = numbers.steps_of(level, rules, unit, held_against)
    whom = others(level, held_against, unit)
    if found.empty:
        return MarkedSentence(t("compare.no_step", others=whom))
    worth = found[found["gain"] >= LEAST_POINTS]
    if worth.empty:
        return MarkedSentence(t("compare.no_gain", others=whom))
    at_median = worth[worth["step"] == "median"]
    row = (at_median if len(at_median) else worth).iloc[0]
    leaf = row["indicator"]
    sentence = t(
        "compare.step",
        to=t(f"compare.reached.{row['step']}", others=whom),
        indicator=indicator(leaf),
        target=value(level, leaf, row["target"]),
        points=reader_language().number(row["gain"], 1),
    )
    simulated = is_simulated(leaf)
    doubt = t("compare.in_doubt") if simulated else ""
    apart = row["target"] - row["value"]
    if margin := within_error(level, unit, leaf, apart):
        doubt += t("compare.within_error", margin=margin)
    # The rank it climbs to is of the whole index.
    on_simulated = simulated or standing.simulated_share(rules, level) > 0
    return MarkedSentence(sentence + climbed(row["rank"], row["places"]) + doubt, on_simulated)


def climbed(rank: float, places: float) -> str:
    """Return the end of a sentence: what a step does to a rank; "." alone for a unit without one."""
    if pd.isna(rank) or pd.isna(places):
        return t("compare.climbs.unranked")
    lang, moved = reader_language(), int(places)
    key = "rises" if moved > 0 else "falls" if moved < 0 else "stays"
    before = lang.number(int(rank) + moved)
    return t(f"compare.climbs.{key}", rank=lang.number(int(rank)), before=before)


def reached(step: pd.Series) -> str:
    """Write what a step brings: the points gained, and the rank where there is one."""
    lang = reader_language()
    points = lang.number(step["gain"], 1, sign=True)
    if pd.isna(step["rank"]) or pd.isna(step["places"]):
        return points
    return t("compare.points_and_rank", points=points, rank=lang.number(int(step["rank"])))


def gap(level: str, unit: str, leaf: str, held_against: Others) -> str:
    """Return how far a unit is behind or ahead of the median of others, in people where that can be said."""
    lang = reader_language()
    own = cache.values(level, selection.chosen_year()).values.at[unit, leaf]
    median = numbers.median_of(level, leaf, held_against)
    if math.isnan(own) or math.isnan(median):
        return ""
    difference = (own - median) * cache.row("indicators", leaf)["direction"]
    if within := within_error(level, unit, leaf, difference):
        return t("compare.no_clear_gap", margin=within)
    people = numbers.in_people(level, unit, leaf, abs(difference))
    if people is not None and people >= 0.5:
        amount = t("compare.people", people=lang.people(people))
    else:
        amount = amount_of(level, leaf, abs(difference))
        if not amount:
            return t("compare.level_with")
    return t("compare.behind" if difference < 0 else "compare.ahead", amount=amount)


def within_error(level: str, unit: str, leaf: str, difference: float) -> str:
    """Return the margin of a unit's surveyed value if a difference lies within it, else ""."""
    margin = numbers.margin(level, unit, leaf)
    if math.isnan(margin) or not 0 < abs(difference) < margin:
        return ""
    places = 1 if unit_of(leaf) == "%" else digits(level, leaf)
    return reader_language().number(margin, places)


def is_behind(level: str, unit: str, leaf: str, held_against: Others) -> bool:
    """Say whether a unit is behind the median of others by more than nothing and its survey's error."""
    own = cache.values(level, selection.chosen_year()).values.at[unit, leaf]
    direction = cache.row("indicators", leaf)["direction"]
    difference = (own - numbers.median_of(level, leaf, held_against)) * direction
    gone = math.isnan(difference) or difference >= 0 or within_error(level, unit, leaf, difference)
    return not gone and gap(level, unit, leaf, held_against) != t("compare.level_with")


def amount_of(level: str, leaf: str, difference: float) -> str:
    """Write a difference of an indicator's values, in its unit where that is short; "" if it is nothing.

    It has decimals enough not to be written as nothing.
    """
    unit = unit_of(leaf)
    written, nothing = apart([difference, 0.0], reader_language().number, digits(level, leaf))
    if written == nothing:
        return ""
    if unit == "%":
        return t("compare.per_cent_points", points=written)
    if SCALE.fullmatch(unit):
        return t("compare.points", points=written)
    if not 0 < len(unit) <= SHORT:
        return written
    # One of what is counted in the plural, as a value has it: "1.0 seats", not "1 seats".
    if written == "1":
        written = reader_language().number(difference, digits(level, leaf) + 1)
    return t("compare.with_unit", value=written, unit=unit)


def reach(level: str, unit: str) -> MarkedSentence:
    """Return the sentence on how many people have no centre near."""
    found, lang = numbers.out_of_reach(level, unit), reader_language()
    if numbers.SIZE not in found:
        return MarkedSentence("")
    if round(found[numbers.SIZE]) == 0:
        return MarkedSentence(t("compare.all_in_reach", centre=centre()), cache.spatially_simulated())
    older = "people_60p" in found
    end = t("compare.out_of_reach.older", people=lang.people(found["people_60p"])) if older else ""
    everyone = t("compare.out_of_reach", people=lang.people(found[numbers.SIZE]), centre=centre())
    sentence = everyone + (end or t("compare.out_of_reach.end"))
    return MarkedSentence(sentence, cache.spatially_simulated())


def group(key: str) -> str:
    """Name a variable of the context."""
    lang = reader_language()
    return t("compare.context.people_nearby") if key == numbers.NEARBY else group_standing_alone(key, lang)


def group_value(key: str, amount: float) -> str:
    """Write a variable of the context: a number of people, or a share."""
    lang = reader_language()
    return lang.people(amount) if key in numbers.LOGGED else lang.percent(amount)


def peers_found(level: str, unit: str, held_against: Others) -> str:
    """Return what is to be said of the peers found: who is nearest and how near, or why there are none."""
    lang, found = reader_language(), held_against.peers
    if found is None:
        return ""
    name = unit_choice.names(level)[unit]
    if not found.used:
        if not numbers.context_keys(level):
            return t("compare.no_context")
        return t("compare.no_context_of", name=name) if found.lacking else t("compare.nothing_alike")
    if not len(found.units):
        return t("compare.too_few", n=found.compared, count=lang.number(found.compared))
    values = {
        "name": name,
        "nearest": unit_choice.names(level)[found.units[0]],
        "distance": lang.number(found.distance.iloc[0], 2),
    }
    if found.close:
        return t("compare.peers_found", **values, count=lang.number(len(found.units)))
    apart = numbers.apart_by(level, unit, found)
    return t("compare.no_close_peer", **values, variable=group(apart[0]), amount=_sd(apart[1]))


def _sd(amount: float) -> str:
    key = "compare.sd_above" if amount > 0 else "compare.sd_below"
    return t(key, amount=reader_language().number(abs(amount), 1))
