"""What the columns of a table of one's own are: guessed, shown in one form, and confirmed by its owner."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from lcity.dataset.provenance import STATED
from lcity.intake.figures import LESS, LEVELS, MORE, UNSTATED, Figures, Indicator
from lcity.intake.guesses import of_heading
from lcity.intake.part import Part
from lcity.ui.shared import frame
from lcity.ui.shared.reader import reader_language, t

FIRST = ("unit", "year")
OF_LEVEL = {"city": ("name", "lon", "lat"), "district": ("city", "people")}
"""Columns that may be said of the units of a level, beside those of all."""
LONGEST_NAME, LONGEST_SOURCE = 200, 500
WAYS = {MORE: "more", LESS: "less"}


def form(part: Part, guessed: Figures | None, samples: Mapping[str, Sequence[str]], key: str) -> Figures:
    """Draw what each column of a table is, and return what its owner says so far.

    Parameters
    ----------
    part
        The table as it came.
    guessed
        What it seems to be, or was confirmed to be; None where nothing is known of it.
    samples
        Heading → some cells.
    key
        What the form is called on the page.
    """
    headings = [heading for heading in dict.fromkeys(part.columns) if heading]
    guessed = guessed or Figures("city", headings[0])
    st.caption(t("data.figures.about"))
    roles = _roles(headings, guessed, key)
    taken = {getattr(roles, role) for role in (*FIRST, *OF_LEVEL[roles.level])}
    others = [heading for heading in headings if heading not in taken]
    indicators = _indicators(others, guessed, samples, "|".join((key, roles.level, *sorted(taken))))
    directed = _directed(indicators, key)
    provenance, source = _from(guessed, key)
    figures = replace(roles, indicators=directed, provenance=provenance, source=source)
    if figures.lacking:
        lang, count = reader_language(), sum(one.direction == UNSTATED for one in figures.indicators)
        named = [
            t(f"data.figures.lacking.{what}", n=count, count=lang.number(count)) for what in figures.lacking
        ]
        st.caption(frame.plain(t("data.figures.lacking", what=lang.listed(named))))
    return figures


def _roles(headings: Sequence[str], guessed: Figures, key: str) -> Figures:
    """Draw which columns name the units, their years and where they are; return those, without figures."""
    unit, level, year = st.columns(3)
    with level:
        chosen = st.radio(
            t("data.figures.level"),
            LEVELS,
            LEVELS.index(guessed.level),
            format_func=lambda level: t(f"data.level.{level}"),
            key=f"{key}.level",
            horizontal=True,
        )
    found = {}
    for place, role in ((unit, "unit"), (year, "year")):
        found[role] = _column(place, role, headings, guessed, key)
    more = OF_LEVEL[chosen]
    with st.expander(t(f"data.figures.more_{chosen}"), expanded=any(getattr(guessed, role) for role in more)):
        for place, role in zip(st.columns(len(more)), more, strict=True):
            found[role] = _column(place, role, headings, guessed, key)
    return Figures(chosen, **found)


def _column(place, role: str, headings: Sequence[str], guessed: Figures, key: str) -> str:
    options = [*([] if role == "unit" else [""]), *headings]
    seen = getattr(guessed, role)
    return place.selectbox(
        t(f"data.figures.{role}"),
        options,
        options.index(seen) if seen in options else 0,
        format_func=lambda heading: heading or t("data.figures.none"),
        key=f"{key}.{role}",
    )


def _indicators(
    headings: Sequence[str], guessed: Figures, samples: Mapping[str, Sequence[str]], key: str
) -> list[Indicator]:
    """Draw the columns that may be indicators, and return those that are to be used."""
    known = {one.heading: one for one in guessed.indicators}
    seen = [known.get(h) or of_heading(h, pd.Series(samples.get(h, ()), dtype="str")) for h in headings]
    words = {sign: t(f"data.figures.{way}") for sign, way in WAYS.items()}
    grid = pd.DataFrame(
        {
            "use": [heading in known for heading in headings],
            "heading": headings,
            "cells": ["; ".join(samples.get(heading, ())) for heading in headings],
            "name": [one.name for one in seen],
            "unit": [one.unit for one in seen],
            "direction": pd.Series([words.get(one.direction) for one in seen], dtype=object),
            "dimension": [one.dimension for one in seen],
        }
    )
    text = st.column_config.TextColumn
    edited = st.data_editor(
        grid,
        key=f"{key}.indicators",
        hide_index=True,
        disabled=("heading", "cells"),
        width="stretch",
        column_config={
            "use": st.column_config.CheckboxColumn(t("data.figures.use"), width="small"),
            "heading": text(t("data.heading")),
            "cells": text(t("data.cells")),
            "name": text(t("data.figures.indicator"), max_chars=LONGEST_NAME),
            "unit": text(t("data.figures.measure"), max_chars=LONGEST_NAME, width="small"),
            "direction": st.column_config.SelectboxColumn(
                t("data.figures.direction"), options=list(words.values())
            ),
            "dimension": text(
                t("data.figures.dimension"), max_chars=LONGEST_NAME, help=t("data.figures.dimension_help")
            ),
        },
    )
    signs = {word: sign for sign, word in words.items()}
    return [
        Indicator(
            row["heading"],
            _text(row["name"]) or row["heading"],
            _text(row["unit"]),
            signs.get(row["direction"], UNSTATED),
            _text(row["dimension"]),
        )
        for row in edited.to_dict("records")
        if row["use"]
    ]


def _directed(indicators: Sequence[Indicator], key: str) -> tuple[Indicator, ...]:
    """Ask of each indicator whose direction nothing says whether more of it is better."""
    unclear = [one for one in indicators if one.direction == UNSTATED]
    if not unclear:
        return tuple(indicators)
    answers: dict[str, int] = {}
    with st.container(border=True):
        st.markdown(t("data.figures.asked", n=len(unclear)))
        for one in unclear:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.text(one.name)
                chosen = st.radio(
                    t("data.figures.direction"),
                    list(WAYS),
                    None,
                    format_func=lambda sign: t(f"data.figures.{WAYS[sign]}"),
                    key=f"{key}.direction.{one.heading}",
                    horizontal=True,
                    label_visibility="collapsed",
                )
            answers[one.heading] = chosen or UNSTATED
    return tuple(replace(one, direction=answers.get(one.heading, one.direction)) for one in indicators)


def _from(guessed: Figures, key: str) -> tuple[str, str]:
    """Ask once for all figures how far they can be trusted and where they are from."""
    trusted, named = st.columns([1, 2])
    provenance = trusted.selectbox(
        t("data.figures.provenance"),
        STATED,
        STATED.index(guessed.provenance) if guessed.provenance else None,
        format_func=lambda kind: t(f"common.provenance.{kind}"),
        key=f"{key}.provenance",
        placeholder=t("data.figures.choose"),
    )
    source = named.text_input(
        t("data.figures.source"), guessed.source, key=f"{key}.source", max_chars=LONGEST_SOURCE
    )
    return provenance or "", source.strip()


def _text(cell: object) -> str:
    return "" if cell is None or pd.isna(cell) else str(cell).strip()
