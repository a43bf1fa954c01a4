"""Pairs as they are found, in any order, and in the end row by row of places: held once, never twice.

Places are parted into sections of numbers that follow each other. Pairs are kept by section, the place as
its number within it, so that a section becomes rows by itself and what it was made of goes at once.
"""

import numpy as np

from lcity.access.catchment import Catchment

SECTIONS = 64
MOST_IN_SECTION = 2**16
AT_ONCE = 2**17
"""Pairs that wait to be sorted by section."""
Pairs = tuple[np.ndarray, np.ndarray, np.ndarray]
"""Numbers of place and centre, and metres."""


class Rows:
    """Pairs that become rows of places.

    Parameters
    ----------
    n_places, n_centres
        How many there are.
    """

    def __init__(self, n_places: int, n_centres: int):
        self._n_places, self._n_centres = n_places, n_centres
        self._width = max(1, min(MOST_IN_SECTION, -(-n_places // SECTIONS)))
        self._sections: list[list[Pairs]] = [[] for _ in range(-(-n_places // self._width))]
        self._waiting: list[Pairs] = []
        self._count = 0
        self._centre_type = np.min_scalar_type(max(0, n_centres - 1))

    def add(self, place: np.ndarray, centre: np.ndarray, metres: np.ndarray) -> None:
        """Take some pairs, each of which is given once.

        Parameters
        ----------
        place, centre
            (n,) their numbers.
        metres
            (n,) how far it is.
        """
        self._waiting.append((place.astype(np.int32), centre.astype(self._centre_type), metres))
        self._count += len(place)
        if self._count >= AT_ONCE:
            self._part()

    def _part(self) -> None:
        """Part what waits by section."""
        place, centre, metres = (np.concatenate(of) for of in zip(*self._waiting, strict=True))
        self._waiting, self._count = [], 0
        section, within = np.divmod(place, self._width)
        order = np.argsort(section.astype(np.uint16), kind="stable")
        bounds = np.searchsorted(section[order], np.arange(len(self._sections) + 1))
        within = within.astype(np.uint16)
        for number in np.flatnonzero(np.diff(bounds)):
            own = order[bounds[number] : bounds[number + 1]]
            self._sections[number].append((within[own], centre[own], metres[own]))

    def catchment(self, radius: float) -> Catchment:
        """Return all pairs, rows of places; of what was taken nothing is left."""
        if self._waiting:
            self._part()
        counts = np.zeros(self._n_places + 1, np.int32)
        centres, metres = np.empty(0, np.int32), np.empty(0)
        for number, parts in enumerate(self._sections):
            if not parts:
                continue
            place = np.concatenate([part[0] for part in parts])
            order = np.argsort(place, kind="stable")
            first, here = number * self._width, len(centres)
            size = min(self._width, self._n_places - first)
            counts[first + 1 : first + 1 + size] = np.bincount(place, minlength=size)
            # They grow by section, while what these are made of goes.
            for whole in (centres, metres):
                whole.resize(here + len(place), refcheck=False)
            centres[here:] = np.concatenate([part[1] for part in parts])[order]
            metres[here:] = np.concatenate([part[2] for part in parts])[order]
            parts.clear()
        indptr = np.cumsum(counts, dtype=np.int32 if len(centres) <= np.iinfo(np.int32).max else np.int64)
        return Catchment(float(radius), self._n_centres, indptr, centres, metres)
