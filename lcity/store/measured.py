"""What a country in tiles was found to reach, kept between two starts of LCity: it took minutes."""

import hashlib
from functools import cache
from pathlib import Path

from lcity import partitions
from lcity.partitions import Country, Reached
from lcity.partitions.sums import Question
from lcity.store import bundle, derived
from lcity.store.bundle import Bundle


def name(country: Country, question: Question) -> str:
    """Return what it is kept under: the dataset, its tiles, LCity's own code and what was asked."""
    kinds = "" if question.kinds is None else "-" + "-".join(question.kinds)
    which = f"{question.radius_m:g}-{question.group}-{question.unknown_hours}{kinds}"
    return f"{country.dataset.hash}-{country.partitions.stamp}-{_code()}-{country.along}-{which}"


def kept(name: str) -> Reached | None:
    """Return what was found before, by district; None where nothing was."""
    found = bundle.load(name)
    tables = {} if found is None else found.tables
    if set(tables) != set(Reached._fields):
        return None
    return Reached(tables["coverage"], tables["week"].rename(columns=int))


def keep(name: str, found: Reached) -> Reached:
    """Keep what was found, by district, and return it."""
    tables = {part: table.rename(columns=str) for part, table in found._asdict().items()}
    bundle.save(name, Bundle(tables, {}))
    return found


@cache
def _code() -> str:
    """Return what tells this LCity from another: the code that reads and computes, and that adds up tiles."""
    digest = hashlib.sha256(derived.code().encode())
    for path in sorted(Path(partitions.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
