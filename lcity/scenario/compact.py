"""A scenario in few letters, as a link holds it: its JSON, deflated, in letters no address has to escape."""

import base64
import binascii
import re
import zlib

from lcity.errors import ArgumentError
from lcity.scenario.changes import Scenario
from lcity.scenario.written import MOST_BYTES, parse, write

FIRST = "1"
"""Says with which of the dictionaries it was deflated; a new dictionary gets a new letter."""
_DICTIONARY = (
    b'{"counts":{"kind":"university","counted":false}},{"seats":{"centre":"","seats":},'
    b'{"close":"},{"hours":{"hours":"Mo-Fr 09:00-17:00; Sa,Su 10:00-18:00","district":"","centre":"c'
    b'"}},{"hours":{"hours":"Mo-Su 09:00-22:00","kind":"library"}},{"move":{"centre":"","lon":1,"lat":'
    b'{"lcity_scenario":1,"name":"","changes":[{"add":{"site":"cell_","name":"","kind":"planned","lon":,"lat":'
    b'}},{"add":{"site":"cell_"'
)
_LETTERS = re.compile(r"[A-Za-z0-9_-]+")
_RAW = -15
"""Deflated without head and sum."""


def pack(scenario: Scenario) -> str:
    """Write a scenario in few letters (A–Z, a–z, 0–9, - and _)."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, _RAW, 9, zlib.Z_DEFAULT_STRATEGY, _DICTIONARY)
    deflated = deflate.compress(write(scenario).encode()) + deflate.flush()
    return FIRST + base64.urlsafe_b64encode(deflated).decode().rstrip("=")


def unpack(text: str, file: str = "scenario.json") -> Scenario:
    """Read a scenario `pack` wrote, believing nothing of it; it is unpacked to at most 256 KiB.

    Parameters
    ----------
    text
        As `pack` writes it.
    file
        What it is called where a problem is told.

    Raises
    ------
    ArgumentError
        It is not what `pack` writes, or is damaged.
    DatasetError
        It is, but what it holds is no scenario.
    """
    if not text.startswith(FIRST) or not _LETTERS.fullmatch(text):
        raise ArgumentError("no packed scenario")
    letters = text.removeprefix(FIRST)
    inflate = zlib.decompressobj(_RAW, _DICTIONARY)
    try:
        deflated = base64.urlsafe_b64decode(letters + "=" * (-len(letters) % 4))
        content = inflate.decompress(deflated, MOST_BYTES)
    except (binascii.Error, zlib.error) as error:
        raise ArgumentError("the packed scenario is damaged") from error
    if not inflate.eof or inflate.unused_data:
        raise ArgumentError("the packed scenario is cut off, or longer than any")
    return parse(content, file)
