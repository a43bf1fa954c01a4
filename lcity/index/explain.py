"""Why a unit stands where it stands, and what moved it: plain numbers for sentences written elsewhere."""

import numpy as np
import pandas as pd

from lcity.index.ranking import Ranking


def gaps(ranking: Ranking, unit: str) -> pd.DataFrame:
    """Return how far a unit is ahead of the median unit on each dimension, and what that is worth.

    A dimension's gap is the unit's score on it less the median of the ranked units' scores. In the index
    it is worth that times what the dimension counts in the unit's own: of dimensions without a score, the
    weight is shared out among the others.

    Returns
    -------
    DataFrame
        Dimension × `score` (points of its score) and `points` (of the index, exactly so for `arithmetic`),
        from the greatest lead to the greatest lag; without the dimensions on which the unit or every
        ranked unit has no score.
    """
    scores = ranking.nodes[ranking.contributions.columns]
    ahead = scores.loc[unit] - scores[ranking.rank.notna()].median()
    table = pd.DataFrame({"score": ahead, "points": _unit_shares(ranking, unit) * ahead})
    return table.dropna().sort_values("points", ascending=False, kind="stable")


def change(before: Ranking, after: Ranking, unit: str) -> pd.Series:
    """Return what each dimension did to a unit's score between two rankings of the same data.

    For dimension d: its gain in contribution, less its gain in share times the mean m of the two
    scores. A dimension given more weight thus lifts the units that are better on it than overall and
    lowers the others; for `arithmetic`, it is Δshare (mean score of d − m) + mean share × Δ(score of d).
    Since shares sum to 1 in both rankings, the parts sum to the change of the score.

    Returns
    -------
    Series
        Dimension → points, from the greatest gain to the greatest loss, summing to the change of the
        score; NaN throughout where one of the rankings has no score for the unit.
    """
    contributions = _both(before.contributions.loc[unit], after.contributions.loc[unit])
    shares = _both(_unit_shares(before, unit), _unit_shares(after, unit))
    mean = (before.score[unit] + after.score[unit]) / 2
    points = contributions["after"] - contributions["before"] - (shares["after"] - shares["before"]) * mean
    return points.sort_values(ascending=False, kind="stable").rename("points")


def moves(before: Ranking, after: Ranking) -> pd.Series:
    """Return how many places each unit of `after` has climbed since `before`.

    Returns
    -------
    Series
        Units → Int64, positive for up; NA where a unit is unranked in either.
    """
    return (before.rank.reindex(after.rank.index) - after.rank).rename("moved")


def movers(before: Ranking, after: Ranking, most: int = 3) -> pd.DataFrame:
    """Return the units that moved furthest, up or down.

    Returns
    -------
    DataFrame
        At most `most` units; columns `before`, `after` (ranks) and `moved` (places, positive for up),
        Int64. The furthest first; equally far, the better placed now first. Units that kept their
        rank, or are unranked in either, are left out.
    """
    moved = moves(before, after)
    positions = furthest(moved, after.rank)[:most]
    now, change = after.rank.iloc[positions], moved.iloc[positions]
    return pd.DataFrame({"before": now + change, "after": now, "moved": change})


def furthest(moved: pd.Series, rank: pd.Series) -> np.ndarray:
    """Return the positions of the units that moved, the furthest first.

    Parameters
    ----------
    moved
        Units → places climbed, as `moves` returns them.
    rank
        Units → rank now, in the same order: of those equally far the better placed comes first.
    """
    places, ranks = (column.to_numpy("float64", na_value=np.nan) for column in (moved, rank))
    return np.lexsort((ranks, -np.abs(places)))[: np.count_nonzero(np.abs(places) > 0)]


def _unit_shares(ranking: Ranking, unit: str) -> pd.Series:
    """Return the share of each dimension in a unit's score, those of missing ones shared out."""
    has = ranking.contributions.loc[unit].notna()
    shares = ranking.shares[ranking.contributions.columns].where(has)
    return shares / shares.sum()


def _both(before: pd.Series, after: pd.Series) -> pd.DataFrame:
    table = pd.DataFrame({"before": before, "after": after})
    return table.dropna(how="all").fillna(0.0)
