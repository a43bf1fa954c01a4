"""Random indexes the board must compute as the engine does, and the comparison of the two."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from lcity.errors import ArgumentError
from lcity.index import AGGREGATIONS, LEAST_PRESENT, NORMALISATIONS, Ranking, Tree, Weights, score_units
from lcity.ui.parts.board import encode
from tests.ui.parts.board.node import pack, unpack

Way = tuple[str, str]

WAYS: tuple[Way, ...] = tuple(product(NORMALISATIONS, AGGREGATIONS))
DEEPEST = 4
MOST_UNITS = 30
SCORE_TOLERANCE = 1e-9


@dataclass(frozen=True, eq=False)
class Case:
    """An index, the figures of some units, and a reader's settings.

    Parameters
    ----------
    seed
        What it was drawn from.
    table
        Index: the keys; columns `parent`, `weight`, `direction`, `low`, `high`.
    values
        Units × leaves; NaN is missing.
    weights
        The weight in force of each node.
    counting
        The leaves that count; the others are pruned.
    """

    seed: int
    table: pd.DataFrame
    values: pd.DataFrame
    weights: dict[str, float]
    counting: tuple[str, ...]

    @cached_property
    def tree(self) -> Tree:
        return Tree.from_table(self.table).prune(self.counting)

    @property
    def ways(self) -> tuple[Way, ...]:
        """Every normalisation, each with the aggregation whose turn it is; three cases in a row have all."""
        methods = list(AGGREGATIONS)
        return tuple(
            (norm, methods[(self.seed + turn) % len(methods)]) for turn, norm in enumerate(NORMALISATIONS)
        )

    def told(self, ways: Sequence[Way]) -> dict[str, Any]:
        """Return the case as compute.mjs takes it, the figures as the server sends them."""
        leaves = self.table.loc[self.values.columns, ["direction", "low", "high"]]
        facts = leaves.astype(object).where(leaves.notna(), None)
        return {
            "keys": list(self.table.index),
            "parents": list(self.table["parent"].astype(object).where(self.table["parent"].notna(), None)),
            "counting": self.counting,
            "indicators": facts.to_dict("index"),
            "weights": self.weights,
            "ids": list(self.values.index),
            "table": pack(encode.values(self.values)),
            "least": LEAST_PRESENT,
            "ways": list(ways),
        }

    def ranking(self, way: Way) -> Ranking | None:
        """Return what the engine makes of it; None where nothing counts."""
        try:
            return score_units(self.values, self.table, self.tree, Weights(self.weights), *way)
        except ArgumentError:
            return None

    def assert_equal(self, told: dict[str, Any] | None, way: Way) -> None:
        """Raise AssertionError unless compute.mjs made the same of it.

        Scores, points and shares to 1e-9 and missing where they are; presence to 12 decimals, ranks and
        order exactly.
        """
        where = f"seed {self.seed}, {way}"
        ranking = self.ranking(way)
        assert (told is None) == (ranking is None), where
        if ranking is None:
            return
        found = [unpack(told[part]) for part in ("index", "present", "ranks", "order")]
        score, present, ranks, order = found
        points = np.array([unpack(packed) for packed in told["points"]]).T
        assert _close(score, ranking.score), where
        assert _close(points, ranking.contributions), where
        assert set(told["shares"]) == set(ranking.shares.index), where
        assert _close([told["shares"][key] for key in ranking.shares.index], ranking.shares), where
        assert (present.round(12) == ranking.present.to_numpy().round(12)).all(), where
        assert (ranks == ranking.rank.to_numpy(int, na_value=0)).all(), where
        assert list(self.values.index[order.astype(int)]) == list(ranking.table().index), where


def _close(one: np.ndarray, other: np.ndarray) -> bool:
    return np.allclose(one, other, rtol=0, atol=SCORE_TOLERANCE, equal_nan=True)


def draw(seed: int) -> Case:
    """Return a random case: a tree of one to four levels, gaps, ties, weights of 0, pruned leaves."""
    random = np.random.default_rng(seed)
    parents = _parents(random)
    keys = list(parents)
    random.shuffle(keys)
    leaves = [key for key in keys if key not in parents.values()]
    values = _values(random, leaves)
    all_count = random.random() < 0.6
    return Case(
        seed,
        pd.DataFrame.from_dict({key: _facts(random, parents[key], values.get(key)) for key in keys}, "index"),
        values,
        {key: _weight(random) for key in keys},
        tuple(leaf for leaf in leaves if all_count or random.random() < 0.7),
    )


def _parents(random: np.random.Generator) -> dict[str, str | None]:
    parents: dict[str, str | None] = {f"n{i}": None for i in range(random.integers(1, 7))}
    above = list(parents)
    for _ in range(random.integers(DEEPEST)):
        children = [parent for parent in above for _ in range(random.choice([0, 0, 1, 2, 3, 4]))]
        below = {f"n{number}": parent for number, parent in enumerate(children, start=len(parents))}
        parents |= below
        above = list(below)
    return parents


def _values(random: np.random.Generator, leaves: list[str]) -> pd.DataFrame:
    n = random.integers(1, MOST_UNITS + 1)
    table = pd.DataFrame({leaf: _column(random, n) for leaf in leaves}, [f"u{i}" for i in range(n)])
    if random.random() < 0.3:  # units alike to the last digit
        table.iloc[random.integers(n, size=n // 2)] = table.iloc[random.integers(n)].to_numpy()
    if random.random() < 0.2:  # units nothing is known of
        table.iloc[random.integers(n, size=2)] = np.nan
    return table


def _column(random: np.random.Generator, n: int) -> np.ndarray:
    column = [
        lambda: random.integers(4, size=n).astype(float),
        lambda: np.full(n, 0.1),
        lambda: random.normal(60, 20, n).round(random.integers(6)),
        lambda: random.normal(0, 1, n) * 10.0 ** random.integers(-6, 7),
        lambda: random.lognormal(3, 2, n),
    ][random.integers(5)]()
    gaps = random.choice([0, 0, 0, 0.1, 0.4, 1], p=[0.25, 0.25, 0.2, 0.15, 0.1, 0.05])
    return np.where(random.random(n) < gaps, np.nan, column)


def _facts(random: np.random.Generator, parent: str | None, column: pd.Series | None) -> dict[str, Any]:
    facts = {
        "parent": parent,
        "weight": random.integers(1, 5),
        "direction": np.nan,
        "low": np.nan,
        "high": np.nan,
    }
    if column is None:
        return facts
    facts["direction"] = random.choice([1, -1])
    known = column.dropna()
    if len(known) and random.random() < 0.7:
        low, high = known.quantile([0.1, 0.9]).round(3)
        facts |= {"low": low, "high": high if high > low else low + 1}
        if random.random() < 0.1:
            facts[random.choice(["low", "high"])] = np.nan
    return facts


def _weight(random: np.random.Generator) -> float:
    return float(random.choice([0, random.integers(1, 101), random.uniform(0, 100)], p=[0.2, 0.6, 0.2]))
