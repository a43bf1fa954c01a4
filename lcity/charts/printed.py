"""How shapes, dashes and sizes that a chart names once are drawn in print."""

SHAPES = {"circle": "o", "diamond": "D", "square": "s", "line-ns": "|", "up": "^", "down": "v"}
DASHES = {"solid": "-", "dash": "--", "dot": ":"}
POINTS_A_PX = 0.6
"""A page of 1440 pixels and a picture of 922 points show as much."""


def points(size_px: float) -> float:
    """Return in points what is so many pixels large on the page."""
    return POINTS_A_PX * size_px


def area(size_px: float) -> float:
    """Return a shape's area, square points, where it is so many pixels wide on the page."""
    return points(size_px) ** 2


def stroke(width_px: float) -> float:
    """Return how thick a line is, points: finer ones than a page's would be lost in print."""
    return 0.8 * width_px
