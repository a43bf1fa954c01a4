"""Texts that are not ours, written into Markdown such that nothing in them is obeyed."""

import re

from lcity.text import contained

JOINER = "\N{WORD JOINER}"
MARKS = "\\`*_{}[]()<>#+!|~$:&"
# Addresses of pages and of people; codes of emoji and icons, but not the minutes of an hour ("19:00: …");
# arrows and signs that stand alone.
_PARTED = re.compile(
    r"//|@(?=[-\w])|:(?!\d\d:)(?=[\w+-]+(?:/\w+)?:)|"
    r"(?<!\S)(?:<->|->|<-|--|>=|<=|~=)(?!\S)|www(?=\.)",
    re.IGNORECASE,
)
# What begins a list or a line across, at the start of a text.
_FIRST = re.compile(r"^(\d*)([-.])(?=[\s-]|$)")


def plain(text: str) -> str:
    """Return a dataset's text such that what Markdown obeys in it is shown: the one way onto a page.

    Markdown is escaped. What Streamlit makes links, pictures and symbols of afterwards, escaped or not
    (addresses, `:codes:`, arrows), is parted by a word joiner, which is not seen.
    """
    # Only breaks and blanks: a no-break space stays.
    text = contained(re.sub(r"[ \t\r\n\f\v]+", " ", text).strip())
    text = _PARTED.sub(lambda found: f"{found[0][0]}{JOINER}{found[0][1:]}", text)
    text = re.sub(rf"([{re.escape(MARKS)}])", r"\\\1", text)
    return _FIRST.sub(r"\1\\\2", text)


def code(text: str) -> str:
    """Return a text as code: shown, and copied, to the letter."""
    text = contained(re.sub(r"\s+", " ", text).strip())
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if len(fence) > 1 else f"{fence}{text}{fence}"
