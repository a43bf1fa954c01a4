"""What drives a unit's rank: how much of its variance is owed to the weight of each dimension."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lcity.index import draws as drawing
from lcity.index.draws import SEED
from lcity.index.means import Means
from lcity.index.robustness import own_ranks, ranked_units
from lcity.index.tree import Tree
from lcity.index.weights import Weights

POINTS = 2_048
AROUND, ANY = "around", "any"


@dataclass(frozen=True, eq=False)
class Drivers:
    """What moves a unit's rank where only the weights of the dimensions vary.

    Parameters
    ----------
    shares
        Dimension, of those whose weight varies × `first` (by itself), `total` (with all it does
        together with others): shares of the variance of the rank, 0–1 up to sampling. NaN where the
        rank never changes; empty for an unranked unit.
    chance
        Rank → share (0–1) of the sets of weights in which the unit has it; empty for an unranked unit.
    """

    shares: pd.DataFrame
    chance: pd.Series


def rank_drivers(
    scores: pd.DataFrame,
    tree: Tree,
    weights: Weights,
    unit: str,
    aggregate: str = "arithmetic",
    *,
    question: str = AROUND,
    spread: float = 0.25,
    points: int = POINTS,
    seed: int = SEED,
) -> Drivers:
    """Return the share of the variance of a unit's rank owed to each dimension's weight.

    The weights within the dimensions stay as they are, and so do the figures: none is drawn.

    Parameters
    ----------
    scores, tree, weights, aggregate
        As for `lcity.index.robustness.around`.
    unit
        One of the ranked units.
    question
        "around": each dimension's weight times a number drawn evenly from 1 − spread to 1 + spread;
        "any": any weights, all equally likely.
    spread, seed
        As for `lcity.index.robustness.around`.
    points
        A power of 2; the unit is ranked points × (dimensions + 2) times.

    Raises
    ------
    ArgumentError
        No such method, or no leaf counts at all.

    Source
    ------
    Saltelli et al., Variance based sensitivity analysis of model output (2010), estimators (b) of the
    first-order and (f), Jansen's, of the total effect, over Sobol' points.
    """
    if question == ANY:
        weights = drawing.any_dimension(tree, weights)
    among = weights.among_siblings(tree)
    varied = [key for key in tree.dimensions if among[key] > 0]
    ranked = ranked_units(scores, tree, weights, aggregate)
    if not ranked[scores.index.get_loc(unit)]:
        none = pd.DataFrame({"first": [], "total": []}, pd.Index([], name="key"), dtype=float)
        return Drivers(none, _chance(np.array([], int)))
    evenly = sample(len(varied), points, seed)
    factors = -np.log1p(-evenly) if question == ANY else 1 + spread * (2 * evenly - 1)
    shares = {key: np.full(len(evenly), among[key]) for key in tree.keys}
    given = {key: among[key] * column for key, column in zip(varied, factors.T, strict=True)}
    total = sum(given.values())
    shares |= {key: column / total for key, column in given.items()}
    cost = drawing.costs(scores[list(tree.leaves)].to_numpy("float64"), aggregate)[ranked]
    own = int(np.flatnonzero(scores.index[ranked] == unit)[0])
    ranks = own_ranks(Means(cost, tree, shares), shares, aggregate, own)
    found = pd.DataFrame(
        dict(zip(("first", "total"), sobol_shares(ranks.astype(float), len(varied)), strict=True)),
        pd.Index(varied, name="key"),
    )
    return Drivers(found, _chance(ranks))


def _chance(ranks: np.ndarray) -> pd.Series:
    found, counts = np.unique(ranks, return_counts=True)
    return pd.Series(counts / max(ranks.size, 1), pd.Index(found, name="rank"), name="chance")


def sample(inputs: int, points: int, seed: int = SEED) -> np.ndarray:
    """Return points × (inputs + 2) rows of numbers in [0, 1): A, A with one input of B each, and B."""
    from scipy.stats import qmc

    base = qmc.Sobol(2 * inputs, rng=seed).random(points)
    found = np.repeat(base[:, None, :inputs], inputs + 2, axis=1)
    found[:, -1] = base[:, inputs:]
    i = np.arange(inputs)
    found[:, i + 1, i] = base[:, inputs:]
    return found.reshape(-1, inputs)


def sobol_shares(results: np.ndarray, inputs: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the first-order and total shares of variance of results over the rows of `sample`."""
    table = results.reshape(-1, inputs + 2)
    if np.ptp(table) == 0:
        return np.full(inputs, np.nan), np.full(inputs, np.nan)
    table = (table - table.mean()) / table.std()
    one, mixed, other = table[:, :1], table[:, 1:-1], table[:, -1:]
    variance = np.var(np.r_[one, other])
    return (other * (mixed - one)).mean(axis=0) / variance, ((one - mixed) ** 2).mean(axis=0) / 2 / variance
