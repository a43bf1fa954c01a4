"""Outlines that lie over each other beyond what drawing leaves of slivers."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from lcity.dataset.contents import Contents
from lcity.dataset.problem import Problem

MOST_TOLD = 50
SLIVER = 0.01
"""Share of the smaller outline's area; less is how far two drawings of one border differ."""


def overlaps(outlines: gpd.GeoSeries) -> pd.DataFrame:
    """Return the pairs of outlines that overlap by more than `SLIVER`, the largest overlap first.

    Parameters
    ----------
    outlines
        Valid polygons, WGS84 degrees; their index tells the pairs. Missing ones overlap nothing.

    Returns
    -------
    pandas.DataFrame
        Columns first, second (labels of the index) and share (of the smaller one's area, 0–1).
        Areas are of degrees: within a pair they are in proportion.
    """
    shapes = outlines.to_numpy()
    there = np.flatnonzero(~(shapely.is_missing(shapes) | shapely.is_empty(shapes)))
    # Where all borders are shared there is nothing to measure; measuring takes a hundred times longer.
    doubtful = shapely.coverage_invalid_edges(shapes[there])
    chosen = there[~shapely.is_empty(doubtful)]
    few = shapes[chosen]
    first, second = shapely.STRtree(few).query(few, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    shared = shapely.area(shapely.intersection(few[first], few[second]))
    smaller = np.minimum(shapely.area(few[first]), shapely.area(few[second]))
    share = np.divide(shared, smaller, out=np.zeros(len(shared)), where=smaller > 0)
    found = pd.DataFrame(
        {
            "first": outlines.index[chosen[first]],
            "second": outlines.index[chosen[second]],
            "share": np.minimum(share, 1.0),
        }
    )
    found = found[found["share"] > SLIVER]
    return found.sort_values("share", ascending=False, kind="stable", ignore_index=True)


def check_overlaps(contents: Contents) -> list[Problem]:
    """Return a note for each pair of outlines that overlap, for places in both count for one."""
    districts = contents.table("districts", "district")
    if districts is None or contents.outlines is None:
        return []
    return [
        districts.problem(
            pair.second,
            "district",
            "overlap",
            "note",
            other=districts.cell(pair.first, "district"),
            share=float(pair.share),
        )
        for pair in overlaps(contents.outlines).head(MOST_TOLD).itertuples()
    ]
