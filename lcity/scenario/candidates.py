"""Where a centre could be: places that are listed, cells where people live, other kinds, or longer hours."""

from enum import StrEnum

import numpy as np
import pandas as pd

from lcity.access.centres import Centres
from lcity.access.hours import unpack
from lcity.access.places import Places
from lcity.access.reach import Reach
from lcity.dataset.locate import district_of
from lcity.dataset.model import Dataset
from lcity.errors import ArgumentError

DECIMALS = 5


class From(StrEnum):
    """Where sites are taken from, besides a kind of centres that does not count."""

    LISTED = "listed"
    CELLS = "cells"
    HOURS = "hours"


def offered(dataset: Dataset) -> tuple[str, ...]:
    """Return where a dataset's sites can be taken from, the default first."""
    listed = () if dataset.candidates is None else (From.LISTED,)
    kinds = () if dataset.centres is None else tuple(dataset.meta.kinds_not_counted)
    longer = () if dataset.centres is None else (From.HOURS,)
    return (*listed, From.CELLS, *longer, *kinds)


def sites(
    dataset: Dataset,
    places: Places | None,
    reach: Reach | None,
    source: str | None = None,
    *,
    group: str = "people",
    hours: tuple[int, ...] = (),
    district: str | None = None,
) -> pd.DataFrame:
    """Return the sites a centre could be at.

    Parameters
    ----------
    dataset
        An open dataset.
    places
        Whom the centres would be for; None where the sites are none of their cells.
    reach
        Who reaches the centres there are; None where there are none.
    source
        "listed": `candidates.csv`; "cells": the places where people of the group live; "hours": centres there
        are that do not keep the hours asked for; a kind of centres that does not count; or, where hours are
        asked for, those of a kind that counts that do not keep them. None for what is listed, else cells.
    group
        A column of the population.
    hours
        Hours of the week, 0–167, that are asked for.
    district
        Only sites in it; None for all.

    Returns
    -------
    pandas.DataFrame
        Index `site`; columns name, lon, lat, hours (missing where it would be open whenever asked) and cost
        (NaN where none is said).

    Raises
    ------
    ArgumentError
        The dataset has no such sites.
    """
    known = offered(dataset)
    source = known[0] if source is None else source
    if source == From.LISTED and dataset.candidates is None:
        raise ArgumentError("candidates listed: candidates.csv is missing")
    if source == From.LISTED:
        found = dataset.candidates[["name", "lon", "lat", "hours", "cost"]]
    elif source == From.CELLS:
        found = _cells(dataset, places, group)
    elif source == From.HOURS:
        found = _longer(dataset, reach, hours)
    elif source in known:
        found = _of_kind(dataset, source)
    elif hours and _is_kind(dataset, source):
        found = _longer(dataset, reach, hours, source)
    else:
        counts = _is_kind(dataset, source)
        why = "a kind that counts already; " if counts and not hours else ""
        raise ArgumentError(f"candidates {source!r}: {why}expected one of {', '.join(known)}")
    if district is not None:
        found = _within(dataset, found, district)
    if found.empty:
        raise ArgumentError(f"candidates {source}: there are none")
    return found.rename_axis("site")


def costs_of(found: pd.DataFrame, *, by_cost: bool) -> np.ndarray:
    """Return what each site counts: (sites,) what it costs, or ones where sites are counted.

    Parameters
    ----------
    found
        As `sites` returns them.
    by_cost
        Whether costs count.

    Raises
    ------
    ArgumentError
        They do, and a site has none above 0.
    """
    if not by_cost:
        return np.ones(len(found))
    lacking = found.index[found["cost"].isna() | (found["cost"] <= 0)]
    if len(lacking):
        raise ArgumentError(
            f"budget: {len(lacking)} of {len(found)} sites have no cost above 0, the first {lacking[0]!r}; "
            "costs stand in candidates.csv"
        )
    return found["cost"].to_numpy(float)


def _cells(dataset: Dataset, places: Places, group: str) -> pd.DataFrame:
    lived_in = np.flatnonzero(np.nan_to_num(places.people(group)) > 0)
    lon, lat = places.lonlat[lived_in].T
    district = places.unit["district"][lived_in]
    names = np.append(dataset.districts["name"].reindex(places.units["district"]).to_numpy(object), "")
    written = [f"{x:.{DECIMALS}f}, {y:.{DECIMALS}f}" for x, y in zip(lon, lat, strict=True)]
    found = pd.DataFrame(
        {
            "name": [f"{names[d]} {at}".strip() for d, at in zip(district, written, strict=True)],
            "lon": lon,
            "lat": lat,
            "hours": None,
            "cost": np.nan,
        },
        index=pd.Index([f"cell_{at.replace(', ', '_')}" for at in written], dtype="str"),
    )
    return found[~found.index.duplicated()]


def _is_kind(dataset: Dataset, source: str) -> bool:
    return dataset.centres is not None and bool((dataset.centres["kind"] == source).any())


def _within(dataset: Dataset, found: pd.DataFrame, district: str) -> pd.DataFrame:
    """Return the sites in a district; all of them where the dataset does not say where that is."""
    if not dataset.has_outlines or found.empty:
        return found
    return found[district_of(found, dataset.districts.geometry.loc[[district]]).notna().to_numpy()]


def _of_kind(dataset: Dataset, kind: str) -> pd.DataFrame:
    centres = dataset.centres[dataset.centres["kind"] == kind]
    return centres[["name", "lon", "lat"]].assign(hours=None, cost=np.nan)


def _longer(
    dataset: Dataset, reach: Reach | None, hours: tuple[int, ...], kind: str | None = None
) -> pd.DataFrame:
    """Return the centres that count, whose hours are known, and that are closed in some of the hours."""
    if not hours:
        raise ArgumentError("candidates hours: say with the hours which ones centres could keep too")
    centres = Centres.of(dataset) if reach is None else reach.centres
    closed = ~unpack(centres.hours)[:, list(hours)].all(axis=1)
    counted = centres.chosen(None if kind is None else [kind])
    which = centres.ids[counted & centres.hours_known & closed]
    return dataset.centres.loc[which, ["name", "lon", "lat"]].assign(hours=None, cost=np.nan)
