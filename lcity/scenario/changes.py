"""A scenario: a named list of changes to a dataset."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Add:
    """A centre that would be there.

    Parameters
    ----------
    site
        Its id, which no centre has.
    name, kind
        Text.
    lon, lat
        WGS84 degrees.
    hours
        Opening hours; None where nothing is said of them.
    seats
        0 or more; None where nothing is said of them.
    """

    site: str
    name: str
    kind: str
    lon: float
    lat: float
    hours: str | None = None
    seats: float | None = None


@dataclass(frozen=True)
class Close:
    """A centre, by its id, that would be there no more."""

    centre: str


@dataclass(frozen=True)
class Move:
    """A centre that would stand elsewhere: its id, and WGS84 degrees."""

    centre: str
    lon: float
    lat: float


@dataclass(frozen=True)
class Hours:
    """Opening hours that one centre, all of a kind or all in a district would keep.

    Parameters
    ----------
    hours
        In OpenStreetMap's syntax.
    centre, kind, district
        Whose; exactly one of them is not None.
    """

    hours: str
    centre: str | None = None
    kind: str | None = None
    district: str | None = None


@dataclass(frozen=True)
class Counts:
    """A kind that would count, at the hours it keeps or at others; or one that would count no more.

    Parameters
    ----------
    kind
        The kind.
    hours
        Opening hours its centres would keep; None for those they have.
    counted
        Whether it would count.
    """

    kind: str
    hours: str | None = None
    counted: bool = True


@dataclass(frozen=True)
class Seats:
    """How many seats a centre would have, 0 or more."""

    centre: str
    seats: float


Change = Add | Close | Move | Hours | Counts | Seats


@dataclass(frozen=True)
class Scenario:
    """What would be different: changes, one after another, under a name."""

    name: str
    changes: tuple[Change, ...] = ()
