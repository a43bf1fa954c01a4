"""Walkable pieces as the table `streets`."""

import numpy as np
import pandas as pd

from lcity.access.geodesy import ecef
from lcity.ground.elements import NANO

COLUMNS = ("lon_from", "lat_from", "lon_to", "lat_to")


def table(pieces: np.ndarray, steps: np.ndarray) -> pd.DataFrame:
    """Return pieces as the table `streets`.

    Parameters
    ----------
    pieces
        (n, 4) whole numbers: lon, lat at both ends, in 1e-7 degrees.
    steps
        (n,) bool.

    Returns
    -------
    DataFrame
        lon_from, lat_from, lon_to, lat_to in degrees, metres, steps; each piece once, none without length.
    """
    ends = pieces.reshape(-1, 2, 2)
    # Either direction is the same piece; of two the one without steps stays.
    swapped = (ends[:, 0, 0] > ends[:, 1, 0]) | (
        (ends[:, 0, 0] == ends[:, 1, 0]) & (ends[:, 0, 1] > ends[:, 1, 1])
    )
    ends = np.where(swapped[:, None, None], ends[:, ::-1], ends).reshape(-1, 4)
    order = np.lexsort((steps, *ends.T[::-1]))
    ends, steps = ends[order], steps[order]
    kept = (ends[:, :2] != ends[:, 2:]).any(axis=1)
    kept[1:] &= (ends[1:] != ends[:-1]).any(axis=1)
    ends, steps = ends[kept], steps[kept]
    degrees = ends / NANO
    # The chord: of a piece of 10 km it is a millimetre short.
    metres = np.linalg.norm(ecef(degrees[:, 0], degrees[:, 1]) - ecef(degrees[:, 2], degrees[:, 3]), axis=1)
    return pd.DataFrame(dict(zip(COLUMNS, degrees.T, strict=True))).assign(metres=metres, steps=steps)
