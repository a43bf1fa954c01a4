"""How much a figure can be trusted: official, surveyed, volunteered, derived, simulated or planned."""

from collections.abc import Iterable

import pandas as pd

from lcity.dataset.computing import NEEDS_HOURS, NEEDS_SEATS, social
from lcity.dataset.model import Dataset

PROVENANCES = ("official", "survey", "volunteered", "derived", "simulated", "planned")
"""Where a figure comes from, the strongest first.

`volunteered` is what people saw and nobody answers for, as on OpenStreetMap; `planned` is part of a scenario.
"""
STATED = PROVENANCES[:-1]
"""Those whoever supplies a dataset can choose from: what there is is not planned."""


def weakest(provenances: Iterable[str]) -> str:
    """Return the weakest of some provenances: a figure is no better than the worst it is computed from.

    Parameters
    ----------
    provenances
        Of `PROVENANCES`; missing ones are passed over.

    Raises
    ------
    ValueError
        There is none.
    """
    return max((p for p in provenances if pd.notna(p)), key=PROVENANCES.index)


def wholly_simulated(*tables: pd.DataFrame | None) -> bool:
    """Say whether every row of some tables is simulated; what is not there, or does not say, is not.

    Parameters
    ----------
    tables
        Tables of a dataset that may have a column provenance.
    """
    return all(
        table is not None and "provenance" in table and bool((table["provenance"] == "simulated").all())
        for table in tables
    )


def reach_provenances(dataset: Dataset, *, hours: bool, seats: bool = False) -> list[str]:
    """Return the provenances of the tables by which people reach a centre.

    Parameters
    ----------
    dataset
        An open dataset.
    hours
        Whether it is asked at an hour of the week, so that opening hours count too.
    seats
        Whether seats of centres count too.

    Returns
    -------
    list of str
        Of `PROVENANCES`, of the centres and places that say one, and "planned" where a scenario changes
        those tables, if only by closing a centre; may be empty.
    """
    columns = [(dataset.centres, "provenance"), (dataset.population, "provenance")]
    if hours:
        columns.append((dataset.centres, "hours_provenance"))
    found = [
        p for table, column in columns if table is not None and column in table
        for p in table[column].dropna().unique()
    ]  # fmt: skip
    aspects = {"places", *(["hours"] if hours else []), *(["seats"] if seats else [])}
    planned = dataset.planned is not None and not aspects.isdisjoint(dataset.planned.aspects)
    return [*found, "planned"] if planned and "planned" not in found else found


def participation_provenances(dataset: Dataset, activity: str | None = None) -> list[str]:
    """Return the provenances of the rows of participation in an activity, or in any.

    Parameters
    ----------
    dataset
        An open dataset.
    activity
        As the table of participation has it; None for all its rows.

    Returns
    -------
    list of str
        Of `PROVENANCES`, of the rows that say one; may be empty.
    """
    rows = dataset.participation
    if rows is None or "provenance" not in rows:
        return []
    if activity is not None and "activity" in rows:
        rows = rows[rows["activity"] == activity]
    return list(rows["provenance"].dropna().unique())


def leaf_provenance(dataset: Dataset) -> pd.Series:
    """Return the provenance in force of each indicator.

    As declared; but one that is computed is never stronger than the weakest row behind it: of centres and
    places, of opening hours where it asks for an hour, of what a scenario changes, or of participation in
    its activity.

    Parameters
    ----------
    dataset
        An open dataset.

    Returns
    -------
    Series
        One of `PROVENANCES` by key, for every leaf of the tree, in file order.
    """
    indicators = dataset.indicators
    leaves = indicators[~indicators.index.isin(indicators["parent"])]
    at_any_time = reach_provenances(dataset, hours=False)
    at_an_hour = reach_provenances(dataset, hours=True)
    with_seats = reach_provenances(dataset, hours=False, seats=True)

    def of_inputs(name: str) -> list[str]:
        indicator = social(name)
        if indicator is not None:
            return participation_provenances(dataset, indicator.activity)
        if name in NEEDS_SEATS:
            return with_seats
        return at_an_hour if name in NEEDS_HOURS else at_any_time

    in_force = leaves["provenance"].copy()
    computed = leaves["computed"].notna()
    in_force[computed] = [
        weakest([declared, *of_inputs(name)])
        for declared, name in zip(in_force[computed], leaves["computed"][computed], strict=True)
    ]
    return in_force


def provenance_shares(effective_weights: pd.Series, provenance: pd.Series) -> pd.Series:
    """Return how much of an index rests on figures of each provenance.

    Parameters
    ----------
    effective_weights
        Share of the index's weight by leaf key, 0–1.
    provenance
        Provenance by leaf key, as `leaf_provenance` gives it.

    Returns
    -------
    Series
        Share of the weight, 0–1, by provenance in the order of `PROVENANCES`; they sum to what the
        weights sum to.
    """
    by_provenance = effective_weights.groupby(provenance.reindex(effective_weights.index)).sum()
    return by_provenance.reindex(list(PROVENANCES), fill_value=0.0).rename_axis("provenance")
