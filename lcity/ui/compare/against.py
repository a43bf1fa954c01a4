"""Whom the unit is held against: the choice, what peers are alike by, and who they are."""

import pandas as pd
import streamlit as st

from lcity.export import mark
from lcity.index.peers import Peers
from lcity.ui.compare import numbers, words
from lcity.ui.compare.numbers import Others
from lcity.ui.shared import frame, selection, unit_choice
from lcity.ui.shared.reader import reader_language, t

NEAREST = 3


def control(level: str, unit: str, held_against: Others) -> None:
    """Draw the choice of whom a unit is held against and, of peers, what is said of them."""
    choice = numbers.against_choice(level)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            t("compare.against"),
            choice.allowed,
            format_func=lambda kind: t(f"compare.against.{kind}.{level}"),
            label_visibility="collapsed",
            required=True,
            width="content",
            **choice.widget(),
        )
        if choice.value == "peers":
            with st.popover(t("compare.who_and_why"), type="tertiary"):
                alike_by(level, held_against)
    if sentence := words.peers_found(level, unit, held_against):
        simulated = any(map(numbers.is_simulated, held_against.peers.used))
        st.caption(frame.plain(sentence) + (f" {frame.tag('simulated')}" if simulated else ""))


def alike_by(level: str, held_against: Others) -> None:
    """Draw the choice of what units are to be alike by, and the peers found with their context."""
    keys, choice = numbers.context_keys(level), numbers.context_choice(level)
    if not keys:
        return
    st.pills(
        t("compare.alike"),
        keys,
        selection_mode="multi",
        format_func=lambda key: _marked(key),
        **choice.widget(),
    )
    if held_against.peers and len(held_against.peers.units):
        _found(level, held_against.peers)
    st.caption(t("compare.alike_note"))


def _found(level: str, found: Peers) -> None:
    """List the peers with their distance and context, and offer to put the nearest beside the unit."""
    table = numbers.context(level, selection.chosen_year(), found.used).loc[[found.unit, *found.units]]
    lang, names = reader_language(), unit_choice.names(level)
    written = pd.DataFrame(
        {_marked(key): [words.group_value(key, amount) for amount in table[key]] for key in found.used},
        index=pd.Index(names[table.index].map(frame.plain), name=t(f"compare.unit.{level}")),
    )
    far = [t("compare.itself"), *(lang.number(amount, 2) for amount in found.distance)]
    written.insert(0, t("compare.distance"), far)
    st.table(written.map(frame.plain), border="horizontal")
    st.button(
        t("compare.nearest_beside", n=NEAREST, count=lang.number(NEAREST)),
        on_click=lambda: unit_choice.units_choice().set(tuple(found.units[:NEAREST])),
    )


def _marked(key: str) -> str:
    name = words.group(key)
    return mark.marked(name, "simulated" if numbers.is_simulated(key) else "", reader_language())
