"""How unequal people are, and how much of it lies between groups of units and how much within them."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from lcity.errors import ArgumentError

TOP, BOTTOM = 0.1, 0.4


@dataclass(frozen=True, eq=False)
class Decomposition:
    """Theil's T taken apart: `between` and all of `within` add up to `total`.

    Parameters
    ----------
    total
        0 (everyone has the same) to ln n; NaN where nobody lives or there is nothing to share.
    between
        What would be left if everyone had the mean of his group.
    within
        Group → what its own inequality adds: its share of what there is times its own Theil index.
    theil
        Group → its own Theil index.
    """

    total: float
    between: float
    within: pd.Series
    theil: pd.Series

    @property
    def within_share(self) -> float:
        """The share (0–1) of the inequality that lies within groups; NaN where there is none."""
        return float(self.within.sum() / self.total) if self.total > 0 else np.nan


def palma(people: np.ndarray, total: np.ndarray) -> float:
    """Return the Palma ratio: what the best served tenth of people has over what the worst served 40 % have.

    Parameters
    ----------
    people, total
        (n,) a Lorenz curve: cumulative shares from 0 to 1, by ascending value. Between its points it is
        straight: people of the same unit have the same.

    Returns
    -------
    float
        ¼ where everyone has the same, infinite where the worst served 40 % have nothing, NaN without a curve.

    Source
    ------
    Cobham, A. and Sumner, A. (2013), Is it all about the tails? The Palma measure of income inequality,
    Center for Global Development, working paper 343.
    """
    least, most = np.interp((BOTTOM, 1 - TOP), people, total)
    if np.isnan(most):
        return np.nan
    return float((1 - most) / least) if least > 0 else np.inf


def theil(values: np.ndarray, people: np.ndarray) -> float:
    """Return Theil's T, people-weighted: the mean over people of (x / μ) ln (x / μ), 0 ln 0 being 0.

    Parameters
    ----------
    values
        (n,) what each person of a unit has, 0 or more; units where it is missing are left out.
    people
        (n,) people; missing counts as none.

    Returns
    -------
    float
        0 (everyone has the same) to ln n; NaN where nobody lives or there is nothing to share.

    Raises
    ------
    ArgumentError
        A value is negative: of such the index is not defined.

    Source
    ------
    Theil, H. (1967), Economics and Information Theory, chapter 4.
    """
    values, people = _without_missing(values, people)
    total = values @ people
    if not total > 0:
        return np.nan
    relative = values * people.sum() / total
    logs = np.log(relative, out=np.zeros_like(relative), where=relative > 0)
    return max(0.0, float((people * relative) @ logs / people.sum()))


def decompose(values: pd.Series, people: pd.Series, groups: pd.Series) -> Decomposition:
    """Take Theil's T apart into what lies between groups of units and what lies within each of them.

    Parameters
    ----------
    values
        Unit → what each of its people has, 0 or more; units where it is missing are left out.
    people
        Unit → people; missing counts as none.
    groups
        Unit → its group, such as its city; units in none are left out.

    Returns
    -------
    Decomposition
        Its parts add up exactly.

    Raises
    ------
    ArgumentError
        A value is negative.

    Source
    ------
    Shorrocks, A. (1980), The class of additively decomposable inequality measures, Econometrica 48,
    613–625, for c = 1.
    """
    table = pd.DataFrame({"value": values, "people": people, "group": groups}).dropna()
    table["sum"] = table["value"] * table["people"]
    sums = table.groupby("group", sort=False)[["people", "sum"]].sum()
    own = {
        group: theil(rows["value"].to_numpy(), rows["people"].to_numpy())
        for group, rows in table.groupby("group", sort=False)
    }
    found = pd.Series(own, sums.index, float)
    shares = sums["sum"] / sums["sum"].sum()
    means = (sums["sum"] / sums["people"]).to_numpy(float)
    return Decomposition(
        theil(table["value"].to_numpy(), table["people"].to_numpy()),
        theil(means, sums["people"].to_numpy()),
        # A group that has nothing has no share of what there is, and no index of its own either.
        (shares * found).where(shares > 0, 0.0).rename("within"),
        found.rename("theil"),
    )


def _without_missing(values: np.ndarray, people: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    values, people = np.asarray(values, float), np.nan_to_num(np.asarray(people, float))
    kept = ~np.isnan(values) & (people > 0)
    if (values[kept] < 0).any():
        raise ArgumentError("inequality is defined for amounts of 0 or more")
    return values[kept], people[kept]
