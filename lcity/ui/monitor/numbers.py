"""What Monitor asks of the engine, kept: who is on the way, and the figures of every year."""

from datetime import date

import numpy as np
import pandas as pd

from lcity.dataset import UnitValues
from lcity.monitor import own
from lcity.monitor.own import OwnTarget
from lcity.monitor.progress import table
from lcity.monitor.series import Series, breaks, series
from lcity.ui.shared import cache


def keys(level: str) -> tuple[str, ...]:
    """Return the indicators that have figures of units of a level, in their order."""
    return tuple(_latest(level).values.dropna(axis="columns", how="all"))


def progress(level: str, method: str, own_targets: tuple[OwnTarget, ...] = ()) -> pd.DataFrame:
    """Return a row a unit and indicator, the worst first: see `lcity.monitor.progress`.

    Parameters
    ----------
    level, method
        As there.
    own_targets
        The reader's, which go before the dataset's.
    """
    return _progress(level, method, own_targets, date.today().year)


@cache.shared(32)
def _progress(level: str, method: str, own_targets: tuple[OwnTarget, ...], today: int) -> pd.DataFrame:
    return table(lines(level), cache.open_dataset(), level, targets(own_targets), today, method)


@cache.shared(32)
def targets(own_targets: tuple[OwnTarget, ...]) -> pd.DataFrame | None:
    """Return the dataset's targets and the reader's: see `lcity.monitor.own.beside`."""
    return own.beside(cache.open_dataset().targets, own_targets)


@cache.shared(2)
def lines(level: str) -> Series:
    """Return the figures of every year, since the latest break of each indicator."""
    dataset = cache.open_dataset()
    return series(dataset, level, _latest(level)).since_breaks(breaks(dataset.indicators))


def dimension_of(key: str) -> str:
    """Return the dimension an indicator belongs to."""
    parent = cache.tree().parent
    while parent[key] is not None:
        key = parent[key]
    return key


def line(level: str, unit: str, key: str) -> list[float]:
    """Return what is known of a unit's indicator over the years, in their order; one year is no line."""
    found = lines(level)
    own = found.values[found.units.get_loc(unit), found.keys.index(key)]
    known = own[~np.isnan(own)]
    return known.tolist() if len(known) > 1 else []


def _latest(level: str) -> UnitValues:
    return cache.values(level, max(cache.years(), default=None))
