"""What the view's charts hold, on the page as in what it hands out."""

from lcity.charts.lorenz.curve import Curve
from lcity.colour import SERIES
from lcity.ui.inequality.numbers import Spread
from lcity.ui.shared.reader import reader_language, t

BETWEEN, WITHIN = SERIES[2], SERIES[0]


def lorenz(found: Spread) -> Curve:
    """Return the curve of what the worst placed have."""
    titles = t("inequality.curve_people"), t("inequality.curve_total"), t("inequality.curve_even")
    return Curve(*found.curve, *titles)


def split(found: Spread) -> list[tuple[str, float, str]]:
    """Return what lies within cities and what between them: its words, its share (0–1), its hex colour."""
    lang, within = reader_language(), found.parts.within_share
    parts = (("within", within, WITHIN), ("between", 1 - within, BETWEEN))
    return [
        (t(f"inequality.{key}", share=lang.percent(share)), share, colour) for key, share, colour in parts
    ]
