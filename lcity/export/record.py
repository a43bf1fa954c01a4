"""The decision record: what was weighed, what came of it and its sources, as a small JSON file.

It holds the figures too, so that a later meeting can tell what the data did from what the weights did.
"""

import datetime
import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lcity import scenario as scenarios
from lcity.errors import ArgumentError, DatasetError, LcityError
from lcity.export.metadata import clean
from lcity.index import AGGREGATIONS, NORMALISATIONS, Tree, Weights
from lcity.index.causes import Situation
from lcity.scenario import Scenario

KIND, VERSION = "LCity decision record", 1
MOST_BYTES = 8 * 2**20
MOST_UNITS, MOST_NODES, MOST_CHOICES = 5_000, 400, 40
MOST_NUMBER = 1e15
CHARACTERS = 400
_KEY = re.compile(r"[a-z][a-z0-9_]{0,79}")
_PAGE = re.compile(r"[a-z]{1,20}")
_HASH = re.compile(r"[0-9a-f]{0,64}")


@dataclass(frozen=True, eq=False)
class Record:
    """What was decided on, and its sources.

    Parameters
    ----------
    day
        When.
    question, finding
        What the page asked and answered, in the language of who kept it.
    title, data
        The dataset's title, and the hash of its content.
    page, choices
        Which page, and the parameters of the link that reopens it.
    level, city, year
        What was ranked: "city" or "district"; one city's districts, or "" for all; None without years.
    situation
        What the ranks follow from.
    names
        Unit → name.
    ranks
        Units × rank, low, high (Int64) and score.
    labels
        Node → name.
    scenario
        The scenario the ranks are with; None where they are of the dataset as it is.
    weights_of
        A sentence that says whose the weights are, where they are not just who kept the record's; else "".
    """

    day: datetime.date
    question: str
    finding: str
    title: str
    data: str
    page: str
    choices: Mapping[str, str]
    level: str
    city: str
    year: int | None
    situation: Situation
    names: pd.Series
    ranks: pd.DataFrame
    labels: Mapping[str, str]
    scenario: Scenario | None = None
    weights_of: str = ""


def write(record: Record) -> bytes:
    """Write a record as JSON; what is missing is null."""
    of = record.situation
    leaves, shares = list(of.tree.leaves), of.weights.shares(of.tree)
    own = of.weights.of(of.tree)
    nodes = [
        {
            "key": key,
            "parent": of.tree.parent[key],
            "name": clean(record.labels[key], CHARACTERS),
            "weight": own[key],
            "share": round(float(shares[key]), 6),
            **({} if key not in leaves else _goalposts(of.indicators.loc[key])),
        }
        for key in of.tree.keys
    ]
    units = [
        {
            "id": unit,
            "name": clean(record.names[unit], CHARACTERS),
            **{name: _number(record.ranks.at[unit, name]) for name in ("rank", "low", "high", "score")},
            "values": [_number(value) for value in row],
        }
        for unit, row in zip(record.ranks.index, of.values[leaves].to_numpy(float), strict=True)
    ]
    content = {
        "kind": KIND,
        "version": VERSION,
        "date": record.day.isoformat(),
        "question": clean(record.question, CHARACTERS),
        "finding": clean(record.finding, CHARACTERS),
        "dataset": {"title": clean(record.title, CHARACTERS), "hash": record.data},
        "view": {"page": record.page, "choices": dict(record.choices)},
        "ranked": {"level": record.level, "city": record.city, "year": record.year},
        "methods": {"normalise": of.normalise, "aggregate": of.aggregate},
        "nodes": nodes,
        "units": units,
    }
    if record.weights_of:
        content["weights_of"] = clean(record.weights_of, CHARACTERS)
    if record.scenario is not None:
        content["scenario"] = json.loads(scenarios.write(record.scenario))
    return json.dumps(content, ensure_ascii=False, allow_nan=False, indent=1).encode()


def read(content: bytes) -> Record:
    """Read a record somebody kept, believing nothing of it.

    Raises
    ------
    ArgumentError
        It is no record, of another version, larger than any record, or damaged.
    """
    if len(content) > MOST_BYTES:
        raise ArgumentError("the file is larger than a record can be")
    try:
        told = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse)
        if told["kind"] != KIND or told["version"] != VERSION:
            raise ArgumentError("no decision record of this version")
        return _record(told)
    except LcityError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise ArgumentError("the decision record is damaged") from error


def _record(told: dict[str, Any]) -> Record:
    nodes, units = _some(told["nodes"], MOST_NODES), _some(told["units"], MOST_UNITS)
    keys = [_matching(_KEY, node["key"]) for node in nodes]
    parents = [None if node["parent"] is None else _matching(_KEY, node["parent"]) for node in nodes]
    weights = {key: _finite(node["weight"]) for key, node in zip(keys, nodes, strict=True)}
    tree = Tree(tuple(keys), tuple(parents), tuple(weights.values()))
    ids = [_text(unit["id"]) for unit in units]
    if len(set(ids)) < len(ids):
        raise ArgumentError("the decision record names a unit twice")
    values = np.array([[_known(value) for value in unit["values"]] for unit in units], float)
    ranks = pd.DataFrame(index=pd.Index(ids, dtype="str"))
    for name in ("rank", "low", "high"):
        ranks[name] = pd.array([_rank(unit[name]) for unit in units], "Int64")
    ranks["score"] = [_known(unit["score"]) for unit in units]
    posts = {key: node for key, node in zip(keys, nodes, strict=True) if key in tree.leaves}
    situation = Situation(
        pd.DataFrame(values.reshape(len(ids), len(tree.leaves)), ranks.index, list(tree.leaves)),
        _indicators(posts),
        tree,
        Weights(weights),
        _one_of(NORMALISATIONS, told["methods"]["normalise"]),
        _one_of(AGGREGATIONS, told["methods"]["aggregate"]),
    )
    ranked, view, dataset = told["ranked"], told["view"], told["dataset"]
    choices = {_text(name): _text(text, MOST_CHOICES * CHARACTERS) for name, text in view["choices"].items()}
    if len(choices) > MOST_CHOICES:
        raise ArgumentError("the decision record holds more choices than there are")
    return Record(
        datetime.date.fromisoformat(_text(told["date"])),
        _text(told["question"]),
        _text(told["finding"]),
        _text(dataset["title"]),
        _matching(_HASH, dataset["hash"]),
        _matching(_PAGE, view["page"]),
        choices,
        _one_of(("city", "district"), ranked["level"]),
        _text(ranked["city"]),
        None if ranked["year"] is None else int(_finite(ranked["year"])),
        situation,
        pd.Series([_text(unit["name"]) for unit in units], ranks.index, dtype=object),
        ranks,
        {key: _text(node["name"]) for key, node in zip(keys, nodes, strict=True)},
        _scenario(told.get("scenario")),
        _text(told.get("weights_of", "")),
    )


def _scenario(told: Any) -> Scenario | None:
    try:
        return None if told is None else scenarios.parse(json.dumps(told).encode())
    except DatasetError as error:
        raise ArgumentError("the decision record holds a damaged scenario") from error


def _indicators(posts: Mapping[str, Mapping[str, Any]]) -> pd.DataFrame:
    rows = {
        key: {
            "direction": _one_of((1, -1), node["direction"]),
            "low": _known(node["low"]),
            "high": _known(node["high"]),
        }
        for key, node in posts.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["direction", "low", "high"])


def _goalposts(row: pd.Series) -> dict[str, Any]:
    return {"direction": int(row["direction"]), "low": _number(row["low"]), "high": _number(row["high"])}


def _number(value: Any) -> float | int | None:
    """Return a figure as JSON has it."""
    if pd.isna(value) or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() and abs(value) < 2**53 else float(value)


def _refuse(name: str) -> None:
    raise ValueError(name)


def _finite(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MOST_NUMBER:
        raise ArgumentError("the decision record has something else where a number belongs")
    return float(value)


def _known(value: Any) -> float:
    return math.nan if value is None else _finite(value)


def _rank(value: Any) -> int | None:
    if value is not None and not (float(_finite(value)).is_integer() and 1 <= value <= MOST_UNITS):
        raise ArgumentError("the decision record has something else where a rank belongs")
    return None if value is None else int(value)


def _text(value: Any, most: int = CHARACTERS) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise ArgumentError("the decision record has something else where a short text belongs")
    return clean(value, most)


def _matching(pattern: re.Pattern, value: Any) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise ArgumentError("the decision record has something else where a name belongs")
    return value


def _one_of(options: Any, value: Any) -> Any:
    if isinstance(value, bool) or value not in tuple(options):
        raise ArgumentError("the decision record names a method there is not")
    return value


def _some(rows: Any, most: int) -> list[dict]:
    if not isinstance(rows, list) or not 0 < len(rows) <= most:
        raise ArgumentError("the decision record has no rows, or more than a record can have")
    return rows
