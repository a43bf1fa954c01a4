"""What two datasets measure alike, so that units of either can stand side by side; and what they do not."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from lcity.dataset import Dataset, UnitValues, leaf_provenance, weakest
from lcity.dataset.groups import group_keys, group_shares
from lcity.index import Tree

PER_CENT = "%"
DEFINITIONS = Path(__file__).with_suffix(".toml")


class Source(NamedTuple):
    """Where a dataset has a measure.

    Parameters
    ----------
    key
        The indicator that has it; "" where people of a group are counted.
    group
        The group, a column of people; "" where an indicator has it.
    per
        What the indicator's values are divided by to become shares (0–1); None where they are no shares.
    """

    key: str
    group: str = ""
    per: float | None = None


class Measure(NamedTuple):
    """What two datasets measure alike.

    Parameters
    ----------
    name
        Of the computation both name, or of the definition in `comparable.toml`.
    computed
        Whether it is a computation that both name.
    sources
        Where the one has it, and where the other.
    """

    name: str
    computed: bool
    sources: tuple[Source, Source]


class Unlike(NamedTuple):
    """What looks alike and is not: the name of the reason, and the indicators of the one and of the other."""

    name: str
    keys: tuple[tuple[str, ...], tuple[str, ...]]


class Common(NamedTuple):
    """What two datasets have in common.

    Parameters
    ----------
    alike
        What both measure alike, in the order of the first dataset's indicators.
    unlike
        What looks alike and is not.
    alone
        The indicators of the one, and of the other, that the other has nothing like.
    """

    alike: tuple[Measure, ...]
    unlike: tuple[Unlike, ...]
    alone: tuple[tuple[str, ...], tuple[str, ...]]


def common(one: Dataset, other: Dataset) -> Common:
    """Return what two datasets measure alike and what not.

    Alike is what both name the same computation for, in the same unit, and what `comparable.toml` says is.

    Parameters
    ----------
    one, other
        Open datasets.
    """
    both = one, other
    alike = [*_computed_measures(both), *_defined(both)]
    left = [
        [leaf for leaf in _leaves(dataset) if leaf not in {measure.sources[n].key for measure in alike}]
        for n, dataset in enumerate(both)
    ]
    unlike = []
    for entry in _definitions()["unlike"]:
        keys = tuple(tuple(key for key in own if key in entry["keys"]) for own in left)
        if all(keys):
            unlike.append(Unlike(entry["name"], keys))
            left = [[key for key in own if key not in entry["keys"]] for own in left]
    return Common(tuple(alike), tuple(unlike), (tuple(left[0]), tuple(left[1])))


def figures(dataset: Dataset, values: UnitValues, level: str, year: int | None, source: Source) -> pd.Series:
    """Return the figures of a measure.

    Parameters
    ----------
    dataset
        Which has the source.
    values
        Of all its leaves at the level and in the year, as `lcity.computed.complete` gives them.
    level
        "city" or "district".
    year
        In force; None in a dataset without years.
    source
        Where the dataset has the measure.

    Returns
    -------
    Series
        By unit: shares (0–1), or where the source is none of shares, values in the indicator's own unit;
        NaN where missing.
    """
    if source.group:
        return group_shares(dataset, level, year)[source.group]
    return values.values[source.key] / (source.per or 1)


def provenance(dataset: Dataset, source: Source) -> str:
    """Return how far the figures of a measure can be trusted: no further than the weakest row."""
    if source.key:
        return leaf_provenance(dataset)[source.key]
    table = dataset.population
    counted = table is not None and source.group in table and "provenance" in table
    return weakest(table["provenance"].dropna().unique()) if counted else "derived"


@cache
def _definitions() -> dict[str, Any]:
    return tomllib.loads(DEFINITIONS.read_text(encoding="utf-8"))


def _leaves(dataset: Dataset) -> tuple[str, ...]:
    return tuple(Tree.from_table(dataset.indicators).leaves)


def _computed_measures(both: tuple[Dataset, Dataset]) -> list[Measure]:
    first, second = (dataset.indicators.loc[list(_leaves(dataset)), ["computed", "unit"]] for dataset in both)
    found = []
    for key, name, unit in first.dropna(subset="computed").itertuples():
        same = second.index[(second["computed"] == name) & (second["unit"] == unit)]
        if len(same):
            per = 100 if unit == PER_CENT else None
            found.append(Measure(name, True, (Source(key, per=per), Source(same[0], per=per))))
    return found


def _defined(both: tuple[Dataset, Dataset]) -> list[Measure]:
    found = []
    for entry in _definitions()["alike"]:
        sources = [_source(dataset, entry) for dataset in both]
        if None not in sources:
            found.append(Measure(entry["name"], False, (sources[0], sources[1])))
    return found


def _source(dataset: Dataset, entry: dict[str, Any]) -> Source | None:
    leaves, groups = _leaves(dataset), group_keys(dataset)
    named = [Source(key, per=per) for key, per in entry["indicators"].items() if key in leaves]
    counted = [Source("", group=group) for group in entry["groups"] if group in groups]
    return next(iter([*named, *counted]), None)
