"""How far ranks can be trusted, as small as the board can be told it."""

from base64 import b64encode
from typing import Any

import numpy as np
import pandas as pd

from lcity.index.order import rank_type
from lcity.index.robustness import RankSpread

DECIMALS = 4


def packed(spread: RankSpread, not_apart: pd.Series) -> dict[str, Any]:
    """Return the ranks of units under most sets of weights, 4 bytes a unit.

    Parameters
    ----------
    spread
        The ranks.
    not_apart
        Unit → whether it cannot be told apart from the one ranked before it.

    Returns
    -------
    dict
        `low`, `high`: the 5th and the 95th percentile of each unit's rank, 16 bits each in base64, 32
        where they are `wide`; 0 unranked. `first`, `three`: number of the unit → share (0–1) of the sets of
        weights in which it is first, or among the first three; units that never are, are left out. `alike`:
        a bit for each unit, the lowest first, in base64: whether it cannot be told apart from the one ranked
        before it.
    """
    return {
        "low": _ranks(spread.low),
        "high": _ranks(spread.high),
        "wide": rank_type(len(spread.low)) == np.uint32,
        "first": _shares(spread.first),
        "three": _shares(spread.top_three),
        "alike": _bits(not_apart.reindex(spread.low.index, fill_value=False)),
    }


def _ranks(ranks: pd.Series) -> str:
    return _text(ranks.to_numpy(np.dtype(rank_type(len(ranks))).newbyteorder("<"), na_value=0))


def _bits(members: pd.Series) -> str:
    return _text(np.packbits(members.to_numpy(bool), bitorder="little"))


def _text(numbers: np.ndarray) -> str:
    return b64encode(numbers.tobytes()).decode()


def _shares(shares: pd.Series) -> dict[str, float]:
    found = enumerate(shares.fillna(0.0))
    return {str(unit): round(share, DECIMALS) for unit, share in found if share > 0}
