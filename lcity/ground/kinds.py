"""Kinds of learning centres by the tags of OpenStreetMap, as `kinds.toml` says."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

SHUT = frozenset({"no", "private"})
"""What `access` says of a place that is not for the public."""


class Kind(NamedTuple):
    """A kind of learning centre.

    Parameters
    ----------
    tags
        (key, value), of which one suffices.
    counts
        Whether it counts unless a reader says otherwise.
    """

    tags: tuple[tuple[str, str], ...]
    counts: bool


@cache
def kinds() -> Mapping[str, Kind]:
    """Return every kind by its key, in the order in which they are tried."""
    table = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))
    return {
        key: Kind(tuple(tuple(tag.split("=", 1)) for tag in row["tags"]), row["counts"])
        for key, row in table.items()
    }


@cache
def tag_keys() -> frozenset[str]:
    """Return the keys of all tags that make a kind."""
    return frozenset(key for kind in kinds().values() for key, _ in kind.tags)


@cache
def _by_tag() -> Mapping[tuple[str, str], str]:
    return {tag: key for key, kind in reversed(kinds().items()) for tag in kind.tags}


def kind_of(tags: Mapping[str, str]) -> str | None:
    """Return the kind tags make; None where they make none, or the place is not for the public.

    Parameters
    ----------
    tags
        Of one object of OpenStreetMap. Of several values ("library;cafe") each counts.
    """
    if tags.get("access") in SHUT:
        return None
    values = {(key, value.strip()) for key in tag_keys() & tags.keys() for value in tags[key].split(";")}
    found = [_by_tag()[tag] for tag in values if tag in _by_tag()]
    return min(found, key=list(kinds()).index) if found else None


def not_counted(present: Iterable[str]) -> list[str]:
    """Return those of some kinds that do not count unless a reader says otherwise, in order."""
    there = set(present)
    return [key for key, kind in kinds().items() if key in there and not kind.counts]
