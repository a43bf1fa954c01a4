"""Positions on the Earth as straight-line coordinates."""

import numpy as np
from numpy.typing import ArrayLike

SEMI_MAJOR_M = 6_378_137.0
FLATTENING = 1 / 298.257223563


def ecef(lon_deg: ArrayLike, lat_deg: ArrayLike) -> np.ndarray:
    """Return earth-centred, earth-fixed coordinates of points on the WGS84 ellipsoid.

    The straight line between two such points is shorter than the geodesic by less than one part
    in a million up to 10 km, wherever they lie, so that distances need no projection.

    Parameters
    ----------
    lon_deg, lat_deg
        WGS84 degrees, each of length n.

    Returns
    -------
    numpy.ndarray
        (n, 3) metres, float64.

    Source
    ------
    NGA.STND.0036 (World Geodetic System 1984), section 4; height 0.
    """
    lon, lat = np.radians(np.asarray(lon_deg, float)), np.radians(np.asarray(lat_deg, float))
    eccentricity2 = FLATTENING * (2 - FLATTENING)
    sine = np.sin(lat)
    normal_m = SEMI_MAJOR_M / np.sqrt(1 - eccentricity2 * sine**2)
    across_m = normal_m * np.cos(lat)
    return np.column_stack(
        [across_m * np.cos(lon), across_m * np.sin(lon), normal_m * (1 - eccentricity2) * sine]
    )
