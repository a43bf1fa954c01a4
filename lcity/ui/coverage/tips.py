"""What the map says of centres and of people out of reach."""

from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from lcity.access.centres import Centres
from lcity.access.reach import Reach
from lcity.meridian import beside
from lcity.scenario.applied import PLANNED
from lcity.text import Language
from lcity.ui.shared.vocabulary import kind_label, simulated_tip

BREAK = "\N{ZERO WIDTH SPACE}"


def centres_on_map(
    reach: Reach, centres: pd.DataFrame, outlines: Iterable[BaseGeometry], lang: Language
) -> pd.DataFrame:
    """Return a city's centres as the map wants them.

    Parameters
    ----------
    reach
        The city's.
    centres
        The dataset's.
    outlines
        The city's districts, in one piece; centres outside them may yet be in reach of its people.
    lang
        The reader's language.

    Returns
    -------
    pandas.DataFrame
        A row a centre of the reach, in its order; columns lon, lat, kind, pattern (the same number
        for the same opening hours), inside (the city), planned (a scenario's) and tip (name,
        kind, hours).
    """
    rows = centres.loc[reach.centres.ids]
    city = shapely.union_all(list(outlines))
    inside = shapely.contains_xy(city, beside(rows["lon"].to_numpy(float), city.bounds), rows["lat"])
    tip = centre_tips(reach.centres, rows, lang)
    ahead = rows["provenance"] == PLANNED if "provenance" in rows else False
    return rows[["lon", "lat", "kind"]].assign(
        pattern=patterns(reach.centres), inside=inside, planned=ahead, tip=tip
    )


def patterns(centres: Centres) -> np.ndarray:
    """Return a number a centre, the same for centres of the same opening hours: (n,) int."""
    open_hours = np.column_stack([centres.hours, centres.unknown, centres.on_request])
    return np.unique(open_hours, axis=0, return_inverse=True)[1]


def centre_tips(centres: Centres, rows: pd.DataFrame, lang: Language) -> pd.Series:
    """Return what the map says of each centre on hover: name, kind, hours.

    Parameters
    ----------
    centres
        The centres.
    rows
        Their rows of the dataset, in the same order.
    lang
        The reader's language.
    """
    own = rows[f"name_{lang.code}"] if f"name_{lang.code}" in rows else rows["name"]
    names = own.where(own.notna() & (own != ""), rows["name"])
    kinds = rows["kind"].map({kind: kind_label(kind, lang) for kind in centres.kinds})
    hours = rows["hours"].where(rows["hours"].notna(), lang.t("coverage.hours_unknown"))
    hours = hours.mask(rows["by_appointment"].fillna(False).astype(bool), lang.t("coverage.by_appointment"))
    simulated = rows["provenance"] == "simulated" if "provenance" in rows else False
    names = names.where(~simulated, names.map(lambda name: simulated_tip(name, lang)))
    return names + "\n" + kinds + "\n" + hours.str.replace("; ", "\n").str.replace(",", f",{BREAK}")


def dot_tips(
    people: pd.Series, lang: Language, simulated: bool = False, message: str = "coverage.dot_tip"
) -> list[str]:
    """Write what each dot of people, out of reach unless told, says on hover: how many, to two digits."""
    step = 10 ** np.floor(np.log10(people.clip(lower=10)) - 1)
    rounded = ((people / step).round() * step).tolist()
    return [_dot_tip(count, lang, simulated, message) for count in rounded]


@lru_cache(4_096)
def _dot_tip(people: float, lang: Language, simulated: bool, message: str) -> str:
    """Write what a dot says; to two digits there are few of them, the same at every choice."""
    tip = lang.t(message, people=lang.people(people))
    return simulated_tip(tip, lang) if simulated else tip
