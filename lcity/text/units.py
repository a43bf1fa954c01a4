"""What a dataset calls its units, put where a message says city or district.

A city region's local authorities are no districts of a city. The catalogues say "city" and "district"
throughout; a dataset that has other words for them has them in every message of a page.
"""

import re
from collections.abc import Mapping

NAMES = ("city", "cities", "district", "districts", "city_zh", "district_zh")
"""What a dataset may name: a level's unit and its plural, and in Chinese the one form there is."""
NO_NAMES: Mapping[str, str] = {}
THEIR_OWN = (
    *("cli.", "data.ground_", "data.table.", "dataset.", "ground.", "intake."),
    *("abroad.", "coverage.kind.", "group.known."),
)
"""Messages about files, whose tables have these names whatever they hold, and those of any dataset."""
FILE = re.compile(r"\.(csv|geojson)\b")

# Not the name of a placeholder or of a column, nor a learning city, which is a city anywhere.
_ENGLISH = re.compile(r"(?<![{\w])(?<![Ll]earning )(cit(?:y|ies)|districts?)(?!\w)", re.IGNORECASE)
_CHINESE = re.compile("(?<!学习型)(城市(?!安全)|区县)")
_COUNTED = re.compile("座(?!位)")
"""The measure word of cities, which no other unit has; not that of seats."""


def renamed(key: str, message: str, code: str, names: Mapping[str, str]) -> str:
    """Return a message with a dataset's words for its units.

    Parameters
    ----------
    key, message
        A message of a catalogue, its placeholders not yet filled: no name of a city is touched.
    code
        The language it is in.
    names
        By `NAMES`; a level whose names are not all there in this language keeps the catalogue's.
    """
    if key.startswith(THEIR_OWN) or FILE.search(message):
        return message
    if code == "zh":
        return _in_chinese(message, {"城市": names.get("city_zh"), "区县": names.get("district_zh")})
    known: dict[str, str] = {}
    for level, plural in (("city", "cities"), ("district", "districts")):
        if names.get(level) and names.get(plural):
            known |= {level: names[level], plural: names[plural]}
    return _ENGLISH.sub(lambda found: _written_as(found[0], known), message)


def _written_as(word: str, known: Mapping[str, str]) -> str:
    name = known.get(word.lower(), word)
    return name[:1].upper() + name[1:] if word[0].isupper() else name


def _in_chinese(message: str, known: Mapping[str, str | None]) -> str:
    written = _CHINESE.sub(lambda found: known[found[0]] or found[0], message)
    return _COUNTED.sub("个", written) if known["城市"] and "城市" in message else written
