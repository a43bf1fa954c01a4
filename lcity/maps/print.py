"""A map of districts by class, with dots on it, and what tells where one is."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from lcity.colour import NO_DATA, PAGE
from lcity.export.pictures.axes import empty, legend, named
from lcity.export.pictures.page import INK, QUIET
from lcity.meridian import beside, in_one_piece
from lcity.text import Language
from lcity.text.width import width, wrapped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_NAMED, MOST_PLACES = 24, 16
# Of a map's width, what a letter of a name takes; of its height, a name.
LETTER, LINE_HIGH = 0.0115, 0.032
AROUND, AROUND_EDGE = "#f3f5f5", "#d9dfdf"
# Of the map's longer side, or twice its height, the room for scale and note; of its width, the longest scale.
FOOT, LONGEST_SCALE = 0.09, 0.25
DEGREE_KM = 111.195
MOST_DOTS = 20_000
# Around a dot, in points.
RIM_PT = 0.6
MOST_OUTLINED = 500
STEPS = 700
# Of a line of the legend.
KEY_CHARACTERS, NOTE_CHARACTERS = 30, 60


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
    rim
        Whether each stands out from a rim, whatever it lies on.
    """

    lonlat: np.ndarray
    colour: str
    area: np.ndarray | float = 6.0
    label: str = ""
    opacity: float = 0.9
    numbers: tuple[str, ...] = ()
    rim: bool = True


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
    around
        Outlines of neighbours, drawn faintly; None for none.
    places
        Names of places with their lon and lat, the most important first: as many as have room.
    note
        What is said at its foot, so that it goes with the map wherever that goes.
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
    around: gpd.GeoSeries | None = None
    places: tuple[tuple[str, float, float], ...] = ()
    note: str = ""

    @property
    def aspect(self) -> float:
        """How many times wider than high it is."""
        west, south, east, north = self._seen
        return (east - west) / max((north - south) * _stretch(south, north), 1e-9)

    @property
    def _seen(self) -> tuple[float, float, float, float]:
        """What is drawn: the outlines with a margin, and room below for scale and note; or the extent."""
        if self.extent:
            return self.extent
        west, south, east, north = self._shapes.total_bounds
        longer = max((east - west) / _stretch(south, north), north - south)
        margin = 0.02 * longer or 0.01
        sides = margin * _stretch(south, north)
        foot = FOOT * min(longer, 2 * (north - south) or longer)
        return west - sides, south - margin - foot, east + sides, north + margin

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
        self._surround(axes)
        axes.add_collection(PathCollection(paths, facecolors=fill, edgecolors="white", linewidths=0.6))
        for dots in self.dots:
            lon, lat = dots.lonlat[:MOST_DOTS].T
            area = dots.area if np.isscalar(dots.area) else np.asarray(dots.area)[:MOST_DOTS]
            # So many are a texture: as pixels they are a tenth of the size.
            many = len(lon) > MOST_OUTLINED
            look = {"linewidths": 0, "rasterized": many}
            if dots.rim:
                axes.scatter(beside(lon, bounds), lat, s=(np.sqrt(area) + 2 * RIM_PT) ** 2, c=PAGE, **look)
            axes.scatter(beside(lon, bounds), lat, s=area, c=dots.colour, alpha=dots.opacity, **look)
            for x, y, text in zip(beside(lon, bounds), lat, dots.numbers, strict=False):
                axes.text(x, y, text, ha="center", va="center_baseline", fontsize=7, color="white")
        for thick, ink in ((3.4, "white"), (1.8, INK)):
            chosen = [path for path, unit in zip(paths, units, strict=True) if unit == self.selected]
            axes.add_collection(PathCollection(chosen, facecolors="none", edgecolors=ink, linewidths=thick))
        self._name(axes, shapes, units, (west, south, east, north))
        self._measure(axes, lang)
        empty(axes)
        west, low, east, north = self._seen
        axes.set_xlim(west, east)
        axes.set_ylim(low, north)
        axes.set_aspect(_stretch(south, north), adjustable="box", anchor="NW")
        legend(axes, self._handles(), 3 if self.dots else self.key_columns, self.key_title)

    def _surround(self, axes: "Axes") -> None:
        """Draw the neighbours that are seen, faintly, by the way round on which the outlines lie."""
        from matplotlib.collections import PathCollection

        if self.around is None or self.around.empty:
            return
        window = self._seen
        found = []
        for part in shapely.get_parts(self.around.dropna().to_numpy()):
            left, _, right, _ = part.bounds
            turn = float(beside(np.array([(left + right) / 2]), window)[0] - (left + right) / 2)
            moved = shapely.transform(part, lambda points, turn=turn: points + np.array([turn, 0.0]))
            seen = shapely.clip_by_rect(moved, *window)
            if not seen.is_empty:
                found.append(_path(shapely.simplify(seen, (window[2] - window[0]) / STEPS)))
        axes.add_collection(
            PathCollection(found, facecolors=AROUND, edgecolors=AROUND_EDGE, linewidths=0.5, zorder=0)
        )

    def _measure(self, axes: "Axes", lang: Language) -> None:
        """Draw the scale, the longest round distance that has room, and write the note below it."""
        import matplotlib.patheffects as effects

        west, low, east, north = self._seen
        middle = (self.extent or self._shapes.total_bounds)[1::2]
        km = DEGREE_KM * np.cos(np.radians(sum(middle) / 2))
        length = _round((east - west) * km * LONGEST_SCALE)
        high, wide = north - low, length / km
        x, y = west + 0.01 * (east - west), low + (0.045 if self.note else 0.02) * high
        tick = 0.012 * high
        halo = [effects.withStroke(linewidth=2.4, foreground="white")]
        corners = [x, x, x + wide, x + wide], [y + tick, y, y, y + tick]
        axes.plot(*corners, color=INK, linewidth=1, path_effects=halo, zorder=6)
        told = ("km", length) if length >= 1 else ("m", length * 1_000)
        text = lang.t(f"frame.map.{told[0]}", n=lang.number(told[1]))
        look = {"fontsize": 7.5, "color": INK, "path_effects": halo, "zorder": 6}
        axes.text(x + wide / 2, y + 0.3 * tick, text, ha="center", va="bottom", **look)
        if self.note:
            folded = "\n".join(wrapped(named(self.note, 160), NOTE_CHARACTERS)[:2])
            axes.text(
                x, low + 0.036 * high, folded, ha="left", va="top", **look | {"fontsize": 7, "color": QUIET}
            )

    def _name(
        self,
        axes: "Axes",
        shapes: np.ndarray,
        units: pd.Index,
        seen: tuple[float, float, float, float],
    ) -> None:
        """Write names: the selected district's, the largest districts', places'; none lies on another."""
        import matplotlib.patheffects as effects

        halo = [effects.withStroke(linewidth=2, foreground="white")]
        points = shapely.get_coordinates(shapely.point_on_surface(shapes))
        west, south, east, north = seen
        # The narrower the map, the more of it a letter takes.
        span, high = max(east - west, 1e-9), north - south
        letter = LETTER * max(1.0, 1.2 / self.aspect)
        written: list[tuple[float, float, float]] = []
        largest = sorted(range(len(units)), key=lambda at: (units[at] != self.selected, -shapes[at].area))
        few = units.isin(self.names.index).sum() <= MOST_NAMED
        wanted = [
            (self.names.get(units[at], ""), *points[at], 7.5, INK)
            for at in largest
            if few or units[at] == self.selected
        ]
        wanted += [(name, lon, lat, 6.5, QUIET) for name, lon, lat in self.places[: 4 * MOST_PLACES]]
        places = 0
        for text, x, y, size, ink in wanted:
            name = named(text)
            half = width(name) * letter * span / 2
            near = any(abs(x - a) < half + c and abs(y - b) < LINE_HIGH * high for a, b, c in written)
            if not name or near or not (west <= x <= east and south <= y <= north):
                continue
            if ink == QUIET:
                places += 1
                if places > MOST_PLACES:
                    break
            axes.text(x, y, name, ha="center", va="center", fontsize=size, color=ink, path_effects=halo)
            written.append((x, y, half))

    def _handles(self) -> list:
        from matplotlib.lines import Line2D
        from matplotlib.patches import Patch

        patches = [Patch(facecolor=colour, label=named(label, 40)) for colour, label in self.key]
        look = {"marker": "o", "linestyle": "", "markersize": 5}
        return patches + [
            Line2D([], [], color=dots.colour, alpha=dots.opacity, label=_legend_label(dots.label), **look)
            for dots in self.dots
        ]


def _legend_label(label: str) -> str:
    """Return what dots are as the legend of a narrow map has room for it."""
    return "\n".join(wrapped(named(label, 72), KEY_CHARACTERS)[:3])


def _round(most: float) -> float:
    """Return the longest of 1, 2 and 5 times a power of ten that is at most `most`."""
    power = 10.0 ** np.floor(np.log10(max(most, 1e-6)))
    return float(max(times * power for times in (1, 2, 5) if times * power <= most * (1 + 1e-9)))


def _stretch(south: float, north: float) -> float:
    """Return how much longer a degree of latitude is drawn than one of longitude, as it is on the ground."""
    return 1 / max(np.cos(np.radians((south + north) / 2)), 0.05)


def _path(shape: shapely.Geometry):
    """Return a polygon's or multipolygon's rings as one path."""
    from matplotlib.path import Path

    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    parts = [Path(shapely.get_coordinates(ring), closed=True) for ring in rings if not ring.is_empty]
    return Path.make_compound_path(*parts) if parts else Path(np.empty((0, 2)))
