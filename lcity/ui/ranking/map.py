"""The board's map as it is exported."""

from dataclasses import replace
from itertools import pairwise

import shapely

from lcity.colour import Classes, classes, mixed
from lcity.index import Ranking, equal
from lcity.maps.print import DistrictMap
from lcity.meridian import in_one_piece
from lcity.ui.parts.index_map import CLASSES
from lcity.ui.shared import cache, selection, standing
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.takeaway.ranks import districts_map, scores_of_ranked

# How far towards the ground the colours of districts go that the map is not turned to.
PALE = 0.7


def board_map(
    ranking: Ranking,
    level: str,
    city: str,
    rules: Rules,
    extent: tuple[float, float, float, float] | None = None,
) -> DistrictMap | None:
    """Return the board's map; None without outlines.

    Its classes are those of equal weights: a colour keeps its meaning while weights move.

    Parameters
    ----------
    ranking, level, rules
        What is ranked, and how.
    city
        Whose districts it is turned to, "" for all; others, where they are seen, stand back.
    extent
        What is seen: west, south, east and north in degrees; None for the city's districts.
    """
    if not cache.open_dataset().has_outlines:
        return None
    # Of one city ranked alone, its districts keep the scores they have among themselves.
    ranked = scores_of_ranked(standing.ranked("district", rules))
    if level == "district":
        own = scores_of_ranked(ranking)
        ranked[own.index] = own
    found = classes(standing.ranked("district", replace(rules, weights=equal(rules.tree))).score, CLASSES)
    outlines = selection.districts_of(city).geometry
    if extent:
        every = in_one_piece(selection.districts_of("").geometry)
        outlines = every[every.intersects(shapely.box(*extent))]
    drawn = districts_map(outlines, ranked, found, _open_classes(found), city, rules)
    others = drawn.fill.index.difference(selection.districts_of(city).index)
    fill, names = drawn.fill.copy(), drawn.names.drop(others)
    fill[others] = [mixed(colour, "#ffffff", PALE) for colour in fill[others]]
    return replace(drawn, fill=fill, names=names, extent=extent) if len(outlines) else None


def _open_classes(found: Classes) -> list[tuple[str, str]]:
    """Return the colours of classes whose first and last are open, as on the board, and their words."""
    lang = reader_language()
    inside = [lang.number(bound, found.digits) for bound in found.bounds[1:-1]]
    if not inside:
        return [(found.colours[0], t("board.all_alike"))]
    between = [f"{low}–{high}" for low, high in pairwise(inside)]
    words = [t("board.under", bound=inside[0]), *between, t("board.from", bound=inside[-1])]
    return list(zip(found.colours, words, strict=True))
