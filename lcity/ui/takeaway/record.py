"""Decision records: keeping the present one, opening one kept before, and comparing two."""

import datetime
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st

from lcity.errors import ArgumentError
from lcity.export import record as records
from lcity.export.record import Record
from lcity.ui.parts.board.mount import scope
from lcity.ui.shared import cache, frame, planned, room_weights, scenario, selection, standing, state, switch
from lcity.ui.shared.intervals import intervals
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.takeaway import record_words

PAGES = Path(__file__).parents[3] / "pages"
FIRST = "overview"
MOST_MB = records.MOST_BYTES // 2**20
_OPENED = "record.opened"


def current(
    question: str,
    finding: str,
    rules: Rules | None = None,
    weights_of: str = "",
    ranked: tuple[str, str] | None = None,
) -> Record | None:
    """Return the record of the present ranking and view; None where nothing is ranked.

    Parameters
    ----------
    question, finding
        What the page asks and answers.
    rules
        How units are ranked; as the reader has chosen if None.
    weights_of
        A sentence that says whose weights `rules` has; "" to look whether those in force are a room's.
    ranked
        The level, and the city whose districts alone are ranked; the board's if None.
    """
    weights_of = weights_of or ("" if rules else room_weights.named("record.room_weights_on_sliders"))
    dataset, lang, rules = cache.open_dataset(), reader_language(), rules or standing.chosen_rules()
    level, city = ranked or scope()
    try:
        ranking = standing.ranked(level, rules, city)
    except ArgumentError:
        return None
    table, spread, year = ranking.table(), intervals(level, rules, city), selection.chosen_year()
    units = table.index
    indicators = dataset.indicators.loc[list(rules.tree.leaves)]
    return Record(
        datetime.datetime.now(tz=datetime.UTC).date(),
        question,
        finding,
        lang.text({"title": dataset.meta.title, "title_zh": dataset.meta.title_zh}, "title"),
        cache.as_it_is().hash,
        _page(),
        state.view(),
        level,
        city,
        year,
        records.Situation(
            cache.values(level, year).values.loc[units, list(rules.tree.leaves)],
            indicators[["direction", "low", "high"]],
            rules.tree,
            rules.weights,
            rules.normalise,
            rules.aggregate,
        ),
        standing.names(level, units),
        table[["rank", "score"]].assign(low=spread.low.reindex(units), high=spread.high.reindex(units)),
        cache.names("indicators", lang.code).to_dict(),
        None if dataset.planned is None else scenario.in_force(),
        weights_of,
    )


def opener(key: str, present: Callable[[], Record | None]) -> None:
    """Draw the place to open a record, or two; one is compared with the present ranking.

    Parameters
    ----------
    key
        Tells it from others of the session.
    present
        Makes the present record, as `current` does; asked only where it is compared.
    """
    files = st.file_uploader(
        t("record.open"), "json", accept_multiple_files=True, key=f"{key}.file", max_upload_size=MOST_MB
    )
    try:
        opened = sorted((records.read(file.getvalue()) for file in files[:2]), key=lambda found: found.day)
    except ArgumentError:
        st.info(t("record.unreadable"))
        return
    if opened:
        st.session_state[_OPENED] = opened[-1]
    for number, found in enumerate(opened):
        st.markdown(f"**{frame.plain(found.question)}** {frame.plain(found.finding)}")
        st.caption(frame.plain(t("record.from", title=found.title, date=reader_language().date(found.day))))
        if found.weights_of:
            st.caption(frame.plain(found.weights_of))
        if st.button(t("record.reopen"), key=f"{key}.reopen.{number}"):
            reopen(found)
    pair = [*opened, present()] if len(opened) == 1 else opened
    if pair and pair[-1] is not None:
        _compare(*pair)


def opened_before() -> Record | None:
    """Return the record that was opened last in this session; None without one."""
    return st.session_state.get(_OPENED)


def forget() -> None:
    """Let go of the record that was opened last."""
    st.session_state.pop(_OPENED, None)


def reopen(found: Record) -> None:
    """Go back to the view a record was kept of."""
    switch.reopen(found.choices)
    if found.scenario is not None and planned.NAME not in found.choices:
        # It was too long for a link.
        scenario.reopen(found.scenario)
    there = (PAGES / f"{found.page}.py").is_file()
    st.switch_page(f"pages/{found.page if there else FIRST}.py")


def _page() -> str:
    """Return the name of the page that is open."""
    name = urlsplit(st.context.url or "").path.rpartition("/")[2]
    return name if name.isalpha() and (PAGES / f"{name}.py").is_file() else FIRST


def _compare(before: Record, after: Record) -> None:
    """Say what changed between two records."""
    try:
        first, *rest = record_words.since(before, after)
    except ArgumentError:
        st.info(t("record.unreadable"))
        return
    st.markdown(f"**{frame.plain(first)}**")
    st.markdown("\n".join(f"- {frame.plain(sentence)}" for sentence in rest))
