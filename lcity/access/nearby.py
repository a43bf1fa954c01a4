"""How densely people live where they live."""

import numpy as np
import pandas as pd

from lcity.access.geodesy import ecef
from lcity.access.places import Places

RADIUS_M = 2_000.0


def people_nearby(places: Places, level: str, radius_m: float = RADIUS_M) -> pd.Series:
    """Return how many people live within a radius of the average resident of each unit.

    Unlike people per square kilometre it needs no outline, and neither fields nor water thin it out.

    Parameters
    ----------
    places
        Where people live.
    level
        "city" or "district"; neighbours count whichever unit they live in.
    radius_m
        Metres in a straight line on the WGS84 ellipsoid.

    Returns
    -------
    Series
        Unit → people, the resident's own place included; NaN where nobody lives.

    Source
    ------
    Population-weighted density: Craig, "Averaging population density", Demography 21 (1984).
    """
    # Here and not above: a page that asks for nothing of the kind starts without scipy.
    from scipy.spatial import cKDTree

    units, unit = places.units[level], places.unit[level]
    people = np.nan_to_num(places.people())
    lived_in = people > 0
    positions, people, unit = ecef(*places.lonlat[lived_in].T), people[lived_in], unit[lived_in]
    found = np.full(len(units), np.nan)
    everywhere = cKDTree(positions)
    for number in np.unique(unit[unit >= 0]):
        own = unit == number
        pairs = cKDTree(positions[own]).count_neighbors(everywhere, radius_m, weights=(people[own], people))
        found[number] = pairs / people[own].sum()
    return pd.Series(found, units, name="people_nearby")
