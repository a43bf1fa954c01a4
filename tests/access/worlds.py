"""Small random worlds and slow, obvious answers to hold the fast ones against."""

from pathlib import Path

import numpy as np
import pandas as pd
from pyproj import Geod

from lcity.dataset import Dataset, Meta

WGS84 = Geod(ellps="WGS84")
HOURS = ("Mo-Fr 09:00-18:00", "Mo-Su 08:30-21:00", "Sa-Su 10:00-17:00", "We 18:00-26:00", "24/7", None)


def lonlat_around(rng, n, lon=114.3, lat=30.6, spread_m=3_000):
    """Return n points about a centre, whatever meridian or pole is near."""
    azimuth, distance = rng.uniform(0, 360, n), spread_m * np.sqrt(rng.uniform(0, 1, n))
    lons, lats, _ = WGS84.fwd(np.full(n, lon), np.full(n, lat), azimuth, distance)
    return np.column_stack([lons, lats])


def geodesics(places, centres):
    """Return the distance of every place from every centre, metres, by Karney's algorithm."""
    pairs = [(place, centre) for place in places for centre in centres]
    lon1, lat1, lon2, lat2 = np.array([[*p, *c] for p, c in pairs]).reshape(-1, 4).T
    return np.array(WGS84.inv(lon1, lat1, lon2, lat2)[2]).reshape(len(places), len(centres))


def world(seed=0, places=80, centres=25):
    """Return a dataset of two cities of two districts, with a place in none and unknown seats and hours."""
    rng = np.random.default_rng(seed)
    where, stands = lonlat_around(rng, places), lonlat_around(rng, centres)
    district = np.where(where[:, 0] < 114.3, "10", "20").astype(object)
    district = district + np.where(where[:, 1] < 30.6, "1", "2")
    district[0] = None
    people = rng.integers(0, 500, places).astype(float)
    population = pd.DataFrame({"lon": where[:, 0], "lat": where[:, 1], "people": people})
    population["people_60p"] = np.floor(people * rng.uniform(0, 0.4, places))
    population["district"] = pd.array(district, dtype="str")
    table = pd.DataFrame(
        {
            "kind": rng.choice(["library", "school", "college"], centres),
            "lon": stands[:, 0],
            "lat": stands[:, 1],
            "seats": rng.integers(5, 200, centres).astype(float),
            "hours": [HOURS[k] for k in rng.integers(0, len(HOURS), centres)],
        },
        index=pd.Index([f"c{number}" for number in range(centres)], name="centre"),
    )
    table.loc[table.index[:2], "seats"] = np.nan
    return dataset(centres=table, population=population)


def dataset(**tables):
    """Return a dataset of cities 1 and 2 with districts 101, 102, 201 and 202, and these tables."""
    cities = pd.DataFrame({"name": ["Ash", "Birch"]}, pd.Index(["1", "2"], name="city"))
    districts = pd.DataFrame(
        {"city": ["1", "1", "2", "2"]}, pd.Index(["101", "102", "201", "202"], name="district")
    )
    tables = {"indicators": pd.DataFrame(), "cities": cities, "districts": districts} | tables
    if "centres" in tables and "by_appointment" not in tables["centres"]:
        tables["centres"] = tables["centres"].assign(by_appointment=pd.array([pd.NA], "boolean")[0])
        tables["centres"]["by_appointment"] = tables["centres"]["by_appointment"].astype("boolean")
    return Dataset(Path("world"), "0" * 16, Meta("A world"), pd.DataFrame(), **tables)
