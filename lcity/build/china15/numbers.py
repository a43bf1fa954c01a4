"""How many learning centres of each kind a district has: simulated, anchored on published counts."""

import numpy as np
import pandas as pd

from lcity.build.china15 import facts
from lcity.build.china15.places import apportion

WUHAN, SHANGHAI, SUZHOU = "420100", "310000", "320500"
COMMUNITY_SCHOOLS = {WUHAN: 151, SHANGHAI: 221}
TEACHING_POINTS = {WUHAN: 1_874, SHANGHAI: 5_589}
LIBRARIES = {SUZHOU: 464}
MUNICIPAL_COLLEGES = {WUHAN: 1, SHANGHAI: 4}
"""Published: Wuhan 2024; Shanghai 2021, places for older learners; Suzhou 2021, library branches."""
PER_100_000 = {"teaching_point": 9.6, "library": 1.2, "museum": 0.5, "open_school": 1.4, "open_campus": 0.25}
"""Centres per 100,000 people where nothing is published, before growth thins them out: assumptions."""
LEAST_COMMUNITY_SCHOOLS = 0.85
"""Per 100,000 people, where GeoNames knows too few towns to go by."""
GROWTH_PENALTY = 0.6
"""A district that doubled from 2010 to 2020 has 2^-0.6, two thirds, of the centres of a still one."""
REDRAWN = [
    "110101", "110102", "120116", "310101", "310106", "320104", "320106", "320506", "330203", "330212",
    "440112", "440115", "440306", "440307",
]  # fmt: skip
"""Units whose territory is known to have changed from 2010 to 2020: their growth says nothing."""


def numbers(towns: pd.DataFrame) -> pd.DataFrame:
    """Return the number of centres: index district, a column a kind.

    Parameters
    ----------
    towns
        As `lcity.build.china15.towns.towns` returns them.
    """
    census = facts.census_2020()
    known = towns[towns["known"] & towns["kind"].isin(["seat", "town"])].groupby("district").size()
    known = known.reindex(census.index, fill_value=0)
    people, city = census["population"], census["city"]
    table = pd.DataFrame({"college_municipal": _colleges(towns, census), "college_district": 1}, census.index)
    table["community_school"] = _community_schools(people, known, city)
    penalty = growth() ** -GROWTH_PENALTY
    villages = 1 + 0.6 * census["rural_pop"] / people
    rng = facts.stream("numbers")
    for kind, rate in PER_100_000.items():
        published = {"teaching_point": TEACHING_POINTS, "library": LIBRARIES}.get(kind, {})
        weight = people * penalty * rng.lognormal(0, 0.2, len(people))
        if kind == "teaching_point":
            weight *= villages
        if kind == "open_campus":
            weight *= census["edu_bachelor_plus"] / people
        table[kind] = _shared(rate, published, weight, people, city, rng)
    return table


def growth() -> pd.Series:
    """Return people in 2020 over 2010, 1–3; the city's median where it is unknown or says nothing."""
    found = facts.growth().drop(REDRAWN).reindex(facts.census_2020().index)
    city = facts.census_2020()["city"]
    return found.fillna(found.groupby(city).transform("median")).clip(1, 3)


def _colleges(towns: pd.DataFrame, census: pd.DataFrame) -> pd.Series:
    """Return how many of its city's municipal colleges stand in a district: in those nearest the core."""
    table = pd.Series(0, census.index)
    people = census.groupby("city")["population"].sum()
    for city, total in people.items():
        number = MUNICIPAL_COLLEGES.get(city, int(np.clip(round(total / 8e6), 1, 4)))
        own = towns[towns["known"] & (towns["city"] == city)]
        core = own[own["kind"] == "core"].iloc[0]
        away = np.hypot(own["x"] - core["x"], own["y"] - core["y"])
        central = away.groupby(own["district"]).min().sort_values(kind="stable")
        urban = census["urban_pop"][central.index] / census["population"][central.index] > 0.9
        table[central.index[urban][:number]] += 1
    return table


def _community_schools(people: pd.Series, known: pd.Series, city: pd.Series) -> pd.Series:
    """Return schools by so many people and so many towns as give Wuhan and Shanghai what they have."""
    totals = pd.DataFrame({"people": people / 1e5, "towns": known}).groupby(city).sum()
    per_people, per_town = np.linalg.solve(
        totals.loc[list(COMMUNITY_SCHOOLS)].to_numpy(), list(COMMUNITY_SCHOOLS.values())
    )
    wanted = np.maximum(
        per_people * totals["people"] + per_town * totals["towns"],
        LEAST_COMMUNITY_SCHOOLS * totals["people"],
    )
    weight = per_people * people / 1e5 + per_town * known + 1
    return _apportioned(wanted.round(), weight, city)


def _shared(
    rate: float,
    published: dict[str, int],
    weight: pd.Series,
    people: pd.Series,
    city: pd.Series,
    rng: np.random.Generator,
) -> pd.Series:
    wanted = rate / 1e5 * people.groupby(city).sum()
    wanted *= (growth() * people).groupby(city).sum().div(people.groupby(city).sum()) ** -GROWTH_PENALTY
    wanted = (wanted * rng.lognormal(0, 0.15, len(wanted))).round()
    for known, number in published.items():
        wanted[known] = number
    return _apportioned(wanted, weight, city)


def _apportioned(wanted: pd.Series, weight: pd.Series, city: pd.Series) -> pd.Series:
    parts = [
        pd.Series(apportion(int(wanted[one]), group.to_numpy()), group.index)
        for one, group in weight.groupby(city)
    ]
    return pd.concat(parts).reindex(weight.index)
