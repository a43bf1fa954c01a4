"""Which unit of which other dataset stands beside the one that follows the reader."""

from typing import NamedTuple

import pandas as pd

from lcity.ui.shared import cache, datasets, selection, unit_choice, unit_names, user_dataset
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice


class Unit(NamedTuple):
    """A unit of a shipped dataset: the name of that, and the unit's id."""

    dataset: str
    id: str

    @classmethod
    def read(cls, text: str) -> "Unit":
        """Read a unit from a link."""
        dataset, _, id_ = text.partition(".")
        return cls(dataset, id_)

    def __str__(self) -> str:
        return ".".join(self)


def choice(level: str) -> Choice:
    """Return the choice of the unit abroad; at first the one nearest in people to the unit at home."""
    units = _units(level, _others())
    return Choice("abroad", _nearest(level), parse=Unit.read, allowed=units)


def names(level: str) -> dict[Unit, str]:
    """Return what the units abroad are called; with their dataset's title where there are several."""
    lang = reader_language()
    found = {}
    for name in _others():
        with datasets.looking_into(name):
            called = unit_names.full_names(level)
        title = datasets.title(name, lang)
        for unit, own in called.items():
            several = len(_others()) > 1
            found[Unit(name, str(unit))] = t("abroad.of_dataset", name=own, title=title) if several else own
    return found


def _others() -> tuple[str, ...]:
    """Return the shipped datasets of other places than the open one; all not open where none is."""
    open_ = "" if user_dataset.current() is not None else datasets.in_view()
    others = tuple(name for name in datasets.SHIPPED if name != open_)
    return tuple(name for name in others if not _same_places(name)) or others


@cache.shared(4)
def _same_places(name: str) -> bool:
    """Say whether a shipped dataset has a unit of the open one: codes of places are the same wherever cut."""
    at_home = cache.open_dataset()
    with datasets.looking_into(name):
        there = cache.open_dataset()
    return any(
        getattr(at_home, units).index.isin(getattr(there, units).index).any()
        for units in ("cities", "districts")
    )


@cache.shared(8)
def _units(level: str, others: tuple[str, ...]) -> tuple[Unit, ...]:
    return tuple(Unit(name, str(unit)) for name in others for unit in _people(level, name).index)


def _nearest(level: str) -> Unit:
    people = cache.values(level, selection.chosen_year()).people.get(unit_choice.main_unit(level))
    found = pd.concat({name: _people(level, name) for name in _others()}, names=["dataset", "unit"])
    away = (found - (found.median() if people is None or pd.isna(people) else people)).abs()
    return Unit(*map(str, away.idxmin()))


def _people(level: str, name: str) -> pd.Series:
    with datasets.looking_into(name):
        return cache.values(level, cache.default_year()).people
