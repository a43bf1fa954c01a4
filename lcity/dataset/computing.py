"""What an indicator is computed from, as its name in `computed` tells: places, or who takes part in what."""

import re
from typing import NamedTuple

SOCIAL = re.compile(r"(?P<measure>online_share|participation_[a-z0-9_]+)(?::(?P<activity>.+))?")
NEEDS_HOURS = frozenset({"coverage_weekday_evening", "coverage_weekend"})
"""The computations that ask when centres are open, not only where they stand."""
NEEDS_SEATS = frozenset({"seats_per_1000", "access_evenness"})
"""The computations that ask how many seats centres have."""


class Social(NamedTuple):
    """A computation on participation: what is measured, and of which activity (None where it names none)."""

    measure: str
    activity: str | None


def social(name: object) -> Social | None:
    """Return what a name asks of participation; None where it asks nothing of it.

    Parameters
    ----------
    name
        What `computed` holds, such as "participation_60p:Further education"; missing where values are read.
    """
    found = SOCIAL.fullmatch(name) if isinstance(name, str) else None
    return Social(found["measure"], found["activity"]) if found else None


def is_social(name: object) -> bool:
    """Say whether what `computed` holds is a computation on participation."""
    return social(name) is not None
