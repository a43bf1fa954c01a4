"""One unit's figures over the years as a line of SVG so light that a page can have a hundred."""

from collections.abc import Sequence

import numpy as np

from lcity.charts.multiples.line import COLOUR, TARGET_COLOUR, dotted, placed

WIDTH, HEIGHT = 120, 44
MARGIN = 4
FIRM = 'vector-effect="non-scaling-stroke"'


def small_line(
    years: Sequence[float], values: np.ndarray, bounds: tuple[float, float], target: float = np.nan
) -> str:
    """Return an SVG: the figures as a line with a dot at the latest, the target as a dashed line across.

    Parameters
    ----------
    years
        Ascending; the ends of the picture.
    values
        Of each year; a missing one interrupts the line, and one that stands alone is a dot.
    bounds
        What bottom and top stand for: the same in all that stand beside each other.
    target
        NaN for none.
    """
    xs = _within(WIDTH, placed(np.asarray(years, float), (years[0], years[-1])))
    ys = HEIGHT - _within(HEIGHT, placed(values, bounds))
    known = ~np.isnan(values)
    parts = []
    if not np.isnan(target):
        level = HEIGHT - _within(HEIGHT, placed(np.array([target]), bounds))[0]
        style = f'stroke="{TARGET_COLOUR}" stroke-dasharray="3 3"'
        parts.append(f'<path d="M0 {level:.1f}H{WIDTH}" {FIRM} {style}/>')
    if known.any():
        path = "".join(
            f"{'L' if at and known[at - 1] else 'M'}{xs[at]:.1f} {ys[at]:.1f}" for at in np.flatnonzero(known)
        )
        style = f'fill="none" stroke="{COLOUR}"'
        parts.append(f'<path d="{path}" {FIRM} {style} stroke-width="1.75" stroke-linejoin="round"/>')
        dots = "".join(f"M{xs[at]:.1f} {ys[at]:.1f}h0" for at in dotted(values))
        parts.append(f'<path d="{dots}" {FIRM} {style} stroke-width="5" stroke-linecap="round"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" preserveAspectRatio="none">'
        f"{''.join(parts)}</svg>"
    )


def _within(length: int, places: np.ndarray) -> np.ndarray:
    """Return where places (0–1) stand between the margins of a length, from its beginning."""
    return MARGIN + (length - 2 * MARGIN) * places
