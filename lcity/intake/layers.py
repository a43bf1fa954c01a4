"""Which layer of an uploaded file of several holds the districts."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lcity.dataset import Problem
from lcity.dataset.cells import to_text
from lcity.dataset.layers import district_ids, fitting
from lcity.dataset.outlines import LAYER, read_outlines
from lcity.dataset.tables import read_table
from lcity.intake.headings import known_as
from lcity.intake.part import Part

TABLES = (".csv", ".parquet")


def settled(parts: Sequence[Part], base: Path | None) -> tuple[list[Part], list[Problem]]:
    """Return the parts, of layers of one file only the one that holds the districts, where that is clear.

    It is the one so called, else the one whose ids the other parts name, or the open dataset.

    Parameters
    ----------
    parts
        The tables as they came.
    base
        The folder of the open dataset; None without.

    Returns
    -------
    tuple
        The parts, and a note for each file of which one layer is read. Where it is not clear every
        layer stays, and its owner is asked.
    """
    files: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        if part.layer:
            files[part.name.removesuffix(f": {part.layer}")].append(part)
    if not files:
        return list(parts), []
    ids = _district_ids(parts) or (district_ids(base) if base else set())
    dropped, notes, kept = set(), [], {}
    for name, of in files.items():
        frames = {part.layer: frame for part in of if (frame := read_outlines(part.path)[0]) is not None}
        layer = LAYER if LAYER in frames else fitting(frames, ids)
        if layer is None:
            continue
        chosen = next(part for part in of if part.layer == layer)
        others = tuple(part.layer for part in of if part is not chosen)
        dropped |= {part.name for part in of}
        kept[chosen.name] = replace(chosen, name=name, layer="")
        if others:
            notes.append(Problem(name, None, None, "layer_read", {"layer": layer, "others": others}, "note"))
    found = [kept.get(part.name, part) for part in parts if part.name in kept or part.name not in dropped]
    return found, notes


def _district_ids(parts: Sequence[Part]) -> set[str]:
    """Return the districts that tables among the parts name."""
    ids: set[str] = set()
    for part in parts:
        frame = None if part.outlined or part.path.suffix not in TABLES else read_table(part.path)[0]
        for column in () if frame is None else frame:
            if column == "district" or known_as("values_district", str(column), {}) == "district":
                ids |= set(to_text(frame[column]).dropna())
    return ids
