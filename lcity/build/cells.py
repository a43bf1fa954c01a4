"""The H3 cells of the districts, and the plane in which a city's distances are measured."""

import geopandas as gpd
import h3
import numpy as np
import pandas as pd
from global_land_mask import globe
from scipy.spatial import cKDTree

RESOLUTION = 8
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
        centre = np.array([h3.cell_to_latlng(cell) for cell in found])
        area = np.array([h3.cell_area(cell, unit="km^2") for cell in found])
        frame = pd.DataFrame(
            {"district": district, "city": row["city"], "lon": centre[:, 1], "lat": centre[:, 0]}
        )
        frames.append(frame.assign(area_km2=area)[globe.is_land(centre[:, 0], centre[:, 1])])
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
