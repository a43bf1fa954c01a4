"""Positions that are not what they say: swapped, in metres, or shifted as Chinese web maps shift them.

A correction is suggested only on evidence: that so corrected, many more points lie where they are said
to lie. Nothing is corrected until a reader confirms it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
from pyproj.aoi import AreaOfInterest
from pyproj.database import query_crs_info
from pyproj.enums import PJType

from lcity.access.geodesy import ecef
from lcity.dataset.locate import district_of
from lcity.errors import ArgumentError
from lcity.intake import shift

SWAPPED, GCJ02, BD09 = "swapped", "gcj02", "bd09"
KEPT = "kept"
"""What is said of positions that are right as they came, whatever speaks against them."""
SHIFTS: dict[str, Callable[[np.ndarray], np.ndarray]] = {GCJ02: shift.from_gcj02, BD09: shift.from_bd09}
UNSHIFTED: dict[str, Callable[[np.ndarray], np.ndarray]] = {GCJ02: shift.to_gcj02, BD09: shift.to_bd09}
MOST_POINTS = 5_000
MOST_GRIDS = 400
NEAR_DEGREES = 1.5
NEARLY_ALL = 0.95
OUTLINES = "districts"


@dataclass(frozen=True)
class Correction:
    """A correction of a table's positions, and what speaks for it.

    Parameters
    ----------
    table
        Of the points, or `OUTLINES` where the outlines are what is shifted.
    how
        `SWAPPED`, `GCJ02`, `BD09`, a grid as "EPSG:27700", or `SWAPPED` of some rows only, as the file
        came: "swapped:3,7".
    points
        How many points were looked at.
    before, after
        Share of them (0–1) that lie where they should, as they came and corrected.
    shift_m
        By how much the median point moves; None where it had no place on earth.
    """

    table: str
    how: str
    points: int
    before: float
    after: float
    shift_m: float | None


def rows_of(how: str) -> tuple[int, ...]:
    """Return the rows, as the file came, that a correction speaks of; none where it speaks of all."""
    way, _, rows = how.partition(":")
    return tuple(map(int, rows.split(","))) if way == SWAPPED and rows else ()


@dataclass(frozen=True, eq=False)
class Ground:
    """What positions are held against.

    Parameters
    ----------
    outlines
        By district, WGS84; None without.
    cities
        n × 2 positions of cities, which stand in for outlines where there are none.
    crs
        The system the outlines came in.
    """

    outlines: gpd.GeoSeries | None
    cities: np.ndarray
    crs: pyproj.CRS | None = None

    def share(self, lonlat: np.ndarray, districts: pd.Series | None) -> float:
        """Return the share of points in their district, else in any, else near a city."""
        return float(self.there(lonlat, districts).mean())

    def there(self, lonlat: np.ndarray, districts: pd.Series | None) -> np.ndarray:
        """Return of each point whether it lies in its district, else in any, else near a city."""
        on_earth = np.isfinite(lonlat).all(axis=1) & (np.abs(lonlat) <= [180, 90]).all(axis=1)
        there = np.zeros(len(lonlat), bool)
        if self.outlines is not None:
            places = pd.DataFrame({"lon": lonlat[:, 0], "lat": lonlat[:, 1]})[on_earth]
            found = district_of(places, self.outlines)
            there[on_earth] = found.notna() if districts is None else found == districts.to_numpy()[on_earth]
        else:
            apart = np.abs(lonlat[on_earth][:, None, :] - self.cities[None])
            there[on_earth] = (apart <= NEAR_DEGREES).all(axis=2).any(axis=1)
        return there

    @property
    def known(self) -> bool:
        """Whether there is anything to hold positions against."""
        return self.outlines is not None or len(self.cities) > 0

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of it."""
        if self.outlines is not None:
            return tuple(self.outlines.total_bounds)
        return (*(self.cities.min(axis=0) - NEAR_DEGREES), *(self.cities.max(axis=0) + NEAR_DEGREES))


def corrected(lonlat: np.ndarray, how: str) -> np.ndarray:
    """Return positions corrected.

    Parameters
    ----------
    lonlat
        n × 2, as they came.
    how
        As in `Correction`.

    Returns
    -------
    ndarray
        n × 2, WGS84 degrees; not finite where a position has no place there.

    Raises
    ------
    ArgumentError
        No such correction is known.
    """
    if how == SWAPPED:
        return lonlat[:, ::-1]
    if how in SHIFTS:
        return SHIFTS[how](lonlat)
    try:
        transformer = pyproj.Transformer.from_crs(grid(how), "EPSG:4326", always_xy=True)
    except pyproj.exceptions.ProjError as error:
        raise ArgumentError(how) from error
    return np.column_stack(transformer.transform(lonlat[:, 0], lonlat[:, 1]))


def grid(code: str) -> pyproj.CRS:
    """Return the reference system of an EPSG code: "EPSG:27700" or "27700".

    Raises
    ------
    ArgumentError
        There is none of this code on earth.
    """
    number = code.strip().upper().removeprefix("EPSG:").strip()
    if not (number.isascii() and number.isdecimal() and len(number) <= 6):
        raise ArgumentError(code)
    try:
        crs = pyproj.CRS.from_epsg(int(number))
    except pyproj.exceptions.CRSError as error:
        raise ArgumentError(code) from error
    if not (crs.is_projected or crs.is_geographic):
        raise ArgumentError(code)
    return crs


def suggest(table: str, lonlat: np.ndarray, districts: pd.Series | None, ground: Ground) -> Correction | None:
    """Return the correction a table's positions seem to need.

    Parameters
    ----------
    table
        Its name.
    lonlat
        n × 2, as they came; rows that are not finite are passed over.
    districts
        The district each row says it lies in, missing where it says none; None for a table without.
    ground
        What to hold them against.
    """
    rows = np.isfinite(lonlat).all(axis=1)
    if districts is not None and (with_district := rows & districts.notna().to_numpy()).any():
        rows = with_district
    else:
        districts = None
    chosen = np.flatnonzero(rows)
    chosen = chosen[:: max(len(chosen) // MOST_POINTS, 1)]
    if not len(chosen):
        return None
    points = lonlat[chosen]
    declared_districts = None if districts is None else districts.iloc[chosen]

    def seen(how: str) -> Correction:
        moved = corrected(points, how)
        after = ground.share(moved, declared_districts)
        return Correction(table, how, len(points), before, after, _moved_m(points, moved))

    off_earth = (np.abs(points) > [180, 90]).any(axis=1).mean()
    if not ground.known:
        mirrored = (np.abs(points[:, ::-1]) <= [180, 90]).all(axis=1).mean()
        found = off_earth > 0.5 and mirrored > 0.95
        return Correction(table, SWAPPED, len(points), 1 - off_earth, mirrored, None) if found else None
    before = ground.share(points, declared_districts)
    swapped = seen(SWAPPED)
    if swapped.after >= max(0.8, before + 0.5):
        return swapped
    if off_earth > 0.9:
        return _on_a_grid(points, ground, seen)
    return _shifted(table, points, declared_districts, ground, seen) if ground.outlines is not None else None


def _shifted(
    table: str, points: np.ndarray, districts: pd.Series | None, ground: Ground, seen: Callable
) -> Correction | None:
    """Return the shift that puts at least half of the misplaced points where they belong."""
    if shift.within(points).mean() < 0.95:
        return None
    found = [seen(how) for how in SHIFTS]
    before = found[0].before
    for how, forward in UNSHIFTED.items():
        # Outlines shifted one way look as points shifted the other.
        moved = forward(points)
        after = ground.share(moved, districts)
        found.append(Correction(OUTLINES, how, len(points), before, after, _moved_m(points, moved)))
    best = max(found, key=lambda correction: correction.after)
    astray, left = (len(points) * (1 - share) for share in (best.before, best.after))
    telling = astray - left >= max(5, 0.002 * len(points))
    near = best.before >= 0.3 or best.after >= 0.9
    return best if telling and near and left <= astray / 2 else None


def _on_a_grid(points: np.ndarray, ground: Ground, seen: Callable) -> Correction | None:
    """Return the grid by which most points come to lie where they should, first the outlines' own."""
    own = ground.crs.to_epsg() if ground.crs is not None and ground.crs.is_projected else None
    if own and (found := seen(f"EPSG:{own}")).after >= NEARLY_ALL:
        return found
    west, south, east, north = ground.bounds
    few = points[:: max(len(points) // 50, 1)]
    inside = []
    for code in _grids(ground):
        try:
            lon, lat = corrected(few, code).T
        except ArgumentError:
            continue
        share = ((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)).mean()
        if share >= 0.5:
            inside.append(code)
    best = max((seen(code) for code in inside), key=lambda c: round(c.after, 3), default=None)
    return best if best is not None and best.after >= 0.5 else None


def _grids(ground: Ground) -> Iterator[str]:
    """Yield the codes of grids in use where the ground lies, the web's first."""
    west, south, east, north = ground.bounds
    area = AreaOfInterest(west, south, east, north)
    found = query_crs_info("EPSG", PJType.PROJECTED_CRS, area, contains=True)
    codes = dict.fromkeys([3857, *(int(info.code) for info in found if info.code.isdecimal())])
    yield from (f"EPSG:{code}" for code in list(codes)[:MOST_GRIDS])


def _moved_m(before: np.ndarray, after: np.ndarray) -> float | None:
    fit = np.isfinite(after).all(axis=1) & (np.abs(before) <= [180, 90]).all(axis=1)
    fit &= (np.abs(after) <= [180, 90]).all(axis=1)
    if not fit.any():
        return None
    apart = np.linalg.norm(ecef(*before[fit].T) - ecef(*after[fit].T), axis=1)
    return float(np.median(apart))
