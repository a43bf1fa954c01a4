"""Personas: how far, when and to what kind of centre someone goes, and what counts for him.

They are stated assumptions to ask "what if", not findings about real people.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import pandas as pd

from lcity.access.catchment import Catchment
from lcity.access.centres import Centres
from lcity.access.coverage import covered
from lcity.access.hours import pack, unpack
from lcity.access.places import Places
from lcity.errors import ArgumentError
from lcity.hours import HOURS

MINUTES, SPEEDS_KMH, DETOURS = (5, 45), (1.0, 6.0), (1.0, 2.0)
MOST_WEIGHT, MOST_LISTED = 100, 24
DAYS = MappingProxyType({"wd": range(5), "sa": range(5, 6), "su": range(6, 7)})
"""The days a persona's free hours are stated for: Monday to Friday, Saturday, Sunday."""
CAUSES = ("group", "pace", "hours", "kinds")

STEP_FREE = "no_steps"
MOST_YEARS_APART = 5
LIBRARY, COMMUNITY_LIBRARY = "library", "community_library"
OLDEST = 120
_AGES = re.compile(r"people_(\d+)(?:_(\d+)|p)")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,40}")
_FREE = re.compile(r"(wd|sa|su)(\d{1,2})-(\d{1,2})")
_NUMBER = re.compile(r"\d{1,2}(\.\d{1,2})?")


@dataclass(frozen=True)
class Persona:
    """Someone's way to a place to learn; as it stands by default, that of everyone on Coverage.

    Parameters
    ----------
    minutes
        How long he walks at most.
    speed_kmh
        How fast, along the way.
    detour
        The length of his way over the straight line.
    group
        The group of people he stands for: a column of the population.
    kinds
        The kinds of centres he goes to; empty for every kind.
    free
        When he is free: a code of `DAYS`, the hour it begins and the hour it ends, at most one of each
        code; empty for whatever hours centres keep.
    weights
        Node of the index → weight, 0–100; as declared where it says nothing.
    step_free
        Whether he never uses steps; heeded along streets that tell them.

    Raises
    ------
    ArgumentError
        A number is out of bounds, or a name is none.
    """

    minutes: int = 15
    speed_kmh: float = 4.8
    detour: float = 1.2
    group: str = "people"
    kinds: tuple[str, ...] = ()
    free: tuple[tuple[str, int, int], ...] = ()
    weights: tuple[tuple[str, int], ...] = ()
    step_free: bool = False

    def __post_init__(self) -> None:
        for value, (low, high) in zip(
            (self.minutes, self.speed_kmh, self.detour), (MINUTES, SPEEDS_KMH, DETOURS), strict=True
        ):
            _require(low <= value <= high, value)
        for code, start, end in self.free:
            _require(code in DAYS and 0 <= start < end <= 24, (code, start, end))
        for names in ([code for code, _, _ in self.free], self.kinds, [key for key, _ in self.weights]):
            _require(len(set(names)) == len(names) <= MOST_LISTED, names)
        for key in (self.group, *self.kinds, *(key for key, _ in self.weights)):
            _require(_KEY.fullmatch(key) is not None, key)
        for _, weight in self.weights:
            _require(0 <= weight <= MOST_WEIGHT, weight)

    @property
    def radius_m(self) -> float:
        """How far he gets as the crow flies: metres."""
        return walked_m(self.minutes, self.speed_kmh, self.detour)

    @property
    def way_m(self) -> float:
        """How far he gets along a way whose length is known, so that no detour is assumed: metres."""
        return walked_m(self.minutes, self.speed_kmh, 1)

    @property
    def free_hours(self) -> np.ndarray:
        """The hours of the week in which he is free: (168,) bool; all of them where none are stated."""
        hours = np.full((7, 24), not self.free)
        for code, start, end in self.free:
            hours[list(DAYS[code]), start:end] = True
        return hours.reshape(HOURS)

    def chosen(self, centres: Centres) -> np.ndarray:
        """Return which centres he can use: (n,) bool.

        Those of his kinds that are open through at least one whole hour in which he is free; where he
        states no hours, whatever hours they keep. With hours stated, centres with unknown hours are
        left out.

        Raises
        ------
        ArgumentError
            There is no such kind.
        """
        mask = centres.chosen(self.kinds or None)
        if self.free:
            mask &= (centres.hours & pack(self.free_hours[None])).any(axis=1)
        return mask

    def covered(self, places: Places, centres: Centres, pairs: Catchment | None = None) -> np.ndarray:
        """Return whether he would find a centre within reach if he lived there: (places,) bool.

        Parameters
        ----------
        places, centres
            Where people live and where one can learn.
        pairs
            The pairs of both along ways, within `way_m` at least; None for the straight line.
        """
        return self._reaches(places, centres, self.chosen(centres), pairs)

    def _reaches(
        self, places: Places, centres: Centres, mask: np.ndarray, pairs: Catchment | None
    ) -> np.ndarray:
        if pairs is None:
            return covered(places.lonlat, centres.lonlat[mask], self.radius_m)
        return pairs.reached(self.way_m, mask)

    def mean_coverage(
        self,
        places: Places,
        centres: Centres,
        hours: list[int],
        level: str = "district",
        pairs: Catchment | None = None,
    ) -> pd.Series:
        """Return the mean over some hours of the week of his group's share with an open centre in reach.

        What he states of his own free hours does not matter here.

        Returns
        -------
        pandas.Series
            Unit of `level` → share, 0–1; NaN where nobody of his group lives.
        """
        counts = centres.chosen(self.kinds or None)
        open_at = unpack(centres.hours)[:, hours] & counts[:, None]
        masks, times = np.unique(open_at, axis=1, return_counts=True)
        shares = [
            places.coverage(self._reaches(places, centres, mask, pairs), self.group, level)
            for mask in masks.T
        ]
        return sum(times_ * share["share"] for times_, share in zip(times, shares, strict=True)) / times.sum()

    def fitted(self, groups: tuple[str, ...], kinds: tuple[str, ...], nodes: tuple[str, ...]) -> "Persona":
        """Return the persona as far as a dataset knows his group, his kinds and what counts for him.

        In the place of a group it does not know stands the one nearest in age, or everyone where none is
        near; who goes to libraries goes to those a community runs; if it knows none of his kinds, every
        kind counts.
        """
        return replace(
            self,
            group=nearest_group(self.group, groups),
            kinds=tuple(kind for kind in kinds_with_libraries(self.kinds) if kind in kinds),
            weights=tuple((key, weight) for key, weight in self.weights if key in nodes),
        )

    def steps(self) -> dict[str, "Persona"]:
        """Return the way from everyone to him, one cause at a time: cause → whoever he is by then.

        "everyone" comes first, then his `CAUSES` in their order; the last is he, as far as coverage goes.
        """
        step, found = EVERYONE, {"everyone": EVERYONE}
        for cause, given in zip(
            CAUSES,
            (
                {"group": self.group},
                {
                    "minutes": self.minutes,
                    "speed_kmh": self.speed_kmh,
                    "detour": self.detour,
                    "step_free": self.step_free,
                },
                {"free": self.free},
                {"kinds": self.kinds},
            ),
            strict=True,
        ):
            step = replace(step, **given)
            found[cause] = step
        return found


def walked_m(minutes: float, speed_kmh: float, detour: float) -> float:
    """Return how far as the crow flies one gets by walking: metres.

    Parameters
    ----------
    minutes
        Of walking.
    speed_kmh
        Kilometres an hour, along the way.
    detour
        The length of the way over the straight line, 1 or more.
    """
    return minutes / 60 * speed_kmh * 1_000 / detour


def write(persona: Persona) -> str:
    """Write a persona as `parse` reads it."""
    return "~".join(
        (
            f"{persona.minutes}",
            f"{persona.speed_kmh:g}",
            f"{persona.detour:g}",
            persona.group,
            ",".join(persona.kinds),
            ",".join(f"{code}{start}-{end}" for code, start, end in persona.free),
            ",".join(f"{key}:{weight}" for key, weight in persona.weights),
            *([STEP_FREE] if persona.step_free else []),
        )
    )


def parse(text: str) -> Persona:
    """Read a persona, such as ``15~3.5~1.2~people_60p~library,museum~wd8-17,su9-12~everywhere:80``.

    Raises
    ------
    ArgumentError
        It is not of that form, or out of bounds.
    """
    parts = text.split("~")
    step_free = parts[7:] == [STEP_FREE]
    _require(len(parts) == 7 + step_free, text)
    minutes, speed, detour, group, kinds, free, weights, *_ = parts
    _require(minutes.isascii() and minutes.isdecimal() and len(minutes) < 3, text)
    _require(all(_NUMBER.fullmatch(number) for number in (speed, detour)), text)
    windows = [_FREE.fullmatch(window) for window in _listed(free)]
    pairs = [pair.partition(":")[::2] for pair in _listed(weights)]
    _require(all(windows), text)
    _require(all(weight.isascii() and weight.isdecimal() and len(weight) < 4 for _, weight in pairs), text)
    return Persona(
        int(minutes),
        float(speed),
        float(detour),
        group,
        tuple(_listed(kinds)),
        tuple((found[1], int(found[2]), int(found[3])) for found in windows),
        tuple((key, int(weight)) for key, weight in pairs),
        step_free,
    )


def _listed(text: str) -> list[str]:
    return text.split(",") if text else []


def _require(holds: bool, what: object) -> None:
    if not holds:
        raise ArgumentError(f"not a persona's: {what!r}")


EVERYONE = Persona()
"""Whom coverage is usually about: a quarter of an hour's walk, 1,000 m; anyone, any centre, at any time."""


def kinds_with_libraries(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Return kinds of centres, libraries that a community runs among them where libraries are."""
    both = LIBRARY in kinds and COMMUNITY_LIBRARY not in kinds
    return (*kinds, COMMUNITY_LIBRARY) if both else kinds


def nearest_group(group: str, groups: Iterable[str]) -> str:
    """Return the group of people nearest in age to one, itself if it is there.

    Parameters
    ----------
    group
        A column of the population: people_60p, people_0_14, …
    groups
        The columns there are.

    Returns
    -------
    str
        Of `groups`, each end of its ages at most `MOST_YEARS_APART` years from the group's; "people" where
        there is none.
    """
    groups = tuple(groups)
    if group in groups:
        return group
    own = _ages(group)
    apart = {}
    for other in groups:
        found = _ages(other)
        if own and found:
            ends = [abs(one - another) for one, another in zip(own, found, strict=True)]
            if max(ends) <= MOST_YEARS_APART:
                apart[other] = sum(ends)
    return min(apart, key=apart.__getitem__) if apart else "people"


def _ages(group: str) -> tuple[int, int] | None:
    """Return the first and the last year of a group's ages; None where it is of no ages."""
    found = _AGES.fullmatch(group)
    return found and (int(found[1]), int(found[2] or OLDEST))
