"""Learning centres: simulated, in the real hierarchy, standing where people live."""

import numpy as np
import pandas as pd
from scipy.spatial import cKDTree

from lcity.build.china15 import facts, names, schedules
from lcity.build.china15.cells import KM_PER_DEGREE, texture
from lcity.build.china15.numbers import growth

KINDS = {
    "college_municipal": (
        "cm",
        "campus of the municipal community college",
        "（市级社区学院校区）",
        1_200,
        5,
    ),
    "college_district": ("cd", "district community college", "社区学院", 600, 5),
    "community_school": ("cs", "community school", "社区学校", 220, 4),
    "teaching_point": ("tp", "teaching point", "学习点", 40, 3),
    "library": ("li", "library", "图书馆", 120, 8),
    "museum": ("mu", "museum", "博物馆", 60, 30),
    "open_school": ("os", "open school", "开放学校", 300, 3),
    "open_campus": ("oc", "open campus", "开放校园", 500, 4),
}
"""By kind: its part of the id, its name in both languages, the median of seats and m² a seat."""
NO_SEATS = 0.03
"""The share of centres whose seats nobody has counted."""
NEW_EDGE = 2.2
"""How much thinner the rim of a town that doubled from 2010 to 2020 is provided for, as a logarithm."""
WITHIN_KM = 0.35
"""How far from the middle of its cell a centre may stand."""


def centres(places: pd.DataFrame, towns: pd.DataFrame, numbers: pd.DataFrame) -> pd.DataFrame:
    """Return the centres as `centres.csv` has them, in the order of districts and kinds.

    Parameters
    ----------
    places
        As `lcity.build.china15.places.places` returns them.
    towns
        As `lcity.build.china15.towns.towns` returns them.
    numbers
        Index district, a column a kind: how many.
    """
    census = facts.census_2020()
    affinity = pd.concat(
        pd.Series(texture(own[["x", "y"]].to_numpy(), 2.5, facts.stream("affinity", city)), own.index)
        for city, own in places.groupby("city", sort=False)
    )
    schooling = census["mean_years_schooling_15p"]
    lateness = 0.6 * (schooling - schooling.mean()) / schooling.std()
    grown = growth()
    parts = []
    for district, own in places.assign(affinity=affinity).groupby("district", sort=False):
        rng = facts.stream("centres", district)
        near = towns[towns["district"] == district]
        late = lateness[district] + rng.normal(0, 0.4)
        for kind in KINDS:
            number = numbers.loc[district, kind]
            if number:
                cells = own.iloc[_cells(kind, number, own, near, grown[district], rng)]
                parts.append(_described(kind, cells, census.loc[district], late, rng))
    return pd.concat(parts, ignore_index=True)


def _cells(
    kind: str, number: int, places: pd.DataFrame, towns: pd.DataFrame, growth: float, rng: np.random.Generator
) -> np.ndarray:
    """Return the position in `places` of each centre's cell."""
    people = places["people"].to_numpy(float)
    if kind in ("college_municipal", "college_district"):
        return np.argsort(-people, kind="stable")[rng.permutation(min(6, len(people)))[:number]]
    late = np.exp(-NEW_EDGE * min(growth - 1, 1) * places["edge"] + 0.9 * places["affinity"])
    weight = (people * late).to_numpy()
    if kind == "community_school":
        known = towns.sort_values("density", ascending=False)[:number]
        seats = cKDTree(places[["x", "y"]]).query(known[["x", "y"]])[1]
        return np.concatenate([seats, _systematic(weight, number - len(seats), rng)])
    if kind in ("open_school", "open_campus"):
        weight = weight * places["built"].to_numpy(float) ** 2 + 1e-9
    if kind == "museum":
        weight = weight * people**0.3
    return _systematic(weight, number, rng)


def _systematic(weight: np.ndarray, number: int, rng: np.random.Generator) -> np.ndarray:
    """Draw by weight at even steps along the order of the cells, which winds through the district."""
    ends = np.cumsum(weight) / weight.sum()
    steps = (np.arange(number) + rng.random(number)) / max(number, 1)
    return np.searchsorted(ends, steps).clip(max=len(weight) - 1)


def _described(
    kind: str, cells: pd.DataFrame, census: pd.Series, lateness: float, rng: np.random.Generator
) -> pd.DataFrame:
    part, english, chinese, seats, m2 = KINDS[kind]
    district, number = census.name, len(cells)
    sequence = np.arange(1, number + 1)
    angle, far = rng.uniform(0, 2 * np.pi, number), WITHIN_KM * np.sqrt(rng.random(number))
    east = far * np.cos(angle) / (KM_PER_DEGREE * np.cos(np.radians(cells["lat"].to_numpy())))
    room = _rounded(seats * rng.lognormal(0, 0.35, number))
    area = _rounded(room * m2 * rng.uniform(0.7, 1.5, number))
    counted = rng.random(number) >= NO_SEATS
    return pd.DataFrame(
        {
            "centre": [f"{district}-{part}-{one:03d}" for one in sequence],
            "name": [f"{names.english(census['name_zh'])} {english} {one}" for one in sequence],
            "name_zh": [f"{names.short_zh(census['name_zh'])}{chinese}{one}" for one in sequence],
            "kind": kind,
            "lon": (cells["lon"].to_numpy() + east).round(5),
            "lat": (cells["lat"].to_numpy() + far * np.sin(angle) / KM_PER_DEGREE).round(5),
            "seats": pd.array(room, "Int64"),
            "area_m2": pd.array(area, "Int64"),
            "hours": schedules.draw(kind, number, lateness, rng),
            "provenance": "simulated",
        }
    ).assign(seats=lambda table: table["seats"].where(counted))


def _rounded(values: np.ndarray) -> np.ndarray:
    step = np.where(values < 200, 5, 10)
    return np.maximum(step * np.round(values / step), 5).astype(np.int64)
