"""What new places do to a rank, and the fewest of them that bring a unit to one."""

from collections.abc import Callable
from dataclasses import dataclass

from lcity.scenario.question import Plan

MOST_PLACES = 32


@dataclass(frozen=True)
class Rise:
    """Places that bring a unit to a rank.

    Parameters
    ----------
    places
        How many, of those that reach most people; None where even the most tried do not do.
    rank
        The rank with them, or with the most tried; None where there is none.
    most
        How many were tried at most.
    plan
        The places; None where none are needed.
    """

    places: int | None
    rank: int | None
    most: int
    plan: Plan | None

    @property
    def exact(self) -> bool:
        """Whether no fewer can do: places that reach fewer people may raise other indicators more."""
        return self.places is not None and self.places <= 1


def fewest_places(
    planned: Callable[[int], Plan],
    rank_with: Callable[[Plan], int | None],
    now: int | None,
    rank: int,
    most: int = MOST_PLACES,
) -> Rise:
    """Find how many of the places that reach most people bring a unit to a rank.

    Parameters
    ----------
    planned
        Returns the plan of so many places.
    rank_with
        Returns the unit's rank with a plan.
    now
        Its rank without any; None where it has none.
    rank
        1 or more: where to.
    most
        How many places are tried at most.
    """
    if now is None or now <= rank:
        return Rise(0 if now is not None else None, now, 0, None)
    tried: dict[int, tuple[int | None, Plan]] = {}

    def does(count: int) -> bool:
        if count not in tried:
            plan = planned(count)
            tried[count] = rank_with(plan), plan
        got = tried[count][0]
        return got is not None and got <= rank

    low, high = 0, 1
    while not does(high):
        if high >= most or len(tried[high][1].sites) < high:
            return Rise(None, tried[high][0], high, tried[high][1])
        low, high = high, min(2 * high, most)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if does(middle) else (middle, high)
    return Rise(high, *tried[high][:1], high, tried[high][1])
