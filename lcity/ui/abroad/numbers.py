"""What the two units measure alike, and their figures."""

from typing import NamedTuple

from lcity import comparable
from lcity.comparable import Common, Measure
from lcity.ui.abroad.choices import Unit
from lcity.ui.shared import cache, datasets, selection


class Figure(NamedTuple):
    """A figure of one unit.

    Parameters
    ----------
    value
        A share (0–1), or where the measure is none of shares, in its own unit; NaN where missing.
    provenance
        One of `PROVENANCES`.
    """

    value: float
    provenance: str


def common(abroad: str) -> Common:
    """Return what the open dataset and a shipped one measure alike and what not."""
    return _common(abroad)


@cache.shared(4)
def _common(abroad: str) -> Common:
    return comparable.common(cache.open_dataset(), _dataset(abroad))


def pair(measure: Measure, level: str, home: str, abroad: Unit) -> tuple[Figure, Figure]:
    """Return the figures of a measure: of the unit at home, and of the one abroad."""
    at_home = _figure(measure, 0, level, home, selection.chosen_year())
    with datasets.looking_into(abroad.dataset):
        return at_home, _figure(measure, 1, level, abroad.id, cache.default_year())


def kinds_counted() -> tuple[str, ...]:
    """Return the kinds of centres that count in the dataset looked at, the commonest first."""
    dataset = cache.open_dataset()
    if dataset.centres is None:
        return ()
    return tuple(kind for kind in cache.kinds() if kind not in dataset.meta.kinds_not_counted)


def _figure(measure: Measure, side: int, level: str, unit: str, year: int | None) -> Figure:
    dataset, source = cache.open_dataset(), measure.sources[side]
    found = comparable.figures(dataset, cache.values(level, year), level, year, source)
    return Figure(float(found[unit]), comparable.provenance(dataset, source))


def _dataset(name: str):
    with datasets.looking_into(name):
        return cache.open_dataset()
