"""What is said of how sure a ranking is: one sentence a question."""

import numpy as np
import pandas as pd

from lcity.index.causes import NEW_OR_GONE, Change
from lcity.index.extremes import Extremes
from lcity.index.robustness import RankSpread
from lcity.index.sensitivity import Drivers
from lcity.ui.shared import cache, frame, standing
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.rounding import adding_up
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.unit_names import name

MOST_NAMED = 4
NO_SHARE = 0.005
SELDOM_MOVES = 0.9
"""A rank that is the same in so many draws says little of what moves it by itself."""
CAUSE_DIGITS = 1


def simulated(rules: Rules, level: str) -> bool:
    """Say whether what is found of a level's ranks rests on simulated figures, wholly or in part."""
    return standing.simulated_share(rules, level) > 0


def marked(sentence: str, simulated: bool) -> str:
    """Return a sentence as Markdown, with the mark of what is simulated if it is."""
    return frame.plain(sentence) + (f" {frame.tag('simulated')}" if simulated else "")


def few(units: list[str], level: str, city: str, most: int = MOST_NAMED) -> str:
    """Return the names of units as a list, of many the first and the count of all."""
    return _few([name(unit, level, city) for unit in units], level, most)


def _few(names: list[str], of: str, most: int = MOST_NAMED) -> str:
    lang = reader_language()
    if len(names) <= most + 1:
        return lang.listed(names)
    return t(f"trust.few.{of}", names=t("trust.comma").join(names[:most]), count=lang.number(len(names)))


def places(low: int, high: int) -> str:
    """Write a range of ranks."""
    lang = reader_language()
    if low == high:
        return t("trust.place", rank=lang.number(low))
    return t("trust.places", low=lang.number(low), high=lang.number(high))


def sure(
    spread: RankSpread, unit: str, level: str, city: str, question: str, *, drawn_too: bool = False
) -> str:
    """Return where a unit stands over all draws, and how often it is first or among the first three.

    Parameters
    ----------
    spread, unit, level, city, question
        Of whom, and under which sets of weights.
    drawn_too
        Whether figures that are missing, or have errors, were drawn beside the weights.
    """
    stands = _stands(spread, unit, level, city, question)
    return reader_language().sentences([stands, t("trust.sure.drawn_too")]) if drawn_too else stands


def _stands(spread: RankSpread, unit: str, level: str, city: str, question: str) -> str:
    lang, first, top = reader_language(), spread.first[unit], spread.top_three[unit]
    low, high = int(spread.low[unit]), int(spread.high[unit])
    if (_ranks(spread, unit) == low).all():
        key = "always_first" if low == 1 else "always"
        return t(
            f"trust.sure.{key}",
            name=name(unit, level, city),
            weights=_weights(spread, question, of_all=True),
            place=places(low, low),
        )
    key = "first" if first >= NO_SHARE else "top_three" if top >= NO_SHARE else "never"
    return t(
        f"trust.sure.{key}",
        name=name(unit, level, city),
        weights=_weights(spread, question),
        places=places(low, high),
        share=lang.percent(first if key == "first" else top),
    )


def between(spread: RankSpread, one: str, other: str, level: str, question: str) -> str:
    """Return how often one unit is ahead of another."""
    ahead, behind = ahead_share(spread, one, other), ahead_share(spread, other, one)
    if behind > ahead:
        one, other, ahead = other, one, behind
    named = {"one": name(one, level), "other": name(other, level)}
    if ahead == 1:
        return t("trust.between.always", **named, weights=_weights(spread, question, of_all=True))
    share = reader_language().percent(ahead)
    return t("trust.between", **named, weights=_weights(spread, question), share=share)


def _weights(spread: RankSpread, question: str, *, of_all: bool = False) -> str:
    """Name the sets of weights that are drawn; `of_all`, to say what holds in every one."""
    kind = "draws_all" if of_all else "draws"
    return t(f"trust.{kind}.{question}", draws=reader_language().number(spread.draws))


def _ranks(spread: RankSpread, unit: str) -> np.ndarray:
    return spread.ranks[spread.low.index.get_loc(unit)]


def ahead_share(spread: RankSpread, one: str, other: str) -> float:
    """Return the share (0–1) of the draws in which one unit is ahead of another."""
    return float((_ranks(spread, one) < _ranks(spread, other)).mean())


def extremes(found: Extremes, unit: str, level: str, city: str) -> str:
    """Return between which ranks all weights of the dimensions leave a unit."""
    lang = reader_language()
    return t(
        "trust.extremes" if found.best < found.worst else "trust.extremes.fixed",
        name=name(unit, level, city),
        best=lang.number(found.best),
        worst=lang.number(found.worst),
    ) + ("" if found.exact else t("trust.extremes.bounds"))


def behind(dominators: dict[str, list[str]], unit: str, level: str, city: str) -> str:
    """Return who is ahead of a unit, and whom it is ahead of, whatever the dimensions' weights; or ""."""
    parts = []
    if above := dominators.get(unit):
        parts.append(t("trust.behind", name=name(unit, level, city), others=few(above, level, city)))
    if below := [other for other, own in dominators.items() if unit in own]:
        others = few(below, level, city)
        parts.append(
            t("trust.ahead", others=others)
            if parts
            else t("trust.ahead_named", name=name(unit, level, city), others=others)
        )
    return reader_language().sentences(parts)


def firsts(possible: tuple[str, ...] | None, ranked: int, level: str, city: str) -> str:
    """Return which units some weights could make first; "" where it was not asked of all."""
    if possible is None:
        return ""
    lang = reader_language()
    return t(
        f"trust.firsts.{level}",
        n=len(possible),
        count=lang.number(len(possible)),
        all=lang.number(ranked),
        names=few(list(possible), level, city, most=8),
    )


def methods(ranks: pd.DataFrame, pairs: pd.DataFrame, unit: str, level: str, city: str) -> str:
    """Return between which ranks the methods leave a unit, and how many pairs depend on them."""
    lang, own = reader_language(), ranks.loc[unit].astype(int)
    ranked = int(ranks.notna().all(axis=1).sum())
    return t(
        f"trust.methods.{level}",
        name=name(unit, level, city),
        places=places(int(own.min()), int(own.max())),
        methods=lang.number(ranks.shape[1]),
        pairs=lang.number(len(pairs)),
        all=lang.number(ranked * (ranked - 1) // 2),
    )


def drivers(found: Drivers, unit: str, level: str, city: str, question: str) -> str:
    """Return which dimension's weight moves a unit's rank most, and whether it seldom moves at all.

    Parameters
    ----------
    found
        As `lcity.index.sensitivity.rank_drivers` has it: only the weights of dimensions vary.
    unit, level, city, question
        Of whom, and under which sets of weights.
    """
    lang, who = reader_language(), name(unit, level, city)
    weights = t(f"trust.draws_of.{question}")
    shares, chance = found.shares["total"], found.chance
    if shares.isna().all():
        return t("trust.drivers.none", name=who, weights=weights)
    key = shares.idxmax()
    sentence = t(
        "trust.drivers",
        name=who,
        weights=weights,
        dimension=cache.names("indicators", lang.code)[key],
        share=lang.percent(min(max(shares[key], 0.0), 1.0)),
    )
    if chance.max() < SELDOM_MOVES:
        return sentence
    usual = lang.number(int(chance.idxmax()))
    return sentence + t("trust.drivers.seldom", rank=usual, share=lang.percent(chance.max()))


def causes(found: Change, unit: str, level: str, city: str, since: str) -> str:
    """Return how a unit's rank has changed, and what did most of it."""
    lang, shown = reader_language(), shown_causes(found)
    moved = int(found.before["rank"] - found.after["rank"])
    key = "rises" if moved > 0 else "falls" if moved < 0 else "stays"
    message = t(
        f"trust.causes.{key}",
        name=name(unit, level, city),
        since=since,
        n=abs(moved),
        places=lang.number(abs(moved)),
        rank=lang.number(int(found.after["rank"])),
        points=lang.number(found.after["score"] - found.before["score"], 1, sign=True),
    )
    strongest = shown["places"].abs().sort_values(ascending=False, kind="stable")
    reasons = list(strongest.index[strongest > 0])
    apart = _indicators(found, shown)
    if not reasons:
        return message + apart
    listed = lang.listed(
        t(
            "trust.cause_places",
            cause=cause_name(cause, level),
            places=lang.number(shown.at[cause, "places"], 1, sign=True),
        )
        for cause in reasons
    )
    return message + t("trust.causes.because", causes=listed) + apart


def shown_causes(found: Change) -> pd.DataFrame:
    """Return what each cause has brought, as it is shown: `places` and `points`, gained or lost."""
    return pd.DataFrame(
        {
            "places": adding_up(-found.causes["rank"], CAUSE_DIGITS),
            "points": adding_up(found.causes["score"], CAUSE_DIGITS),
        }
    )


def cause_name(cause: str, level: str, *, head: bool = False) -> str:
    """Name a cause within a sentence, or at the head of a row."""
    key = f"others.{level}" if cause == "others" else cause
    return t(f"trust.cause.{key}.head" if head else f"trust.cause.{key}")


def _indicators(found: Change, shown: pd.DataFrame) -> str:
    """Say which indicators are not in both years, and what they do to the score; "" where all are."""
    keys = [*found.new, *found.gone]
    if not keys:
        return ""
    lang = reader_language()
    own = cache.names("indicators", lang.code)
    return t(
        "trust.causes.indicators",
        n=len(keys),
        count=lang.number(len(keys)),
        names=_few([own[key] for key in keys], "indicator"),
        points=lang.number(shown.at[NEW_OR_GONE, "points"], CAUSE_DIGITS, sign=True),
    )


def since(year: str) -> str:
    """Say what a change is counted from: a year, or equal weights where that is ""."""
    return t("trust.since.year", year=year) if year else t("trust.since.weights")
