"""Weights that a room has given: named as such wherever they are in force, as long as nobody moves one."""

import datetime
import hmac
import re

from lcity.export.metadata import clean
from lcity.index import Tree
from lcity.ui.shared import cache, revision, weights
from lcity.ui.shared.reader import reader_language
from lcity.ui.shared.state import Choice
from lcity.ui.shared.weights import Given

NAME = "wr"
_TOKEN = re.compile(r"(\d{1,6})\.(\d{8})\.([0-9a-f]{16})\.(.+)")
MOST_CHARACTERS = 60
"""Of a room's question in a link: a longer one is cut, and ends in an ellipsis."""


def choice() -> Choice:
    """Return what a link says of whose weights it holds: of how many votes, when, on what."""
    return Choice(NAME, "", parse=_parse)


def take_over(shares: dict[str, float], votes: int, question: str) -> None:
    """Put a room's weights in force.

    Parameters
    ----------
    shares
        Sibling nodes of the open dataset's index → share (0–1), summing to 1: what they weigh together is
        divided so.
    votes
        How many they are the median of.
    question
        What the room was asked.
    """
    tree, given = cache.tree(), weights.choice().value
    moved = weights.changed(given, on_sliders(shares, tree, weights.scaled(tree) | dict(given)), tree)
    day = datetime.datetime.now(tz=datetime.UTC).date().strftime("%Y%m%d")
    question = clean(question, MOST_CHARACTERS)
    word = _word(moved, str(votes), day, question, tree)
    revision.take_over((weights.choice(), moved), (choice(), f"{votes}.{day}.{word}.{question}"))


def on_sliders(shares: dict[str, float], tree: Tree, before: dict[str, float]) -> dict[str, int]:
    """Return where siblings' sliders stand, in whole numbers: shares of what they weigh together.

    The largest stands where shares are written the same per cent, and of these where the rounding changes
    them least.

    Parameters
    ----------
    shares
        Node → share (0–1), summing to 1.
    before
        Node → where its slider stands; siblings that are not shared out keep their proportion to the rest.
    """
    siblings = tree.children(tree.parent[next(iter(shares))])
    together = sum(before[key] for key in shares)
    found = {key: shares[key] * together if key in shares else before[key] for key in siblings}
    largest, whole = max(found.values()), sum(found.values())
    tried = [
        {key: round(top * weight / largest) for key, weight in found.items()}
        for top in range(weights.MOST, weights.MIDDLE, -1)
    ]

    def error(own: dict[str, int]) -> tuple[int, float]:
        total = sum(own.values())
        pairs = [(own[key] / total, weight / whole) for key, weight in found.items()]
        written_otherwise = sum(round(100 * here) != round(100 * there) for here, there in pairs)
        return written_otherwise, max(abs(here - there) for here, there in pairs)

    return min(tried, key=error)


def named(message: str) -> str:
    """Return a message that says whose the weights in force are; "" where they are no room's.

    Parameters
    ----------
    message
        Its key; it may have a place for the number of votes, for the day and for what the room was asked.

    Returns
    -------
    str
        "" too where the database does not answer that would know.
    """
    found = _TOKEN.fullmatch(choice().value)
    if found is None:
        return ""
    from lcity.meeting.database import LOST  # not at the top: few readers come from a room

    votes, day, word, question = found.groups()
    try:
        own = _word(weights.choice().value, votes, day, question, cache.tree())
    except LOST:
        return ""
    if not hmac.compare_digest(word, own):
        return ""
    lang = reader_language()
    date = datetime.datetime.strptime(day, "%Y%m%d").replace(tzinfo=datetime.UTC).date()
    return lang.t(message, count=lang.number(int(votes)), date=lang.date(date), question=question)


def _word(given: Given, votes: str, day: str, question: str, tree: Tree) -> str:
    """Return this server's word that a room has given some weights: a link alone cannot claim it."""
    from lcity.meeting import store  # not at the top: few readers come from a room

    told = f"room {weights.write(given, tree)} {votes} {day} {question}"
    return hmac.digest(store.shared().key, told.encode(), "sha256").hex()[:16]


def _parse(text: str) -> str:
    found = _TOKEN.fullmatch(text)
    if found is None:
        raise ValueError(text)
    if clean(found[4], MOST_CHARACTERS) != found[4]:
        raise ValueError(text)
    datetime.datetime.strptime(found[2], "%Y%m%d").replace(tzinfo=datetime.UTC)
    return text
