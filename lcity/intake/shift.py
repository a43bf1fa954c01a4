"""The offset coordinate systems of Chinese web maps, GCJ-02 and BD-09, brought back to WGS84.

Source: the published reverse engineerings of GCJ-02 ("eviltransform") and Baidu's own documentation
of BD-09 as a polar offset of GCJ-02. The offset is some 300–600 m, and none outside China.
"""

from collections.abc import Callable

import numpy as np

SEMI_MAJOR_M = 6_378_245.0
ECCENTRICITY_2 = 0.006_693_421_622_965_943
BAIDU = np.pi * 3000 / 180
EXTENT = (72.004, 0.8293, 137.8347, 55.8271)
"""West, south, east and north of where GCJ-02 differs from WGS84."""

ITERATIONS = 8


def within(lonlat: np.ndarray) -> np.ndarray:
    """Say of each position whether GCJ-02 is defined there.

    Parameters
    ----------
    lonlat
        n × 2, degrees.
    """
    west, south, east, north = EXTENT
    lon, lat = lonlat.T
    return (lon > west) & (lon < east) & (lat > south) & (lat < north)


def to_gcj02(lonlat: np.ndarray) -> np.ndarray:
    """Return WGS84 positions in GCJ-02; those outside its extent stay.

    Parameters
    ----------
    lonlat
        n × 2, degrees.
    """
    lonlat = np.asarray(lonlat, float)
    lon, lat = lonlat.T
    x, y = lon - 105, lat - 35
    root = np.sqrt(np.abs(x))
    waves = (20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)) * 2 / 3
    north = (
        -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
        + (20 * np.sin(np.pi * y) + 40 * np.sin(np.pi / 3 * y)) * 2 / 3
        + (160 * np.sin(np.pi / 12 * y) + 320 * np.sin(np.pi / 30 * y)) * 2 / 3
    )  # fmt: skip
    east = (
        300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
        + (20 * np.sin(np.pi * x) + 40 * np.sin(np.pi / 3 * x)) * 2 / 3
        + (150 * np.sin(np.pi / 12 * x) + 300 * np.sin(np.pi / 30 * x)) * 2 / 3
    )  # fmt: skip
    phi = np.radians(lat)
    magic = 1 - ECCENTRICITY_2 * np.sin(phi) ** 2
    metres_a_degree_north = SEMI_MAJOR_M * (1 - ECCENTRICITY_2) / magic**1.5 * np.pi / 180
    metres_a_degree_east = SEMI_MAJOR_M / np.sqrt(magic) * np.cos(phi) * np.pi / 180
    offset = np.column_stack([east / metres_a_degree_east, north / metres_a_degree_north])
    return np.where(within(lonlat)[:, None], lonlat + offset, lonlat)


def from_gcj02(lonlat: np.ndarray) -> np.ndarray:
    """Return GCJ-02 positions in WGS84, to a millimetre.

    Parameters
    ----------
    lonlat
        n × 2, degrees.
    """
    lonlat = np.asarray(lonlat, float)
    return np.where(within(lonlat)[:, None], _inverse(to_gcj02, lonlat), lonlat)


def to_bd09(lonlat: np.ndarray) -> np.ndarray:
    """Return WGS84 positions in BD-09.

    Parameters
    ----------
    lonlat
        n × 2, degrees.
    """
    return np.where(within(lonlat)[:, None], _gcj02_to_bd09(to_gcj02(lonlat)), lonlat)


def from_bd09(lonlat: np.ndarray) -> np.ndarray:
    """Return BD-09 positions in WGS84, to a millimetre.

    Parameters
    ----------
    lonlat
        n × 2, degrees.
    """
    lonlat = np.asarray(lonlat, float)
    return np.where(within(lonlat)[:, None], from_gcj02(_inverse(_gcj02_to_bd09, lonlat)), lonlat)


def _inverse(shifted: Callable[[np.ndarray], np.ndarray], lonlat: np.ndarray) -> np.ndarray:
    """Return the positions that a shift, small and smooth, brings where these are."""
    found = lonlat.copy()
    for _ in range(ITERATIONS):
        found = found - (shifted(found) - lonlat)
    return found


def _gcj02_to_bd09(lonlat: np.ndarray) -> np.ndarray:
    x, y = np.asarray(lonlat, float).T
    distance = np.hypot(x, y) + 0.00002 * np.sin(y * BAIDU)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * BAIDU)
    return np.column_stack([distance * np.cos(angle) + 0.0065, distance * np.sin(angle) + 0.006])
