"""What sites save in metres to the nearest centre, over people."""

import numpy as np
import pandas as pd
import scipy

from lcity.access.centres import Centres
from lcity.access.geodesy import ecef
from lcity.access.places import Places
from lcity.dataset.model import Dataset
from lcity.errors import ArgumentError
from lcity.scenario.gains import Gains, gains

MOST_PAIRS = 20_000_000


def distance_gains(
    dataset: Dataset,
    places: Places,
    people: np.ndarray,
    found: pd.DataFrame,
    cost: np.ndarray,
    kinds: tuple[str, ...] | None = None,
    placed: np.ndarray | None = None,
) -> tuple[Gains, float]:
    """Return what sites save in people × metres, and how much is walked without them.

    Everyone goes to the nearest centre that counts, in a straight line. Without centres, what is walked
    without sites is taken to be to the farthest of them: any one of them saves what it is nearer than that,
    so that what is walked with some is right, which is all a plan from nothing asks.

    Parameters
    ----------
    dataset
        An open dataset.
    places, people
        Who lives where; (places,) people.
    found
        Sites: columns lon, lat.
    cost
        (sites,) what they cost.
    kinds
        The kinds of centres that count as there; None for those that count unless others are asked for.
    placed
        (placed, 2) degrees: where centres are taken to be besides; None for nowhere.

    Raises
    ------
    ArgumentError
        There are too many pairs of a place and a nearer site to be weighed.
    """
    lived_in = np.flatnonzero(people > 0)
    homes = ecef(*places.lonlat[lived_in].T)
    positions = ecef(*found[["lon", "lat"]].to_numpy(float).T)
    standing = None
    if dataset.centres is not None:
        of = Centres.of(dataset)
        counted = of.chosen(kinds)
        standing = ecef(*of.lonlat[counted].T) if counted.any() else None
    if placed is not None and len(placed):
        by_hand = ecef(*placed.T)
        standing = by_hand if standing is None else np.vstack([standing, by_hand])
    if standing is None:
        _bounded(len(homes) * len(positions))
        metres = scipy.spatial.distance.cdist(homes, positions)
        now = metres.max(axis=1)
        unit, site = np.divmod(np.arange(metres.size), len(positions))
        metres = metres.ravel()
    else:
        now, _ = scipy.spatial.cKDTree(standing).query(homes)
        tree = scipy.spatial.cKDTree(positions)
        counts = tree.query_ball_point(homes, now, return_length=True)
        _bounded(int(counts.sum()))
        near = tree.query_ball_point(homes, now)
        unit = np.repeat(np.arange(len(homes)), counts)
        site = np.fromiter((number for numbers in near for number in numbers), int, int(counts.sum()))
        metres = np.linalg.norm(homes[unit] - positions[site], axis=1)
    weight = people[lived_in]
    saved = weight[unit] * (now[unit] - metres)
    return gains(unit, site, saved, (len(homes), len(positions)), cost=cost), float(weight @ now)


def _bounded(pairs: int) -> None:
    if pairs > MOST_PAIRS:
        raise ArgumentError(
            f"objective distance: {pairs:,} pairs of a place and a nearer site are more than {MOST_PAIRS:,}; "
            "ask for one city, or list fewer candidates"
        )
