"""A map of districts by class, with dots on it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from lcity.colour import NO_DATA
from lcity.export.pictures.axes import empty, legend, named
from lcity.export.pictures.page import INK
from lcity.meridian import beside, in_one_piece
from lcity.text import Language
from lcity.text.width import wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_NAMED = 24
MOST_DOTS = 20_000
MOST_OUTLINED = 500
STEPS = 700
# Of a line of the legend.
KEY_CHARACTERS = 30


@dataclass(frozen=True, eq=False)
class Dots:
    """Dots on a map.

    Parameters
    ----------
    lonlat
        (dots, 2) degrees.
    colour
        Hex.
    area
        Of each dot in square points, or one for all.
    label
        What they are, in the legend.
    opacity
        0–1.
    numbers
        What is written on each dot, white; none where nothing is.
    """

    lonlat: np.ndarray
    colour: str
    area: np.ndarray | float = 6.0
    label: str = ""
    opacity: float = 0.9
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class DistrictMap:
    """Districts filled with their class's colour.

    Parameters
    ----------
    title
        What is shown.
    outlines
        District → polygon or multipolygon, WGS84 degrees.
    fill
        District → hex colour; a missing one is drawn as no data.
    key
        The legend: pairs of hex colour and words.
    key_title
        What the colours stand for.
    names
        District → name; written on the map where there are at most `MOST_NAMED`.
    selected
        The district to outline; "" for none.
    dots
        From below.
    extent
        What is seen: west, south, east and north in degrees, of outlines that are in one piece already;
        None for all of them.
    key_columns
        How many columns the legend has without dots: fewer where its words are long.
    """

    title: str
    outlines: gpd.GeoSeries
    fill: pd.Series
    key: Sequence[tuple[str, str]]
    key_title: str = ""
    names: pd.Series = field(default_factory=lambda: pd.Series(dtype=object))
    selected: str = ""
    dots: tuple[Dots, ...] = ()
    key_columns: int = 4
    extent: tuple[float, float, float, float] | None = None
    height: float = 1.0

    @property
    def aspect(self) -> float:
        """How many times wider than high it is."""
        west, south, east, north = self.extent or self._shapes.total_bounds
        return (east - west) / max((north - south) * _stretch(south, north), 1e-9)

    @cached_property
    def _shapes(self) -> gpd.GeoSeries:
        """The outlines there are, in one piece; with an extent, as they lie in it."""
        found = self.outlines[~(self.outlines.is_empty | self.outlines.isna())]
        return found if self.extent else in_one_piece(found)

    def draw(self, axes: "Axes", lang: Language) -> None:
        """Draw it."""
        from matplotlib.collections import PathCollection

        units, bounds = self._shapes.index, self._shapes.total_bounds
        west, south, east, north = self.extent or bounds
        shapes = shapely.simplify(self._shapes.to_numpy(), max(east - west, north - south) / STEPS)
        paths = [_path(shape) for shape in shapes]
        fill = self.fill.reindex(units).fillna(NO_DATA)
        axes.add_collection(PathCollection(paths, facecolors=fill, edgecolors="white", linewidths=0.6))
        for dots in self.dots:
            lon, lat = dots.lonlat[:MOST_DOTS].T
            area = dots.area if np.isscalar(dots.area) else np.asarray(dots.area)[:MOST_DOTS]
            # So many are a texture: as pixels they are a tenth of the size.
            many = len(lon) > MOST_OUTLINED
            look = {"c": dots.colour, "alpha": dots.opacity, "linewidths": 0, "rasterized": many}
            axes.scatter(beside(lon, bounds), lat, s=area, **look)
            for x, y, text in zip(beside(lon, bounds), lat, dots.numbers, strict=False):
                axes.text(x, y, text, ha="center", va="center_baseline", fontsize=7, color="white")
        for width, ink in ((3.4, "white"), (1.8, INK)):
            chosen = [path for path, unit in zip(paths, units, strict=True) if unit == self.selected]
            axes.add_collection(PathCollection(chosen, facecolors="none", edgecolors=ink, linewidths=width))
        if units.isin(self.names.index).sum() <= MOST_NAMED:
            self._name(axes, shapes, units, (west, south, east, north))
        empty(axes)
        margin = 0.0 if self.extent else 0.02 * max(east - west, north - south) or 0.01
        axes.set_xlim(west - margin, east + margin)
        axes.set_ylim(south - margin, north + margin)
        axes.set_aspect(_stretch(south, north), adjustable="box", anchor="NW")
        legend(axes, self._handles(), 3 if self.dots else self.key_columns, self.key_title)

    def _name(
        self,
        axes: "Axes",
        shapes: np.ndarray,
        units: pd.Index,
        seen: tuple[float, float, float, float],
    ) -> None:
        """Write names into the districts seen, the largest first; none that would lie on another."""
        import matplotlib.patheffects as effects

        halo = [effects.withStroke(linewidth=2, foreground="white")]
        points = shapely.get_coordinates(shapely.point_on_surface(shapes))
        west, south, east, north = seen
        span = max(east - west, 1e-9)
        written: list[tuple[float, float]] = []
        for place in np.argsort(-shapely.area(shapes)):
            unit, (x, y) = units[place], points[place]
            name = named(self.names.get(unit, ""), 18)
            near = any(abs(x - a) < 0.13 * span and abs(y - b) < 0.032 * span for a, b in written)
            if name and not near and west <= x <= east and south <= y <= north:
                axes.text(x, y, name, ha="center", va="center", fontsize=7.5, color=INK, path_effects=halo)
                written.append((x, y))

    def _handles(self) -> list:
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch

        patches = [Patch(facecolor=colour, label=named(label, 40)) for colour, label in self.key]
        look = {"marker": "o", "linestyle": "", "markersize": 5}
        return patches + [
            Line2D([], [], color=dots.colour, label=_folded(dots.label), **look) for dots in self.dots
        ]


def _folded(label: str) -> str:
    """Return what dots are as the legend of a narrow map has room for it."""
    return "\n".join(wrapped(named(label, 72), KEY_CHARACTERS)[:3])


def _stretch(south: float, north: float) -> float:
    """Return how much longer a degree of latitude is drawn than one of longitude, as it is on the ground."""
    return 1 / max(np.cos(np.radians((south + north) / 2)), 0.05)


def _path(shape: shapely.Geometry):
    """Return a polygon's or multipolygon's rings as one path."""
    from matplotlib.path import Path

    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    parts = [Path(shapely.get_coordinates(ring), closed=True) for ring in rings if not ring.is_empty]
    return Path.make_compound_path(*parts) if parts else Path(np.empty((0, 2)))
