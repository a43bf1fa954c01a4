"""What a dataset in tiles says beforehand: of which people, along what, and how far it can be trusted."""

from functools import lru_cache
from pathlib import Path

from lcity.access.along import LINE, STREETS
from lcity.access.along import offered as offered_by
from lcity.dataset import Dataset
from lcity.partitions import PartitionError, Partitions, is_partitioned, read_partitions
from lcity.partitions.layout import FOLDER, INDEX
from lcity.ui.shared import user_dataset


def partitions(dataset: Dataset) -> Partitions | None:
    """Return the tiles of a dataset; None where it has none, is a reader's own, or their index is damaged."""
    if dataset.population is not None or dataset.folder is None or user_dataset.current() is not None:
        return None
    if not is_partitioned(dataset.folder):
        return None
    return _read(dataset.folder, (dataset.folder / FOLDER / INDEX).stat().st_mtime_ns)


def groups(dataset: Dataset) -> tuple[str, ...]:
    """Return the columns of people a dataset has, such as people_60p."""
    if dataset.population is None:
        found = partitions(dataset)
        return found.groups if found else ("people",)
    # By name alone: a page asks often, and to pick the columns out is to copy them.
    return tuple(name for name in dataset.population if name == "people" or name.startswith("people_"))


def offered(dataset: Dataset) -> tuple[str, ...]:
    """Return the ways of measuring a dataset offers: where it lies in tiles, these hold its streets."""
    found = partitions(dataset)
    if found is None:
        return offered_by(dataset)
    return (LINE,) if found.stretch is None else (STREETS, LINE)


def provenances(dataset: Dataset) -> tuple[str, ...]:
    """Return the provenances of the places in tiles, those that say one."""
    found = partitions(dataset)
    return found.provenances if found else ()


@lru_cache(4)
def _read(folder: Path, age_ns: int) -> Partitions | None:
    try:
        return read_partitions(folder)
    except PartitionError:
        return None
