"""The tree of an index: indicators under dimensions, to any depth."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from lcity.errors import ArgumentError


@dataclass(frozen=True)
class Tree:
    """Which node hangs where, and with what declared weight; hashable, so that it can key a cache.

    A leaf is a node nothing hangs under, at whatever level; a dimension is a top-level node, and may
    itself be a leaf.

    Parameters
    ----------
    keys
        Every node, in file order.
    parents
        The parent of each; None at the top.
    declared
        The weight of each among its siblings, ≥ 0.

    Raises
    ------
    ArgumentError
        A key twice, a parent that is no node, a loop, or a weight that is not a number ≥ 0.
    """

    keys: tuple[str, ...]
    parents: tuple[str | None, ...]
    declared: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.parent) < len(self.keys):
            raise ArgumentError("the index tree has the same key twice")
        for key, parent in self.parent.items():
            if parent is not None and parent not in self.parent:
                raise ArgumentError(f"{key} hangs under {parent}, which is not in the index tree")
        for key, weight in self.weights.items():
            if not 0 <= weight < math.inf:
                raise ArgumentError(f"the weight of {key} is not a number of 0 or more: {weight}")
        if lost := set(self.keys).difference(self._downward):
            raise ArgumentError(f"the index tree goes round in a loop: {', '.join(sorted(lost))}")

    @classmethod
    def from_table(cls, indicators: pd.DataFrame) -> "Tree":
        """Return the tree an indicators table describes.

        Parameters
        ----------
        indicators
            Index `key`; columns `parent` (missing at the top) and `weight`. Others are ignored.

        Raises
        ------
        ArgumentError
            As `Tree`.
        """
        parents = indicators["parent"].astype(object).where(indicators["parent"].notna(), None)
        return cls(tuple(indicators.index), tuple(parents), tuple(map(float, indicators["weight"])))

    @cached_property
    def parent(self) -> dict[str, str | None]:
        """The parent of each node; None at the top."""
        return dict(zip(self.keys, self.parents, strict=True))

    @cached_property
    def weights(self) -> dict[str, float]:
        """The declared weight of each node among its siblings."""
        return dict(zip(self.keys, self.declared, strict=True))

    @cached_property
    def index(self) -> pd.Index:
        """The keys, as an index for tables."""
        return pd.Index(self.keys, name="key")

    @cached_property
    def leaf_index(self) -> pd.Index:
        """The leaves, as an index for tables."""
        return pd.Index(self.leaves, name="key")

    @cached_property
    def _children(self) -> dict[str | None, tuple[str, ...]]:
        children: dict[str | None, list[str]] = {}
        for key, parent in self.parent.items():
            children.setdefault(parent, []).append(key)
        return {parent: tuple(keys) for parent, keys in children.items()}

    def children(self, key: str | None) -> tuple[str, ...]:
        """Return the nodes right under `key`, in file order; those of None are the dimensions."""
        return self._children.get(key, ())

    @cached_property
    def _downward(self) -> tuple[str, ...]:
        order = list(self.dimensions)
        for key in order:
            order.extend(self.children(key))
        return tuple(order)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The top-level nodes, in file order."""
        return self.children(None)

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The nodes nothing hangs under, in file order."""
        return tuple(key for key in self.keys if not self.children(key))

    @cached_property
    def inner(self) -> tuple[str, ...]:
        """The nodes that are not leaves, each after every node under it."""
        return tuple(key for key in reversed(self._downward) if self.children(key))

    def prune(self, leaves: Iterable[str]) -> "Tree":
        """Return the tree with only these leaves; inner nodes left without leaves go.

        Parameters
        ----------
        leaves
            Some of `Tree.leaves`, in any order; may be none.

        Raises
        ------
        KeyError
            One of them is not a leaf of this tree.
        """
        wanted = set(leaves)
        if strange := wanted.difference(self.leaves):
            raise KeyError(*sorted(strange))
        kept = set(wanted)
        for key in self.inner:
            if kept.intersection(self.children(key)):
                kept.add(key)
        nodes = [(key, self.parent[key], self.weights[key]) for key in self.keys if key in kept]
        return Tree(*zip(*nodes, strict=True)) if nodes else Tree((), (), ())
