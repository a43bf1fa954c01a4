"""People on a GeoTIFF, cell by cell, such as WorldPop and GHS-POP give them.

Only GDAL's own reader of GeoTIFF is asked, and nothing that a file or its neighbours name is followed.
"""

import math
import os
import warnings
from pathlib import Path

import numpy as np
import pyproj
import rasterio
from rasterio.errors import RasterioError
from rasterio.windows import Window

from lcity.ground.errors import GroundError, reason
from lcity.ground.raster_window import Raster

MOST_CELLS = 25_000_000
MOST_BANDS = 1
WGS84 = "EPSG:4326"
MAGIC = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
SHUT = {
    # No neighbouring file, no network, no other driver; threads and caches as small as they may be.
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "GDAL_PAM_ENABLED": "NO",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_HTTP_MAX_RETRY": "0",
    "GDAL_CACHEMAX": 64 * 2**20,
    "GDAL_NUM_THREADS": "1",
    "GTIFF_SRS_SOURCE": "GEOKEYS",
    "PROJ_NETWORK": "OFF",
}


def read_raster(path: Path, bounds: tuple[float, float, float, float] | None) -> Raster:
    """Return a raster, or the part of it around some bounds.

    Parameters
    ----------
    path
        A GeoTIFF of one band.
    bounds
        West, south, east, north in WGS84 degrees; None for all of it.

    Raises
    ------
    GroundError
        It is none, says not where it lies, is larger than is read, does not meet the bounds, or counts
        fewer people than none.
    """
    with path.open("rb") as opened:
        if opened.read(4) not in MAGIC:
            raise GroundError("no_geotiff", file=path.name)
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            rasterio.Env(**SHUT),
            rasterio.open(os.path.abspath(path), driver="GTiff") as opened,
        ):
            return _read(opened, path.name, bounds)
    except (RasterioError, ValueError, pyproj.exceptions.ProjError) as error:
        raise GroundError(
            "unreadable", file=path.name, form="GeoTIFF", reason=reason(error, os.path.abspath(path))
        ) from error


def _read(opened: rasterio.DatasetReader, file: str, bounds) -> Raster:
    if opened.count != MOST_BANDS:
        raise GroundError("bands", file=file, found=opened.count)
    if opened.crs is None or opened.transform.is_identity or opened.transform.determinant == 0:
        raise GroundError("no_place", file=file)
    if np.dtype(opened.dtypes[0]).kind not in "iuf":
        raise GroundError("no_numbers", file=file, found=opened.dtypes[0])
    crs = pyproj.CRS.from_wkt(opened.crs.to_wkt())
    window = Window(0, 0, opened.width, opened.height)
    if bounds is not None:
        window = _around(opened, crs, bounds, window, file)
    if window.width * window.height > MOST_CELLS:
        raise GroundError("too_many_cells", most=MOST_CELLS)
    read = opened.read(1, window=window, masked=True)
    values = read.astype(float).filled(np.nan)
    scale, offset = opened.scales[0], opened.offsets[0]
    values = values * scale + offset
    negative = np.nanmin(values, initial=0)
    if negative < 0:
        raise GroundError("negative", file=file, found=f"{negative:g}")
    if np.isinf(values).any():
        raise GroundError("negative", file=file, found="inf")
    of = opened.window_transform(window)
    return Raster(values, np.array([[of.a, of.b, of.c], [of.d, of.e, of.f]]), crs.to_wkt())


def _around(opened, crs: pyproj.CRS, bounds, whole: Window, file: str) -> Window:
    """Return the window around bounds, one cell wider on every side."""
    to_own = pyproj.Transformer.from_crs(WGS84, crs, always_xy=True)
    west, south, east, north = to_own.transform_bounds(*bounds, densify_pts=41)
    if not all(map(math.isfinite, (west, south, east, north))):
        raise GroundError("elsewhere", file=file)
    of = opened.transform
    corners = np.array([(x - of.c, y - of.f) for x in (west, east) for y in (south, north)])
    columns, rows = np.linalg.solve([[of.a, of.b], [of.d, of.e]], corners.T)
    left, top = max(math.floor(columns.min()) - 1, 0), max(math.floor(rows.min()) - 1, 0)
    right = min(math.ceil(columns.max()) + 1, whole.width)
    bottom = min(math.ceil(rows.max()) + 1, whole.height)
    if right <= left or bottom <= top:
        raise GroundError("elsewhere", file=file)
    return Window(left, top, right - left, bottom - top)
