"""The H3 cells of the districts, and the plane in which a city's distances are measured."""

import geopandas as gpd
import h3
import numpy as np
import pandas as pd
import shapely
from global_land_mask import globe
from scipy.spatial import cKDTree

RESOLUTION = 8
LAKE_TAI = shapely.Polygon(
    [
        *[(120.36, 31.29), (120.36, 31.24), (120.42, 31.215), (120.46, 31.215), (120.45, 31.17)],
        *[(120.40, 31.13), (120.37, 31.10), (120.33, 31.04), (120.35, 31.00), (120.40, 31.01)],
        *[(120.44, 31.03), (120.47, 31.06), (120.49, 31.10), (120.55, 31.12), (120.61, 31.14)],
        *[(120.60, 31.08), (120.51, 31.03), (120.51, 31.01), (120.46, 30.97), (120.40, 30.955)],
        *[(120.30, 30.935), (120.15, 30.935), (120.05, 31.00), (119.90, 31.10), (119.90, 31.18)],
        *[(120.00, 31.26), (120.10, 31.30), (120.20, 31.36), (120.28, 31.30)],
    ],
    [[(120.19, 31.14), (120.22, 31.09), (120.30, 31.06), (120.35, 31.11), (120.34, 31.16), (120.27, 31.18)]],
)
"""The one great lake among the units, which the map of land takes for land; its shore drawn by hand."""
KM_PER_DEGREE = 111.32


def cells(shapes: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the cells whose centre lies on land in a district.

    Parameters
    ----------
    shapes
        Index `district`; columns city and geometry (WGS84).

    Returns
    -------
    DataFrame
        Columns district, city, lon, lat, x, y (km, in the plane of the city) and area_km2, in the order
        of districts and of cells within one.
    """
    frames = []
    for district, row in shapes.iterrows():
        found = sorted(h3.geo_to_cells(row["geometry"], RESOLUTION))
        lat, lon = np.array([h3.cell_to_latlng(cell) for cell in found]).T
        area = np.array([h3.cell_area(cell, unit="km^2") for cell in found])
        frame = pd.DataFrame({"district": district, "city": row["city"], "lon": lon, "lat": lat})
        dry = globe.is_land(lat, lon) & ~shapely.contains_xy(LAKE_TAI, lon, lat)
        frames.append(frame.assign(area_km2=area)[dry])
    table = pd.concat(frames, ignore_index=True)
    middle = table.groupby("city")[["lon", "lat"]].transform("mean")
    x, y = plane(table["lon"], table["lat"], middle["lon"], middle["lat"])
    return table.assign(x=x, y=y, lon0=middle["lon"], lat0=middle["lat"])


def plane(lon, lat, lon0, lat0):
    """Return kilometres east and north of a city's middle: near enough to draw a simulation in."""
    return (lon - lon0) * KM_PER_DEGREE * np.cos(np.radians(lat0)), (lat - lat0) * KM_PER_DEGREE


def texture(points: np.ndarray, length_km: float, rng: np.random.Generator) -> np.ndarray:
    """Return a smooth random field: standard normal at every point, alike within about `length_km`.

    Parameters
    ----------
    points
        (n, 2) kilometres.
    length_km
        The distance over which neighbours are alike.
    rng
        Where the randomness comes from.
    """
    low, high = points.min(axis=0) - 2 * length_km, points.max(axis=0) + 2 * length_km
    seeds = rng.uniform(low, high, (int(1.5 * np.prod((high - low) / length_km)) + 8, 2))
    levels = rng.standard_normal(len(seeds))
    distance, nearest = cKDTree(seeds).query(points, k=8)
    weight = np.exp(-((distance / length_km) ** 2)) + 1e-9
    return (weight * levels[nearest]).sum(axis=1) / np.sqrt((weight**2).sum(axis=1))
