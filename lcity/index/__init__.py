"""From indicator values to an index and a ranking: normalise, weight, aggregate, rank, explain.

Pure functions over tables of numbers; nothing here reads files or draws.
"""

from lcity.index.aggregate import METHODS as AGGREGATIONS
from lcity.index.aggregate import Scores, aggregate
from lcity.index.explain import change, furthest, gaps, movers, moves
from lcity.index.normalise import METHODS as NORMALISATIONS
from lcity.index.normalise import normalise
from lcity.index.ranking import LEAST_PRESENT, Ranking, Unranked, rank, rank_scores, score_units
from lcity.index.robustness import RankSpread, anywhere, around
from lcity.index.tipping import Tipping, Tips
from lcity.index.tree import Tree
from lcity.index.weights import EQUAL, Weights, emphasis, equal, presets

__all__ = [
    "AGGREGATIONS",
    "EQUAL",
    "LEAST_PRESENT",
    "NORMALISATIONS",
    "RankSpread",
    "Ranking",
    "Scores",
    "Tipping",
    "Tips",
    "Tree",
    "Unranked",
    "Weights",
    "aggregate",
    "anywhere",
    "around",
    "change",
    "emphasis",
    "equal",
    "furthest",
    "gaps",
    "movers",
    "moves",
    "normalise",
    "presets",
    "rank",
    "rank_scores",
    "score_units",
]
