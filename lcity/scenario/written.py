"""Scenarios as they are written: JSON, read strictly and written one way.

``{"lcity_scenario": 1, "name": "…", "changes": [{"close": "c12"}, {"move": {"centre": "c7", "lon": 120.1,
"lat": 30.2}}, …]}``. What is not known is refused, not passed over: a change that is not made because it is
misspelt would be taken for one that brings nothing.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import NamedTuple, NoReturn

from lcity.dataset import Problem
from lcity.dataset.cells import nearest
from lcity.errors import DatasetError
from lcity.hours import is_valid
from lcity.hours.written import read as meant
from lcity.scenario.changes import Add, Change, Close, Counts, Hours, Move, Scenario, Seats

VERSION = 1
MOST_BYTES = 2**18
MOST_CHANGES = 500
MOST_LETTERS = 200
MOST_SEATS = 1e6
WHOLE = ("lcity_scenario", "name", "changes")
WHOSE = ("centre", "kind", "district")


class Entry(NamedTuple):
    """An entry of a change: how its value is read, and whether it may be left out."""

    read: Callable[["_At", object], object]
    optional: bool = False


class _At(NamedTuple):
    """Where in a file one reads: its name, the number of the change from 1, and the path within it."""

    file: str
    change: int | None = None
    path: str | None = None

    def within(self, name: str) -> "_At":
        return self._replace(path=name if self.path is None else f"{self.path}.{name}")

    def wrong(self, code: str, **details: object) -> NoReturn:
        raise DatasetError([Problem(self.file, self.change, self.path, code, details)])


def parse(content: bytes, file: str = "scenario.json") -> Scenario:
    """Read a scenario.

    Parameters
    ----------
    content
        JSON in UTF-8, at most 256 KiB and 500 changes.
    file
        What the file is called where a problem is told.

    Raises
    ------
    DatasetError
        It is no scenario; each problem says where (the row is the number of the change), what was found
        and what was expected, one a change.
    """
    at = _At(file)
    if len(content) > MOST_BYTES:
        at.wrong("scenario_long", count=len(content), most=MOST_BYTES)
    whole = _object(at, _loaded(at, content), WHOLE, needed=WHOLE)
    if whole["lcity_scenario"] != VERSION or isinstance(whole["lcity_scenario"], bool):
        at.within("lcity_scenario").wrong("scenario_version", found=_shown(whole["lcity_scenario"]))
    changes = whole["changes"]
    if not isinstance(changes, list):
        at.within("changes").wrong("scenario_not_list", found=_shown(changes))
    if len(changes) > MOST_CHANGES:
        at.within("changes").wrong("scenario_many", count=len(changes), most=MOST_CHANGES)
    name, made, problems = _text(at.within("name"), whole["name"]), [], []
    for number, change in enumerate(changes, start=1):
        try:
            made.append(_change(_At(file, number), change))
        except DatasetError as error:
            problems += error.problems
    if problems:
        raise DatasetError(problems)
    return Scenario(name, tuple(made))


def write(scenario: Scenario) -> str:
    """Write a scenario as `parse` reads it: equal scenarios are written in equal letters."""
    return json.dumps(
        {
            "lcity_scenario": VERSION,
            "name": scenario.name,
            "changes": [_as_json(change) for change in scenario.changes],
        },
        ensure_ascii=False,
        allow_nan=False,
        separators=(",", ":"),
    )


def _as_json(change: Change) -> dict[str, object]:
    name = next(name for name, kind in KINDS.items() if kind.made is type(change))
    if isinstance(change, Close):
        return {name: change.centre}
    fields = {key: value for key, value in asdict(change).items() if value is not None}
    if fields.get("counted"):
        del fields["counted"]
    return {name: {key: _plain(value) for key, value in fields.items()}}


def _plain(value: object) -> object:
    """Return a number without a needless ".0"."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _loaded(at: _At, content: bytes) -> object:
    def refuse(constant: str) -> NoReturn:
        raise ValueError(f"{constant} is no number of JSON")

    def once(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            raise ValueError("an entry stands twice in one object")
        return found

    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=refuse, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:
        at.wrong("unreadable", form="JSON", reason=" ".join(str(error).split()))


def _change(at: _At, change: object) -> Change:
    found = _object(at, change, tuple(KINDS))
    if len(found) != 1:
        at.wrong("scenario_one_change", count=len(found), allowed=tuple(KINDS))
    (name, fields), = found.items()  # fmt: skip
    return KINDS[name].read(at.within(name), fields)


def _object(at: _At, found: object, known: Sequence[str], needed: Sequence[str] = ()) -> Mapping[str, object]:
    if not isinstance(found, dict):
        at.wrong("scenario_not_object", found=_shown(found))
    for name in found:
        if name not in known:
            at.wrong("not_one_of", found=name, allowed=tuple(known), **nearest(name, known))
    for name in needed:
        if name not in found:
            at.within(name).wrong("scenario_missing")
    return found


def _entries(entries: Mapping[str, Entry]) -> Callable[[_At, object], dict[str, object]]:
    needed = [name for name, entry in entries.items() if not entry.optional]

    def read(at: _At, found: object) -> dict[str, object]:
        fields = _object(at, found, tuple(entries), needed)
        return {name: entries[name].read(at.within(name), value) for name, value in fields.items()}

    return read


def _text(at: _At, found: object) -> str:
    if not isinstance(found, str):
        at.wrong("not_text", found=_shown(found))
    if not 0 < len(found.strip()) <= MOST_LETTERS or not found.strip().isprintable():
        at.wrong("scenario_text", found=found, most=MOST_LETTERS)
    return found.strip()


def _number(low: float, high: float) -> Callable[[_At, object], float]:
    def read(at: _At, found: object) -> float:
        if isinstance(found, bool) or not isinstance(found, int | float):
            at.wrong("not_number_needed", found=_shown(found))
        if not low <= found <= high:
            at.wrong("out_of_range", found=_shown(found), low=f"{low:g}", high=f"{high:.0f}")
        return float(found)

    return read


def _yes_no(at: _At, found: object) -> bool:
    if not isinstance(found, bool):
        at.wrong("not_yes_no", found=_shown(found))
    return found


def _opening(at: _At, found: object) -> str:
    text = _text(at, found)
    if not is_valid(text):
        near = meant(text)
        at.wrong("hours", found=text, **({"near": near} if near else {}))
    return text


def _close(at: _At, found: object) -> Close:
    return Close(_text(at, found))


def _of(made: Callable[..., Change], **entries: Entry) -> Callable[[_At, object], Change]:
    read = _entries(entries)
    return lambda at, found: made(**read(at, found))


def _hours(at: _At, found: object) -> Hours:
    fields = _entries({"hours": Entry(_opening), **{name: Entry(_text, optional=True) for name in WHOSE}})(
        at, found
    )
    if len(fields) != 2:
        at.wrong("scenario_one_of", count=len(fields) - 1, allowed=WHOSE)
    return Hours(**fields)


def _shown(found: object) -> str:
    return json.dumps(found, ensure_ascii=False)


class Kind(NamedTuple):
    """A kind of change: how it is read, and what it makes."""

    read: Callable[[_At, object], Change]
    made: type


_lon, _lat, _seats = (Entry(_number(*bounds)) for bounds in ((-180, 180), (-90, 90), (0, MOST_SEATS)))

KINDS: Mapping[str, Kind] = {
    "add": Kind(
        _of(
            Add,
            site=Entry(_text),
            name=Entry(_text),
            kind=Entry(_text),
            lon=_lon,
            lat=_lat,
            hours=Entry(_opening, optional=True),
            seats=_seats._replace(optional=True),
        ),
        Add,
    ),
    "close": Kind(_close, Close),
    "move": Kind(_of(Move, centre=Entry(_text), lon=_lon, lat=_lat), Move),
    "hours": Kind(_hours, Hours),
    "counts": Kind(
        _of(
            Counts,
            kind=Entry(_text),
            hours=Entry(_opening, optional=True),
            counted=Entry(_yes_no, optional=True),
        ),
        Counts,
    ),
    "seats": Kind(_of(Seats, centre=Entry(_text), seats=_seats), Seats),
}
"""The changes there are, by the word they are written with."""
