"""The page's own style, which comes with the page: what is styled only once it is drawn jumps."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lcity.ui.server import assets

SHEET = Path(__file__).with_name("early.css")
BOARD = "board/place.css"
STEP_PX, STEPS = 28, 24
"""Room is kept in so many steps of so many px, where letters have 16 px."""
MOST_STEP_PX, MOST_STEPS = 20, 60
"""The most a picture may take is told in so many steps of so many px."""
TENS = 40
"""The highest picture that is told is so many tens of percent as high as wide."""
MOST_BELOW = 6
"""The most that is told to stand above and below one, in steps of `STEP_PX`."""
WIDE = "wide-"
"""So begins the key of a container whose width the picture kept in it goes by."""


@cache
def style() -> bytes:
    """Return the element that has `SHEET`, and what keeps room."""
    room = "".join(
        f'[class*="st-key-{kept("", step * STEP_PX)}"] {{ min-height: {step * STEP_PX / 16:g}rem; }}\n'
        for step in range(1, STEPS + 1)
    )
    sheets = SHEET.read_text(encoding="utf-8") + assets.source(BOARD)
    return f"<style>\n{sheets}{room}{_pictures()}</style>\n".encode()


def _pictures() -> str:
    """Return what keeps room for pictures: digits of how high they are, as a class cannot hold a number."""
    told = [
        *((f"t{tens}", f"--tens: {10 * tens}") for tens in range(TENS + 1)),
        *((f"u{units}", f"--units: {units}") for units in range(10)),
        *((f"m{step}", f"--most: {step * MOST_STEP_PX}px") for step in range(1, MOST_STEPS + 1)),
        *((f"b{step}", f"--below: {step * STEP_PX / 16:g}rem") for step in range(MOST_BELOW + 1)),
    ]
    picture = '.stVerticalBlock[class*="st-key-picture-"]'
    return "".join(f'{picture}[class*="-{digit}-"] {{ {rule}; }}\n' for digit, rule in told)


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


@dataclass(frozen=True)
class Shape:
    """How high a picture is that is as wide as its place.

    Parameters
    ----------
    share
        How high it is, of its width.
    most_px
        How high it is at most.
    below_px
        What stands above and below it, where letters have 16 px.
    """

    share: float
    most_px: float
    below_px: float = 0

    def kept(self, key: str) -> str:
        """Return the key of a container as high as the picture, in one whose key begins with `WIDE`."""
        tens, units = divmod(min(int(100 * self.share), 10 * TENS + 9), 10)
        most = min(int(self.most_px // MOST_STEP_PX), MOST_STEPS)
        below = min(int(self.below_px // STEP_PX), MOST_BELOW)
        return f"picture-t{tens}-u{units}-m{most}-b{below}-{key}"
