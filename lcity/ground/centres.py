"""Learning centres out of objects of OpenStreetMap: what they are called, and each place once."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
import scipy
import shapely

from lcity.access.geodesy import ecef
from lcity.ground.elements import Element
from lcity.ground.kinds import kind_of
from lcity.text import language
from lcity.text.contained import TURNING, UNPRINTED

SAME_PLACE_M = 150.0
"""Within which two objects of one kind and name are one place: a point at the door, and the building."""
DECIMALS = 7
HAN = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
CHINESE = ("name:zh-Hans", "name:zh", "name:zh-Hant")
NAMED = ("name", "official_name", "operator")


class Centres(NamedTuple):
    """Learning centres.

    Parameters
    ----------
    table
        As the contract has it: centre, name, name_zh, kind, lon, lat, hours, provenance.
    merged
        How many objects were left out because another is the same place.
    unnamed
        How many centres bear the name of their kind, for want of one.
    """

    table: pd.DataFrame
    merged: int
    unnamed: int


def centres_of(elements: Iterable[Element]) -> Centres:
    """Return the learning centres among objects, each place once.

    Parameters
    ----------
    elements
        Objects in any order.
    """
    found = [(element, kind) for element in elements if (kind := kind_of(element.tags)) is not None]
    # What says its hours leads, then what says where its door is, then the oldest.
    found.sort(key=_priority)
    same = _same_places([element for element, _ in found], [kind for _, kind in found])
    rows, unnamed = [], 0
    for group in same:
        first, kind = found[group[0]]
        name, name_zh = _first(names_of(found[number][0].tags) for number in group)
        unnamed += not name
        rows.append(
            {
                "centre": first.id,
                "name": name or language("en").t(f"coverage.kind.{kind}"),
                "name_zh": name_zh or (None if name else language("zh").t(f"coverage.kind.{kind}")),
                "kind": kind,
                "lon": round(first.point.x, DECIMALS),
                "lat": round(first.point.y, DECIMALS),
                "hours": _one_line(first.tags.get("opening_hours")) or None,
                "provenance": "volunteered",
            }
        )
    columns = ("centre", "name", "name_zh", "kind", "lon", "lat", "hours", "provenance")
    table = pd.DataFrame(rows, columns=columns).sort_values("centre", key=_in_order, ignore_index=True)
    return Centres(table, len(found) - len(rows), unnamed)


def names_of(tags: Mapping[str, str]) -> tuple[str, str | None]:
    """Return the name and the Chinese name an object bears.

    The name is the one signs bear where it is in Latin letters, else the English one where there is one.

    Returns
    -------
    tuple
        "" and None where there is none.
    """
    local = next((_one_line(tags[key]) for key in NAMED if _one_line(tags.get(key))), "")
    english = _one_line(tags.get("name:en"))
    chinese = next((_one_line(tags[key]) for key in CHINESE if _one_line(tags.get(key))), None)
    if HAN.search(local) and chinese is None:
        chinese = local
    name = local if LATIN.search(local) or not english else english
    return name or english or chinese or "", chinese


def _one_line(text: str | None) -> str:
    """Return text as one line that shows nothing it does not say."""
    return TURNING.sub("", UNPRINTED.sub("", " ".join((text or "").split())))


def _first(names: Iterable[tuple[str, str | None]]) -> tuple[str, str | None]:
    found = list(names)
    return next((name for name, _ in found if name), ""), next((zh for _, zh in found if zh), None)


def _priority(pair: tuple[Element, str]) -> tuple[bool, int, int]:
    element, _ = pair
    return "opening_hours" not in element.tags, *_order(element.id)


def _order(of: str) -> tuple[int, int]:
    return "nwr".index(of[0]), int(of[1:])


def _in_order(ids: pd.Series) -> pd.Series:
    return ids.map(_order)


def _plain(tags: Mapping[str, str]) -> set[str]:
    """Return the names an object bears in any language, such that spelling does not part them."""
    names = (value for key, value in tags.items() if key == "name" or key.startswith(("name:", "alt_name")))
    return {unicodedata.normalize("NFKC", name).casefold().strip() for name in names} - {""}


def _same_places(elements: list[Element], of: list[str]) -> list[list[int]]:
    """Return the numbers of objects that are one place, group by group, the leading one first.

    Two are one place if they are of one kind and stand within `SAME_PLACE_M` or one in the other, and
    share a name; or if one lies in the other and bears none.
    """
    if not elements:
        return []
    points = np.array([(element.point.x, element.point.y) for element in elements])
    near = scipy.spatial.cKDTree(ecef(*points.T)).query_pairs(SAME_PLACE_M, output_type="ndarray")
    areas = [number for number, element in enumerate(elements) if element.is_area]
    tree = shapely.STRtree(shapely.points(points))
    shapes = np.fromiter((elements[number].shape for number in areas), object, len(areas))
    whole, inside = tree.query(shapes, predicate="intersects")
    within = {tuple(sorted((areas[a], int(b)))) for a, b in zip(whole, inside, strict=True) if areas[a] != b}
    names = [_plain(element.tags) for element in elements]
    edges = []
    for first, second in {tuple(map(int, pair)) for pair in near} | within:
        if of[first] == of[second]:
            alike = bool(names[first] & names[second])
            blank = (first, second) in within and not (names[first] and names[second])
            if alike or blank:
                edges.append((first, second))
    rows, columns = np.array(edges, int).reshape(-1, 2).T
    graph = scipy.sparse.coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(elements),) * 2)
    _, label = scipy.sparse.csgraph.connected_components(graph, directed=False)
    groups: dict[int, list[int]] = {}
    for number, group in enumerate(label):
        groups.setdefault(group, []).append(number)
    return list(groups.values())


def by_kind(table: pd.DataFrame) -> dict[str, int]:
    """Return how many centres there are of each kind, most first."""
    return dict(Counter(table["kind"]).most_common())
