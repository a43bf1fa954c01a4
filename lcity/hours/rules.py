"""Opening hours taken apart into rules, so that each says in full what the library is to read.

The grammar is OpenStreetMap's; which days a rule names and when it is open, the library works out. Here
stands what it leaves out or reads otherwise than the specification: rules that fall back on others,
comments without a state, lists with blanks, closing times left open, days within holidays.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lcity.errors import ArgumentError

NORMAL, ADDITIONAL, FALLBACK = ";", ",", "||"
UNKNOWN = "unknown"

_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_SUN = r"sunrise|sunset|dawn|dusk"
_TIME = rf"(?:\d{{1,2}}:\d{{2}}|\([^()]*\)|{_SUN})"
_SPAN = rf"{_TIME}(?:-{_TIME})?\+?"
_PIECES = re.compile(r'"[^"]*"|\|\||[;,]|[^";,|]+|.', re.DOTALL)
_BEGINS_WITH_TIME = re.compile(rf"\s*{_TIME}", re.IGNORECASE)
_ENDS_A_RULE = re.compile(rf'(?:{_TIME}\+?|"|\b24/7|\b(?:open|off|closed|unknown))\s*$', re.IGNORECASE)
_RULE = re.compile(
    r'(?P<text>[^"]*?)\s*(?P<modifier>\b(?:open|off|closed|unknown)\b)?\s*(?P<comment>"[^"]*")?',
    re.IGNORECASE,
)
_TIMES = re.compile(rf"(?P<when>.*?)(?P<times>{_SPAN}(?:,{_SPAN})*)", re.IGNORECASE)
_OPEN_END = re.compile(rf"(?P<start>{_TIME})(?:-(?P<end>{_TIME}))?\+", re.IGNORECASE)
_REPEATED = re.compile(rf"-{_TIME}/\d", re.IGNORECASE)
_OFFSET = r"(?:\s*[+-]\d+\s+days?)?"
_IN_HOLIDAYS = re.compile(rf"\b[PS]H\b{_OFFSET}\s+{_DAY}\b|\b{_DAY}\b[^\d:]*?\s[PS]H\b", re.IGNORECASE)
_MONTH_DAYS = re.compile(rf"\b({_MONTH})\s*(\d{{1,2}}(?:,\d{{1,2}}\b(?![:.]))+)", re.IGNORECASE)
_DAYS = rf"{_DAY}(?:[-,]{_DAY})*(?:,PH)?"
_CLOCK = r"\d{1,2}:\d{2}-\d{1,2}:\d{2}"
_PLAIN_RULE = rf"(?:{_DAYS} )?{_CLOCK}(?:,{_CLOCK})*|(?:{_DAYS}|PH|SH) off|24/7"
_PLAIN = re.compile(rf"(?:{_PLAIN_RULE})(?:; (?:{_PLAIN_RULE}))*")
_NEEDS_PLACE = re.compile(_SUN, re.IGNORECASE)
_COMMENTS = re.compile(r'"[^"]*"')

LATE, EVENING, MIDNIGHT = 22 * 60, 17 * 60, 24 * 60
LATE_GUESS, EVENING_GUESS = 8 * 60, 10 * 60
"""For how long a closing time left open is unknown, in minutes, by when it begins; else until midnight.

As the reference implementation, opening_hours.js, guesses.
"""


class Rule(NamedTuple):
    """One rule of an expression.

    Parameters
    ----------
    separator
        How it stands to those before it: `NORMAL`, `ADDITIONAL` or `FALLBACK`.
    text
        Its days and times.
    modifier
        "open", "off", "closed", "unknown", or "" where it names none.
    comment
        With its quotation marks, or "".
    """

    separator: str
    text: str
    modifier: str
    comment: str

    def __str__(self) -> str:
        """Return the rule without its separator."""
        return " ".join(part for part in (self.text, self.modifier, self.comment) if part)


def rules(expression: str) -> list[Rule]:
    """Return the rules of an expression, each saying in full what it means.

    Rules about days within holidays are left out: no holidays are known. A comment without a state is
    made `unknown`, as the specification has it.

    Parameters
    ----------
    expression
        Opening hours in OpenStreetMap's syntax.

    Raises
    ------
    ArgumentError
        Times that are points rather than spans, which nothing can be open through.

    Source
    ------
    OpenStreetMap wiki, Key:opening_hours/specification, version 0.7.2.
    """
    found = []
    for separator, text in _separated(expression):
        if _REPEATED.search(_COMMENTS.sub("", text)):
            raise ArgumentError(f"opening hours {expression!r}: times that repeat are points, not spans")
        match = _RULE.fullmatch(text)
        if match is None:
            found.append(Rule(separator, text, "", ""))
            continue
        words, modifier, comment = _tidy(match["text"]), match["modifier"] or "", match["comment"] or ""
        if _IN_HOLIDAYS.search(words):
            continue
        found += _closed_ends(Rule(separator, words, modifier or (UNKNOWN if comment else ""), comment))
    return found


def is_plain(expression: str) -> bool:
    """Say whether an expression is days and times such as the library reads as the specification does."""
    return _PLAIN.fullmatch(expression) is not None


def needs_place(expression: str) -> bool:
    """Say whether the hours follow the sun, so that they differ from place to place."""
    return _NEEDS_PLACE.search(_COMMENTS.sub("", expression)) is not None


def replaces_itself(expression: str) -> bool:
    """Say whether a rule replaces an earlier one for the very same days: "08:00-12:00; 13:00-17:00".

    By the syntax only the later counts, while a comma would add it; who writes so mostly means to add.
    """
    spans = [
        _TIMES.fullmatch(rule.text)
        for rule in rules(expression)
        if rule.separator == NORMAL and not rule.modifier
    ]
    days = [match["when"].casefold().strip() for match in spans if match]
    return len(set(days)) < len(days)


def joined(found: list[Rule]) -> str:
    """Write rules as one expression; the first one's separator does not matter."""
    if not found:
        return "off"
    first, *others = found
    return "".join([str(first), *(f"{rule.separator} {rule}" for rule in others)])


def _separated(expression: str) -> Iterator[tuple[str, str]]:
    """Yield the rules as written, each with what separates it from those before."""
    pieces = _PIECES.findall(expression.strip())
    separator, text = NORMAL, ""
    for number, piece in enumerate(pieces):
        if piece in (NORMAL, FALLBACK) or (piece == ADDITIONAL and _adds(text, pieces[number + 1 :])):
            yield separator, text.strip()
            separator, text = piece, ""
        else:
            text += piece
    yield separator, text.strip()


def _adds(before: str, after: list[str]) -> bool:
    """Say whether a comma begins another rule, rather than going on with a list."""
    goes_on = not after or _BEGINS_WITH_TIME.match("".join(after))
    return _ENDS_A_RULE.search(before) is not None and not goes_on


def _tidy(text: str) -> str:
    """Return days and times without the blanks that the syntax allows and the library does not."""
    text = re.sub(r"\s+", " ", text.strip())
    text = re.sub(r"\s*,\s*", ",", text)
    text = re.sub(r"\s*-\s+(?!\d+ days?)|\s+-(?=\d{1,2}:)", "-", text)
    text = re.sub(r"\](?=[+-]\d+ days?)", "] ", text)
    return _MONTH_DAYS.sub(lambda days: ",".join(f"{days[1]} {day}" for day in days[2].split(",")), text)


def _closed_ends(rule: Rule) -> Iterator[Rule]:
    """Yield a rule, and what it says of times after which it may be open, as unknown."""
    times = _TIMES.fullmatch(rule.text)
    if times is None or not _OPEN_END.search(times["times"]):
        yield rule
        return
    stated, guessed = [], []
    for span in times["times"].split(","):
        open_end = _OPEN_END.fullmatch(span)
        if open_end is None or open_end["end"]:
            stated.append(span.removesuffix("+"))
        if open_end is not None:
            guessed += _guess(open_end["end"] or open_end["start"], open_end["start"])
    when = times["when"]
    if stated:
        yield rule._replace(text=when + ",".join(stated))
    if guessed:
        separator = ADDITIONAL if stated else rule.separator
        modifier = UNKNOWN if rule.modifier.lower() in ("", "open") else rule.modifier
        yield Rule(separator, when + ",".join(guessed), modifier, rule.comment)


def _guess(start: str, opened: str) -> list[str]:
    """Return the span after a time at which it is no longer known when it closes; none past midnight."""
    if ":" not in start or start.startswith("("):
        return [f"{start}-24:00"]
    minute = _minute(start)
    if minute >= MIDNIGHT or (":" in opened and not opened.startswith("(") and minute < _minute(opened)):
        return []
    length = LATE_GUESS if minute >= LATE else EVENING_GUESS if minute >= EVENING else MIDNIGHT - minute
    hours, minutes = divmod(minute + length, 60)
    return [f"{start}-{hours:02}:{minutes:02}"]


def _minute(time: str) -> int:
    hours, minutes = time.split(":")
    return 60 * int(hours) + int(minutes)
