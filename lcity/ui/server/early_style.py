"""The page's own style, which comes with the page: what is styled only once it is drawn jumps."""

from functools import cache
from pathlib import Path

from lcity.ui.server import assets

SHEET = Path(__file__).with_name("early.css")
BOARD = "board/place.css"
STEP_PX, STEPS = 28, 24
"""Room is kept in so many steps of so many px, where letters have 16 px."""


@cache
def style() -> bytes:
    """Return the element that has `SHEET`, and what keeps room."""
    room = "".join(
        f'[class*="st-key-{kept("", step * STEP_PX)}"] {{ min-height: {step * STEP_PX / 16:g}rem; }}\n'
        for step in range(1, STEPS + 1)
    )
    return f"<style>\n{SHEET.read_text(encoding='utf-8')}{assets.source(BOARD)}{room}</style>\n".encode()


def kept(key: str, least_px: float) -> str:
    """Return the key of a container that is so high from the first frame, whatever is still to come in it.

    Parameters
    ----------
    key
        Of what comes in it.
    least_px
        How high that is at least, where letters have 16 px; less than a step of it is not kept.
    """
    return f"kept-{min(int(least_px // STEP_PX), STEPS)}-{key}"
