"""What an upload seems to need: cells read another way, positions in another system."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lcity.errors import ArgumentError
from lcity.intake import coordinates
from lcity.intake.cells import BLANK, HOURS, WORDS, ZERO, of_sign
from lcity.intake.coordinates import KEPT, SHIFTS, SWAPPED, Correction
from lcity.intake.numerals import COMMA, POINT
from lcity.intake.readings import Reading
from lcity.ui.data.draft import Draft, revise
from lcity.ui.shared import frame
from lcity.ui.shared.reader import reader_language, t

OWN_GRID = "grid"
MOST_COLUMNS = 8
Readings = Mapping[str, Mapping[str, Sequence[str]]]


def readings(draft: Draft) -> None:
    """Offer the ways in which cells that cannot be read could be, and say which are taken."""
    if draft.plan is None:
        return
    made = draft.plan.readings
    found = draft.reply.readings
    cards: dict[tuple, list[Reading]] = {}
    for number, reading in enumerate(found):
        apart = "either" if reading.either else reading.sign or number
        cards.setdefault((reading.table, apart), []).append(reading)
    for offered in cards.values():
        first = offered[0]
        st.warning(frame.plain(_doubt(offered) if first.either else _offer(first)))
        with st.container(horizontal=True):
            for one in offered:
                st.button(
                    frame.plain(t(f"intake.reading.{_done(one)}.do", before=one.before, after=one.after)),
                    key=f"data.read.{draft.number}.{one.table}.{one.way}.{one.either}",
                    on_click=revise,
                    kwargs={"readings": _with(made, one)},
                )
    for table, ways in made.items():
        for way in dict.fromkeys(way for chosen in ways.values() for way in chosen):
            columns = [column for column, chosen in ways.items() if way in chosen]
            name, _, sign = way.partition("=")
            words = f"intake.reading.{name}_sign.made" if sign else f"intake.reading.{way}.made"
            message = t(words, table=t(f"data.table.{table}"), columns=_columns(columns), sign=sign)
            with st.container(horizontal=True, vertical_alignment="center"):
                st.caption(frame.plain(message))
                key = f"data.unread.{draft.number}.{table}.{way}"
                rest = {"readings": _without(made, table, way)}
                st.button(t("data.undo"), key=key, on_click=revise, kwargs=rest, type="tertiary")


def corrections(draft: Draft) -> None:
    """Offer the corrections that positions seem to need, say which are made, and let others be chosen."""
    made = {} if draft.plan is None else dict(draft.plan.corrections)
    for correction in draft.reply.corrections:
        if correction.table in made:
            continue
        with st.container(border=True):
            st.warning(frame.plain(_evidence(correction)))
            with st.container(horizontal=True):
                for how, label in (
                    (correction.how, t("data.correct", how=_how(correction.how))),
                    (KEPT, t("intake.answer.keep")),
                ):
                    st.button(
                        label,
                        key=f"data.correct.{draft.number}.{correction.table}.{how}",
                        on_click=_correct,
                        args=(made | {correction.table: how},),
                    )
    for table, how in made.items():
        rest = {other: of for other, of in made.items() if other != table}
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(frame.plain(t("data.corrected", table=t(f"data.table.{table}"), how=_how(how))))
            key = f"data.uncorrect.{draft.number}.{table}"
            st.button(t("data.undo"), key=key, on_click=_correct, args=(rest,), type="tertiary")
    _by_hand(draft, made)


def _correct(corrections: Mapping[str, str]) -> None:
    revise(corrections=corrections)


def _kind(reading: Reading) -> str:
    """Return of which kind a reading's words are."""
    if reading.sign:
        return f"{reading.way.partition('=')[0]}_sign"
    return "plain" if reading.way in (COMMA, POINT) and not reading.marked else reading.way


def _done(reading: Reading) -> str:
    """Return how the way is called that a click takes: marks between thousands are no decimal mark."""
    return "plain" if reading.way == POINT and not reading.either else _kind(reading)


def _offer(reading: Reading) -> str:
    lang = reader_language()
    message = t(
        "intake.reading.sign" if reading.sign else f"intake.reading.{_kind(reading)}",
        table=t(f"data.table.{reading.table}"),
        n=reading.cells,
        count=lang.number(reading.cells),
        columns=_columns(reading.headings),
        before=reading.before,
        after=reading.after,
    )
    if reading.pairs:
        return " ".join([message, _pairs(reading)])
    if not reading.percent:
        return message
    units = [t("intake.reading.unit", column=column, unit=unit or "–") for column, unit in reading.percent]
    return " ".join([message, t("intake.reading.percent", units=lang.listed(units))])


def _pairs(reading: Reading) -> str:
    """Write what becomes of the different hours or words: each where it is read, else only its text."""
    kind = "pair" if reading.way in (HOURS, WORDS) else "unread"
    return reader_language().t(
        "intake.reading.pairs",
        pairs="; ".join(t(f"intake.reading.{kind}", before=b, after=a) for b, a in reading.pairs),
    )


def _doubt(offered: Sequence[Reading]) -> str:
    """Say that a comma may be either mark, and what speaks for one."""
    lang, first = reader_language(), offered[0]
    sentences = [
        t(
            "intake.reading.either",
            table=t(f"data.table.{first.table}"),
            n=first.cells,
            count=lang.number(first.cells),
            columns=_columns(first.headings),
            before=first.before,
            one=offered[0].after,
            other=offered[-1].after,
        )
    ]
    sentences += [
        t(f"intake.reading.{one.way}.speaks", n=one.others, count=lang.number(one.others))
        for one in offered
        if one.others
    ]
    return " ".join(sentences if len(sentences) > 1 else [*sentences, t("intake.reading.nothing_speaks")])


def _columns(columns: Sequence[str]) -> str:
    named = [*columns[:MOST_COLUMNS], *(["…"] if len(columns) > MOST_COLUMNS else [])]
    return ", ".join(named)


def _with(made: Readings, reading: Reading) -> Readings:
    """Return what is read otherwise, and a reading besides; of two that exclude each other the later."""
    table = {column: list(ways) for column, ways in made.get(reading.table, {}).items()}
    excluded = (COMMA, POINT) if reading.way in (COMMA, POINT) else ()
    if reading.sign:
        excluded = tuple(of_sign(way, reading.sign) for way in (ZERO, BLANK))
    for column in reading.columns:
        kept = [way for way in table.get(column, ()) if way not in (*excluded, reading.way)]
        table[column] = [*kept, reading.way]
    return {**made, reading.table: table}


def _without(made: Readings, table: str, way: str) -> Readings:
    left = {column: [other for other in ways if other != way] for column, ways in made[table].items()}
    left = {column: ways for column, ways in left.items() if ways}
    return {name: ways for name, ways in {**made, table: left}.items() if ways}


def _evidence(correction: Correction) -> str:
    lang = reader_language()
    message = t(
        "data.evidence",
        table=t(f"data.table.{correction.table}"),
        how=_how(correction.how),
        points=lang.number(correction.points),
        before=lang.percent(correction.before, 1),
        after=lang.percent(correction.after, 1),
    )
    if correction.shift_m is None or correction.how not in SHIFTS:
        return message
    return " ".join([message, t("data.evidence_shift", metres=lang.number(correction.shift_m))])


def _how(how: str) -> str:
    if rows := coordinates.rows_of(how):
        return t("intake.how.swapped_rows", n=len(rows), rows=", ".join(map(str, rows)))
    return t(f"data.how.{how}") if how in (SWAPPED, KEPT, *SHIFTS) else how


def _by_hand(draft: Draft, made: dict[str, str]) -> None:
    """Let the owner say what positions are in, where nothing was found out."""
    tables = [name for name in ("cities", "districts", "centres", "population") if name in draft.reply.tables]
    if not tables or draft.plan is None:
        return
    with st.expander(t("data.by_hand")), st.container(horizontal=True, vertical_alignment="bottom"):
        number = draft.number
        table = st.selectbox(
            t("data.of_table"),
            tables,
            format_func=lambda name: t(f"data.table.{name}"),
            key=f"data.of.{number}",
        )
        options = (SWAPPED, *SHIFTS, OWN_GRID)
        how = st.selectbox(
            t("data.they_are"),
            options,
            format_func=lambda way: t("data.how.grid") if way == OWN_GRID else _how(way),
            key=f"data.how.{number}",
        )
        if how == OWN_GRID:
            code = st.text_input("EPSG", key=f"data.epsg.{number}", max_chars=11, placeholder="27700")
            how = _grid(code)
        st.button(
            t("data.apply"),
            key=f"data.apply.{number}",
            disabled=not how,
            on_click=_correct,
            args=(made | {table: how},),
        )


def _grid(code: str) -> str:
    """Return a grid's code as corrections name it; "" where there is none such."""
    try:
        coordinates.grid(code)
    except ArgumentError:
        if code:
            st.caption(t("data.no_grid"))
        return ""
    return f"EPSG:{code.upper().removeprefix('EPSG:').strip()}"
