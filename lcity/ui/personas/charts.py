"""What the view's chart holds, on the page as in what it hands out."""

import pandas as pd

from lcity.charts.waterfall.steps import Steps
from lcity.ui.personas import choices, numbers, words
from lcity.ui.shared.reader import t


def losses() -> tuple[str, Steps | None]:
    """Return what costs the persona whom a centre serves in the place in view, with what it is.

    Returns
    -------
    tuple of str and Steps
        Its title; None for the steps where a share is not known.
    """
    shares = numbers.way(choices.chosen(), *words.place_in_view())
    title = t("persona.way_title", place=words.place_name(), persona=words.chosen_name())
    if any(map(pd.isna, shares.values())):
        return title, None
    return title, Steps(list(shares.values()), words.steps(), words.changes(shares))
