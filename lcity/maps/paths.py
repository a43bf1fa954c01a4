"""Outlines as the paths of a flat picture: crisp at any size, complete without WebGL."""

import math
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from lcity.meridian import beside, in_one_piece

LONGER_SIDE = 2000
LARGEST_DOT, SMALLEST_DOT, DOTS = 45, 12, 300
"""Radii on the canvas, and what divided by the root of how many there are gives the radius of each."""

AROUND, ROUGH = 0.6, 3.0
"""How far what lies around a picture is drawn, in parts of its longer side, and how roughly, in its units."""

EARTH_M = 6_371_009
"""Mean radius."""

HIGHEST = 85.0
"""Degrees of latitude up to which Mercator's projection is of use."""


@dataclass(frozen=True)
class Picture:
    """Outlines on a canvas whose longer side is `LONGER_SIDE`.

    Parameters
    ----------
    width, height
        Of the canvas.
    paths
        Unit → its outline as SVG path data, on whole units of the canvas.
    corner
        Where its upper left corner lies, in Mercator's projection of a sphere of radius 1.
    scale
        Units of the canvas to one of that.
    anchors
        Unit → where its name stands on the canvas, the largest first.
    lift
        By how much names stand above that: where a dot would lie under them.
    """

    width: int
    height: int
    paths: dict[str, str]
    corner: tuple[float, float]
    scale: float
    anchors: dict[str, tuple[float, float]] = field(default_factory=dict)
    lift: float = 0.0

    def at(self, lonlat: np.ndarray) -> np.ndarray:
        """Return where degrees lie on the canvas: (n, 2) to (n, 2)."""
        return (_mercator(np.asarray(lonlat, float)) - self.corner) * (self.scale, -self.scale)

    def lonlat(self, x: float, y: float) -> tuple[float, float]:
        """Return the degrees of a point of the canvas."""
        lon, north = self.corner[0] + x / self.scale, self.corner[1] - y / self.scale
        return math.degrees(lon), math.degrees(2 * math.atan(math.exp(north)) - math.pi / 2)

    def units(self, metres: float) -> float:
        """Return how long some metres are on the canvas, at its middle."""
        _, lat = self.lonlat(self.width / 2, self.height / 2)
        return metres / EARTH_M / math.cos(math.radians(lat)) * self.scale


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
        (float(west), float(north)),
        float(scale),
        _anchors(outlines.index, flat, np.array((west, north)), scale),
    )


def beyond(drawn: Picture, others: gpd.GeoSeries) -> str:
    """Return what lies around a picture as SVG path data: roughly, and no farther than it is looked for.

    Parameters
    ----------
    drawn
        The picture.
    others
        Polygons or multipolygons that are not in it, WGS84 degrees.
    """
    side = AROUND * LONGER_SIDE
    window = (-side, -side, drawn.width + side, drawn.height + side)
    (west, north), (east, south) = (drawn.lonlat(*corner) for corner in (window[:2], window[2:]))
    parts = shapely.get_parts(others[~(others.is_empty | others.isna())].to_numpy())
    if not len(parts):
        return ""
    left, low, right, high = shapely.bounds(parts).T
    middle = (left + right) / 2
    turned = beside(middle, (west, south, east, north)) - middle
    boxes = shapely.box(left + turned, low, right + turned, high)
    near = shapely.intersects(boxes, shapely.box(west, south, east, north))

    def on_canvas(points: np.ndarray, turn: float) -> np.ndarray:
        lat = np.clip(points[:, 1], -HIGHEST, HIGHEST)
        return drawn.at(np.column_stack((points[:, 0] + turn, lat)))

    found = []
    for part, turn in zip(parts[near], turned[near], strict=True):
        flat = shapely.transform(part, lambda points, turn=turn: on_canvas(points, turn))
        rough = shapely.simplify(shapely.make_valid(flat), ROUGH)
        found.extend(shapely.get_parts(shapely.clip_by_rect(rough, *window)))
    rings = [polygon.exterior for polygon in found if polygon.geom_type == "Polygon" and not polygon.is_empty]
    return "".join(_ring(shapely.get_coordinates(ring)) for ring in rings)


def _anchors(
    units: pd.Index, flat: np.ndarray, corner: np.ndarray, scale: float
) -> dict[str, tuple[float, float]]:
    """Return where names stand: within the largest part of each unit."""
    found = []
    for unit, shape in zip(units, flat, strict=True):
        parts = shapely.get_parts(shape)
        areas = shapely.area(parts)
        if areas.any():
            point = shapely.get_coordinates(shapely.point_on_surface(parts[areas.argmax()]))[0]
            x, y = ((point - corner) * (scale, -scale)).round(1).tolist()
            found.append((-areas.max(), unit, (x, y)))
    return {unit: where for _, unit, where in sorted(found, key=lambda one: one[0])}


def dots(lon: pd.Series, lat: pd.Series) -> Picture:
    """Return places as round dots in Mercator's projection, fitted to a canvas.

    Parameters
    ----------
    lon, lat
        Unit → where it is, WGS84 degrees; places on both sides of the 180th meridian stay together.
    """
    east = lon.where(lon >= 0, lon + 360)
    lon = east if np.ptp(east) < np.ptp(lon) else lon
    flat = _mercator(np.column_stack((lon, lat)))
    radius = round(min(max(DOTS / math.sqrt(len(flat)), SMALLEST_DOT), LARGEST_DOT))
    span = np.ptp(flat, axis=0)
    scale = (LONGER_SIDE - 2 * radius) / (span.max() or 1)
    across, down = (flat - (flat[:, 0].min(), flat[:, 1].max())).T * scale * [[1], [-1]]
    width, height = (round(side * scale) + 2 * radius for side in span)
    arc = f"a{radius} {radius} 0 1 0"
    return Picture(
        width,
        height,
        {
            unit: f"M{round(x)} {round(y) + radius}{arc} {2 * radius} 0{arc} {-2 * radius} 0z"
            for unit, x, y in zip(lon.index, across, down, strict=True)
        },
        (float(flat[:, 0].min() - radius / scale), float(flat[:, 1].max() + radius / scale)),
        float(scale),
        {
            unit: (round(float(x), 1), round(float(y), 1))
            for unit, x, y in zip(lon.index, across + radius, down + radius, strict=True)
        },
        float(radius),
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
