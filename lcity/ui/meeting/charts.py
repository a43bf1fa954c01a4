"""What the page's charts hold, on the page as in what it hands out."""

from lcity.charts.cloud.rows import Shares
from lcity.meeting.rooms import Room
from lcity.ui.meeting import numbers, words
from lcity.ui.meeting.numbers import Count
from lcity.ui.shared.reader import reader_language, t

PER_CENT = "\N{NO-BREAK SPACE}%"


def weights(room: Room, count: Count) -> list[Shares]:
    """Return the weights given, a row each, with their median and quartiles; there are votes enough."""
    lang, names, colours = reader_language(), words.keys(room), numbers.colours(room.ballot)
    found, rows = count.found, []
    for key in room.ballot.keys:
        ends = found.median[key], found.lower[key], found.upper[key]
        median, lower, upper = map(lang.percent, ends)
        alt = t("meeting.cloud.alt", name=names[key], median=median, lower=lower, upper=upper)
        figures = median, f"{lower.rstrip(PER_CENT)}–{upper}"
        rows.append(Shares(names[key], count.votes[key].to_numpy(), *ends, figures, alt, colours[key]))
    return rows
