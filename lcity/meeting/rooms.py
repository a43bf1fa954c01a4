"""A room: its code, its secret, how long it is open; and how a browser proves that a vote is its own."""

import hmac
import re
import secrets
from dataclasses import dataclass
from hashlib import sha256

from lcity.meeting.ballots import Ballot

SYMBOLS = "23456789bcdfghjkmnpqrstvwxyz"
"""No vowel, so that no code is a word, and nothing that is taken for another: no 0, 1, l."""
CODE_CHARACTERS = 8
"""28⁸ are 378 thousand million codes: who tries a thousand a second against a hundred rooms waits a month."""
MOST_OPEN_S = 30 * 86_400
_CODE = re.compile(rf"[{SYMBOLS}]{{{CODE_CHARACTERS}}}")
_IGNORED = re.compile(r"[\s\-–—]")
_VOTER = re.compile(r"([0-9a-f]{32})\.([0-9a-f]{64})")


@dataclass(frozen=True)
class Room:
    """A room as it stands.

    Parameters
    ----------
    code
        By which it is found.
    ballot
        What it is asked.
    opened_s
        When it was opened, in seconds since 1970.
    closes_s
        When it closes by itself; None for when it is closed by hand.
    closed_s
        When it was closed by hand; None where it was not.
    round
        How often it has been asked, from 1.
    revision
        Grows with every vote and every change of the room, and is never the same for two states.
    votes
        How many have voted in this round.
    """

    code: str
    ballot: Ballot
    opened_s: float
    closes_s: float | None
    closed_s: float | None
    round: int
    revision: int
    votes: int

    def is_open(self, now_s: float) -> bool:
        """Say whether votes are taken at a time."""
        return self.closed_s is None and (self.closes_s is None or now_s < self.closes_s)


def new_code() -> str:
    """Return a code nobody guesses in practice, short enough to be typed from a screen."""
    return "".join(secrets.choice(SYMBOLS) for _ in range(CODE_CHARACTERS))


def read_code(typed: str) -> str:
    """Return the code somebody has typed, in capitals or with dashes or spaces; "" where it cannot be one."""
    code = _IGNORED.sub("", typed[:40]).lower()
    return code if _CODE.fullmatch(code) else ""


def spelled(code: str) -> str:
    """Return a code as it is shown: in two halves."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"


def new_secret() -> str:
    """Return a presenter's secret."""
    return secrets.token_urlsafe(24)


def digest(secret: str) -> str:
    """Return what is kept of a presenter's secret: nobody who reads the file can steer a room."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def same(kept: str, secret: str) -> bool:
    """Say whether a secret is the one of which a digest is kept."""
    return hmac.compare_digest(kept, digest(secret))


def new_voter(key: bytes, code: str) -> str:
    """Return what a browser's cookie holds for a room: a name drawn at random, and its signature.

    Parameters
    ----------
    key
        The server's own, kept with the rooms.
    code
        Of the room: a cookie is of no use in another, and nobody can tell that two votes in two rooms are
        of the same browser.
    """
    name = secrets.token_hex(16)
    return f"{name}.{_signature(key, code, name)}"


def read_voter(key: bytes, code: str, cookie: str) -> str:
    """Return who votes, as it is kept; "" where this server has not given this cookie for this room."""
    found = _VOTER.fullmatch(cookie)
    if found is None or not hmac.compare_digest(found[2], _signature(key, code, found[1])):
        return ""
    # The name itself is kept nowhere: who reads the file finds nobody's cookie.
    return hmac.digest(key, f"kept {code} {found[1]}".encode(), "sha256").hex()[:32]


def _signature(key: bytes, code: str, name: str) -> str:
    return hmac.digest(key, f"voter {code} {name}".encode(), "sha256").hex()
