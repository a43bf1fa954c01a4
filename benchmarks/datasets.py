"""Datasets of any size for timing: outlines in several cities, indicators with gaps, two years.

The same sizes give the same files.
"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

YEARS = (2020, 2024)
DIMENSIONS = 6
GAPS = 0.03
CORNERS = 60
"""Corners of an outline, about."""
CELL_DEG = 0.15
"""The side of a district, about."""
WEST, SOUTH = 105.0, 24.0


def write(folder: Path, districts: int, indicators: int = 25, cities: int = 15) -> Path:
    """Write a dataset into a new folder.

    Parameters
    ----------
    folder
        Made, with its parents.
    districts, indicators, cities
        How many of each.

    Returns
    -------
    Path
        The folder.
    """
    folder.mkdir(parents=True)
    rng = np.random.default_rng(districts)
    outlines = _outlines(rng, districts, cities)
    outlines.to_parquet(folder / "districts.parquet")
    cities = sorted(outlines["city"].unique())
    pd.DataFrame({"city": cities, "name": [f"City {city[1:]}" for city in cities]}).to_csv(
        folder / "cities.csv", index=False
    )
    tree = _indicators(indicators)
    tree.to_csv(folder / "indicators.csv", index=False)
    values = [_values(rng, outlines, tree["key"][DIMENSIONS:], year) for year in YEARS]
    pd.concat(values).to_csv(folder / "values_district.csv", index=False)
    (folder / "dataset.toml").write_text(
        f'title = "{districts:,} districts"\nabout = "For timing."\nlicence = "CC0 1.0"\n'
        f"default_year = {YEARS[-1]}\n"
    )
    source = {"source": "made", "producer": "Benchmark", "title": "Random", "url": "", "licence": "CC0 1.0"}
    pd.DataFrame([source]).to_csv(folder / "sources.csv", index=False)
    return folder


def _outlines(rng: np.random.Generator, districts: int, cities: int) -> gpd.GeoDataFrame:
    """Return the cells about random points, their borders wound so that neighbours still share them."""
    side = CELL_DEG * districts**0.5
    field = shapely.box(0, 0, side, side)
    points = rng.uniform(0, side, (districts, 2))
    for _ in range(2):  # moved to the middle of their cells, so that these are of about one size
        cells = _cells(points, field)
        points = shapely.get_coordinates(shapely.centroid(cells))
    cells = shapely.segmentize(_cells(points, field), 4 * CELL_DEG / CORNERS)
    near = cKDTree(rng.uniform(0, side, (cities, 2))).query(points)[1]
    frame = {
        "district": [f"d{number:05d}" for number in range(districts)],
        "city": [f"c{number:03d}" for number in near],
        "name": [f"District {number}" for number in range(districts)],
    }
    return gpd.GeoDataFrame(frame, geometry=shapely.transform(cells, _wound), crs="EPSG:4326")


def _cells(points: np.ndarray, field: shapely.Polygon) -> np.ndarray:
    cells = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=field, ordered=True)
    return shapely.intersection(shapely.get_parts(cells), field)


def _wound(xy: np.ndarray) -> np.ndarray:
    turned = xy[:, ::-1]
    # No steeper than 1, so that no border crosses another.
    wave = 0.005 * np.sin(60 * turned) + 0.0015 * np.sin(200 * turned + 1)
    return xy + wave + (WEST, SOUTH)


def _indicators(count: int) -> pd.DataFrame:
    dimensions = [{"key": f"dimension_{n}", "name": f"Dimension {n + 1}"} for n in range(DIMENSIONS)]
    leaves = [
        {
            "key": f"indicator_{n:02d}",
            "parent": f"dimension_{n % DIMENSIONS}",
            "name": f"Indicator {n + 1}",
            "unit": "%",
            "direction": -1 if n % 5 == 4 else 1,
            "low": 0,
            "high": 100,
            "provenance": "official" if n % 3 else "simulated",
            "source": "made",
            "definition": "A random figure.",
        }
        for n in range(count)
    ]
    return pd.DataFrame(dimensions + leaves).assign(weight=1)


def _values(rng: np.random.Generator, outlines: gpd.GeoDataFrame, keys: pd.Series, year: int) -> pd.DataFrame:
    figures = rng.normal(50, 15, (len(outlines), len(keys))).clip(0, 100).round(2)
    gaps = rng.random(figures.shape) < GAPS
    units = pd.DataFrame(outlines[["district", "city"]]).assign(
        year=year, people=rng.integers(50_000, 2_000_000, len(outlines))
    )
    return pd.concat([units, pd.DataFrame(figures, columns=list(keys)).mask(gaps)], axis=1)
