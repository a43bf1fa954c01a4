"""What a vote does to an index: it divides what some siblings of the tree weigh together among them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from lcity.errors import ArgumentError
from lcity.index.aggregate import aggregate as aggregate_scores
from lcity.index.draws import index_of, node_costs
from lcity.index.ranking import DECIMALS, LEAST_PRESENT
from lcity.index.tree import Tree
from lcity.index.weights import Weights


@dataclass(frozen=True)
class Weighed:
    """What is weighed, and beside what.

    Parameters
    ----------
    tree
        Of the index.
    keys
        The nodes that are weighed: siblings, two or more. What they weigh together stays as it is and is
        divided among them; every other weight stays.
    base
        The weights that were in force before; the tree's own if left out.
    aggregate
        One of `lcity.index.AGGREGATIONS`.

    Raises
    ------
    ArgumentError
        Fewer than two keys or one twice, one the tree does not have, keys that are no siblings, or keys that
        weigh nothing together.
    """

    tree: Tree
    keys: tuple[str, ...]
    base: Weights = field(default_factory=Weights)
    aggregate: str = "arithmetic"
    together: float = field(init=False)
    """What the keys weigh together, in the unit of their siblings' weights."""

    def __post_init__(self) -> None:
        if unknown := set(self.keys).difference(self.tree.keys):
            raise ArgumentError(f"no such node in the index: {', '.join(sorted(unknown))}")
        if len(set(self.keys)) < max(2, len(self.keys)):
            raise ArgumentError("a room weighs two nodes or more, each once")
        if len({self.tree.parent[key] for key in self.keys}) > 1:
            raise ArgumentError(f"these do not stand under the same node: {', '.join(self.keys)}")
        weights = self.base.of(self.tree)
        object.__setattr__(self, "together", math.fsum(weights[key] for key in self.keys))
        if not self.together:
            raise ArgumentError(f"these weigh nothing: {', '.join(self.keys)}")

    @property
    def parent(self) -> str | None:
        """The node above the keys; None where they are dimensions."""
        return self.tree.parent[self.keys[0]]

    def weights(self, shares: Sequence[float] | np.ndarray) -> Weights:
        """Return the weights of an index under one vote, its shares in the order of the keys."""
        own = {key: self.together * float(share) for key, share in zip(self.keys, shares, strict=True)}
        return Weights(dict(self.base.overrides) | own)

    def scores(self, votes: np.ndarray, scores: pd.DataFrame) -> np.ndarray:
        """Return votes × units: the index under every vote, as `lcity.index.rank_scores` ranks it.

        NaN where a unit has no rank under a vote: nothing that counts is present, or less than
        `LEAST_PRESENT` of the weight.

        Parameters
        ----------
        votes
            Votes × keys, shares (0–1) that sum to 1.
        scores
            Units × leaves, 0–100, more being better; NaN is missing.
        """
        found = aggregate_scores(scores, self.tree, self.base, self.aggregate)
        among = self.base.among_siblings(self.tree)
        present = self._present(scores, among)
        # By node, rows of units: one where no vote reaches, else one a vote.
        cost = {key: node_costs(found.nodes[key].to_numpy()[None], self.aggregate) for key in self.tree.keys}
        of_keys = math.fsum(among[key] for key in self.keys)
        weight = {key: np.array([[share]]) for key, share in among.items()}
        weight |= {
            key: of_keys * row[:, None] for key, row in zip(self.keys, np.transpose(votes), strict=True)
        }
        node = self.parent
        while True:
            cost[node], present[node] = _mean(self.tree.children(node), weight, cost, present)
            if node is None:
                break
            node = self.tree.parent[node]
        index = np.round(index_of(cost[None], self.aggregate), DECIMALS)
        return np.where(np.round(present[None], DECIMALS) >= LEAST_PRESENT, index, np.nan)

    def _present(self, scores: pd.DataFrame, among: dict[str, float]) -> dict[str | None, np.ndarray]:
        """Return by node the share (0–1) of the weight under it that has data, a row of units."""
        present: dict[str | None, np.ndarray] = {
            leaf: scores[leaf].notna().to_numpy("float64")[None] for leaf in self.tree.leaves
        }
        for node in self.tree.inner:
            present[node] = sum(among[child] * present[child] for child in self.tree.children(node))
        return present


def _mean(
    children: tuple[str, ...],
    weight: dict[str, np.ndarray],
    cost: dict[str | None, np.ndarray],
    present: dict[str | None, np.ndarray],
) -> tuple[np.ndarray, np.ndarray]:
    """Return the mean cost at a node of what is there, and the share of the weight under it with data."""
    there = {child: ~np.isnan(cost[child]) for child in children}
    total = sum(weight[child] * there[child] for child in children)
    points = sum(weight[child] * np.where(there[child], cost[child], 0.0) for child in children)
    mean = np.divide(points, total, out=np.full(np.shape(total), np.nan), where=total > 0)
    return mean, sum(weight[child] * present[child] for child in children)


def ranks(index: np.ndarray) -> np.ndarray:
    """Return votes × units, the rank (1 best) in each row; equal scores share the smaller; NaN unranked."""
    found = rankdata(-index, "min", axis=1, nan_policy="omit") if index.size else np.empty(index.shape)
    return np.where(np.isnan(index), np.nan, found)
