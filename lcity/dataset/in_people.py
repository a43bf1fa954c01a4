"""How many people a difference on an indicator is."""

import re

import pandas as pd

from lcity.dataset.model import Dataset

PEOPLE = "people"
# Of whom a computed rate is a share; those not named are of no group that is counted.
OF_WHOM = dict.fromkeys(("coverage_1000m", "coverage_weekday_evening", "coverage_weekend"), PEOPLE)
RATE = re.compile(r"participation_(?P<group>\d[a-z0-9_]*)")


def in_people(
    dataset: Dataset, counts: pd.DataFrame, unit: str, leaf: str, difference: float
) -> float | None:
    """Return how many people a difference on an indicator is in a unit; None where it is not of people.

    It is of people only where the dataset names whom: a rate of unemployment is none of all residents.

    Parameters
    ----------
    dataset
        An open dataset.
    counts
        People and groups by unit, as `lcity.dataset.groups.group_counts` returns them.
    unit, leaf
        Whose value, and of which indicator.
    difference
        In the indicator's own unit: "%", or "per 1,000 …" and the like.
    """
    row = dataset.indicators.loc[leaf]
    per = re.match(r"(%)$|per ([\d,]+)\b", row["unit"] if isinstance(row["unit"], str) else "")
    group = row["denominator"] if pd.isna(row["computed"]) else of_whom(row["computed"])
    if per is None or group not in counts or pd.isna(counts.at[unit, group]):
        return None
    scale = 100 if per[1] else int(per[2].replace(",", ""))
    return difference / scale * counts.at[unit, group]


def of_whom(computed: str) -> str | None:
    """Return the group a computed rate is a share of; None where it is none of people that are counted."""
    name, _, argument = computed.partition(":")
    if rate := RATE.fullmatch(name):
        return f"people_{rate['group']}"
    group = OF_WHOM.get(name)
    return argument if group and argument else group
