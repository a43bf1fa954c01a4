"""Outlines as the paths of a flat picture: crisp at any size, complete without WebGL."""

import math
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from lcity.meridian import in_one_piece

LONGER_SIDE = 2000


@dataclass(frozen=True)
class Picture:
    """Outlines on a canvas whose longer side is `LONGER_SIDE`.

    Parameters
    ----------
    width, height
        Of the canvas.
    paths
        Unit → its outline as SVG path data, on whole units of the canvas.
    """

    width: int
    height: int
    paths: dict[str, str]


def picture(outlines: gpd.GeoSeries) -> Picture:
    """Return outlines in Mercator's projection, which keeps shapes, fitted to a canvas.

    Parameters
    ----------
    outlines
        Unit → polygon or multipolygon, WGS84 degrees.
    """
    outlines = in_one_piece(outlines)
    flat = shapely.transform(outlines.to_numpy(), _mercator)
    west, south, east, north = shapely.total_bounds(flat)
    scale = LONGER_SIDE / max(east - west, north - south)

    def path(shape: shapely.Geometry) -> str:
        rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
        corner, turn = np.array((west, north)), np.array((scale, -scale))
        return "".join(_ring((shapely.get_coordinates(ring) - corner) * turn) for ring in rings)

    return Picture(
        round((east - west) * scale),
        round((north - south) * scale),
        {unit: path(shape) for unit, shape in zip(outlines.index, flat, strict=True)},
    )


def _ring(points: np.ndarray) -> str:
    """Return a ring as relative steps between the whole units it passes through."""
    whole = np.round(points).astype(int)
    moved = np.diff(whole, axis=0)
    steps = moved[moved.any(axis=1)]
    start = f"M{whole[0, 0]} {whole[0, 1]}"
    return start + "l" + " ".join(f"{x} {y}" for x, y in steps.tolist()) + "z" if len(steps) else ""


def _mercator(degrees: np.ndarray) -> np.ndarray:
    lon, lat = np.radians(degrees).T
    return np.column_stack((lon, np.log(np.tan(math.pi / 4 + lat / 2))))
