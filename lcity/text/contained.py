"""A dataset's text that turns nothing around it: names written right to left, and marks that only pretend."""

import re

# Marks that turn the direction of what follows, to whatever end: overrides, embeddings, isolates.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
WRITTEN_LEFTWARDS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
UNPRINTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff]")
ISOLATE, END = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
_ISOLATED = re.compile(f"({ISOLATE}[^{TURNING.pattern[1:-1]}]*{END})")
INSTEAD = "\N{REPLACEMENT CHARACTER}"


def contained(text: str) -> str:
    """Return text that has its own direction and leaves the one around it as it is.

    Text written right to left is isolated. Marks that turn what follows, and characters that are not
    printed, are shown as a sign that something stands there.

    Source: Unicode Standard Annex 9, isolates; Unicode Technical Report 36, bidirectional text spoofing.
    """
    if text.isascii() and text.isprintable():
        return text
    parts = _ISOLATED.split(text)
    # What is isolated already stands at every other place.
    parts[::2] = map(_isolated, parts[::2])
    return "".join(parts)


def _isolated(text: str) -> str:
    text = TURNING.sub(INSTEAD, UNPRINTED.sub(INSTEAD, text))
    return f"{ISOLATE}{text}{END}" if WRITTEN_LEFTWARDS.search(text) else text
