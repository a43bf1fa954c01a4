"""Well-known binary held against its own length, before GEOS takes memory for what it announces.

Source: OGC 06-103r4, and the flags by which PostGIS marks heights, measures and systems.
"""

import struct

import numpy as np
import shapely

from lcity.dataset.forms.form import Fault, FormError

POINT, LINE, POLYGON, COLLECTION = 1, 2, 3, 7
SINGLE_OF = {4: POINT, 5: LINE, 6: POLYGON}
NAMES = {8: "CircularString", 9: "CompoundCurve", 10: "CurvePolygon", 11: "MultiCurve", 12: "MultiSurface",
         15: "PolyhedralSurface", 16: "TIN", 17: "Triangle"}  # fmt: skip
HEIGHT, MEASURE, SYSTEM = 0x80000000, 0x40000000, 0x20000000
DEEPEST = 4
PART_BYTES = 5


def shapes_of(blobs: list[bytes | None], most_vertices: int) -> np.ndarray:
    """Return the geometries of a column of WKB, None where there is none.

    Parameters
    ----------
    blobs
        One a feature.
    most_vertices
        How many points they may have together.

    Raises
    ------
    FormError
        One announces more than it has, or is of a kind not read here.
    """
    faults, points = [], 0
    for row, blob in enumerate(blobs, start=1):
        if blob is None:
            continue
        try:
            end, count = _measured(memoryview(blob), 0, 1)
        except FormError as error:
            faults.append(error.faults[0]._replace(row=row, column="geometry"))
            continue
        except struct.error:
            end, count = -1, 0
        if end != len(blob):
            faults.append(Fault("geometry_broken", {}, row, "geometry"))
            continue
        points += count
        if points > most_vertices:
            raise FormError("too_many_vertices", most=most_vertices)
    if faults:
        raise FormError.of(faults)
    return shapely.from_wkb(np.array(blobs, dtype=object), on_invalid="fix")


def _measured(blob: memoryview, at: int, depth: int) -> tuple[int, int]:
    """Return where a geometry ends and how many points it has; -1 where it would end beyond its bytes."""
    order = ">" if blob[at : at + 1] == b"\0" else "<"
    (code,) = struct.unpack_from(f"{order}I", blob, at + 1)
    at += PART_BYTES
    dimensions = 2 + bool(code & HEIGHT) + bool(code & MEASURE)
    at += 4 if code & SYSTEM else 0
    code &= ~(HEIGHT | MEASURE | SYSTEM)
    dimensions += (0, 1, 1, 2)[code // 1000] if code < 4000 else 0
    kind, size = code % 1000 if code < 4000 else code, 8 * dimensions
    if kind == POINT:
        return _within(blob, at + size), 1
    (count,) = struct.unpack_from(f"{order}I", blob, at)
    at += 4
    if kind == LINE:
        return _within(blob, at + count * size), count
    if kind == POLYGON:
        return _rings(blob, at, count, order, size)
    if kind not in SINGLE_OF and kind != COLLECTION:
        raise FormError("not_area", found=NAMES.get(kind, f"WKB {kind}"))
    if depth >= DEEPEST or count > (len(blob) - at) // PART_BYTES:
        return -1, 0
    points = 0
    for _ in range(count):
        at, more = _measured(blob, at, depth + 1)
        points += more
        if at < 0:
            return -1, points
    return at, points


def _rings(blob: memoryview, at: int, count: int, order: str, size: int) -> tuple[int, int]:
    points = 0
    for _ in range(count):
        (length,) = struct.unpack_from(f"{order}I", blob, at)
        at += 4 + length * size
        points += length
        if at > len(blob):
            return -1, points
    return at, points


def _within(blob: memoryview, end: int) -> int:
    return end if end <= len(blob) else -1
