"""The export of a page: its metadata, its tables and its picture, in the reader's language."""

import datetime
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from lcity.export import mark
from lcity.export.metadata import Metadata, Weight
from lcity.export.pictures.page import Panel, Picture
from lcity.export.table import Column, Table
from lcity.index import Tree
from lcity.ui.server import public_address
from lcity.ui.shared import cache, room_weights, scenario_strip, selection, standing, state
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"[*`]|\\(?=[^\w\s])|\N{WORD JOINER}")


@dataclass(frozen=True, eq=False)
class Export:
    """The export of a page; nothing in it asks the session again.

    Parameters
    ----------
    metadata
        The finding and its sources.
    tables
        The first is the page's own.
    picture
        None where a page has none.
    others
        Charts of the page that have no room in its picture, each one of its own.
    files
        What else is exported.
    decided
        What the decision record is of, where not of the ranking the reader has chosen.
    recorded
        Whether a decision record is among it.
    """

    metadata: Metadata
    tables: tuple[Table, ...] = ()
    picture: Picture | None = None
    others: tuple[Panel, ...] = ()
    files: tuple["OtherFile", ...] = ()
    decided: "Decided | None" = None
    recorded: bool = True


@dataclass(frozen=True)
class Decided:
    """What was decided on a page of its own.

    Parameters
    ----------
    rules
        How units are ranked.
    weights_of
        A sentence that says whose weights these are.
    level
        Whose units are ranked.
    """

    rules: Rules
    weights_of: str
    level: str


@dataclass(frozen=True)
class OtherFile:
    """A file of a form of its own.

    Parameters
    ----------
    label
        What its button says.
    ending
        Of its name.
    mime
        Its media type.
    content
        Text; or what makes the file when it is asked for.
    """

    label: str
    ending: str
    mime: str
    content: str | Callable[[], bytes]

    def make(self) -> bytes:
        """Return the file's content."""
        return self.content.encode() if isinstance(self.content, str) else self.content()


def metadata(
    question: str,
    finding: str,
    *,
    sources: Iterable[str],
    provenances: Iterable[str],
    year: str,
    method: str,
    chosen: Iterable[tuple[str, str]] = (),
    rules: Rules | None = None,
    city: str = "",
    note: str = "",
    answers: Iterable[tuple[str, str]] = (),
    of_finding: Iterable[str] | None = None,
) -> Metadata:
    """Return what is said of what is taken away.

    Parameters
    ----------
    question, finding
        As for `frame.heading`.
    sources, provenances, year, method
        As for `frame.foot`.
    chosen
        What was chosen on the page, as pairs of name and value; where and when are added.
    rules
        How units are ranked, where they are.
    city
        The one shown, which need not have been chosen; "" where none is singled out.
    note
        What is said below the finding; "" for nothing.
    answers
        What else the page answers, as pairs of a question and its answer with its mark.
    of_finding
        As for `frame.heading`.
    """
    dataset, lang = cache.open_dataset(), reader_language()
    # First: a picture has room for two lines, and whose the weights are is not to be lost from it.
    if rules and rules.weights == standing.chosen_rules().weights:
        of_room = room_weights.named("record.room_weights_on_sliders")
        note = lang.sentences((of_room, note))
        chosen = (*chosen, *([(t("export.weights_of"), of_room)] if of_room else []))
    producers = cache.producers(lang.code)
    return Metadata(
        question,
        finding,
        lang.text({"title": dataset.meta.title, "title_zh": dataset.meta.title_zh}, "title"),
        cache.as_it_is().hash,
        datetime.datetime.now(tz=datetime.UTC).date(),
        chosen=(*_where_and_when(city), *chosen),
        weights=weights(rules) if rules else (),
        sources=tuple(dict.fromkeys(producers.get(source, source) for source in sources)),
        provenances=tuple(dict.fromkeys(provenances)),
        years=year,
        method=tuple(unmarked(part) for part in method.split("\n\n") if part.strip()),
        link=link(),
        link_note=link_note(),
        note=note,
        answers=tuple(answers),
        of_finding=None if of_finding is None else tuple(of_finding),
    )


def index_marked(title: str, rules: Rules, level: str) -> str:
    """Return the title of a figure of the index with the mark of what that rests on."""
    return mark.marked(
        title,
        mark.of_share(standing.simulated_share(rules, level), planned=standing.is_planned(rules, level)),
        reader_language(),
    )


def identified(rows: pd.DataFrame, names: pd.Series, head: str = "ranking.csv.name") -> tuple[Column, Column]:
    """Put the id and the name of its unit before each row, and return the columns of both.

    Parameters
    ----------
    rows
        Index unit; written to.
    names
        By unit.
    head
        The key of what the names are called.
    """
    rows.insert(0, "id", rows.index.astype(object))
    rows.insert(1, "name", names[rows.index])
    return Column("id", t("ranking.csv.id")), Column("name", t(head))


def link() -> str:
    """Return the address that reopens this view."""
    query, opened, found = urlencode(state.view()), st.context.url or "", public_address.current()
    # It may be open by this machine's name for itself: others are given the address they can open.
    if found.lacking or not opened:
        return f"{opened}?{query}"
    return found.of("" if state.page() == state.FIRST_PAGE else state.page(), query)


def link_note() -> str:
    """Return why nobody else can open the link, and the way on; "" where others can."""
    found = public_address.current()
    return t(found.message) if found.lacking else ""


def weights(rules: Rules) -> tuple[Weight, ...]:
    """Return what every node of the index counts, each below the one it belongs to."""
    lang, tree, provenance = reader_language(), rules.tree, cache.provenance()
    shares = rules.weights.shares(tree)
    names = cache.names("indicators", lang.code)
    return tuple(
        Weight(names[key], depth, float(shares[key]), provenance.get(key, ""))
        for key, depth in _descended(tree)
    )


def unmarked(markdown: str) -> str:
    """Return Markdown as the plain text it shows."""
    return re.sub(r"\s+", " ", _MARKUP.sub("", _LINK.sub(r"\1", markdown))).strip()


def _descended(tree: Tree, parent: str | None = None, depth: int = 0) -> Iterable[tuple[str, int]]:
    for key in tree.children(parent):
        yield key, depth
        yield from _descended(tree, key, depth + 1)


def _where_and_when(shown: str) -> Iterable[tuple[str, str]]:
    dataset = cache.open_dataset()
    if len(dataset.cities):
        city = selection.city_choice().value
        label = selection.city_label(city)
        other = shown and shown != city and len(dataset.cities) > 1
        yield (
            t("frame.city"),
            t("export.city_shown", chosen=label, shown=selection.city_label(shown)) if other else label,
        )
    if district := selection.district_choice().value if len(dataset.districts) else "":
        yield t("frame.district"), selection.district_label(district)
    if cache.years():
        yield t("frame.year"), str(selection.chosen_year())
    if changes := scenario_strip.marked():
        as_it_is = dataset.planned is None
        yield t("link.scenario"), t("frame.scenario.side.before") if as_it_is else changes
