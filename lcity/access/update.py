"""A reach after a scenario: only the pairs of the centres it places are found anew."""

from dataclasses import replace

import numpy as np

from lcity.access.along import LINE, ways
from lcity.access.catchment import Catchment
from lcity.access.centres import Centres
from lcity.access.coverage import covered
from lcity.access.reach import NEIGHBOURS_M, Reach
from lcity.dataset.model import Dataset


def updated(reach: Reach, dataset: Dataset) -> Reach:
    """Return the reach of a dataset with a scenario, from the reach of the dataset as it is.

    Parameters
    ----------
    reach
        Of `dataset.planned.before`, or of one of its cities.
    dataset
        With a scenario.

    Returns
    -------
    Reach
        As `Reach.of` finds it from nothing; the pairs of a place may stand in another order.

    Raises
    ------
    ValueError
        The dataset has no scenario.
    """
    planned = dataset.planned
    if planned is None:
        raise ValueError("the dataset has no scenario")
    old = reach.centres
    kept = np.flatnonzero(~old.ids.isin(planned.placed | planned.closed))
    changed = dataset.centres[dataset.centres.index.isin(planned.placed | planned.rewritten)]
    anew = Centres.of(replace(dataset, centres=changed))
    placed = anew.take(np.flatnonzero(anew.ids.isin(planned.placed)))
    pairs = _pairs_to(placed, reach, dataset)
    if reach.city is not None:
        beside = None
        if reach.along != LINE:
            beside = covered(placed.lonlat, reach.places.lonlat, NEIGHBOURS_M)
        near, pairs = pairs.compact(beside)
        placed = placed.take(near)
    ids = old.ids[kept].append(placed.ids)
    order = np.argsort(dataset.centres.index.get_indexer(ids), kind="stable")
    number = np.empty(len(order), np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    kinds = tuple(dataset.centres["kind"].unique())
    centres = _join(old.take(kept), placed, anew)
    centres = replace(
        centres.take(order),
        kinds=kinds,
        counted=tuple(kind for kind in kinds if kind not in dataset.meta.kinds_not_counted),
    )
    renumbered = np.full(len(old.ids), -1, np.int32)
    renumbered[kept] = number[: len(kept)]
    return replace(
        reach,
        centres=centres,
        catchment=_merged(reach.catchment, renumbered, pairs, number[len(kept) :]),
    )


def touched(was: Reach, reach: Reach, dataset: Dataset) -> np.ndarray | None:
    """Return which places a scenario may have made a difference to: (places,) bool; None for any.

    Parameters
    ----------
    was, reach
        Of `dataset.planned.before`, and of the dataset.
    dataset
        With a scenario.
    """
    planned = dataset.planned
    counted_else = dataset.meta.kinds_not_counted != planned.before.meta.kinds_not_counted
    if counted_else or _tells(was.centres) != _tells(reach.centres):
        return None
    changed = planned.placed | planned.rewritten | planned.closed
    sides = (of.catchment.only(of.centres.ids.isin(changed)).reached() for of in (was, reach))
    return np.logical_or(*sides)


def _tells(centres: Centres) -> tuple[bool, ...]:
    """Return what of all centres together decides on what is said of each unit: whether anything is known."""
    counted = centres.chosen()
    known = centres.hours_known & counted, ~np.isnan(centres.seats) & counted
    return tuple(bool(of.any()) for of in (counted, *known))


def _pairs_to(placed: Centres, reach: Reach, dataset: Dataset) -> Catchment:
    """Return the pairs of the places of a reach and some centres, measured as the reach is."""
    only = replace(dataset, centres=dataset.centres.loc[placed.ids])
    if reach.along == LINE:
        return ways(only, reach.places.lonlat, placed.lonlat, LINE, reach.catchment.radius).pairs
    everywhere = dataset.population[["lon", "lat"]].to_numpy(float)
    found = ways(only, everywhere, placed.lonlat, reach.along, reach.catchment.radius)
    return found.of_places(reach.places.row).pairs


def _join(kept: Centres, placed: Centres, anew: Centres) -> Centres:
    """Return centres that stay, with what is new of them, and those that are placed."""
    parts = {}
    at = anew.ids.get_indexer(kept.ids)
    rewritten = at >= 0
    for name in ("lonlat", "kind", "seats", "hours", "unknown", "on_request"):
        held = getattr(kept, name).copy()
        held[rewritten] = getattr(anew, name)[at[rewritten]]
        parts[name] = np.concatenate([held, getattr(placed, name)])
    return replace(kept, ids=kept.ids.append(placed.ids), **parts)


def _merged(old: Catchment, renumbered: np.ndarray, new: Catchment, numbers: np.ndarray) -> Catchment:
    """Return old pairs with new ones added, row by row.

    Parameters
    ----------
    old
        The pairs there were.
    renumbered
        New number of each of its centres; -1 where it is there no more.
    new
        Pairs of the same places.
    numbers
        New number of each of these centres.
    """
    centre = renumbered[old.centre] if len(renumbered) else old.centre
    stays = centre >= 0
    kept = old if stays.all() else old.only(renumbered >= 0)
    centre = centre[stays]
    rows = np.repeat(np.arange(new.n_places), np.diff(new.indptr))
    at = kept.indptr[rows + 1]
    return replace(
        old,
        n_centres=int((renumbered >= 0).sum()) + len(numbers),
        indptr=kept.indptr + new.indptr,
        centre=np.insert(centre, at, numbers[new.centre]),
        distance=np.insert(kept.distance, at, new.distance),
    )
