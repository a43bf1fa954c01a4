"""Which cases stand beside a weakness, and which policies ask for more there: chosen from a dataset's own."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

MOST_CASES, MOST_POLICIES = 3, 2
SIMILAR = 3.0
"""How many times larger or smaller a city of similar size may be."""


@dataclass(frozen=True)
class Place:
    """Whose weakness it is.

    Parameters
    ----------
    names
        What it and its city are called, in any language; none where it is no place in particular.
    country
        Where it lies, as cases write it; "" where that is not known.
    people
        How many live there; NaN where that is not known.
    """

    names: frozenset[str] = frozenset()
    country: str = ""
    people: float = np.nan


def country_of(cases: pd.DataFrame, names: Collection[str]) -> str:
    """Return the country a dataset is of: where most cases lie that are of places it has; "" for none.

    Parameters
    ----------
    cases
        As `Dataset.cases`.
    names
        What the dataset's places are called, in any language.
    """
    if "country" not in cases:
        return ""
    own = cases.loc[_of_place(cases, names), "country"].dropna()
    return str(own.mode().iloc[0]) if len(own) else ""


def fitting(cases: pd.DataFrame, dimension: str, place: Place, most: int = MOST_CASES) -> pd.DataFrame:
    """Return the cases that fit a weakness of a place best.

    They are of the same dimension and of other places, one a city: those of the place's country and of
    similar size first, then those of either, then all others; among these the nearest in size, then the
    latest.

    Parameters
    ----------
    cases
        As `Dataset.cases`.
    dimension
        The key of what is weak.
    place
        Whose weakness it is.
    most
        How many at most.

    Returns
    -------
    DataFrame
        Rows of `cases` with `same_country` and `similar_size` (bool), in the order they are shown.
    """
    own = cases[(cases["dimension"] == dimension) & ~_of_place(cases, place.names)]
    country = own["country"] if "country" in own else pd.Series("", own.index)
    people = own["people"] if "people" in own else pd.Series(np.nan, own.index)
    year = own["year"] if "year" in own else pd.Series(np.nan, own.index)
    apart = _apart(people.to_numpy(float, na_value=np.nan), place.people)
    found = own.assign(
        same_country=(country == place.country).fillna(False).astype(bool) & bool(place.country),
        similar_size=apart <= np.log(SIMILAR) + 1e-9,
    )
    fits = found["same_country"].astype(int) + found["similar_size"].astype(int)
    order = np.lexsort((-year.fillna(0).to_numpy(float), np.nan_to_num(apart, nan=np.inf), -fits.to_numpy()))
    return found.iloc[order].drop_duplicates("city")[:most]


def policies_for(
    policies: pd.DataFrame,
    dimension: str,
    place: Place,
    others: Collection[str],
    most: int = MOST_POLICIES,
) -> pd.DataFrame:
    """Return what policies ask for on a dimension: the place's own first, then those of no place, the latest.

    One that only other places have issued does not bind this one, and is left out.

    Parameters
    ----------
    policies
        As `Dataset.policies`.
    dimension
        The key of what is weak.
    place
        Whose weakness it is.
    others
        What all places of the dataset are called, in any language.
    most
        How many at most.
    """
    own = policies[policies["dimension"] == dimension]
    issuers = own["issuer_en"].fillna("") if "issuer_en" in own else pd.Series("", own.index)
    of_place = issuers.map(lambda text: _issued_by(text, place.names)).to_numpy(bool)
    of_others = issuers.map(lambda text: _issued_by(text, others)).to_numpy(bool)
    year = own["year"] if "year" in own else pd.Series(np.nan, own.index)
    order = np.lexsort((-year.fillna(0).to_numpy(float), ~of_place))
    return own.iloc[[at for at in order if of_place[at] or not of_others[at]]][:most]


def _issued_by(issuers: str, names: Collection[str]) -> bool:
    """Say whether everyone who issued something is called by one of some names."""
    parts = [part.strip() for part in issuers.split(";") if part.strip()]
    return bool(parts) and all(any(name and name in part for name in names) for part in parts)


def _of_place(cases: pd.DataFrame, names: Collection[str]) -> pd.Series:
    """Say which cases are of a place that is called so."""
    columns = [column for column in ("city", "city_zh") if column in cases]
    return cases[columns].isin(list(names)).any(axis=1)


def _apart(people: np.ndarray, own: float) -> np.ndarray:
    """Return how far sizes are from one's own, the logarithm of their ratio; NaN where either is unknown."""
    if not own > 0:
        return np.full(len(people), np.nan)
    return np.abs(np.log(np.divide(people, own, out=np.full(len(people), np.nan), where=people > 0)))
