"""People around the average resident: by hand, and against counting every pair."""

import numpy as np
import pandas as pd
import pytest

from lcity.access.geodesy import ecef
from lcity.access.nearby import people_nearby
from lcity.access.places import Places


def places(lonlat, people, unit, units=("p", "q", "r")):
    level = {"district": pd.Index(units)}
    return Places(
        np.arange(len(people)),
        np.asarray(lonlat, float),
        pd.DataFrame({"people": np.asarray(people, float)}),
        level,
        {"district": np.asarray(unit)},
    )


def test_by_hand():
    # On the equator 0.01° are 1,113 m: the first two are neighbours across a border, the third is not.
    found = people_nearby(places([(0, 0), (0.01, 0), (1, 0)], [100, 300, 50], [0, 1, 0]), "district")
    # p's 100 have 400 around them, its 50 have 50.
    assert found["p"] == pytest.approx((100 * 400 + 50 * 50) / 150)
    assert found["q"] == pytest.approx(400)
    assert np.isnan(found["r"])
    assert found.index.tolist() == ["p", "q", "r"]


def test_against_every_pair():
    rng = np.random.default_rng(7)
    lonlat = rng.uniform((116, 39.9), (116.1, 40), (120, 2))
    people, unit = rng.integers(0, 500, 120).astype(float), rng.integers(-1, 3, 120)
    people[:5] = np.nan
    at = ecef(*lonlat.T)
    near = np.linalg.norm(at[:, None] - at[None], axis=2) <= 1_500
    known = np.nan_to_num(people)
    around = near @ known
    expected = [(known * around)[unit == i].sum() / known[unit == i].sum() for i in range(3)]
    found = people_nearby(places(lonlat, people, unit), "district", 1_500)
    assert found.tolist() == pytest.approx(expected)
