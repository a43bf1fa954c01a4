"""Which hours of the week bring most: who would be covered if centres were open, and is not."""

from collections.abc import Iterable
from itertools import groupby

import numpy as np
import pandas as pd

from lcity.access.hours import unpack
from lcity.access.reach import RADIUS_M, Reach
from lcity.hours import HOURS
from lcity.scenario.offers import in_district

DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")

EVENINGS_AND_WEEKENDS = tuple(
    24 * day + hour for day in range(7) for hour in range(8 if day >= 5 else 17, 22)
)
"""Monday to Friday 17:00–22:00, Saturday and Sunday 8:00–22:00."""


def worth(
    reach: Reach,
    radius: float = RADIUS_M,
    group: str = "people",
    kinds: Iterable[str] | None = None,
    hours: Iterable[int] = EVENINGS_AND_WEEKENDS,
    district: str | None = None,
) -> pd.DataFrame:
    """Return what each hour would bring if the centres there are were open in it.

    Centres whose hours are not known may be open already: who reaches only such is not counted as gained.

    Parameters
    ----------
    reach
        Who reaches what.
    radius
        Within which one is covered, in the unit of the pairs.
    group
        A column of the population.
    kinds
        The kinds that count; None for those that count unless others are asked for.
    hours
        Hours of the week, 0–167.
    district
        Only its people count; None for all.

    Returns
    -------
    DataFrame
        Index `hour`, the one that brings most first; columns covered (people covered now, on what is known)
        and gained (person-hours a week more).
    """
    hours = list(hours)
    people = np.nan_to_num(reach.places.people(group))
    if district is not None:
        people = np.where(in_district(reach.places, district), people, 0.0)
    pairs = reach.catchment.within(radius).only(reach.centres.chosen(kinds))
    open_now = unpack(pairs.union(reach.centres.hours))
    # An hour of which a centre in reach is not known to be open or closed may be served already.
    closed = unpack(pairs.union(~(reach.centres.hours | reach.centres.unknown)))
    found = pd.DataFrame(
        {
            "covered": people @ open_now[:, :HOURS],
            "gained": people @ (closed & ~open_now & ~unpack(pairs.union(reach.centres.unknown))),
        },
        index=pd.RangeIndex(HOURS, name="hour"),
    )
    return found.loc[hours].sort_values("gained", ascending=False, kind="stable")


def expression(hours: Iterable[int]) -> str:
    """Write hours of the week in the syntax of opening hours: "Mo-Fr 18:00-21:00; Sa 09:00-12:00".

    Parameters
    ----------
    hours
        0 (Monday 0:00–1:00) to 167; at least one.
    """
    chosen = sorted(set(hours))
    spans = [
        ",".join(
            f"{start:02d}:00-{end:02d}:00" for start, end in _runs([h % 24 for h in chosen if h // 24 == day])
        )
        for day in range(7)
    ]
    written = []
    for span, days in groupby(range(7), key=spans.__getitem__):
        numbers = list(days)
        named = DAYS[numbers[0]] + (f"-{DAYS[numbers[-1]]}" if len(numbers) > 1 else "")
        if span:
            written.append(f"{named} {span}")
    return "; ".join(written)


def _runs(hours: list[int]) -> list[tuple[int, int]]:
    """Return runs of whole hours as where they start and end."""
    found: list[tuple[int, int]] = []
    for hour in hours:
        if found and found[-1][1] == hour:
            found[-1] = found[-1][0], hour + 1
        else:
            found.append((hour, hour + 1))
    return found
