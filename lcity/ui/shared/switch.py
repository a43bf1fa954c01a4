"""The switch: which datasets there are, which is open and how real it is, and turning to another."""

from pathlib import Path

import pandas as pd
import streamlit as st

from lcity.errors import DatasetError
from lcity.text import Language
from lcity.ui.shared import cache, datasets, revision, state, tiled, user_dataset, weights
from lcity.ui.shared.datasets import Mark
from lcity.ui.shared.markdown import plain
from lcity.ui.shared.reader import reader_language, t

OWN = "own"
"""Stands for what the session has opened for itself."""
SIMULATED = "simulated"
OF_ONE_DATASET = (
    "city",
    "district",
    "year",
    "since",
    "with",
    "kinds",
    "alike",
    "cam",
    "abroad",
    "scenario",
    "as",
)
"""Choices that are of the dataset they were made in, even where another has one of the same name."""
_TABLES = ("centres", "population", "participation")


def open_of_link(mark: Mark | None) -> None:
    """Open what the link was made with, once in a session: afterwards the reader chooses.

    Parameters
    ----------
    mark
        As the link has it; None where it says nothing.
    """
    if mark is None or datasets.is_chosen():
        return
    datasets.choose(cache.named(mark) or datasets.first())


def open_(name: str) -> None:
    """Turn to another dataset: the page, the language and the choices that mean the same there stay.

    Parameters
    ----------
    name
        One of `datasets.offered()`, or `OWN`.
    """
    kept, moved = state.link(), weights.choice().value
    if name == OWN:
        user_dataset.set_aside(False)
    else:
        user_dataset.set_aside()
        datasets.choose(name)
    for choice in (state.DATASET_NAME, weights.NAME, *OF_ONE_DATASET):
        kept.pop(choice, None)
    try:
        tree = cache.tree()
    except DatasetError:
        moved = ()
    else:
        moved = tuple((key, weight) for key, weight in moved if key in tree.weights)
    if moved:
        kept[weights.NAME] = weights.write(moved, tree)
    state.reopen(kept, quietly=True)
    revision.take_over()


def reopen(parameters: dict[str, str]) -> None:
    """Go back to the view of a link, in the dataset it was made with where that is here.

    Parameters
    ----------
    parameters
        Of the link.
    """
    try:
        found = cache.named(Mark.read(parameters.get(state.DATASET_NAME, "")))
    except ValueError:
        found = ""
    own = user_dataset.held()
    if own is not None and parameters.get(state.DATASET_NAME) == own.dataset.hash[: datasets.HASH_CHARACTERS]:
        user_dataset.set_aside(False)
    elif found:
        user_dataset.set_aside()
        datasets.choose(found)
    state.reopen(parameters)
    revision.take_over()


def draw() -> None:
    """Draw the choice of a dataset and, of the one that is open, how real it is."""
    lang = reader_language()
    names, key = list(datasets.offered()), f"widget.dataset.{lang.code}"
    if user_dataset.held() is not None:
        names.insert(0, OWN)
    labels = _labels(names, lang)
    # It follows what is opened elsewhere: its value is told anew in every run.
    st.session_state[key] = OWN if user_dataset.current() is not None else datasets.in_view()
    st.radio(
        t("frame.dataset"),
        names,
        format_func=labels.__getitem__,
        key=key,
        on_change=lambda: open_(st.session_state[key]),
    )


def how_real() -> str:
    """Return one sentence on how many units the open dataset has and what of it is simulated."""
    dataset, lang = cache.open_dataset(), reader_language()
    found, all_marked = _simulated(None)
    units = [
        t(f"frame.real.{level}", n=len(dataset.units(level)), count=lang.number(len(dataset.units(level))))
        for level in dataset.levels
    ]
    named = [t(f"frame.real.simulated.{part}", n=n, count=lang.number(n)) for part, n in found]
    if named:
        told = t("frame.real.simulated", names=lang.listed(named))
    else:
        told = t("frame.real.nothing" if all_marked else "frame.real.nothing_marked")
    return t("frame.real", units=lang.listed(units), told=told) if units else told


def simulated(year: int | None = None) -> tuple[tuple[str, int], ...]:
    """Return what of the open dataset is simulated, and how much of each.

    Parameters
    ----------
    year
        Indicators without any figure as of this year are not counted; None counts all.
    """
    return _simulated(year)[0]


@cache.shared(8)
def _simulated(year: int | None) -> tuple[tuple[tuple[str, int], ...], bool]:
    """Return what of the open dataset is simulated, how much, and whether every row says how real it is."""
    dataset, found, all_marked = cache.open_dataset(), [], True
    for name in _TABLES:
        table = getattr(dataset, name)
        if table is None:
            if name == "population" and SIMULATED in tiled.provenances(dataset):
                found.append((name, tiled.partitions(dataset).rows))
            continue
        marks = table["provenance"] if "provenance" in table else pd.Series(None, table.index, dtype=object)
        all_marked &= bool(marks.notna().all())
        if count := int((marks == SIMULATED).sum()):
            found.append((name, count))
    declared = dataset.indicators["provenance"][dataset.indicators["computed"].isna()]
    if year is not None:
        known = frozenset().union(*(cache.known_leaves(level, year) for level in dataset.levels))
        declared = declared[declared.index.isin(known)]
    if count := int((declared == SIMULATED).sum()):
        found.append(("indicators", count))
    return tuple(found), all_marked


def _labels(names: list[str], lang: Language) -> dict[str, str]:
    """Return what each dataset is called, no two alike: a browser tells by the words which was chosen."""
    titles = {name: _title(name, lang) for name in names}
    # A copy of a shipped one, or one in tiles, has its title.
    if list(titles.values()).count(titles.get(datasets.SERVERS)) > 1:
        called = Path(datasets.folder(datasets.SERVERS)).resolve().name
        titles[datasets.SERVERS] = lang.t(
            "frame.dataset.folder", title=titles[datasets.SERVERS], folder=called
        )
    return {name: plain(title) for name, title in titles.items()}


def _title(name: str, lang: Language) -> str:
    if name != OWN:
        return datasets.title(name, lang)
    meta = user_dataset.held().dataset.meta
    own = datasets.short({"title": meta.title, "title_zh": meta.title_zh}, lang)
    return lang.t("frame.dataset.own", title=own)
