"""Which layer of a file of several holds the districts: the one so called, else the one whose ids fit."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import pandas as pd

from lcity.dataset.cells import to_text
from lcity.dataset.files import OUTLINES, find
from lcity.dataset.outlines import FORMS, LAYER, UNREADABLE, Outlines, layers, problems_of_file, read_outlines
from lcity.dataset.problem import Problem
from lcity.dataset.tables import read_table

NAMING = ("values_district", "participation", "population")

MOST_LAYERS = 100
FITTING = 0.5
"""Share of known ids that a column must hold to be a layer's ids."""


def read_districts(path: Path, ids: Callable[[], Collection[str]], encoding: str | None = None) -> Outlines:
    """Read the districts' outlines, of several layers those of the one that holds the districts.

    Parameters
    ----------
    path
        As for `read_outlines`.
    ids
        Gives the districts that other tables name; asked only where there are several layers.
    encoding
        As for `read_outlines`.

    Returns
    -------
    tuple
        As of `read_outlines`; with a note where one layer of several is read, and a problem where
        no single layer fits.
    """
    try:
        names = layers(path)
    except UNREADABLE as error:
        return None, None, problems_of_file(path.name, error, FORMS[path.suffix])
    if len(names) < 2 or LAYER in names:
        return read_outlines(path, encoding=encoding)
    found = {name: read_outlines(path, name) for name in names[:MOST_LAYERS]}
    layer = fitting({name: frame for name, (frame, *_) in found.items() if frame is not None}, ids())
    if layer is None:
        return None, None, [Problem(path.name, None, None, "which_layer", {"layers": tuple(names)})]
    attributes, outlines, problems = found[layer]
    details = {"layer": layer, "others": tuple(name for name in names if name != layer)}
    return attributes, outlines, [*problems, Problem(path.name, None, None, "layer_read", details, "note")]


def fitting(frames: Mapping[str, pd.DataFrame], ids: Collection[str]) -> str | None:
    """Return the one layer that has a column of the ids known; None where none or several have.

    Parameters
    ----------
    frames
        Layer → its attributes.
    ids
        The districts that other tables name.
    """
    known = set(ids)
    if not known:
        return None

    def share(frame: pd.DataFrame) -> float:
        held = (known & set(to_text(frame[column]).dropna()) for column in frame)
        return max(map(len, held), default=0) / len(known)

    shares = {name: share(frame) for name, frame in frames.items()}
    most = max(shares.values(), default=0)
    best = [name for name, share in shares.items() if share == most]
    return best[0] if most >= FITTING and len(best) == 1 else None


def named_districts(folder: Path) -> Callable[[], set[str]]:
    """Return the function that gives the districts the other tables of a folder name."""

    def named() -> set[str]:
        paths = find(folder)
        frames = (read_table(paths[table])[0] for table in NAMING if table in paths)
        return {
            of
            for frame in frames
            if frame is not None and "district" in frame
            for of in to_text(frame["district"]).dropna()
        }

    return named


def districts_of(folder: Path) -> Outlines:
    """Read the districts' outlines of a dataset folder that has them; as `read_districts`."""
    return read_districts(find(folder)[OUTLINES], named_districts(folder))


def district_ids(folder: Path) -> set[str]:
    """Return the districts a dataset folder names, in outlines or tables."""
    frame = districts_of(folder)[0] if OUTLINES in find(folder) else None
    if frame is None or "district" not in frame:
        return named_districts(folder)()
    return set(to_text(frame["district"]).dropna())
