"""What a country in tiles was found to reach, kept between two starts of LCity: it took minutes.

What its tiles told is kept too, so that one that was stopped goes on, and of one that was cut anew only what
has changed is measured again.
"""

import hashlib
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from lcity import partitions
from lcity.dataset import content_hash
from lcity.partitions import Country, Reached
from lcity.partitions.sums import Question, Sums
from lcity.store import bundle, derived
from lcity.store.bundle import Bundle

TILES, SUMS, NEAR = "tiles", "sums", "near"
SAVE_EVERY_S = 10.0
"""How much measuring a server that is killed may lose."""


def name(country: Country, question: Question) -> str:
    """Return what it is kept under: the dataset, its tiles, LCity's own code and what was asked."""
    return f"{country.dataset.hash}-{_of_question(country, question)}-{country.partitions.stamp}"


def name_of_tiles(country: Country, question: Question) -> str:
    """Return what that is kept under what tiles tell, whatever becomes of other tiles."""
    beside = content_hash(country.dataset.folder, with_tiles=False)
    return f"{beside}-{_of_question(country, question)}-tiles"


def _of_question(country: Country, question: Question) -> str:
    which = hashlib.sha256(repr(question).encode()).hexdigest()[:16]
    return f"{_code()}-{country.along}-{which}"


def kept(name: str) -> Reached | None:
    """Return what was found before, by district; None where nothing was."""
    found = bundle.load(name)
    tables = {} if found is None else found.tables
    if set(tables) != set(Reached._fields):
        return None
    return Reached(tables["coverage"], tables["week"].rename(columns=int), tables["near"])


def keep(name: str, found: Reached) -> Reached:
    """Keep what was found, by district, and return it."""
    tables = {part: table.rename(columns=str) for part, table in found._asdict().items()}
    bundle.save(name, Bundle(tables, {}))
    return found


class Tiles:
    """What the tiles of a country have told of one question, kept while they are measured.

    Parameters
    ----------
    name
        As `name_of_tiles` has it.
    """

    def __init__(self, name: str):
        self._name, self._saved_at, self._is_saved = name, time.monotonic(), True
        self._told = _read(bundle.load(name))

    def get(self, tile: str) -> Sums | None:
        """Return what a tile has told; None where it was not measured, or has changed since."""
        was, sums = self._told.get(_cell(tile), ("", None))
        return sums if was == tile else None

    def add(self, tile: str, result: Sums) -> None:
        """Keep what a tile tells, and write it down before long."""
        self._told[_cell(tile)], self._is_saved = (tile, result), False
        if time.monotonic() - self._saved_at > SAVE_EVERY_S:
            self.save()

    def save(self) -> None:
        """Write down what was added."""
        if not self._is_saved:
            bundle.save(self._name, _written(self._told))
            self._saved_at, self._is_saved = time.monotonic(), True


def _cell(tile: str) -> str:
    return tile.partition("-")[0]


def _written(told: dict[str, tuple[str, Sums]]) -> Bundle:
    tiles, sums = zip(*told.values(), strict=True)
    values = np.concatenate([one.values for one in sums])
    districts = pd.Series(np.concatenate([one.districts.to_numpy(object) for one in sums]), dtype="str")
    near = np.concatenate([one.near for one in sums])
    counts = {"districts": [len(one.districts) for one in sums], "near": [len(one.near) for one in sums]}
    return Bundle(
        {
            TILES: pd.DataFrame({"tile": pd.Series(tiles, dtype="str"), **counts}),
            SUMS: pd.DataFrame(values, columns=map(str, range(values.shape[1]))).assign(district=districts),
            NEAR: pd.DataFrame(near, columns=["district", "centre"]),
        },
        {},
    )


def _read(kept: Bundle | None) -> dict[str, tuple[str, Sums]]:
    """Return what each cell has told, and as which tile."""
    if kept is None or set(kept.tables) != {TILES, SUMS, NEAR}:
        return {}
    tiles, sums, near = kept.tables[TILES], kept.tables[SUMS], kept.tables[NEAR].to_numpy()
    values, districts = sums.drop(columns="district").to_numpy(float), pd.Index(sums["district"])
    rows = zip(_slices(tiles["districts"]), _slices(tiles["near"]), strict=True)
    told = (Sums(districts[own], values[own], near[of]) for own, of in rows)
    return {_cell(tile): (tile, sums) for tile, sums in zip(tiles["tile"], told, strict=True)}


def _slices(counts: pd.Series) -> Iterator[slice]:
    ends = counts.cumsum()
    return map(slice, ends - counts, ends)


@cache
def _code() -> str:
    """Return what tells this LCity from another: the code that reads and computes, and that adds up tiles."""
    digest = hashlib.sha256(derived.code().encode())
    for path in sorted(Path(partitions.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
