"""How far people go, who they are, which centres count and when: chosen once, obeyed everywhere."""

from collections.abc import Callable
from itertools import chain

from lcity.access import along, parse_hour
from lcity.access.centres import UNKNOWN_HOURS
from lcity.access.persona import walked_m
from lcity.dataset import Dataset, weakest
from lcity.export import mark
from lcity.ui.shared import cache, tiled
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice, one_of, whole_number

WAYS = ("metres", "minutes")
LIBRARIES = frozenset({"library", "community_library"})
"""Kinds of centres that are libraries, whoever runs them."""


RADII_M = (100, 5_000)


MINUTES = (5, 45)


SPEEDS_KMH = (3.0, 6.0)


DETOURS = (1.0, 1.6)


DAY_CODES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


WAY = Choice("by", "metres", parse=one_of(WAYS), allowed=WAYS)


RADIUS = Choice("r", 1_000, parse=whole_number(*RADII_M))


WALK = Choice("min", 15, parse=whole_number(*MINUTES))


UNKNOWN = Choice("unknown", "leave_out", parse=one_of(UNKNOWN_HOURS), allowed=UNKNOWN_HOURS)


def decimal(low: float, high: float) -> Callable[[str], float]:
    """Return a parser for numbers from `low` to `high`."""

    def parse(text: str) -> float:
        number = float(text)
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return parse


# With these two a quarter of an hour is 1,000 m, the radius the index is computed with.
SPEED = Choice("speed", 4.8, parse=decimal(*SPEEDS_KMH))


DETOUR = Choice("detour", 1.2, parse=decimal(*DETOURS))


def write_hour(hour: int) -> str:
    """Write an hour of the week as links have it: "sat19"."""
    return f"{DAY_CODES[hour // 24]}{hour % 24:02d}"


HOUR = Choice("hour", None, parse=parse_hour, write=write_hour)


def group_choice(dataset: Dataset) -> Choice:
    """Return the choice of a group of people among those the population has."""
    groups = tiled.groups(dataset)
    return Choice("group", "people", parse=one_of(groups), allowed=groups)


def kinds_choice() -> Choice:
    """Return the choice of the kinds of centres that count; none chosen means all."""
    kinds = one_of(cache.kinds())
    return Choice("kinds", [], parse=lambda text: [kinds(kind) for kind in text.split(",")], write=",".join)


def centre() -> str:
    """Name what is counted as a place to learn, within a sentence: "library" where nothing else counts."""
    return t("coverage.centre_library" if _libraries_alone() else "coverage.centre_any")


def centres() -> str:
    """Name several of what is counted as places to learn: "libraries" where nothing else counts."""
    return t("coverage.centres_library" if _libraries_alone() else "coverage.centres_any")


@cache.shared(1)
def _libraries_alone() -> bool:
    dataset = cache.open_dataset()
    if dataset.centres is None:
        return False
    return set(cache.kinds()).difference(dataset.meta.kinds_not_counted) <= LIBRARIES


def along_choice() -> Choice:
    """Return the choice of how far it is: by travel times, along streets or in a straight line."""
    allowed = tiled.offered(cache.open_dataset())
    return Choice("along", allowed[0], parse=one_of(allowed), allowed=allowed)


def in_minutes() -> bool:
    """Say whether how far it is is told in the dataset's own minutes: no pace makes them of metres."""
    return along.unit(cache.open_dataset(), along_choice().value) == along.MINUTES


def radius_m(way: str | None = None) -> float:
    """Return the radius in force, metres.

    Parameters
    ----------
    way
        Along what; None for the choice in force. Walking minutes lead farther along ways whose length is
        known, where no detour is assumed, than in a straight line.
    """
    if WAY.value == "metres":
        return float(RADIUS.value)
    way = along_choice().value if way is None else way
    return walked_m(WALK.value, SPEED.value, DETOUR.value if way == along.LINE else 1)


def walk() -> dict[str, float]:
    """Return what the radius is derived from where it is given in walking minutes; else nothing."""
    if in_minutes() or WAY.value == "metres":
        return {}
    walked = {"minutes": WALK.value, "speed_kmh": SPEED.value}
    return walked | ({"detour": DETOUR.value} if along_choice().value == along.LINE else {})


def lacking() -> str:
    """Say which files the page lacks and what their columns are; "" if it has all it needs.

    Of a dataset in tiles no file is lacking, but its places are not held, and it says where to go.
    """
    dataset = cache.open_dataset()
    if tiled.partitions(dataset) is not None:
        return t("partitions.page.elsewhere.people")
    has = {
        "centres": dataset.centres is not None,
        "population": dataset.population is not None,
        "districts": len(dataset.districts) > 0,
    }
    files = [t(f"coverage.file_{name}") for name, is_there in has.items() if not is_there]
    return t("coverage.missing", files=reader_language().listed(files)) if files else ""


def provenance() -> str:
    """Return how far what is shown can be trusted: at an hour chosen, no further than opening hours."""
    return cache.spatial_provenance(HOUR.value is not None)


def marks() -> tuple[str, ...]:
    """Return the marks what is shown bears: its provenance, and that of what is simulated behind a plan."""
    return cache.spatial_marks(HOUR.value is not None)


def is_simulated() -> bool:
    """Return whether what is shown uses anything simulated; what is planned too may."""
    return cache.spatially_simulated(HOUR.value is not None)


def marked_centres(title: str) -> str:
    """Return a caption with the mark of the centres alone: people may be surer, or less sure, than they."""
    centres = cache.open_dataset().centres
    columns = ["provenance", *(["hours_provenance"] if HOUR.value is not None else [])]
    kinds = set(chain(*(centres[name].dropna().unique() for name in columns)))
    shown = [weakest(kinds), *(["planned"] if cache.open_dataset().planned else [])]
    if "planned" in shown:
        shown = [*(["simulated"] if "simulated" in kinds else []), "planned"]
    return mark.marked(title, " ".join(shown), reader_language())


def marked(title: str, *, hours: bool = False) -> str:
    """Return a caption with the mark of what it names, which may be of hours where none is chosen."""
    kinds = cache.spatial_marks(hours or HOUR.value is not None)
    return mark.marked(title, " ".join(kinds), reader_language())
