"""The export of Meeting: the ranking under the room's weights, these, and every vote without a name."""

import pandas as pd
import streamlit as st

from lcity.charts.bars.print import BarRows
from lcity.charts.cloud.print import SharesCloud
from lcity.export.mark import marked
from lcity.export.pictures.page import Picture
from lcity.export.table import Column, Table
from lcity.meeting.rooms import Room, spelled
from lcity.ui.meeting import charts, numbers, words
from lcity.ui.meeting.numbers import Count
from lcity.ui.shared import standing
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Decided, Export

SAME = 1e-6
METHODS = ("ranking", "median", "agreement", "groups", "disagreement")


def meeting_export(code: str) -> Export:
    """Return the page's export of a room as it now stands; it has votes enough to be shown."""
    room = numbers.room(code)
    count = None if room is None else numbers.count(room)
    if count is None or count.found is None:
        # Asked again or deleted since this was offered: the page goes on without it.
        st.rerun()
    lang, found, ballot = reader_language(), count.found, room.ballot
    rules = rules_of(room, count)
    metadata = export.metadata(
        ballot.question,
        words.finding(room, count),
        **basis(room),
        chosen=[
            (t("meeting.export.room"), spelled(room.code)),
            (t("meeting.export.votes"), lang.number(count.number)),
            (t("meeting.groups"), words.together(*words.groups(room, count))),
            (t("meeting.compromise"), words.compromise(room, found)),
        ],
        rules=rules,
        note=words.together(words.disagreement(room, found), words.agreement(found)),
    )
    whose = words.whose(room, found)
    cloud = SharesCloud(t("meeting.cloud"), *charts.weights(room, count))
    decided = Decided(rules, whose, ballot.level) if rules else None
    return Export(
        metadata,
        (_ranking(room, count), _weights(room, count), _each(room, count)),
        Picture(((_bars(room, count, rules),), (cloud,)), (5, 6)),
        decided=decided,
        recorded=decided is not None,
    )


def basis(room: Room) -> dict:
    """Return the footing of a room's result: sources, provenances, years and method."""
    method = "\n\n".join(t(f"meeting.method.{part}") for part in METHODS)
    if not numbers.same_data(room.ballot):
        return {"sources": (), "provenances": (), "year": "", "method": method}
    rules = Rules(room.ballot.weighed.tree, room.ballot.weighed.base)
    return standing.footing(rules, room.ballot.level) | {"method": method}


def rules_of(room: Room, count: Count) -> Rules | None:
    """Return the rules by which the room's weights rank the open dataset as it has ranked the room's own.

    None where others are in force here than when the room was opened, or the data are others.
    """
    if not numbers.same_data(room.ballot):
        return None
    weighed = room.ballot.weighed
    weights = weighed.weights(count.found.weights.to_numpy())
    found = Rules(weighed.tree, weights, standing.normalise_choice().value, weighed.aggregate)
    here = standing.ranked(room.ballot.level, found).score.reindex(count.found.ranking.score.index)
    apart = (here - count.found.ranking.score).abs().max()
    return found if apart < SAME else None


def _ranking(room: Room, count: Count) -> Table:
    table = count.found.ranking.table()
    names = pd.Series(words.units(room))
    rows = table.assign(first=100 * count.found.first.reindex(table.index))
    columns = export.identified(rows, names)
    mark = "simulated" if numbers.simulated(room.ballot) else ""
    return Table(
        t("meeting.export.ranking"),
        (
            *columns,
            Column("rank", t("meeting.ranking.unit"), "", mark),
            Column("score", t("meeting.ranking.score"), "", mark, 2),
            Column("first", t("meeting.ranking.first"), "%", mark, 1),
        ),
        rows,
    )


def _weights(room: Room, count: Count) -> Table:
    found = count.found
    rows = pd.DataFrame(
        {
            "key": found.median.index.astype(object),
            "name": [words.keys(room)[key] for key in found.median.index],
            "median": 100 * found.median.to_numpy(),
            "lower": 100 * found.lower.to_numpy(),
            "upper": 100 * found.upper.to_numpy(),
            "weight": 100 * found.weights.to_numpy(),
        }
    )
    return Table(
        t("meeting.export.weights"),
        (
            Column("key", t("ranking.csv.id")),
            Column("name", t("meeting.since.of")),
            Column("median", t("meeting.cloud.median"), "%", "", 1),
            Column("lower", t("meeting.export.lower"), "%", "", 1),
            Column("upper", t("meeting.export.upper"), "%", "", 1),
            Column("weight", t("meeting.cloud.weight"), "%", "", 1),
        ),
        rows,
    )


def _each(room: Room, count: Count) -> Table:
    names = words.keys(room)
    columns = tuple(Column(key, names[key], "%", "", 1) for key in room.ballot.keys)
    return Table(t("meeting.export.each"), columns, 100 * count.votes)


def _bars(room: Room, count: Count, rules: Rules | None) -> BarRows:
    title = t("meeting.export.ranking")
    rows, heads = charts.ranking(room, count.found)
    if rules:
        named = export.index_marked(title, rules, room.ballot.level)
    else:
        named = marked(title, "simulated" if numbers.simulated(room.ballot) else "", reader_language())
    return BarRows(named, rows, heads, reader_language())
