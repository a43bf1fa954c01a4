"""Where units stand under a set of rules, and the rules the reader has chosen."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from lcity.dataset.provenance import provenance_shares
from lcity.index import AGGREGATIONS, NORMALISATIONS, Ranking, Tree, Weights, equal, rank_scores
from lcity.ui import cache, place, weights
from lcity.ui.reader import reader_language, t
from lcity.ui.state import Choice


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

    def with_equal_weights(self) -> "Rules":
        """Return these rules with equal dimensions, to hold others against."""
        return Rules(self.tree, equal(self.tree), self.normalise, self.aggregate)

    @property
    def simulated(self) -> float:
        """The share (0–1) of the index's weight that rests on simulated figures."""
        shares = self.weights.effective(self.tree)
        return float(shares[cache.provenance()[shares.index] == "simulated"].sum())


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


def official_tree() -> Tree:
    """Return the part of the tree that rests on official figures; it may be empty."""
    provenance = cache.provenance()
    return cache.tree().prune(provenance.index[provenance == "official"])


def chosen_rules() -> Rules:
    """Return the rules the reader has chosen."""
    official = official_tree()
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
    scores = cache.normalised(level, place.chosen_year(), rules.normalise, city)
    return rank_scores(scores, rules.tree, rules.weights, rules.aggregate)


def names(level: str, units: pd.Index | None = None) -> pd.Series:
    """Return the units' names in the reader's language; `units` None for all of the level."""
    table = cache.open_dataset().units(level)
    columns = [column for column in table.columns if str(column).startswith("name")]
    chosen = pd.DataFrame(table[columns] if units is None else table.loc[units, columns])
    lang = reader_language()
    return pd.Series([lang.name(row) for row in chosen.to_dict("records")], chosen.index, dtype=object)


def simulated_shares(rules: Rules) -> pd.Series:
    """Return the share (0–1) of each dimension's weight that is simulated; "" for the whole index."""
    tree, provenance = rules.tree, cache.provenance()
    effective = rules.weights.effective(tree)
    simulated = effective.where(provenance.reindex(effective.index) == "simulated", 0.0)
    dimension = pd.Series({leaf: _dimension(tree, leaf) for leaf in effective.index})
    totals = effective.groupby(dimension).sum()
    shares = simulated.groupby(dimension).sum() / totals.where(totals > 0)
    shares[""] = provenance_shares(effective, provenance)["simulated"]
    return shares.fillna(0.0)


def footing(rules: Rules, level: str) -> dict[str, Any]:
    """Return what stands under a ranking: its sources, provenances, years and method."""
    indicators = cache.open_dataset().indicators
    effective = rules.weights.effective(rules.tree)
    counting = effective.index[effective > 0]
    years = cache.values(level, place.chosen_year()).years[counting].melt()["value"].dropna()
    first, last = (int(years.min()), int(years.max())) if len(years) else (None, None)
    return {
        "sources": indicators.loc[counting, "source"].dropna().unique(),
        "provenances": cache.provenance()[counting].unique(),
        "year": "" if first is None else f"{first}" if first == last else f"{first}–{last}",
        "method": "\n\n".join(
            t(key)
            for key in (
                f"index.normalise.{rules.normalise}.about",
                f"index.aggregate.{rules.aggregate}.about",
                "index.missing",
            )
        ),
    }


def _dimension(tree: Tree, key: str) -> str:
    parent = tree.parent
    while parent[key] is not None:
        key = parent[key]
    return key
