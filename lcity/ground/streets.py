"""Walkable pieces as the table `streets`."""

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from lcity.access.geodesy import ecef
from lcity.access.streets import Streets
from lcity.ground.elements import NANO

SMALL = 40
"""Nodes: streets that hang together with fewer are an island."""
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


def without_islands(found: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part streets from islands: ways of a courtyard, a platform or a map's edge that lead to no others.

    Who is joined to one would reach nothing, though a street one can walk away on is a few steps further.

    Parameters
    ----------
    found
        As `table` returns it.

    Returns
    -------
    tuple of DataFrame
        The streets, the largest that hang together among them whatever their size; and the islands.
    """
    if found.empty:
        return found, found
    streets = Streets.of(found)
    _, island = connected_components(streets.graph, directed=False)
    nodes = np.bincount(island)
    stays = (nodes >= SMALL) | (np.arange(len(nodes)) == nodes.argmax())
    kept = stays[island[streets.start]]
    return found[kept].reset_index(drop=True), found[~kept]
