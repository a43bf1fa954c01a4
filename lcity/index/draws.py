"""Many sets of weights at once: how they are drawn, and the index of every unit under each of them.

For each aggregation the index is a weighted arithmetic mean of some function of the scores, at every
level of the tree by the same function. So under a set of weights it is one product of matrices; only
units that lack something need their weights shared out (`lcity.index.means`).
"""

from collections.abc import Callable, Iterator

import numpy as np

from lcity.errors import ArgumentError
from lcity.index.aggregate import METHODS
from lcity.index.tree import Tree
from lcity.index.weights import Weights

DRAWS = 10_000
SEED = 20_261_122
BLOCK = 1 << 19

Among = dict[str, np.ndarray]
"""Node → its share among its siblings in each draw, 0–1."""

_COSTS: dict[str, Callable] = {
    "arithmetic": np.negative,
    "geometric": lambda score: -np.log(score),
    "harmonic": np.reciprocal,
}
_INDICES: dict[str, Callable] = {
    "arithmetic": np.negative,
    "geometric": lambda cost: np.exp(-cost),
    "harmonic": np.reciprocal,
}
# By how many points the index falls as the cost rises by 1.
_SLOPES: dict[str, Callable] = {
    "arithmetic": np.ones_like,
    "geometric": lambda c: np.exp(-c),
    "harmonic": lambda c: 1 / np.square(c),
}


def costs(scores: np.ndarray, method: str = "arithmetic") -> np.ndarray:
    """Return what the aggregation adds up in place of scores: less is better.

    The cost of the index is the mean of the costs under it by their effective weights: −s for
    `arithmetic`; −log s for `geometric` and 1/s for `harmonic`, leaf scores first taken to 1–100.

    Parameters
    ----------
    scores
        Scores of leaves, 0–100; NaN is missing.
    method
        One of `lcity.index.aggregate.METHODS`.
    """
    if method not in METHODS:
        raise ArgumentError(f"no such aggregation: {method}; one of {', '.join(METHODS)}")
    scores = np.asarray(scores, float)
    return node_costs(scores if METHODS[method] > 0 else np.maximum(1 + 0.99 * scores, 1), method)


def node_costs(nodes: np.ndarray, method: str) -> np.ndarray:
    """Return the costs of scores as `lcity.index.aggregate.Scores.nodes` holds them, already on 1–100."""
    return _COSTS[method](nodes)


def index_of(cost: np.ndarray, method: str) -> np.ndarray:
    """Return the index a cost stands for."""
    return _INDICES[method](cost)


def slope(cost: np.ndarray, method: str) -> np.ndarray:
    """Return by how many points the index falls where the cost rises by 1."""
    return _SLOPES[method](cost)


def around(tree: Tree, weights: Weights, draws: int = DRAWS, seed: int = SEED, spread: float = 0.25) -> Among:
    """Draw weights around those given: each node's times a number drawn evenly from 1 − spread to 1 + spread.

    Raises
    ------
    ArgumentError
        No leaf counts at all, or the spread is not from 0 to 1.

    Source
    ------
    Becker et al., COINr (2022), "noisy weights".
    """
    if not 0 <= spread <= 1:
        raise ArgumentError(f"weights vary by a share from 0 to 1 of themselves: {spread}")
    given = weights.among_siblings(tree)
    drawn = np.random.default_rng(seed).uniform(1 - spread, 1 + spread, (len(tree.keys), draws))
    return _among(tree, {key: given[key] * row for key, row in zip(tree.keys, drawn, strict=True)})


def anywhere(tree: Tree, weights: Weights, draws: int = DRAWS, seed: int = SEED) -> Among:
    """Draw any weights of the dimensions, all sets equally likely; within dimensions those given stay.

    Dimensions with weight 0 count here as the others do, unless nothing within them counts.

    Raises
    ------
    ArgumentError
        No leaf counts at all.

    Source
    ------
    A Dirichlet distribution with all parameters 1 is even over the simplex: Tervonen and Lahdelma,
    Implementing stochastic multicriteria acceptability analysis (2007).
    """
    given = any_dimension(tree, weights).among_siblings(tree)
    drawn = np.random.default_rng(seed).standard_exponential((len(tree.dimensions), draws))
    shares = {key: np.full(draws, given[key]) for key in tree.keys}
    shares |= {key: (given[key] > 0) * row for key, row in zip(tree.dimensions, drawn, strict=True)}
    return _among(tree, shares)


def any_dimension(tree: Tree, weights: Weights) -> Weights:
    """Return weights that let every dimension count alike, those within dimensions kept."""
    return Weights(dict(weights.overrides) | dict.fromkeys(tree.dimensions, 1.0))


def _among(tree: Tree, drawn: Among) -> Among:
    found: Among = {}
    for parent in (None, *tree.inner):
        siblings = tree.children(parent)
        total = sum(drawn[key] for key in siblings)
        for key in siblings:
            found[key] = np.divide(drawn[key], total, out=np.zeros_like(total), where=total > 0)
    return found


def effective(tree: Tree, among: Among) -> np.ndarray:
    """Return leaves × draws: the share of the whole index each leaf has in each draw."""
    shares = dict(among)
    for key in reversed(tree.inner):
        for child in tree.children(key):
            shares[child] = shares[child] * shares[key]
    return np.array([shares[leaf] for leaf in tree.leaves])


def draws_at_once(units: int) -> int:
    """Return how many draws are worked through at once: draws × units stay small enough to be near."""
    return max(1, BLOCK // max(units, 1))


def blocks(among: Among, units: int) -> Iterator[tuple[slice, Among]]:
    """Yield the draws some at a time, as many as `draws_at_once`."""
    draws = len(next(iter(among.values())))
    step = draws_at_once(units)
    for start in range(0, draws, step):
        part = slice(start, min(start + step, draws))
        yield part, {key: row[part] for key, row in among.items()}
