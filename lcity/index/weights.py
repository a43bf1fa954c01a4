"""What counts how much: weights among siblings, the shares they end up with, and presets."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from lcity.errors import ArgumentError
from lcity.index.tree import Tree

EQUAL = "equal"
EMPHASISED = ("everywhere", "everyone", "talent")
MOST_EMPHASES = 6

# Far beyond any meaning, and sums of it are still numbers.
MOST = 1e100


@dataclass(frozen=True)
class Weights:
    """Weights laid over a tree's declared ones; `Weights()` leaves them as declared.

    Frozen, hashable and independent of the order given, so that it can key a cache.

    Parameters
    ----------
    overrides
        Node → weight among its siblings, ≥ 0; given as a mapping or as pairs, kept as sorted pairs.
        Nodes a tree does not have are ignored there, so that one choice also serves a pruned tree.

    Raises
    ------
    ArgumentError
        A weight that is not a number ≥ 0.
    """

    overrides: Mapping[str, float] | tuple[tuple[str, float], ...] = ()

    def __post_init__(self) -> None:
        given = {key: float(weight) for key, weight in dict(self.overrides).items()}
        for key, weight in given.items():
            if not 0 <= weight <= MOST:
                raise ArgumentError(f"the weight of {key} is not a number from 0 to {MOST:g}: {weight}")
        object.__setattr__(self, "overrides", tuple(sorted(given.items())))

    @classmethod
    def declared(cls, tree: Tree) -> "Weights":
        """Return the weights the dataset declares, each written out."""
        return cls(tree.weights)

    @classmethod
    def over(cls, tree: Tree, overrides: Mapping[str, float]) -> "Weights":
        """Return weights for nodes of `tree`.

        Raises
        ------
        ArgumentError
            The tree has no such node, or a weight is not a number ≥ 0.
        """
        if unknown := set(overrides).difference(tree.keys):
            raise ArgumentError(f"no such node in the index: {', '.join(sorted(unknown))}")
        return cls(overrides)

    def of(self, tree: Tree) -> dict[str, float]:
        """Return the weight in force of each node of `tree` among its siblings."""
        given = dict(self.overrides)
        return {key: given.get(key, declared) for key, declared in tree.weights.items()}

    def among_siblings(self, tree: Tree) -> dict[str, float]:
        """Return the share of each node among its siblings.

        Siblings' shares sum to 1, or are all 0 where none of them counts: then their parent counts as
        weight 0 too.

        Raises
        ------
        ArgumentError
            No leaf counts at all.
        """
        weights = self.of(tree)
        shares: dict[str, float] = {}
        for parent in (*tree.inner, None):
            siblings = tree.children(parent)
            total = math.fsum(weights[key] for key in siblings)
            shares.update({key: weights[key] / total if total else 0.0 for key in siblings})
            if not total:
                if parent is None:
                    raise ArgumentError("every weight is 0: nothing is left to rank by")
                weights[parent] = 0.0
        return {key: shares[key] for key in tree.keys}

    def shares(self, tree: Tree) -> pd.Series:
        """Return the share of the whole index each node ends up with.

        Returns
        -------
        Series
            Node → share among its siblings times the shares of all above it, 0–1, in file order; the
            dimensions sum to 1, and so do the leaves.

        Raises
        ------
        ArgumentError
            No leaf counts at all.
        """
        return pd.Series(list(self._of_whole(tree).values()), tree.index, float, "share")

    def effective(self, tree: Tree) -> pd.Series:
        """Return the share of the whole index each leaf ends up with.

        Returns
        -------
        Series
            Leaf → share, 0–1, summing to 1, in file order.

        Raises
        ------
        ArgumentError
            No leaf counts at all.
        """
        shares = self._of_whole(tree)
        return pd.Series([shares[leaf] for leaf in tree.leaves], tree.leaf_index, float, "share")

    def counting(self, tree: Tree) -> tuple[str, ...]:
        """Return the leaves with a share of the index, in file order; for errors see `effective`."""
        shares = self._of_whole(tree)
        return tuple(leaf for leaf in tree.leaves if shares[leaf] > 0)

    def _of_whole(self, tree: Tree) -> dict[str, float]:
        shares = self.among_siblings(tree)
        for key in reversed(tree.inner):
            for child in tree.children(key):
                shares[child] *= shares[key]
        return shares


def equal(tree: Tree) -> Weights:
    """Return the weights that give every dimension the same share; within dimensions, as declared."""
    return Weights(dict.fromkeys(tree.dimensions, 50.0))


def emphasis(tree: Tree, dimension: str, share: float = 0.5) -> Weights:
    """Return the weights that give one dimension a share of the index and divide the rest equally.

    Parameters
    ----------
    tree
        Its dimensions are weighted; within them, weights stay as declared.
    dimension
        The one to emphasise; an only dimension has the whole index whatever the share.
    share
        What it gets, 0–1, both excluded.

    Raises
    ------
    ArgumentError
        The tree has no such dimension, or the share is out of range.
    """
    if dimension not in tree.dimensions:
        raise ArgumentError(f"no such dimension in the index: {dimension}")
    if not 0 < share < 1:
        raise ArgumentError(f"the share of a dimension lies between 0 and 1: {share}")
    others = [key for key in tree.dimensions if key != dimension]
    rest = 100 * (1 - share) / share / max(len(others), 1)
    return Weights({dimension: 100.0, **dict.fromkeys(others, rest)})


def presets(tree: Tree) -> dict[str, Weights]:
    """Return the ready-made weights a reader can choose from.

    "equal" comes first, then "<dimension>_first" for the dimensions in `EMPHASISED` where the tree
    has them all, else for its first `MOST_EMPHASES` dimensions: half of the index each time, two
    thirds where there are only two dimensions.

    Returns
    -------
    dict
        Preset → weights, in the order to show them.
    """
    known = set(EMPHASISED) <= set(tree.dimensions)
    chosen = EMPHASISED if known else tree.dimensions[:MOST_EMPHASES]
    if len(tree.dimensions) < 2:
        chosen = ()
    share = 1 / 2 if len(tree.dimensions) > 2 else 2 / 3
    return {EQUAL: equal(tree)} | {f"{key}_first": emphasis(tree, key, share) for key in chosen}
