"""A table of one's own made a ranking: what each column is, as its owner says, and the tables it becomes.

Nothing of it is a guess (`guesses.py` makes those, to be confirmed): what is not said stays blank, and the
contract says what is lacking.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lcity.dataset.check_tree import RESERVED
from lcity.dataset.contract import SCHEMAS
from lcity.intake.layout import BLOCK

LEVELS = ("city", "district")
MORE, LESS, UNSTATED = 1, -1, 0
"""More is better, less is better, and not said yet."""
SOURCE = "own"
HASH_CHARACTERS = 8
LONGEST_KEY = 40
INDICATORS = ("key", "parent", "name", "unit", "direction", "weight", "provenance", "source", "definition")
SOURCES = ("source", "producer", "title", "url", "licence")
TAKEN = (*RESERVED, *(c for t in ("values_city", "values_district") for c in SCHEMAS[t].columns))
"""What no key may be: columns of values that are none of an indicator."""
Rows = list[list[Any]]


@dataclass(frozen=True)
class Indicator:
    """One column of figures.

    Parameters
    ----------
    heading
        The column, as it is called in the file.
    name
        What the indicator is called.
    unit
        What its figures are in; "" where that is not said.
    direction
        `MORE`, `LESS` or `UNSAID`.
    dimension
        The part of the index it belongs to; "" for none: it then stands beside
        the dimensions.
    """

    heading: str
    name: str
    unit: str = ""
    direction: int = UNSTATED
    dimension: str = ""


@dataclass(frozen=True)
class Figures:
    """What the columns of a table are.

    Parameters
    ----------
    level
        "city" or "district": what its units are.
    unit
        The heading of the units' ids; of their names where they have no ids.
    name, city, year, lon, lat, people
        The headings of the cities' names, the districts' cities, the years, the positions (degrees, WGS84)
        and the districts' people; "" where there is none.
    indicators
        The columns that are to be ranked by.
    provenance
        How far the figures can be trusted, one of `lcity.dataset.provenance.STATED`; "" before it is said.
    source
        Where they are from; "" where that is not said.
    """

    level: str
    unit: str
    name: str = ""
    city: str = ""
    year: str = ""
    lon: str = ""
    lat: str = ""
    people: str = ""
    indicators: tuple[Indicator, ...] = ()
    provenance: str = ""
    source: str = ""

    @property
    def table(self) -> str:
        """The table of values it becomes."""
        return f"values_{self.level}"

    @property
    def lacking(self) -> tuple[str, ...]:
        """What has to be stated before it can be read: "unit", "indicators", "direction", "provenance"."""
        needed = {
            "unit": bool(self.unit),
            "indicators": bool(self.indicators),
            "direction": all(one.direction != UNSTATED for one in self.indicators),
            "provenance": bool(self.provenance),
        }
        return tuple(what for what, is_stated in needed.items() if not is_stated)


def of(written: Mapping[str, Any]) -> Figures:
    """Return what was written as a dictionary."""
    indicators = tuple(Indicator(**dict(one)) for one in written["indicators"])
    return Figures(**{**written, "indicators": indicators})


def values_columns(figures: Figures) -> dict[str, str]:
    """Return heading → column of the table of values, for the columns that go there; no other does."""
    found = {figures.unit: figures.level, figures.year: "year"}
    if figures.level == "district":
        found |= {figures.city: "city", figures.people: "people"}
    keys = keys_of(one.heading for one in figures.indicators)
    return {heading: column for heading, column in (found | keys).items() if heading}


def units_columns(figures: Figures) -> dict[str, str]:
    """Return heading → column of the table of cities; {} where it would say nothing but their ids."""
    found = {figures.name: "name", figures.lon: "lon", figures.lat: "lat"}
    found = {heading: column for heading, column in found.items() if heading}
    return {figures.unit: "city", **found} if found and figures.level == "city" else {}


def stated_tables(figures: Figures) -> dict[str, Rows]:
    """Return the tables that hold what was said of the figures: `indicators`, and `sources` where one was.

    Parameters
    ----------
    figures
        What the columns are.

    Returns
    -------
    dict
        Table → rows, the first of them the columns. All indicators and dimensions weigh the same.
    """
    source = SOURCE if figures.source else None
    dimensions = keys_of(
        dict.fromkeys(one.dimension for one in figures.indicators if one.dimension), taken=_keys(figures)
    )
    rows: Rows = [[*INDICATORS]]
    rows += [[key, None, name, None, None, 1, None, None, None] for name, key in dimensions.items()]
    for one, key in zip(
        figures.indicators, keys_of(o.heading for o in figures.indicators).values(), strict=True
    ):
        parent = dimensions.get(one.dimension)
        direction = one.direction or None
        rows.append(
            [key, parent, one.name, one.unit or None, direction, 1, figures.provenance or None, source, None]
        )
    tables = {"indicators": rows}
    if figures.source:
        tables["sources"] = [[*SOURCES], [SOURCE, figures.source, figures.source, None, None]]
    return tables


def _keys(figures: Figures) -> tuple[str, ...]:
    return tuple(keys_of(one.heading for one in figures.indicators).values())


def keys_of(headings: Iterable[str], taken: Sequence[str] = ()) -> dict[str, str]:
    """Return heading → key, no two the same; of one heading it is the same whatever others there are.

    A heading of letters that have Latin ones is written in them; of others, Chinese among them, the key is
    of a checksum, since there is no one way to write them. Only where two headings would have one key is
    the later one numbered.

    Parameters
    ----------
    headings
        As they are written.
    taken
        Keys that others have.
    """
    found: dict[str, str] = {}
    used = {*taken, *TAKEN}
    for heading in headings:
        key, number = _key(heading), 2
        while key in used:
            key, number = f"{_key(heading)}_{number}", number + 1
        found[heading] = key
        used.add(key)
    return found


def _key(heading: str) -> str:
    text = unicodedata.normalize("NFKD", heading.replace(BLOCK, " "))
    bare = re.sub(r"[(\[（【].*?[)\]）】]", " ", text)
    bare = "".join(c for c in (bare if bare.strip() else text) if not unicodedata.combining(c))
    if not any(c.isalnum() and not c.isascii() for c in bare):
        words = re.sub(r"[^a-z0-9]+", "_", bare.casefold()).strip("_")[:LONGEST_KEY].strip("_")
        # A standard error is called as its value is, with "_se" behind it.
        if words and not words.endswith("_se") and not words.startswith("people_"):
            return words if words[0].isalpha() else f"i_{words}"
    digest = hashlib.sha256(unicodedata.normalize("NFKC", heading).strip().encode()).hexdigest()
    return f"i_{digest[:HASH_CHARACTERS]}"
