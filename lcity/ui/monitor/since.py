"""What changed since last time: against the year before, or against a decision record that is open."""

from dataclasses import replace
from datetime import date

import streamlit as st

from lcity.errors import ArgumentError
from lcity.export import last_time as sentences
from lcity.export import record as records
from lcity.export.names import Names
from lcity.export.record import Record
from lcity.monitor.sampling import change_errors
from lcity.monitor.since import LastTime, Order, Twice, last_time, last_two
from lcity.text import Language
from lcity.ui.monitor import choices, numbers
from lcity.ui.shared import cache, frame, selection, standing
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.unit_names import full_names_in
from lcity.ui.shared.window import side_by_side
from lcity.ui.takeaway import record

FILE = "monitor.since.file"
MOST_MB = records.MOST_BYTES // 2**20


def draw() -> None:
    """Draw the section: what moved most, who passed whom, what is missing, new and old."""
    st.subheader(t("since.title"), anchor=False)
    kept = _open_record()
    if kept is None:
        found, called = year_before(), names(choices.level_choice().value)
        against = sentences.held_against(found, called)
    else:
        found, called = since_record(kept), names(kept.level)
        against = t("since.held_record", day=reader_language().date(kept.day))
        if kept.scenario is not None:
            against = f"{against} {t('since.planned', name=kept.scenario.name)}"
        if not len(found.twice.after.index.intersection(found.twice.before.index)):
            st.caption(frame.plain(t("since.other_dataset", title=kept.title)))
            return
    st.caption(frame.plain(against or t("since.nothing")))
    if against:
        _changes(found, called)


def year_before() -> LastTime:
    """Return what changed since the year before, of the units in view."""
    level = choices.level_choice().value
    city = selection.city_choice().value if level == "district" else ""
    return _year_before(level, city, standing.chosen_rules(), date.today().year)


@cache.shared(8)
def _year_before(level: str, city: str, rules: Rules, today: int) -> LastTime:
    twice, years = last_two(numbers.lines(level)), _latest(level).years
    own = cache.in_city(twice.after.index, city)
    errors = change_errors(cache.open_dataset(), level, twice.years)
    twice = replace(twice.only(own), errors=errors)
    order = Order(rules.tree, rules.weights, rules.normalise, rules.aggregate)
    return last_time(twice, cache.open_dataset().indicators, order, years.loc[own], today)


def since_record(kept: Record) -> LastTime:
    """Return what changed since a record, ranked by its weights and methods."""
    of, latest = kept.situation, _latest(kept.level)
    own = cache.in_city(latest.values.index, kept.city)
    indicators = cache.open_dataset().indicators
    tree = of.tree.prune(indicators.index.intersection(of.tree.leaves))
    return last_time(
        Twice(of.values, latest.values.loc[own], {}),
        indicators,
        Order(tree, of.weights, of.normalise, of.aggregate),
        latest.years.loc[own],
        date.today().year,
    )


def names(level: str) -> Names:
    """Return what units and indicators are called, in the reader's language."""
    return _names(level, level == "city" or bool(selection.city_choice().value), reader_language())


@cache.shared(8)
def _names(level: str, one_city: bool, lang: Language) -> Names:
    units = cache.names("cities" if level == "city" else "districts", lang.code)
    units = units if one_city else full_names_in(lang.code, level)
    return Names.of(cache.open_dataset(), level, _latest(level).values, lang, units)


def _latest(level: str):
    return cache.values(level, max(cache.years(), default=None))


def _changes(found: LastTime, called: Names) -> None:
    chosen = selection.chosen_unit(choices.level_choice().value)
    if chosen in found.twice.after.index:
        _of_unit(found, called, chosen)
    st.markdown(frame.plain(sentences.counted(found, called)))
    left, right = side_by_side([1, 1])
    with left:
        if moved := list(sentences.moved_most(found, called)):
            st.markdown(f"**{frame.plain(t('since.moved_most'))}**")
            st.markdown("\n".join(f"- {frame.plain(text)}{_mark(key, called)}" for key, text in moved))
    with right:
        st.markdown(f"**{frame.plain(t('since.crossed'))}**")
        passed = list(sentences.crossed(found, called)) or [t("since.nobody")]
        st.caption(frame.plain(sentences.ranked_on(found, called)))
        st.markdown("\n".join(f"- {frame.plain(text)}" for text in passed))
    if rest := list(sentences.rest(found, called)):
        st.markdown(f"**{frame.plain(t('since.rest'))}**")
        st.markdown("\n".join(f"- {frame.plain(text)}" for text in rest))


def _of_unit(found: LastTime, called: Names, unit: str) -> None:
    """Write what changed of the chosen unit, before what changed of all."""
    own = found.of(unit)
    passed = list(sentences.crossed(own, called, unit)) or [_unmoved(own, called, unit)]
    lines = [frame.plain(text) for text in (sentences.counted(own, called), *passed)]
    lines += [frame.plain(text) + _mark(key, called) for key, text in sentences.moved_most(own, called)]
    st.markdown(f"**{frame.plain(called.unit(unit))}**")
    st.markdown("\n".join(f"- {line}" for line in lines))
    st.markdown(f"**{t('since.of_all')}**")


def _unmoved(found: LastTime, called: Names, unit: str) -> str:
    """Say that a unit keeps its rank, or that it has none to hold against another."""
    if unit in found.ranks.index:
        return sentences.keeps(found, called, unit)
    return t("since.no_rank", name=called.unit(unit))


def _mark(key: str, called: Names) -> str:
    provenance = called.provenance.get(key, "")
    return f" {frame.tag(provenance)}" if provenance in ("simulated", "planned") else ""


def _open_record() -> Record | None:
    """Draw the place to open a record, and return the one that is open, here or elsewhere; None for none."""
    with st.popover(t("since.open"), type="tertiary"):
        file = st.file_uploader(t("record.open"), "json", key=FILE, max_upload_size=MOST_MB)
        if file is not None:
            try:
                return records.read(file.getvalue())
            except ArgumentError:
                st.info(t("record.unreadable"))
                return None
        kept = record.opened_before()
        if kept is not None:
            st.button(t("since.year_before"), on_click=record.forget, key="monitor.since.forget")
        return kept
