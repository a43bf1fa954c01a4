"""What a room is asked, and when an answer counts: weights of a few siblings in the index."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from lcity.errors import LcityError
from lcity.index import Tree, Weights
from lcity.meeting.weighing import Weighed

MOST_KEYS = 40
MOST_QUESTION_CHARACTERS = 300
MOST_WEIGHT = 1_000_000
"""Far beyond what a slider or a hundred points give."""

EXAMPLE = '{"weights": {"key": 50}}'

Names = tuple[tuple[str, tuple[str, ...]], ...]
"""Language code and names in the order of what they name; pairs, so that a ballot is hashable."""


class VoteError(LcityError, ValueError):
    """Something a room does not take; the message says why in the reader's language.

    Parameters
    ----------
    message
        A key of the catalogues.
    **values
        What stands in for its placeholders.
    """

    def __init__(self, message: str, **values: Any):
        self.message = message
        self.placeholders = values
        super().__init__(message)


@dataclass(frozen=True)
class Ballot:
    """What is weighed in a room, as it stood when the room was opened.

    It has all that a voter's page and a result need: a dataset changed or closed since changes nothing.

    Parameters
    ----------
    question
        What the presenter asks; 1 to `MOST_QUESTION_CHARACTERS` printable characters.
    dataset
        The mark of the dataset, as links bear it.
    level
        "city" or "district".
    weighed
        The nodes of the index that are weighed, and what stands beside them.
    key_names
        What they are called.
    units
        The units that are ranked.
    unit_names
        What they are called.
    scores
        Units × leaves of the tree, 0–100, more being better; None is missing.
    year
        In force when the room was opened; None without.
    simulated
        Whether what is ranked rests on simulated figures; None where that was not noted.

    Raises
    ------
    VoteError
        The question does not fit, or there are too many keys.
    """

    question: str
    dataset: str
    level: str
    weighed: Weighed
    key_names: Names
    units: tuple[str, ...]
    unit_names: Names
    scores: tuple[tuple[float | None, ...], ...]
    year: int | None = None
    simulated: bool | None = None

    def __post_init__(self) -> None:
        question_fits = self.question.strip() and len(self.question) <= MOST_QUESTION_CHARACTERS
        if not (question_fits and self.question.isprintable()):
            raise VoteError("room.question_does_not_fit", most=MOST_QUESTION_CHARACTERS)
        if len(self.keys) > MOST_KEYS:
            raise VoteError("room.too_many_keys", most=MOST_KEYS)

    @property
    def keys(self) -> tuple[str, ...]:
        """The nodes that are weighed against one another."""
        return self.weighed.keys

    @cached_property
    def table(self) -> pd.DataFrame:
        """The scores, units × leaves, as `lcity.index.normalise` gives them; not to be written to."""
        return pd.DataFrame(
            np.array(self.scores, float).reshape(len(self.units), -1),
            index=pd.Index(self.units),
            columns=pd.Index(self.weighed.tree.leaves, name="key"),
        )

    @staticmethod
    def rows(scores: pd.DataFrame, tree: Tree) -> tuple[tuple[float | None, ...], ...]:
        """Return a table of scores as a ballot holds it."""
        own = scores[list(tree.leaves)].to_numpy(float)
        return tuple(tuple(None if np.isnan(score) else float(score) for score in row) for row in own)

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON can hold it."""
        tree = self.weighed.tree
        own = {field: getattr(self, field) for field in _PLAIN}
        return own | {
            "keys": self.keys,
            "tree": [tree.keys, tree.parents, tree.declared],
            "base": self.weighed.base.overrides,
            "aggregate": self.weighed.aggregate,
        }

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "Ballot":
        """Return what `as_json` gave, once it has been through JSON."""
        tree = Tree(*map(tuple, found["tree"]))
        weighed = Weighed(tree, tuple(found["keys"]), Weights(dict(found["base"])), found["aggregate"])
        # Rooms opened before it was noted whether figures are simulated have no word of it.
        return cls(weighed=weighed, **{field: _frozen(found.get(field)) for field in _PLAIN})

    def names_of_keys(self, code: str) -> dict[str, str]:
        """Return key → name in a language."""
        return dict(zip(self.keys, _in_language(self.key_names, code), strict=True))

    def names_of_units(self, code: str) -> dict[str, str]:
        """Return unit → name in a language."""
        return dict(zip(self.units, _in_language(self.unit_names, code), strict=True))

    def weights(self, given: Any) -> tuple[float, ...]:
        """Return a vote's weights in the order of `keys`, as they were given; a key left out counts 0.

        Parameters
        ----------
        given
            Whatever somebody has sent; a mapping of key → number from 0 to `MOST_WEIGHT` is taken.

        Raises
        ------
        VoteError
            It is anything else, names something that is not asked, or is 0 throughout.
        """
        if not isinstance(given, Mapping):
            raise VoteError("room.no_weights", example=EXAMPLE.replace("key", self.keys[0]))
        if not set(given) <= set(self.keys):
            raise VoteError("room.not_asked", keys=", ".join(self.keys))
        for key, weight in given.items():
            if not _is_weight(weight):
                raise VoteError("room.no_number", what=key, most=MOST_WEIGHT)
        weights = tuple(float(given.get(key, 0)) for key in self.keys)
        # What is smaller than any computer tells from 0 weighs nothing either.
        if not math.fsum(weights) > MOST_WEIGHT * 1e-15:
            raise VoteError("room.all_zero")
        return weights


def rests_on(weighed: Weighed, scores: pd.DataFrame, leaves: Collection[str]) -> bool:
    """Say whether any of some leaves may count in what is ranked: it has figures, and all above it weighs.

    Parameters
    ----------
    weighed
        What is weighed, and beside what; voters may give any of its keys weight.
    scores
        Units × leaves; NaN is missing.
    leaves
        Of the tree.
    """
    tree = weighed.tree
    weights = weighed.base.of(tree) | dict.fromkeys(weighed.keys, 1.0)

    def counts(leaf: str) -> bool:
        node: str | None = leaf
        while node is not None and weights[node] > 0:
            node = tree.parent[node]
        return node is None and bool(scores[leaf].notna().any())

    return any(counts(leaf) for leaf in tree.leaves if leaf in leaves)


def shares(weights: tuple[float, ...]) -> tuple[float, ...]:
    """Return weights as shares of their sum, 0–1, which sum to 1."""
    total = math.fsum(weights)
    return tuple(weight / total for weight in weights)


_PLAIN = ("question", "dataset", "level", "key_names", "units", "unit_names", "scores", "year", "simulated")


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _is_weight(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    # Compared before it is made a float: a whole number may be larger than any.
    return 0 <= value <= MOST_WEIGHT


def _in_language(names: Names, code: str) -> tuple[str, ...]:
    found = dict(names)
    return found[code] if code in found else next(iter(found.values()))
