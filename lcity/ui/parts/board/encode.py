"""What the board fetches by URL, as compact as it can be without losing a digit of a value."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from lcity.meridian import in_one_piece
from lcity.text import LANGUAGES, Language, language

MISSING = -(2**31)
MOST_DECIMALS = 9
DEGREE = 100_000
LONGEST_STEP = 2**15 - 1


def units(table: pd.DataFrame, cities: pd.DataFrame, level: str, lang: Language) -> bytes:
    """Encode who is ranked: JSON with `ids`, `names`, and of districts their `cities` and `cityNames`.

    Their names in other languages stand in `also` and `alsoCities`, for who looks for one. A district
    that belongs to no city has "" for it.

    Parameters
    ----------
    table
        The units, by id.
    cities
        The cities of the dataset, by id.
    level
        "city" or "district".
    lang
        The reader's language.
    """
    others = [language(code) for code in LANGUAGES if code != lang.code]

    def also(row: dict) -> list[str]:
        return [name for name in dict.fromkeys(each.name(row) for each in others) if name != lang.name(row)]

    rows = table[[column for column in table.columns if column.startswith("name")]].to_dict("records")
    told = {
        "ids": list(table.index),
        "names": [lang.name(row) for row in rows],
        "also": [also(row) for row in rows],
        "alsoCities": [],
        "cities": [],
        "cityNames": [],
    }
    if level == "district":
        rows = cities.to_dict("index")
        names = {city: lang.name(row) for city, row in rows.items()}
        known_also = {city: also(row) for city, row in rows.items()}
        told |= {
            "cities": list(table["city"].fillna("")),
            "cityNames": [names.get(city, "") for city in table["city"]],
            "alsoCities": [known_also.get(city, []) for city in table["city"]],
        }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def values(table: pd.DataFrame) -> bytes:
    """Encode indicator values exactly.

    Parameters
    ----------
    table
        Units × leaves, each in its own unit; NaN is missing.

    Returns
    -------
    bytes
        A JSON header (its length before it) and a column after another: values that are decimals of
        at most nine digits as 32-bit whole numbers, 4 bytes each; others as 64-bit floats.
    """
    columns, parts = [], []
    for key, column in table.items():
        decimals, stored = _column(column.to_numpy("float64"))
        columns.append([key, decimals])
        parts.append(stored.tobytes())
    header = json.dumps({"units": len(table), "columns": columns}, separators=(",", ":")).encode()
    return np.uint32(len(header)).tobytes() + header + b"".join(parts)


def _column(column: np.ndarray) -> tuple[int | None, np.ndarray]:
    missing = np.isnan(column)
    for decimals in range(MOST_DECIMALS + 1):
        whole = np.where(missing, 0, column) * 10.0**decimals
        if np.abs(whole).max(initial=0) >= 2**31 - 1:
            break
        whole = np.rint(whole)
        if np.array_equal(whole[~missing] / 10.0**decimals, column[~missing]):
            return decimals, np.where(missing, MISSING, whole).astype("<i4")
    return None, column.astype("<f8")


def outlines(districts: gpd.GeoDataFrame) -> bytes:
    """Encode outlines on a grid of 1e-5 degrees (about 1 m), 4 bytes a vertex and 16 a ring.

    Parameters
    ----------
    districts
        In the order of the units; geometry Polygon or MultiPolygon in WGS84.

    Returns
    -------
    bytes
        The number of rings (uint32); per ring its unit's number, its number of vertices and its first
        lon and lat (int32, 1e-5 degrees); then the steps to the others (int16 pairs).
    """
    polygons, unit = shapely.get_parts(in_one_piece(districts.geometry), return_index=True)
    rings, polygon = shapely.get_rings(polygons, return_index=True)
    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    points, ring = _short_steps(np.rint(coordinates * DEGREE).astype(np.int64), ring)
    first = np.flatnonzero(np.diff(ring, prepend=-1))
    sizes = np.diff(first, append=len(ring))
    heads = np.column_stack([unit[polygon], sizes, points[first]])
    steps = np.delete(np.diff(points, axis=0, prepend=0), first, axis=0)
    return np.uint32(len(heads)).tobytes() + heads.astype("<i4").tobytes() + steps.astype("<i2").tobytes()


def _short_steps(points: np.ndarray, ring: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Put points on lines longer than a step may be; return all points, and the ring of each."""
    line = np.diff(points, axis=0)
    pieces = np.where(np.diff(ring) == 0, np.abs(line).max(axis=1) // LONGEST_STEP + 1, 1)
    if (pieces == 1).all():
        return points, ring
    starts = np.repeat(np.arange(len(pieces)), pieces)
    places = (np.arange(len(starts)) - np.repeat(np.cumsum(pieces) - pieces, pieces)) / pieces[starts]
    between = points[starts] + np.rint(places[:, None] * line[starts]).astype(np.int64)
    return np.vstack([between, points[-1:]]), np.append(ring[starts], ring[-1])
