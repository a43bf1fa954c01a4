"""How evenly something is spread over people."""

import numpy as np


def lorenz(values: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the Lorenz curve: what share of the total the least served share of people has.

    Parameters
    ----------
    values
        (n,) what each person of a place has, 0 or more; missing ones are left out.
    weights
        (n,) people; missing counts as none.

    Returns
    -------
    people, total : numpy.ndarray
        Cumulative shares from 0 to 1, by ascending value; NaN where people or total add up to 0.
    """
    weights = np.where(np.isnan(values), 0.0, np.nan_to_num(weights))
    values = np.nan_to_num(values)
    order = np.argsort(values, kind="stable")
    people = np.concatenate([[0.0], np.cumsum(weights[order])])
    total = np.concatenate([[0.0], np.cumsum((weights * values)[order])])
    with np.errstate(invalid="ignore"):
        return people / people[-1], total / total[-1]


def gini(values: np.ndarray, weights: np.ndarray) -> float:
    """Return the weighted Gini coefficient, exactly: 1 − twice the area under the Lorenz curve.

    Parameters
    ----------
    values
        (n,) what each person of a place has, 0 or more; missing ones are left out.
    weights
        (n,) people; missing counts as none.

    Returns
    -------
    float
        0 (everyone has the same) to 1; NaN where nobody lives or there is nothing to share.

    Source
    ------
    Brown, M. (1994), Using Gini-style indices to evaluate the spatial patterns of health
    practitioners, Social Science & Medicine 38, 1243–1256.
    """
    people, total = lorenz(values, weights)
    if np.isnan(total[-1]):
        return np.nan
    return max(0.0, float(1 - np.sum(np.diff(people) * (total[1:] + total[:-1]))))
