"""Where people live inside a district: simulated, adding up to the census exactly."""

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from lcity.build.china15 import facts
from lcity.build.china15.cells import texture

URBAN_DENSITY = 7_500
RURAL_DENSITY = 400
"""People per km² that decide on how many cells a district's urban and rural people are spread."""
DENSEST = 45_000
"""People per km² above which a cell passes people on; 1.5 times the mean of a district where that is more."""
FEWEST = 30
"""A cell that would have fewer people has none."""
GROUPS = {"people_0_14": "age_0_14", "people_15_59": "age_15_59", "people_60p": "age_60p"}


def places(cells: pd.DataFrame, towns: pd.DataFrame) -> pd.DataFrame:
    """Return the inhabited cells with their people.

    Urban people stand on the cells most attracted by towns, as many cells as `URBAN_DENSITY` asks
    for; rural people on the others, near towns rather than far. A smooth random texture makes
    quarters and gaps. Within a district old cores and remote villages are older than new edges.

    Parameters
    ----------
    cells, towns
        As `lcity.build.china15.cells.cells` and `lcity.build.china15.towns.towns` return them.

    Returns
    -------
    DataFrame
        Columns district, city, lon, lat, x, y, people, people_0_14, people_15_59, people_60p,
        built (whether urban people live there) and edge (0 in the old part of the built-up area … 1
        at its newest rim). The groups add up to people in every row and to the census in every district.
    """
    census = facts.census_2020()
    parts = []
    for city, group in cells.groupby("city", sort=False):
        field = _field(group, towns[towns["city"] == city], city)
        for district, own in group.join(field).groupby("district", sort=False):
            parts.append(_district(own, census.loc[district]))
    return pd.concat(parts, ignore_index=True)


def apportion(total: int, weights: np.ndarray) -> np.ndarray:
    """Share a whole number out by weights, in whole numbers that add up to it (largest remainders)."""
    exact = total * weights / weights.sum()
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(whole - exact, kind="stable")
    whole[order[: total - whole.sum()]] += 1
    return whole


def _field(cells: pd.DataFrame, towns: pd.DataFrame, city: str) -> pd.DataFrame:
    """Return attraction (people per km² before the census is met) and what else places stand on."""
    rng = facts.stream("places", city)
    points = cells[["x", "y"]].to_numpy()
    urban = np.zeros(len(points))
    for town in towns.itertuples():
        distance = np.hypot(points[:, 0] - town.x, points[:, 1] - town.y)
        urban += town.density * np.exp(-distance / town.scale_km)
    coarse, fine = texture(points, 4, rng), texture(points, 1.3, rng)
    grain = rng.standard_normal(len(points))
    nearest = cKDTree(towns[["x", "y"]].to_numpy()).query(points)[0]
    core = towns[towns["kind"] == "core"].iloc[0]
    return pd.DataFrame(
        {
            "urban": urban * np.exp(0.45 * coarse + 0.45 * fine + 0.2 * grain),
            "rural": np.exp(-nearest / 3.5 + 0.7 * coarse + 0.5 * fine + 0.3 * grain),
            "from_core": np.hypot(points[:, 0] - core["x"], points[:, 1] - core["y"]) / core["scale_km"],
            "from_town": nearest,
            "age": 0.12 * texture(points, 2, rng),
        },
        index=cells.index,
    )


def _district(cells: pd.DataFrame, census: pd.Series) -> pd.DataFrame:
    urban, rural = census["urban_pop"], census["rural_pop"]
    area = cells["area_km2"].to_numpy()
    built = _top(cells["urban"].to_numpy(), urban / URBAN_DENSITY, area, most=0.95)
    lived = _top(np.where(built, 0, cells["rural"]), rural / RURAL_DENSITY, area, most=0.97) & ~built
    lived = lived if lived.any() else built
    weight = _spread(urban, np.where(built, area * cells["urban"] ** 0.7, 0), area)
    weight += _spread(rural, np.where(lived, area * cells["rural"] ** 0.8, 0), area)
    counts = {
        group: apportion(int(census[column]), weight * tilt)
        for (group, column), tilt in zip(GROUPS.items(), _ages(cells, built), strict=True)
    }
    table = cells[["district", "city", "lon", "lat", "x", "y"]].assign(
        people=sum(counts.values()), **counts, built=built, edge=_edge(cells, built)
    )
    return table[table["people"] > 0]


def _top(attraction: np.ndarray, wanted_km2: float, area: np.ndarray, most: float) -> np.ndarray:
    """Return which cells are the most attractive, up to an area and at most a part of all."""
    order = np.argsort(-attraction, kind="stable")
    before = np.cumsum(area[order]) - area[order]
    chosen = np.zeros(len(area), bool)
    chosen[order] = before < min(wanted_km2, most * area.sum())
    return chosen & (attraction > 0)


def _spread(total: int, weight: np.ndarray, area: np.ndarray) -> np.ndarray:
    """Share people out by weight, in no cell denser than `DENSEST` if possible nor fewer than `FEWEST`."""
    if not total:
        return np.zeros(len(area))
    weight = np.where(total * weight / weight.sum() < FEWEST, 0, weight)
    limit = area * max(DENSEST, 1.5 * total / area[weight > 0].sum())
    people = total * weight / weight.sum()
    for _ in range(20):
        over = people > limit
        if not over.any():
            break
        people[over] = limit[over]
        rest = weight * ~over
        people += (total - people.sum()) * rest / rest.sum()
    return people


def _edge(cells: pd.DataFrame, built: np.ndarray) -> np.ndarray:
    """Return how late a cell was built up: its rank by distance from any town, among the built ones."""
    distance = np.minimum(cells["from_town"] / 2, cells["from_core"]).to_numpy()
    rank = pd.Series(np.where(built, distance, np.nan)).rank(pct=True).to_numpy()
    return np.where(built, rank, 0.0)


def _ages(cells: pd.DataFrame, built: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return how much likelier each age is in a cell than in the district: 0–14, 15–59, 60 or over."""
    edge = _edge(cells, built)
    remote = np.where(built, 0, np.minimum(cells["from_town"] / 8, 1))
    core = np.exp(-cells["from_core"].to_numpy())
    noise = cells["age"].to_numpy()
    children = np.exp(0.25 * edge - 0.15 * core - 0.1 * remote - noise)
    older = np.exp(0.3 * core - 0.35 * edge * built + 0.5 * remote + 2 * noise)
    return children, np.ones(len(cells)), older
