"""What is asked of siting, and what is answered."""

from dataclasses import dataclass

import numpy as np

from lcity.access.along import LINE
from lcity.access.hours import check_hour
from lcity.access.reach import RADIUS_M
from lcity.errors import ArgumentError
from lcity.scenario.solve import gap

OBJECTIVES = ("people", "worst", "distance")


@dataclass(frozen=True)
class Question:
    """What is asked: where to put how many centres, for whom.

    Parameters
    ----------
    new
        How many places, 1 or more; or
    share
        the share of people to be covered by as few as can be, 0–1; or
    budget
        what they may cost together. Exactly one of the three is not None.
    objective
        "people": most people covered; "worst": the highest lowest share of any district; "distance": the
        fewest metres to the nearest centre, added up over people.
    city
        A city's id; None for the whole dataset.
    district
        A district's id: only its people count, and only sites in it are offered; None for all.
    radius
        Within which one is covered: metres, or minutes along travel times that are in these.
    group
        A column of the population.
    hours
        Hours of the week, 0–167: coverage is then the mean over them; none for whatever hours centres keep.
    kinds
        The kinds of centres that count as there; none for those that count unless others are asked for.
    unknown_hours
        "leave_out" or "count": what becomes of hours of centres that are not known.
    candidates
        Where sites come from, as of `lcity.scenario.candidates.sites`.
    along
        How far it is; by default the first of the rule of distance that is in metres.
    locked, banned
        Sites that are to be in, and that are not.
    placed
        Where centres are to be that are no site on offer: longitude and latitude, WGS84 degrees. They are
        among the `new`, and open whenever asked.
    """

    new: int | None = None
    share: float | None = None
    budget: float | None = None
    objective: str = "people"
    city: str | None = None
    district: str | None = None
    radius: float = RADIUS_M
    group: str = "people"
    hours: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    unknown_hours: str = "leave_out"
    candidates: str | None = None
    along: str | None = None
    locked: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    placed: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Total:
    """How many people there are, how many of them are covered, and which share that is (NaN for nobody)."""

    people: float
    covered: float

    @property
    def share(self) -> float:
        """Covered of all, 0–1."""
        return self.covered / self.people if self.people else float("nan")


@dataclass(frozen=True)
class Site:
    """A place of a plan.

    Parameters
    ----------
    site, name
        Its id and name.
    lon, lat
        WGS84 degrees.
    gained
        What it adds to those before it: people covered, or people × metres saved.
    covered, share
        Who is covered once it is there, 0–1 of all.
    """

    site: str
    name: str
    lon: float
    lat: float
    gained: float
    covered: float
    share: float


@dataclass(frozen=True)
class Plan:
    """An answer, and how good it is.

    Parameters
    ----------
    sites
        In the order in which they gain.
    value
        What the objective counts: people covered; the lowest share; people × metres; with a share to reach,
        the number of sites.
    bound
        What no other choice is better than.
    optimal
        Whether it is proved that none is better.
    before, after
        Who is covered without the sites and with them.
    """

    sites: tuple[Site, ...]
    value: float
    bound: float
    optimal: bool
    before: Total
    after: Total

    @property
    def gap(self) -> float:
        """How far the value may be from the best: |bound − value| / bound."""
        return gap(self.value, self.bound)


def check(question: Question) -> None:
    """Raise ArgumentError unless a question is one."""
    given = [name for name in ("new", "share", "budget") if getattr(question, name) is not None]
    if len(given) != 1:
        raise ArgumentError(f"expected exactly one of new, share and budget; found {len(given)}")
    if question.new is not None and question.new < 1:
        raise ArgumentError(f"new {question.new}: expected 1 or more")
    if question.share is not None and not 0 < question.share <= 1:
        raise ArgumentError(f"share {question.share:g}: expected more than 0, up to 1")
    if question.budget is not None and not 0 < question.budget < np.inf:
        raise ArgumentError(f"budget {question.budget:g}: expected more than 0")
    if question.objective not in OBJECTIVES:
        raise ArgumentError(f"objective {question.objective!r}: expected one of {', '.join(OBJECTIVES)}")
    if question.share is not None and question.objective != "people":
        raise ArgumentError(f"objective {question.objective}: with a share it is people that count")
    if not 0 <= question.radius < np.inf:
        raise ArgumentError(f"radius {question.radius:g}: expected a number of 0 or more")
    for hour in question.hours:
        check_hour(hour)
    if question.placed and question.budget is not None:
        raise ArgumentError("budget: what a place chosen by hand costs is not known; leave one of them out")
    for lon, lat in question.placed:
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise ArgumentError(f"place {lon:g}, {lat:g}: expected degrees of longitude and latitude")
    if question.objective == "distance" and question.hours:
        raise ArgumentError("objective distance: it is to the nearest at any hour; leave out the hours")
    if question.objective == "distance" and question.along not in (None, LINE):
        raise ArgumentError(f"objective distance: along {question.along}: expected {LINE}")
