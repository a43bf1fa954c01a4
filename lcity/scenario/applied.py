"""A dataset with the changes of a scenario: a dataset like any other, of which what is planned is told."""

import hashlib
import json
from dataclasses import replace
from functools import singledispatchmethod

import numpy as np
import pandas as pd

from lcity.dataset import Dataset, Problem
from lcity.dataset.cells import nearest
from lcity.dataset.contract import DTYPES, SCHEMAS, kind
from lcity.dataset.locate import district_of
from lcity.dataset.model import Planned
from lcity.errors import DatasetError
from lcity.scenario.changes import Add, Change, Close, Counts, Hours, Move, Scenario, Seats

PLANNED = "planned"
STANDING = ("name", "kind", "lon", "lat")
KEPT = ("hours", "by_appointment", "seats")
MOST_NEAR = 5_000
"""Of how many names one that may have been meant is sought."""


def apply(dataset: Dataset, scenario: Scenario, file: str = "scenario.json") -> Dataset:
    """Return a dataset with the changes of a scenario made, one after another.

    Centres that are new or moved get the provenance "planned", changed hours the hours' provenance "planned".
    Travel times to where a moved centre stood are left out, and as no row names it, it is out of their reach;
    its hash follows from what is different, not from how it was written. Where in the end nothing is, it is
    the dataset as it was.

    Parameters
    ----------
    dataset
        An open dataset; if it has a scenario already, the changes come on top of that one's.
    scenario
        The changes.
    file
        What the scenario's file is called where a problem is told.

    Raises
    ------
    DatasetError
        Changes name what the dataset does not have; each problem says which, its row the change's number.
    """
    before = dataset.planned.before if dataset.planned else dataset
    draft = _Draft(dataset)
    problems = []
    for number, change in enumerate(scenario.changes, start=1):
        if not (isinstance(change, Hours) and change.centre is not None):
            draft.settle()
        found = draft.make(change)
        if found:
            name, code, details = found
            problems.append(Problem(file, number, name, code, details))
    if problems:
        raise DatasetError(problems)
    draft.settle()
    return _planned(before, draft)


Fault = tuple[str, str, dict]
"""Where in a change it is, the code of the problem and its details."""


class _Draft:
    """The centres and settings of a dataset while changes are made to them."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.centres = _no_centres() if dataset.centres is None else dataset.centres.copy()
        self.uncounted = list(dataset.meta.kinds_not_counted)
        self.touched: set[str] = set()
        self.hours: dict[str, str] = {}
        """Of single centres, until they are settled: hundreds at once take no longer than one."""
        if dataset.planned:
            self.touched |= dataset.planned.placed | dataset.planned.rewritten | dataset.planned.closed

    @singledispatchmethod
    def make(self, change: Change) -> Fault | None:
        """Make a change, or return why it cannot be made."""
        raise TypeError(f"{change!r} is no change")

    @make.register
    def _(self, change: Add) -> Fault | None:
        if change.site in self.centres.index:
            return "add.site", "scenario_taken", {"found": change.site}
        row = {
            "name": change.name,
            "kind": change.kind,
            "lon": change.lon,
            "lat": change.lat,
            "seats": np.nan if change.seats is None else change.seats,
            "hours": change.hours,
            "provenance": PLANNED,
        }
        added = pd.DataFrame(row, index=pd.Index([change.site], name="centre", dtype="str"))
        added = added.reindex(columns=self.centres.columns).astype(self.centres.dtypes.to_dict())
        self.centres = pd.concat([self.centres, added]) if len(self.centres) else added
        self.touched.add(change.site)
        return None

    @make.register
    def _(self, change: Close) -> Fault | None:
        if fault := self._unknown("close", change.centre):
            return fault
        self.centres = self.centres.drop(index=change.centre)
        self.touched.add(change.centre)
        return None

    @make.register
    def _(self, change: Move) -> Fault | None:
        if fault := self._unknown("move.centre", change.centre):
            return fault
        self.centres.loc[change.centre, ["lon", "lat"]] = [change.lon, change.lat]
        self.centres.loc[change.centre, "provenance"] = PLANNED
        self.touched.add(change.centre)
        return None

    @make.register
    def _(self, change: Hours) -> Fault | None:
        if change.centre is not None:
            if fault := self._unknown("hours.centre", change.centre):
                return fault
            self.hours[change.centre] = change.hours
            return None
        if change.kind is not None:
            if fault := self._unknown_kind("hours.kind", change.kind):
                return fault
            return self._keep(self.centres["kind"] == change.kind, change.hours)
        districts = self.dataset.districts
        if change.district not in districts.index:
            near = nearest(change.district, districts.index[:MOST_NEAR])
            return "hours.district", "scenario_no_district", {"found": change.district, **near}
        if not self.dataset.has_outlines:
            return "hours.district", "scenario_no_outlines", {"found": change.district}
        outline = districts.geometry.loc[[change.district]]
        return self._keep(district_of(self.centres, outline).notna(), change.hours)

    @make.register
    def _(self, change: Counts) -> Fault | None:
        if fault := self._unknown_kind("counts.kind", change.kind):
            return fault
        self.uncounted = [kind for kind in self.uncounted if kind != change.kind]
        if not change.counted:
            self.uncounted.append(change.kind)
        if change.hours is not None:
            self._keep(self.centres["kind"] == change.kind, change.hours)
        return None

    @make.register
    def _(self, change: Seats) -> Fault | None:
        if fault := self._unknown("seats.centre", change.centre):
            return fault
        self.centres.loc[change.centre, "seats"] = change.seats
        self.touched.add(change.centre)
        return None

    def settle(self) -> None:
        """Give single centres the hours they were told to keep."""
        if self.hours:
            which = self.centres.index.isin(self.hours)
            self._keep(which, self.centres.index[which].map(self.hours).to_numpy(object))
            self.hours = {}

    def _keep(self, which: pd.Series | np.ndarray, hours: str | np.ndarray) -> None:
        """Give some centres other opening hours, at which one need not ask first."""
        which = np.asarray(which, bool)
        self.centres.loc[which, "hours"] = hours
        self.centres.loc[which, "by_appointment"] = pd.NA
        self.centres.loc[which, "hours_provenance"] = PLANNED
        self.touched.update(self.centres.index[which])

    def _unknown(self, where: str, centre: str) -> Fault | None:
        ids = self.centres.index
        return None if centre in ids else (
            where, "scenario_no_centre", {"found": centre, **nearest(centre, ids[:MOST_NEAR])},
        )  # fmt: skip

    def _unknown_kind(self, where: str, kind_: str) -> Fault | None:
        kinds = list(self.centres["kind"].unique())
        return None if kind_ in kinds else (
            where, "scenario_no_kind", {"found": kind_, **nearest(kind_, kinds)},
        )  # fmt: skip


def _no_centres() -> pd.DataFrame:
    columns = SCHEMAS["centres"].columns.values()
    empty = pd.DataFrame({c.name: pd.Series(dtype=DTYPES[kind(c)]) for c in columns})
    return empty.set_index("centre")


def _planned(before: Dataset, draft: _Draft) -> Dataset:
    """Return a dataset with the centres of a draft, what is as it was said to be as it was."""
    old = _no_centres() if before.centres is None else before.centres
    new, touched = draft.centres, pd.Index(sorted(draft.touched), dtype="str")
    # Among many ids `get_indexer` is a hundred times faster than `isin`.
    was, is_there = (index.get_indexer(touched) >= 0 for index in (old.index, new.index))
    closed, added, both = (
        frozenset(touched[was & ~is_there]),
        touched[~was & is_there],
        touched[was & is_there],
    )
    in_place = _same(old, new, both, STANDING)
    keeps = {name: _same(old, new, both, (name,)) for name in KEPT}
    as_it_was = both[in_place & np.logical_and.reduce(list(keeps.values()))] if len(both) else both
    if len(as_it_was):
        new.loc[as_it_was] = old.loc[as_it_was]
    at, added_at = new.index.get_indexer(old.index), np.flatnonzero(old.index.get_indexer(new.index) < 0)
    new = new.iloc[np.concatenate([at[at >= 0], added_at])]
    placed = frozenset(added) | frozenset(both[~in_place])
    rewritten = frozenset(both) - frozenset(as_it_was) - placed
    counted_else = set(draft.uncounted) != set(before.meta.kinds_not_counted)
    if not (placed or rewritten or closed or counted_else):
        return before
    other_hours = ~(keeps["hours"] & keeps["by_appointment"])
    aspects = {
        "places": placed or closed or counted_else,
        "hours": other_hours.any(),
        "seats": (~keeps["seats"]).any(),
    }
    uncounted = tuple(draft.uncounted) if counted_else else before.meta.kinds_not_counted
    return replace(
        before,
        hash=_hash(before, new, placed | rewritten, closed, uncounted),
        meta=replace(before.meta, kinds_not_counted=uncounted),
        centres=new,
        travel=_travel(before, both[~_same(old, new, both, ("lon", "lat"))]),
        planned=Planned(
            before, placed, rewritten, closed, frozenset(name for name, holds in aspects.items() if holds)
        ),
    )


def _travel(before: Dataset, moved: pd.Index) -> pd.DataFrame | None:
    """Return the ways to sites without those to where a centre stood before it was moved."""
    travel = before.travel
    if travel is None or not travel["site"].isin(moved).any():
        return travel
    return travel[~travel["site"].isin(moved)]


def _same(old: pd.DataFrame, new: pd.DataFrame, ids: pd.Index, columns: tuple[str, ...]) -> np.ndarray:
    """Return of which centres some columns are as they were: (ids,) bool."""
    held = np.ones(len(ids), bool)
    for name in columns:
        was, is_ = old.loc[ids, name], new.loc[ids, name]
        same = (was == is_).fillna(False).to_numpy(bool) | (was.isna() & is_.isna()).to_numpy(bool)
        held &= same
    return held


def _hash(
    before: Dataset,
    centres: pd.DataFrame,
    differing: frozenset[str],
    closed: frozenset[str],
    uncounted: tuple,
) -> str:
    rows = centres.loc[sorted(differing), [*STANDING, *KEPT]].astype(object)
    told = {
        "before": before.hash,
        "centres": [[site, *map(_plain, row)] for site, row in zip(rows.index, rows.to_numpy(), strict=True)],
        "closed": sorted(closed),
        "kinds_not_counted": sorted(uncounted),
    }
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def _plain(cell: object) -> object:
    return None if pd.isna(cell) else cell
