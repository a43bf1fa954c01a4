"""A strip a node of the index, right being better: what both forms draw."""

import pandas as pd

from lcity.colour import unit_colours

SHAPES = ("circle", "diamond", "square", "up", "down")
QUARTILES = (0.25, 0.5, 0.75)


def looks(*, dark: bool = False) -> list[tuple[str, str]]:
    """Return the hex colour and the shape of each unit compared, of five."""
    return list(zip(unit_colours(dark), SHAPES, strict=True))


def placed(scores: pd.Series) -> pd.Series:
    """Return where scores stand on the strip, 0–100: those beyond at its end, NaN for a missing one."""
    return scores.astype(float).clip(0, 100).round(2)
