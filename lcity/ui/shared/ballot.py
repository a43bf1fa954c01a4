"""A ballot that is asked for by name, from outside any session."""

from typing import Any

import pandas as pd

from lcity.computed import complete
from lcity.dataset import Dataset, leaf_provenance
from lcity.errors import ArgumentError
from lcity.index import Tree, normalise
from lcity.meeting.ballots import Ballot, Names, VoteError, rests_on
from lcity.meeting.weighing import Weighed
from lcity.text import LANGUAGES, language
from lcity.ui.shared import cache, datasets, user_dataset


def ballot_of(*, dataset: Any, level: Any, keys: Any, question: Any, browser: str) -> Ballot:
    """Return a ballot on a dataset's index, under the rules the dataset declares, in the year it opens with.

    Parameters
    ----------
    dataset
        The name or the hash of one every reader can open, or the hash of one that is open in this browser.
    level
        "city" or "district", as far as the dataset has it.
    keys
        Nodes of its index under the same one; None for the dimensions.
    question
        What the room is asked.
    browser
        The hash of the asking browser's secret; "" where it has none.

    Raises
    ------
    VoteError
        Any of these is none there is.
    """
    name = _offered(dataset) if isinstance(dataset, str) else None
    if name is not None:
        with datasets.looking_into(name):
            found = cache.open_dataset()
            _check(level, found)
            year = cache.default_year()
            scores = cache.normalised(level, year, "goalposts")
            shipped = name if name in datasets.SHIPPED else ""
            return _ballot(found, shipped, level, keys, question, year, scores)
    found = user_dataset.of_browser(dataset, browser) if isinstance(dataset, str) else None
    if found is None:
        raise VoteError("room.no_dataset", known=", ".join(datasets.offered()))
    _check(level, found)
    year = found.meta.default_year or max(found.years, default=None)
    scores = normalise(complete(found, level, year).values, found.indicators)
    return _ballot(found, "", level, keys, question, year, scores)


def _offered(dataset: str) -> str | None:
    """Return the name of what every reader can open, by this name or its hash; None where there is none."""
    if dataset in datasets.offered():
        return dataset
    if len(dataset) < datasets.HASH_CHARACTERS:
        return None
    for name in datasets.offered():
        with datasets.looking_into(name):
            if cache.open_dataset().hash.startswith(dataset):
                return name
    return None


def _check(level: Any, dataset: Dataset) -> None:
    if level not in dataset.levels:
        raise VoteError("room.no_level", known=", ".join(dataset.levels))


def _ballot(
    dataset: Dataset, name: str, level: str, keys: Any, question: Any, year: int | None, scores: pd.DataFrame
) -> Ballot:
    tree = Tree.from_table(dataset.indicators)
    chosen = tree.dimensions if keys is None else keys
    try:
        if not (isinstance(chosen, list | tuple) and all(isinstance(key, str) for key in chosen)):
            raise ArgumentError("keys are no list of names")
        weighed = Weighed(tree, tuple(chosen))
    except ArgumentError:
        raise VoteError("room.no_siblings", known=", ".join(tree.dimensions)) from None
    marks = leaf_provenance(dataset)
    return Ballot(
        question=question if isinstance(question, str) else "",
        dataset=str(datasets.Mark(name, dataset.hash[: datasets.HASH_CHARACTERS])),
        level=level,
        weighed=weighed,
        key_names=_names(dataset.indicators, weighed.keys),
        units=tuple(map(str, scores.index)),
        unit_names=_names(dataset.units(level), tuple(scores.index)),
        scores=Ballot.rows(scores, tree),
        year=year,
        simulated=rests_on(weighed, scores, set(marks.index[marks == "simulated"])),
    )


def _names(table: pd.DataFrame, rows: tuple[str, ...]) -> Names:
    own = pd.DataFrame(table[[column for column in table.columns if str(column).startswith("name")]])
    named = own.loc[list(rows)].to_dict("records")
    return tuple((code, tuple(language(code).name(row) for row in named)) for code in LANGUAGES)
