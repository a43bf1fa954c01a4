"""Files of one's own ground, as a planner may have them: all of central Helsinki, in the extract's bounds."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import rasterio
import shapely

WEST, SOUTH, EAST, NORTH = 24.933, 60.164, 24.953, 60.177
BRANCHES = pd.DataFrame(
    {
        "Branch": ["Rikhardinkatu", "Oodi", "Harbour"],
        "Latitude": [60.1665, 60.1738, 60.1655],
        "Longitude": [24.9467, 24.9383, 24.9525],
        "Opening hours": ["Mo-Fr 09:00-20:00; Sa 10:00-16:00", "Mo-Su 08:00-21:00", None],
    }
)


def raster(path: Path) -> Path:
    """Write a grid of about 90 m of people, more of them to the east."""
    rows, columns = 26, 40
    people = np.linspace(2, 60, columns, dtype="float32") * np.ones((rows, 1), "float32")
    with rasterio.open(
        path, "w", driver="GTiff", width=columns, height=rows, count=1, dtype="float32", crs="EPSG:4326",
        transform=rasterio.Affine((EAST - WEST) / columns, 0, WEST, 0, (SOUTH - NORTH) / rows, NORTH),
    ) as opened:  # fmt: skip
        opened.write(people, 1)
    return path


def outlines(path: Path) -> Path:
    """Write two districts, the names of which stand in a column that no heading of ours has."""
    middle = (WEST + EAST) / 2
    shapes = [shapely.box(WEST, SOUTH, middle, NORTH), shapely.box(middle, SOUTH, EAST, NORTH)]
    table = {"tunnus": ["1", "2"], "nimi": ["Länsi", "Itä"]}
    gpd.GeoDataFrame(table, geometry=shapes, crs="EPSG:4326").to_file(path)
    return path


def branches(path: Path, **more: object) -> Path:
    """Write a list of branches."""
    BRANCHES.assign(**more).to_csv(path, index=False)
    return path


def people(path: Path) -> Path:
    """Write points where people live, each with an id."""
    lon, lat = np.meshgrid(np.linspace(WEST, EAST, 9)[1:-1], np.linspace(SOUTH, NORTH, 9)[1:-1])
    table = {"cell": [f"p{i}" for i in range(lon.size)], "x": lon.ravel(), "y": lat.ravel()}
    pd.DataFrame(table).assign(inhabitants=40).to_csv(path, index=False)
    return path


def times(path: Path) -> Path:
    """Write walking times as r5 has them: 5 minutes to the first branch from half of the places, else 25."""
    rows = [{"from_id": f"p{i}", "to_id": "a", "travel_time_p50": 5 if i % 2 else 25} for i in range(49)]
    pd.DataFrame(rows).to_csv(path, index=False)
    return path
