"""What the page's charts hold, on the page as in what it hands out."""

import numpy as np

from lcity.charts.bars.rows import Bar, Piece
from lcity.charts.cloud.rows import Shares
from lcity.meeting.consensus import Consensus
from lcity.meeting.rooms import Room
from lcity.ui.meeting import numbers, words
from lcity.ui.meeting.numbers import Count
from lcity.ui.shared.reader import reader_language, t

PER_CENT = "\N{NO-BREAK SPACE}%"


def weights(room: Room, count: Count) -> tuple[list[Shares], list[str]]:
    """Return the weights given, a row each, with what they come to, and the heads; there are votes enough."""
    lang, names, colours = reader_language(), words.keys(room), numbers.colours(room.ballot)
    found, rows = count.found, []
    for key in room.ballot.keys:
        ends = found.median[key], found.lower[key], found.upper[key]
        median, lower, upper = map(lang.percent, ends)
        weight = lang.percent(found.weights[key])
        told = {"median": median, "lower": lower, "upper": upper, "weight": weight}
        alt = t("meeting.cloud.alt", name=names[key], **told)
        figures = median, f"{lower.rstrip(PER_CENT)}–{upper}"
        rows.append(
            Shares(names[key], count.votes[key].to_numpy(), *ends, figures, weight, alt, colours[key])
        )
    return rows, [t(f"meeting.cloud.{head}") for head in ("name", "median", "weight")]


def ranking(room: Room, found: Consensus) -> tuple[list[Bar], list[str]]:
    """Return the ranked units with what each part of the index gives them, and the heads."""
    lang, names, colours = reader_language(), words.units(room), numbers.colours(room.ballot)
    table, points = found.ranking.table().dropna(subset="rank"), found.ranking.contributions
    rows = []
    for unit in table.index:
        start, pieces = 0.0, []
        for key in points.columns:
            end = start + float(np.nan_to_num(points.at[unit, key]))
            pieces.append(Piece(start, end, colours[key]))
            start = end
        rank, score = lang.rank(table.at[unit, "rank"]), lang.number(table.at[unit, "score"], 1)
        share = float(found.first[unit])
        figures = score, lang.percent(share) if share else "–"
        rows.append(Bar(f"{rank}  {names[unit]}", tuple(pieces), figures))
    return rows, [t(f"meeting.ranking.{head}") for head in ("unit", "points", "score", "first")]
