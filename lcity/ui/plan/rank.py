"""The shortest way to a rank: the fewest improvements, in their units and in people, or the fewest places."""

from dataclasses import dataclass

import streamlit as st

from lcity.charts.table import Cell, Column, Row, Table
from lcity.scenario.path import Path
from lcity.scenario.question import Question
from lcity.scenario.rise import Rise
from lcity.ui.parts.table import table
from lcity.ui.plan import choices, numbers, words
from lcity.ui.plan.choices import BUILDING, BY_MEANS, MEANS, OPEN, OPENS
from lcity.ui.plan.table import places_table
from lcity.ui.plan.words import place_of
from lcity.ui.shared import cache, frame, selection, state
from lcity.ui.shared.reader import reader_language, t


@dataclass(frozen=True, eq=False)
class Way:
    """The way to a rank.

    Parameters
    ----------
    level, unit
        Whose.
    rank
        Where to.
    path
        By improvements; None where places are built.
    rise
        By places; None where indicators are improved.
    """

    level: str
    unit: str
    rank: int
    path: Path | None
    rise: Rise | None


def way(question: Question) -> Way | None:
    """Return the way the reader asks for; None where the unit is not ranked."""
    level, unit = numbers.unit_of(question)
    now = numbers.standing_of(level, unit)
    if now is None or now.rank is None:
        return None
    rank = _rank(question).value
    if BY_MEANS.value == BUILDING and can_build():
        return Way(level, unit, rank, None, numbers.rise(question, rank, OPEN[OPENS.value]))
    return Way(level, unit, rank, numbers.path(level, unit, rank), None)


def _rank(question: Question):
    level, unit = numbers.unit_of(question)
    now = numbers.standing_of(level, unit)
    count = len(cache.units(level, selection.chosen_year()))
    return choices.rank_choice(None if now is None else now.rank, count)


def can_build() -> bool:
    """Say whether places can be planned: where nobody lives anywhere they cannot."""
    return cache.open_dataset().population is not None


def controls(question: Question) -> None:
    """Draw the choice of the rank and of how to get there."""
    choices.whose_control()
    level, _ = numbers.unit_of(question)
    most = max(len(cache.units(level, selection.chosen_year())), 1)
    with st.container(horizontal=True, vertical_alignment="top", gap="large"):
        st.number_input(t("plan.to_rank"), 1, most, step=1, width=160, **_rank(question).widget())
        if can_build():
            st.segmented_control(
                t("plan.means"),
                MEANS,
                format_func=lambda code: t(f"plan.means_{code}"),
                required=True,
                width="content",
                **BY_MEANS.widget(),
            )


def finding(question: Question, found: Way | None) -> str:
    """Return the sentence that answers it."""
    lang, place = reader_language(), place_of(question)
    if found is None:
        return t("plan.rank_none", place=place)
    told = {"place": place, "rank": lang.rank(found.rank)}
    if found.rise is not None:
        rise = found.rise
        if rise.plan is None:
            return t("plan.rank_held", now=lang.rank(rise.rank), **told)
        told |= {"most": lang.number(rise.most), "reached": lang.rank(rise.rank or 0)}
        if rise.places is None:
            return t("plan.rank_not_built", **told)
        return t("plan.rank_built", n=rise.places, count=lang.number(rise.places), **told)
    path = found.path
    told["now"] = lang.rank(path.now or 0)
    if not path.reachable:
        return t("plan.rank_unreachable", **told)
    count = len(path.improvements)
    if not count:
        return t("plan.rank_held", **told)
    return t("plan.rank_path", n=count, count=lang.number(count), **told)


def proof(found: Way | None) -> str:
    """Say whether fewer could do."""
    lang = reader_language()
    if found is None:
        return ""
    if found.rise is not None:
        if not found.rise.places:
            return ""
        return t("plan.rank_built_exact" if found.rise.exact else "plan.rank_built_bound")
    path = found.path
    if not path.reachable or not path.improvements:
        return t("plan.rank_ceiling") if not path.reachable else ""
    if path.exact:
        return t("plan.rank_exact")
    return t("plan.rank_bound", n=path.at_least, least=lang.number(path.at_least))


def rows(found: Way) -> list[tuple[str, str, str, str, str]]:
    """Return the improvements: indicator, unit, now, needed, and how many people more."""
    lang = reader_language()
    called = cache.names("indicators", lang.code)
    table_ = cache.open_dataset().indicators
    written = []
    for one in found.path.improvements:
        row = table_.loc[one.indicator].to_dict()
        unit = lang.text(row, "unit")
        now, needed = lang.numbers([one.value, one.needed], 1)
        people = numbers.in_people_of(found.level, found.unit, one.indicator, abs(one.needed - one.value))
        written.append(
            (str(called[one.indicator]), unit, now, needed, "–" if people is None else lang.people(people))
        )
    return written


def improvements(found: Way) -> None:
    """Draw the improvements as a table."""
    if found.path is None or not found.path.improvements:
        return
    st.subheader(t("plan.improvements"), anchor=False)
    provenance = cache.provenance()
    columns = (
        Column(t("plan.indicator"), width="38%", heading=True),
        Column(t("plan.unit"), width="16%"),
        Column(t("plan.now"), "right"),
        Column(t("plan.needed"), "right", mark=t("common.provenance.planned"), calm=True),
        Column(t("plan.people_more"), "right"),
    )
    written = [
        Row(
            one.indicator,
            tuple(Cell(text, tone="strong" if at == 3 else "") for at, text in enumerate(row)),
        )
        for one, row in zip(found.path.improvements, rows(found), strict=True)
    ]
    table(
        Table(t("plan.improvements"), columns, tuple(written), least_px=480), "plan.path", "", lambda _: None
    )
    simulated = [one for one in found.path.improvements if provenance.get(one.indicator) == "simulated"]
    if simulated:
        st.caption(f"{frame.tag('simulated')} {frame.plain(t('plan.path_simulated', n=len(simulated)))}")
    st.caption(frame.plain(t("plan.path_note")))


def built(found: Way, question: Question) -> None:
    """Draw the places that lead there, and lead to where they can be looked at and changed."""
    if found.rise is None or found.rise.plan is None or not found.rise.places:
        return
    st.subheader(t("plan.places"), anchor=False)
    places_table(found.rise.plan, question)
    st.button(t("plan.show_places"), key="plan.show_places", on_click=_show_places, args=(found.rise.places,))


def _show_places(count: int) -> None:
    state.choose((choices.ASK, choices.PLACES), (choices.NEW, min(count, choices.MOST_NEW)))


def caution(found: Way | None, question: Question) -> str:
    """Say that it is not for decisions where what is to change is simulated."""
    if found is None:
        return ""
    if found.rise is not None:
        return words.caution(question)
    provenance = cache.provenance()
    leaves = [one.indicator for one in found.path.improvements]
    return t("plan.simulated") if any(provenance.get(leaf) == "simulated" for leaf in leaves) else ""
