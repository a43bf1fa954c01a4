"""Profiles of a few units among many: what the browser needs to draw a strip for each node of the index."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lcity.charts.profile.strips import looks, placed

STEPS = 1000
"""How finely positions are told apart: the strip is some 500 pixels wide."""


@dataclass(frozen=True)
class Line:
    """One row of a profile.

    Parameters
    ----------
    key
        The node.
    name, note
        What it is called, and what stands small beside it (unit, years).
    depth
        0 for a dimension.
    values
        For each unit compared what is written at the right, in its own unit.
    gap
        How far the first of them is from the others' median, in words; "" where that cannot be said.
    behind
        Whether it is behind them.
    median
        The others' median, in words.
    simulated
        The mark of a simulated indicator; "" for none.
    """

    key: str
    name: str
    note: str
    depth: int
    values: tuple[str, ...]
    gap: str = ""
    behind: bool = False
    median: str = ""
    simulated: str = ""


def profile_data(
    lines: Sequence[Line],
    scores: pd.DataFrame,
    quartiles: pd.DataFrame,
    units: Sequence[str],
    names: Sequence[str],
    ticks: str,
    words: dict[str, str],
    dark: bool = False,
) -> dict[str, Any]:
    """Return a profile as plain values for the browser.

    Parameters
    ----------
    lines
        From top to bottom.
    scores
        Units × nodes, 0–100; what lies beyond is drawn at the end.
    quartiles
        Node × three quartiles of whom the first unit is held against; NaN where there is none.
    units, names
        Those compared, one to five, and what to call them.
    ticks
        The URL of `ticks_file`.
    words
        The profile's own words.
    dark
        Whether it lies on a dark ground.
    """
    return {
        "units": [
            {"id": unit, "name": name, "colour": colour, "shape": shape}
            for unit, name, (colour, shape) in zip(units, names, looks(dark=dark), strict=False)
        ],
        "rows": [
            {key: value for key, value in vars(line).items() if value}
            | {
                "band": _plain(quartiles.loc[line.key]),
                "dots": _plain(scores.loc[list(units), line.key]),
                "values": list(line.values),
            }
            for line in lines
        ],
        "ticks": ticks,
        "words": words,
    }


def ticks_file(scores: pd.DataFrame, names: pd.Series) -> bytes:
    """Return where all units stand on every node, as JSON the browser fetches once.

    Returns
    -------
    bytes
        `units` and `names` in the same order, and in `nodes` for each key their places, 0 to `STEPS`
        from left to right, -1 where there is no score.
    """
    places = np.clip(np.round(scores.to_numpy("float64") * (STEPS / 100)), 0, STEPS)
    whole = np.where(np.isnan(places), -1, places).astype(int)
    content = {
        "units": list(scores.index),
        "names": [str(name) for name in names[scores.index]],
        "nodes": dict(zip(map(str, scores.columns), whole.T.tolist(), strict=True)),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _plain(scores: pd.Series) -> list[float | None]:
    """Return where scores stand on the strip; None for a missing one."""
    return [None if math.isnan(place) else place for place in placed(scores)]
