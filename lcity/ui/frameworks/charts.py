"""What the crosswalk's chart holds, on the page as in what it hands out."""

import pandas as pd

from lcity.charts.two_ranks.pairs import RankPairs
from lcity.ui.frameworks import words
from lcity.ui.shared import selection, standing, unit_choice
from lcity.ui.shared.reader import t


def rank_pairs(found: pd.DataFrame, level: str) -> tuple[str, RankPairs]:
    """Return both ranks of the units to draw, with what they are.

    Parameters
    ----------
    found
        As `numbers.table` gives them.
    """
    drawn, title = words.drawn(found, level)
    names = standing.names(level) if selection.city_choice().value else unit_choice.names(level)
    return title, RankPairs(
        drawn.assign(name=names.reindex(drawn.index)),
        t("crosswalk.lcity"),
        t("crosswalk.unesco"),
        t("crosswalk.interval"),
        words.axis(found, level),
        selection.chosen_unit(level),
    )
