"""The rules of streets and travel times: lengths that can be, and ways between what there is."""

import numpy as np
import pandas as pd

from lcity.dataset.cells import nearest
from lcity.dataset.conform import Table
from lcity.dataset.contents import Contents
from lcity.dataset.problem import Problem

ENDS = ["lon_from", "lat_from", "lon_to", "lat_to"]
MEASURES = ("metres", "minutes")
EARTH_M = 6_371_009.0
SHORT, SHORT_M = 0.99, 1.0
"""What rounding and a round Earth may take from a length: one per cent, and a metre."""
MOST_NAMES = 1_000


def check_travel(contents: Contents) -> list[Problem]:
    """Return what is wrong with streets, with travel times, and with the ids of places these name."""
    problems = []
    if streets := contents.table("streets", *ENDS, "metres"):
        problems += _too_short(streets)
    if population := contents.table("population", "place"):
        problems += _repeated(population)
    if travel := contents.tables.get("travel"):
        problems += _measures(travel) + _places(travel, contents) + _sites(travel, contents)
    return problems


def _too_short(streets: Table) -> list[Problem]:
    """Return the pieces said to be shorter than the straight line between their ends, as one problem."""
    frame = streets.frame
    lon_from, lat_from, lon_to, lat_to = np.radians(frame[ENDS].to_numpy(float)).T
    # The haversine: the arc between two points of a sphere.
    half = np.sin((lat_to - lat_from) / 2) ** 2
    half += np.cos(lat_from) * np.cos(lat_to) * np.sin((lon_to - lon_from) / 2) ** 2
    straight_m = 2 * EARTH_M * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    # On the ellipsoid it is shorter by half a per cent at most.
    wrong = (frame["metres"] >= 0) & (frame["metres"] < SHORT * 0.995 * straight_m - SHORT_M)
    wrong &= (frame[ENDS].abs() <= [180, 90, 180, 90]).all(axis=1)
    if not wrong.any():
        return []
    rows = tuple(frame.index[wrong].tolist())
    details = {
        "found": f"{frame.at[rows[0], 'metres']:g}",
        "straight": f"{straight_m[wrong.to_numpy()][0]:.0f}",
    }
    return [Problem(streets.file, rows[0], "metres", "street_short", details, rows=rows)]


def _repeated(population: Table) -> list[Problem]:
    """Return a problem for each place whose id an earlier one has."""
    place = population.frame["place"].dropna()
    rows = place.index[place.duplicated()]
    first = {name: row for row, name in zip(place.index[::-1], place[::-1], strict=True)}
    return [
        Problem(population.file, int(row), "place", "duplicate", {"found": name, "first": str(first[name])})
        for row, name in zip(rows[:MOST_NAMES], place[rows[:MOST_NAMES]], strict=True)
    ]


def _measures(travel: Table) -> list[Problem]:
    """Return what keeps the ways from having one measure each, and all the same."""
    has = [name for name in MEASURES if travel.has(name) and travel.raw[name].notna().any()]
    if len(has) != 1:
        code = "travel_both" if has else "travel_neither"
        return [Problem(travel.file, 1, ", ".join(MEASURES), code)]
    return travel.each(travel.raw[has[0]].isna(), has[0], "blank")


def _places(travel: Table, contents: Contents) -> list[Problem]:
    if "population" in contents.broken or not travel.has("place"):
        return []
    population = contents.tables.get("population")
    if population is None:
        return [Problem(travel.file, None, None, "travel_no_population")]
    if not population.has("place"):
        details = {"file": population.file}
        return [Problem(travel.file, 1, "place", "travel_no_places", details)]
    return _unknown(travel, "place", population.frame["place"], population.file)


def _sites(travel: Table, contents: Contents) -> list[Problem]:
    if "centres" in contents.broken or not travel.has("site"):
        return []
    centres = contents.table("centres", "centre")
    if centres is None:
        return [Problem(travel.file, None, None, "travel_no_centres")]
    known, candidates = centres.frame["centre"], contents.table("candidates", "site")
    if candidates is not None:
        known = pd.concat([known, candidates.frame["site"]])
    return [] if "candidates" in contents.broken else _unknown(travel, "site", known, centres.file)


def _unknown(travel: Table, column: str, known: pd.Series, file: str) -> list[Problem]:
    """Return a problem for each name that nothing has, where it stands first: most are repeated often."""
    names = travel.frame[column].dropna()
    first = names[~names.duplicated()]
    astray = first[~first.isin(known.dropna())]
    known = list(pd.unique(known.dropna()))
    return [
        travel.problem(
            row, column, f"unknown_{column}", file=file, **(nearest(name, known) if number < 50 else {})
        )
        for number, (row, name) in enumerate(astray[:MOST_NAMES].items())
    ]
