"""A large dataset for tests: thousands of districts with outlines, in tens of cities, with gaps.

>>> folder = write(tmp_path)
"""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from scipy.spatial import cKDTree

YEAR = 2020
DIMENSIONS = ("alpha", "beta", "gamma", "delta", "epsilon")
CORNERS_APART = 0.006
"""The greatest distance between two corners of an outline, degrees; some 80 corners a district."""


def write(folder: Path, districts: int = 3000, cities: int = 30, indicators: int = 25, seed: int = 7) -> Path:
    """Write the dataset into a folder and return the folder.

    Parameters
    ----------
    folder
        Made if need be.
    districts, cities, indicators
        How many of each; a district is the cell about a random point, a city the cells nearest another.
    seed
        Of the random numbers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    random = np.random.default_rng(seed)
    leaves = [f"figure_{i:02d}" for i in range(indicators)]
    (folder / "dataset.toml").write_text(
        f'title = "Many districts"\nabout = "For tests."\nlicence = "CC0-1.0"\ndefault_year = {YEAR}\n'
    )
    sources = {
        "source": ["s"],
        "producer": ["P"],
        "title": ["T"],
        "url": ["https://example.org"],
        "licence": ["open"],
    }
    pd.DataFrame(sources).to_csv(folder / "sources.csv", index=False)
    _indicators(leaves).to_csv(folder / "indicators.csv", index=False)
    shapes = _districts(random, districts, cities)
    shapes.to_parquet(folder / "districts.parquet")
    named = {"city": sorted(shapes["city"].unique())}
    pd.DataFrame(named | {"name": [f"City {city[1:]}" for city in named["city"]]}).to_csv(
        folder / "cities.csv", index=False
    )
    values = pd.DataFrame(
        random.normal(50, 15, (districts, indicators)).clip(0, 100).round(2), columns=leaves
    )
    values = values.mask(random.random(values.shape) < 0.04)
    people = pd.Series(random.integers(1_000, 900_000, districts), name="people")
    table = pd.concat([shapes[["district", "city"]], people, values], axis=1)
    table.insert(2, "year", YEAR)
    table.to_csv(folder / "values_district.csv", index=False)
    return folder


def _indicators(leaves: list[str]) -> pd.DataFrame:
    rows = [{"key": key, "name": key.capitalize(), "weight": 1} for key in DIMENSIONS]
    for i, leaf in enumerate(leaves):
        facts = {"unit": "%", "direction": -1 if i % 7 == 6 else 1, "weight": 1, "low": 0, "high": 100}
        kind = {
            "provenance": "simulated" if i % 5 == 4 else "official",
            "source": "s",
            "definition": "A figure.",
        }
        rows.append(
            {"key": leaf, "parent": DIMENSIONS[i % len(DIMENSIONS)], "name": f"Figure {i}"} | facts | kind
        )
    return pd.DataFrame(rows)


def _districts(random: np.random.Generator, count: int, cities: int) -> gpd.GeoDataFrame:
    points = random.random((count, 2)) * (8, 6) + (110, 28)
    field = shapely.box(110, 28, 118, 34)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(points), extend_to=field, ordered=True)
    )
    cells = shapely.segmentize(shapely.intersection(cells, field), CORNERS_APART)
    _, city = cKDTree(random.random((cities, 2)) * (8, 6) + (110, 28)).query(points)
    frame = {
        "district": [f"d{i:04d}" for i in range(count)],
        "city": [f"c{i:02d}" for i in city],
        "name": [f"District {i}" for i in range(count)],
    }
    return gpd.GeoDataFrame(frame, geometry=cells, crs="EPSG:4326")
