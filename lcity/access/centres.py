"""Learning centres: where they stand, what they are, how many seats they have and when they are open."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lcity.access.hours import check_hour, pack, unpack, weeks
from lcity.dataset.model import Dataset
from lcity.errors import ArgumentError

UNKNOWN_HOURS = ("leave_out", "count")


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
    seats
        (n,) float; NaN where unknown.
    hours
        (n, 3) uint64: the hours each is open, packed; none where unknown.
    hours_known
        (n,) bool.
    """

    ids: pd.Index
    lonlat: np.ndarray
    kind: np.ndarray
    kinds: tuple[str, ...]
    seats: np.ndarray
    hours: np.ndarray
    hours_known: np.ndarray

    @classmethod
    def of(cls, dataset: Dataset) -> "Centres":
        """Line up the centres of a dataset.

        Raises
        ------
        ArgumentError
            The dataset has no centres, or opening hours do not follow the syntax.
        """
        table = dataset.centres
        if table is None:
            raise ArgumentError("centres.csv is missing: nothing is known of where one can learn")
        open_hours, known = weeks(table["hours"])
        return cls(
            table.index,
            table[["lon", "lat"]].to_numpy(float),
            table["kind"].to_numpy(object),
            tuple(table["kind"].unique()),
            table["seats"].to_numpy(float),
            pack(open_hours),
            known,
        )

    def take(self, numbers: np.ndarray) -> "Centres":
        """Return some of the centres, by position."""
        parts = (self.ids, self.lonlat, self.kind, self.seats, self.hours, self.hours_known)
        ids, lonlat, kind, seats, hours, known = (part[numbers] for part in parts)
        return Centres(ids, lonlat, kind, self.kinds, seats, hours, known)

    def open_bits(self, unknown_hours: str = "leave_out") -> np.ndarray:
        """Return the hours each centre counts as open, packed: (n, 3) uint64.

        Parameters
        ----------
        unknown_hours
            "leave_out": a centre whose hours are unknown is never open; "count": always.
        """
        if unknown_hours not in UNKNOWN_HOURS:
            raise ArgumentError(f"unknown hours {unknown_hours!r}: expected {' or '.join(UNKNOWN_HOURS)}")
        if unknown_hours == "leave_out":
            return self.hours
        return np.where(self.hours_known[:, None], self.hours, ~np.uint64(0))

    def chosen(
        self, kinds: Iterable[str] | None = None, hour: int | None = None, unknown_hours: str = "leave_out"
    ) -> np.ndarray:
        """Return which centres count: (n,) bool.

        Parameters
        ----------
        kinds
            Those of these kinds; None for every kind.
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
        mask = np.ones(len(self.ids), bool)
        if kinds is not None:
            mask &= np.isin(self.kind, self._checked(kinds))
        if hour is not None:
            check_hour(hour)
            mask &= unpack(self.open_bits(unknown_hours))[:, hour]
        return mask

    def _checked(self, kinds: Iterable[str]) -> list[str]:
        kinds = list(kinds)
        for kind in kinds:
            if kind not in self.kinds:
                raise ArgumentError(f"kind {kind!r}: expected one of {', '.join(self.kinds)}")
        return kinds
