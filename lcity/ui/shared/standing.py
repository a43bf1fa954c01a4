"""Where units stand under a set of rules, and the rules the reader has chosen."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from typing import Any

import pandas as pd

from lcity.computed import is_spatial
from lcity.dataset.vintage import Vintage, span, vintage
from lcity.errors import ArgumentError
from lcity.index import AGGREGATIONS, NORMALISATIONS, Ranking, Tree, Weights, equal, rank, rank_scores
from lcity.ui.shared import cache, scenario, selection, tiled, weights
from lcity.ui.shared.reader import and_more, reader_language, t
from lcity.ui.shared.state import Choice
from lcity.ui.shared.unit_names import own_names as names

MOST_NAMED = 4
MOST_FEW = 4


@dataclass(frozen=True)
class Rules:
    """How units are ranked.

    Parameters
    ----------
    tree
        What counts: the dataset's tree, or its official part.
    weights
        How much.
    normalise, aggregate
        By which methods.
    """

    tree: Tree
    weights: Weights
    normalise: str = "goalposts"
    aggregate: str = "arithmetic"


def official_choice() -> Choice:
    """Return the choice to count official figures only."""
    return Choice("official", False, parse=lambda text: {"1": True}[text], write=lambda chosen: "1")


def normalise_choice() -> Choice:
    """Return the choice of how values become scores."""
    return Choice("norm", NORMALISATIONS[0], allowed=tuple(NORMALISATIONS))


def aggregate_choice() -> Choice:
    """Return the choice of how scores become an index."""
    return Choice("agg", "arithmetic", allowed=tuple(AGGREGATIONS))


def declared_rules() -> Rules:
    """Return the rules the dataset declares."""
    return Rules(cache.tree(), Weights())


def equal_rules() -> Rules:
    """Return the rules all others are held against: equal dimensions, every figure, the default methods."""
    return Rules(cache.tree(), equal(cache.tree()))


def chosen_rules() -> Rules:
    """Return the rules the reader has chosen."""
    official = cache.official_tree()
    tree = official if official_choice().value and official.leaves else cache.tree()
    given = weights.laid_over(weights.choice().value, cache.tree())
    return Rules(tree, given, normalise_choice().value, aggregate_choice().value)


def ranked(level: str, rules: Rules, city: str = "") -> Ranking:
    """Return the standing of a level's units in the chosen year.

    Parameters
    ----------
    level
        "city" or "district".
    city
        Only this city's districts, held against each other; "" for all units.

    Raises
    ------
    ArgumentError
        Every weight is 0.
    """
    return _ranking(cache.open_dataset().hash, level, rules, city, selection.chosen_year())


# Few: what all sessions are held against, and what one asks twice.
@lru_cache(maxsize=16 * cache.MOST_OPEN)
def _ranking(hash_: str, level: str, rules: Rules, city: str, year: int | None) -> Ranking:
    scores = cache.normalised(level, year, rules.normalise, city)
    return rank_scores(scores, rules.tree, rules.weights, rules.aggregate)


def among_both(one: Ranking, other: Ranking) -> tuple[pd.Series, pd.Series]:
    """Return the ranks in two rankings among the units that both rank, so that they can be held together.

    Who is ranked in one of them only would move everyone behind him in that one.

    Returns
    -------
    tuple
        Two Series, unit → Int64, both of the units ranked in both, in the order of the first ranking.
    """
    both = one.rank.index[one.rank.notna() & other.rank.reindex(one.rank.index).notna()]
    first, second = (rank(found.score[both], found.present[both]) for found in (one, other))
    return first, second


def ranking_years() -> tuple[int, ...]:
    """Return the years, ascending, in which any unit has the figures to be ranked by the declared rules."""
    return _ranking_years(cache.open_dataset().hash)


@lru_cache(maxsize=cache.MOST_OPEN)
def _ranking_years(hash_: str) -> tuple[int, ...]:
    levels, rules, years = (
        cache.open_dataset().levels,
        declared_rules(),
        sorted(selection.year_choice().allowed),
    )
    return tuple(
        year
        for year in years
        if any(_ranking(hash_, level, rules, "", year).rank.notna().any() for level in levels)
    )


def _kept_by_rules(function: Callable[[Rules, str], Any]) -> Callable[[Rules, str], Any]:
    """Keep what a function says of rules at a level in the chosen year: a page says it in several places."""

    @lru_cache(maxsize=128 * cache.MOST_OPEN)
    def found(hash_: str, year: int | None, rules: Rules, level: str) -> Any:
        return function(rules, level)

    @wraps(function)
    def cached(rules: Rules, level: str) -> Any:
        return found(cache.open_dataset().hash, selection.chosen_year(), rules, level)

    return cached


def used(tree: Tree, known: frozenset[str]) -> Tree:
    """Return the part of a tree that moves an index when only the leaves `known` have figures."""
    return tree.prune(known.intersection(tree.leaves))


@_kept_by_rules
def counting(rules: Rules, level: str) -> pd.Series:
    """Return what the index of a level rests on in the chosen year.

    Returns
    -------
    Series
        Leaf → share (0–1) of the index, summing to 1: of the leaves that have a weight and, for some
        unit, a value. Empty where there is none.
    """
    rules.weights.effective(rules.tree)
    known = used(rules.tree, cache.known_leaves(level, selection.chosen_year()))
    try:
        found = rules.weights.effective(known)
    except ArgumentError:
        return pd.Series(dtype=float)
    return found[found > 0]


@_kept_by_rules
def without_figures(rules: Rules, level: str) -> list[str]:
    """Return the leaves that have a weight and, in the chosen year, no value for any unit."""
    known = cache.known_leaves(level, selection.chosen_year())
    return [leaf for leaf in rules.weights.counting(rules.tree) if leaf not in known]


@_kept_by_rules
def simulated_share(rules: Rules, level: str) -> float:
    """Return the share (0–1) of the index that rests on simulated figures."""
    simulated = cache.simulated()
    return math.fsum(share for leaf, share in counting(rules, level).items() if leaf in simulated)


@_kept_by_rules
def is_planned(rules: Rules, level: str) -> bool:
    """Say whether any of the index rests on what a scenario changes."""
    planned = cache.leaves_by_provenance().get("planned", frozenset())
    return not planned.isdisjoint(counting(rules, level).index)


def index_mark(rules: Rules, level: str) -> str:
    """Return the weakest mark an index needs: "planned", else "simulated" if any of it is; else ""."""
    if is_planned(rules, level):
        return "planned"
    return "simulated" if simulated_share(rules, level) > 0 else ""


def dimension_shares(rules: Rules, level: str) -> pd.Series:
    """Return what each dimension counts in the chosen year: a share (0–1) of the index."""
    effective = counting(rules, level)
    return _by_dimension(effective, rules.tree).reindex(rules.tree.dimensions).fillna(0.0)


@_kept_by_rules
def simulated_shares(rules: Rules, level: str) -> pd.Series:
    """Return the share (0–1) of each dimension's weight that is simulated; "" for the whole index."""
    tree, effective = rules.tree, counting(rules, level)
    simulated = effective.where(effective.index.isin(list(cache.simulated())), 0.0)
    totals = _by_dimension(effective, tree)
    shares = (_by_dimension(simulated, tree) / totals.where(totals > 0)).reindex(tree.dimensions)
    shares[""] = simulated.sum()
    return shares.fillna(0.0)


def footing(rules: Rules, level: str) -> dict[str, Any]:
    """Return what stands under a ranking: its sources, provenances, years and method."""
    sources, provenances = cache.sources_of(_with_figures(rules, level))
    return {
        "sources": sources,
        "provenances": provenances,
        "year": years_of(rules, level),
        "method": "\n\n".join(
            t(key)
            for key in (
                f"index.normalise.{rules.normalise}.about",
                f"index.aggregate.{rules.aggregate}.about",
                "index.missing",
            )
        ),
    }


def years_of(rules: Rules, level: str) -> str:
    """Return the years the figures of the index are from, as text; "" where they have none."""
    return cache.years_of(level, selection.chosen_year(), _with_figures(rules, level), reader_language().code)


# Weights move often, and leave it as it is.
@cache.shared(64)
def _vintage(level: str, year: int | None, leaves: tuple[str, ...]) -> Vintage | None:
    return vintage(cache.values(level, year), leaves)


def older_note(rules: Rules, level: str) -> str:
    """Return the sentence that says which years the figures are of where none is of the chosen; else ""."""
    year = selection.chosen_year()
    found = _vintage(level, year, _with_figures(rules, level))
    if year is None or found is None or found.last >= year:
        return ""
    return t("frame.of_older_figures", years=span(found.first, found.last), year=str(year))


def entering(rules: Rules, level: str, before: int, after: int) -> list[str]:
    """Return the leaves that have a weight and have figures of some unit in a year, but not in one before."""
    known, later = (cache.known_leaves(level, year) for year in (before, after))
    return [leaf for leaf in rules.weights.counting(rules.tree) if leaf in later - known]


def _with_figures(rules: Rules, level: str) -> tuple[str, ...]:
    """Return the leaves that have a weight and, in the chosen year, a value for some unit."""
    known = cache.known_leaves(level, selection.chosen_year())
    return tuple(leaf for leaf in rules.weights.counting(rules.tree) if leaf in known)


def gaps_note(rules: Rules, level: str) -> str:
    """Return the sentence that says which indicators have no figure in the chosen year; "" if none.

    Those that a dataset in tiles has no figures of are told by `in_tiles_note`, and not again.
    """
    of_tiles = _in_tiles(rules, level)
    missing = [leaf for leaf in without_figures(rules, level) if leaf not in of_tiles]
    if not missing:
        return ""
    lang, year = reader_language(), selection.chosen_year()
    return t(
        "frame.without_figures",
        when="" if year is None else t("frame.in_year", year=str(year)),
        n=len(missing),
        count=lang.number(len(missing)),
        all=lang.number(len(rules.tree.leaves)),
        names=listed_indicators(missing),
    )


def in_tiles_note(rules: Rules, level: str) -> str:
    """Return which indicators a dataset in tiles has no figures of, and where they are; "" for none."""
    missing = _in_tiles(rules, level)
    if not missing:
        return ""
    lang = reader_language()
    return t(
        "partitions.page.elsewhere.index",
        n=len(missing),
        count=lang.number(len(missing)),
        all=lang.number(len(rules.tree.leaves)),
        names=lang.listed(cache.names("indicators", lang.code)[missing]),
        command="python -m lcity measure",
    )


def _in_tiles(rules: Rules, level: str) -> list[str]:
    """Return the leaves that have a weight, but no figures, as what they are computed of lies in tiles."""
    dataset = cache.open_dataset()
    if tiled.partitions(dataset) is None:
        return []
    computed = dataset.indicators["computed"]
    return [leaf for leaf in without_figures(rules, level) if is_spatial(computed[leaf])]


def listed_indicators(leaves: list[str]) -> str:
    """Name some indicators within a sentence, the first of many."""
    lang = reader_language()
    named = list(cache.names("indicators", lang.code)[leaves[:MOST_NAMED]])
    return lang.listed(and_more(named, len(leaves)))


def planned_note(rules: Rules) -> str:
    """Return the sentence on what official figures alone leave out as a plan changes it; "" for nothing."""
    planned = scenario.no_longer_official()
    left_out = [leaf for leaf in rules.weights.counting(cache.tree()) if leaf in planned]
    return t("frame.planned_not_official", names=listed_indicators(left_out)) if left_out else ""


def ended_note() -> str:
    """Return the sentence that names districts that have ended by the chosen year; "" where none has."""
    year = selection.chosen_year()
    gone = cache.open_dataset().lifetimes.gone(year)
    if not len(gone):
        return ""
    named = and_more(list(names("district", gone[:MOST_NAMED])), len(gone))
    return t("frame.ended", n=len(gone), names=reader_language().listed(named))


def lacking_note(rules: Rules, level: str) -> str:
    """Return the sentence that names units that lack figures others have; "" if none."""
    counting = list(_with_figures(rules, level))
    lacking = cache.values(level, selection.chosen_year()).values[counting].isna().sum(axis=1)
    lacking = lacking[lacking > 0].sort_values(ascending=False, kind="stable")
    if lacking.empty:
        return ""
    lang, called = reader_language(), names(level)
    told = [
        t("frame.lacks", name=called[unit], count=lang.number(int(count)))
        for unit, count in lacking.iloc[:MOST_NAMED].items()
    ]
    told = lang.listed(and_more(told, len(lacking)))
    return t("frame.lacking", all=lang.number(len(counting)), names=told)


def few_note(rules: Rules, level: str) -> str:
    """Return the sentence that warns of scores from lowest to highest among few units; "" where none are."""
    found = cache.values(level, selection.chosen_year()).values
    ranked_, leaves = int(found.notna().any(axis=1).sum()), list(_with_figures(rules, level))
    goalposts = cache.open_dataset().indicators.loc[leaves, ["low", "high"]].notna().all(axis=1)
    stretched = len(leaves) if rules.normalise == "minmax" else int((~goalposts).sum())
    if rules.normalise not in ("goalposts", "minmax") or not 2 <= ranked_ <= MOST_FEW or not stretched:
        return ""
    lang = reader_language()
    return t(
        f"frame.few.{level}",
        count=lang.number(ranked_),
        stretched=lang.number(stretched),
        all=lang.number(len(leaves)),
    )


def _by_dimension(shares: pd.Series, tree: Tree) -> pd.Series:
    """Return the sums of leaves' shares in each dimension."""
    return shares.groupby({leaf: _dimension(tree, leaf) for leaf in shares.index}).sum()


def _dimension(tree: Tree, key: str) -> str:
    parent = tree.parent
    while parent[key] is not None:
        key = parent[key]
    return key
