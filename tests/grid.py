"""Of what takes long, the part that a test run tries; `make fuzz` tries all of it (marked `grid`)."""

from collections.abc import Iterable

from hypothesis import settings


def turn(choices: Iterable[str], number: int) -> list[str]:
    """Return the one choice whose turn it is, counted round and round; all of them in `make fuzz`."""
    every = list(choices)
    return every if everything() else [every[number % len(every)]]


def many(few: int, all_: int) -> int:
    """Return how many examples are tried: few of them, all in `make fuzz`."""
    return all_ if everything() else few


def everything() -> bool:
    """Say whether this is `make fuzz`."""
    return settings.get_current_profile_name() == "fuzz"
