"""Learning centres: where they stand, what they are, how many seats they have and when they are open."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from lcity.access.hours import check_hour, pack, unpack, weeks
from lcity.dataset.model import Dataset
from lcity.errors import ArgumentError
from lcity.hours import HOURS
from lcity.text import Language

UNKNOWN_HOURS = ("leave_out", "count")
EVERY_HOUR = pack(np.ones((1, HOURS), bool))


class UnknownAt(NamedTuple):
    """How many of some centres are not known to be open or closed.

    Parameters
    ----------
    centres
        How many there are.
    unknown
        How many of them have unknown hours.
    by_appointment
        How many of them open by appointment then, and are not among the former.
    """

    centres: int
    unknown: int
    by_appointment: int

    def written(self, lang: Language) -> dict[str, str]:
        """Return the counts as a language writes them."""
        return {name: lang.number(count) for name, count in self._asdict().items()}


@dataclass(frozen=True, eq=False)
class Centres:
    """The centres of a dataset, or some of them.

    Parameters
    ----------
    ids
        The ids of n centres.
    lonlat
        (n, 2) WGS84 degrees.
    kind
        (n,) text.
    kinds
        Every kind the dataset has, in order of first appearance.
    counted
        Those of them that count where no others are asked for.
    seats
        (n,) float; NaN where unknown.
    hours
        (n, 3) uint64: the hours each is open, packed; none where unknown.
    unknown
        (n, 3) uint64: the hours of which nothing is known, packed; all of them where none are stated.
    on_request
        (n, 3) uint64: of these, the hours in which one has to ask first.
    """

    ids: pd.Index
    lonlat: np.ndarray
    kind: np.ndarray
    kinds: tuple[str, ...]
    counted: tuple[str, ...]
    seats: np.ndarray
    hours: np.ndarray
    unknown: np.ndarray
    on_request: np.ndarray

    @classmethod
    def of(cls, dataset: Dataset) -> "Centres":
        """Line up the centres of a dataset, with their hours in its reference week.

        Raises
        ------
        ArgumentError
            The dataset has no centres, or opening hours do not follow the syntax.
        """
        table = dataset.centres
        if table is None:
            raise ArgumentError("centres.csv is missing: nothing is known of where one can learn")
        lonlat = table[["lon", "lat"]].to_numpy(float)
        found = weeks(table["hours"], dataset.meta.reference_week, lonlat)
        on_request = table["by_appointment"].fillna(False).to_numpy(bool)[:, None]
        kinds = tuple(table["kind"].unique())
        return cls(
            table.index,
            lonlat,
            table["kind"].to_numpy(object),
            kinds,
            tuple(kind for kind in kinds if kind not in dataset.meta.kinds_not_counted),
            table["seats"].to_numpy(float),
            pack(found.open & ~on_request),
            pack(found.unknown | on_request),
            pack(found.on_request | on_request),
        )

    @cached_property
    def _kind_number(self) -> np.ndarray:
        """Which of `kinds` each centre is of: a page asks often, and words are slow to compare."""
        return pd.Index(self.kinds, dtype=object).get_indexer(self.kind)

    @property
    def hours_known(self) -> np.ndarray:
        """Which centres are known to be open or closed in some hour: (n,) bool."""
        return (self.unknown != EVERY_HOUR).any(axis=1)

    @property
    def by_appointment(self) -> np.ndarray:
        """Which centres open on request only: (n,) bool; at no hour they are known to be open."""
        return ~self.hours.any(axis=1) & self.on_request.any(axis=1)

    def take(self, numbers: np.ndarray) -> "Centres":
        """Return some of the centres, by position."""
        parts = (self.ids, self.lonlat, self.kind, self.seats, self.hours, self.unknown, self.on_request)
        ids, lonlat, kind, seats, *hours = (part[numbers] for part in parts)
        return Centres(ids, lonlat, kind, self.kinds, self.counted, seats, *hours)

    def open_bits(self, unknown_hours: str = "leave_out") -> np.ndarray:
        """Return the hours each centre counts as open, packed: (n, 3) uint64.

        Parameters
        ----------
        unknown_hours
            "leave_out": a centre is open where that is known; "count": also where it is unknown, but for
            hours in which one has to ask first, which never count.
        """
        if unknown_hours not in UNKNOWN_HOURS:
            raise ArgumentError(f"unknown hours {unknown_hours!r}: expected {' or '.join(UNKNOWN_HOURS)}")
        if unknown_hours == "leave_out":
            return self.hours
        return self.hours | (self.unknown & ~self.on_request)

    def chosen(
        self, kinds: Iterable[str] | None = None, hour: int | None = None, unknown_hours: str = "leave_out"
    ) -> np.ndarray:
        """Return which centres count: (n,) bool.

        Parameters
        ----------
        kinds
            Those of these kinds; None for every kind that counts unless others are asked for.
        hour
            Those open through this hour of the week (0–167); None for whatever hours they keep.
        unknown_hours
            What becomes of centres with unknown hours where an hour is asked for: "leave_out" or
            "count".

        Raises
        ------
        ArgumentError
            There is no such kind, hour or way with unknown hours.
        """
        wanted = self.counted if kinds is None else self._checked(kinds)
        mask = np.array([kind in wanted for kind in self.kinds], bool)[self._kind_number]
        if hour is not None:
            check_hour(hour)
            mask &= unpack(self.open_bits(unknown_hours))[:, hour]
        return mask

    def unknown_at(
        self, hour: int | None = None, kinds: Iterable[str] | None = None, among: np.ndarray | None = None
    ) -> UnknownAt:
        """Count the centres that are not known to be open or closed.

        Parameters
        ----------
        hour
            At this hour of the week (0–167); None: at no hour.
        kinds
            Of these kinds; None for every kind.
        among
            (n,) bool: which centres are looked at; None for all.
        """
        mask = self.chosen(kinds) if among is None else self.chosen(kinds) & among
        if hour is None:
            unknown, on_request = ~self.hours_known, self.by_appointment
        else:
            unknown, on_request = (unpack(part)[:, hour] for part in (self.unknown, self.on_request))
        return UnknownAt(
            int(mask.sum()), int((mask & unknown & ~on_request).sum()), int((mask & on_request).sum())
        )

    def _checked(self, kinds: Iterable[str]) -> list[str]:
        kinds = list(kinds)
        for kind in kinds:
            if kind not in self.kinds:
                raise ArgumentError(f"kind {kind!r}: expected one of {', '.join(self.kinds)}")
        return kinds
