"""How it is computed: the tree of the index as an outline, and the filter of its indicators."""

import pandas as pd
import streamlit as st

from lcity.dataset import PROVENANCES
from lcity.ui.method import numbers
from lcity.ui.shared import cache, frame, in_force, standing
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice
from lcity.ui.shared.window import beside, side_by_side

COLUMNS, BRANCH_PX = 3, 220
ALL = ""
OBEYS = frozenset({in_force.WEIGHTS, in_force.FIGURES, in_force.YEAR})


def dimension_choice() -> Choice:
    """Return the choice of a dimension; `ALL` is every one."""
    return Choice("dim", ALL, allowed=(ALL, *cache.tree().dimensions))


def provenance_choice() -> Choice:
    """Return the choice of a provenance; `ALL` is every one."""
    there = set(cache.provenance())
    return Choice("prov", ALL, allowed=(ALL, *(kind for kind in PROVENANCES if kind in there)))


def name(key: str) -> str:
    """Return the name of a node of the tree."""
    return cache.names("indicators", reader_language().code)[key]


def finding() -> str:
    """Return in one sentence what the index is made of."""
    lang = reader_language()
    provenance = cache.provenance()
    marks = [
        t("method.mark", count=lang.number((provenance == kind).sum()), mark=t(f"common.provenance.{kind}"))
        for kind in PROVENANCES
        if (provenance == kind).any()
    ]
    counts = {"count": lang.number(len(provenance)), "dimensions": lang.number(len(cache.tree().dimensions))}
    return t("method.finding", marks=lang.listed(marks), **counts)


def outline() -> None:
    """Draw the whole tree, each node with its share of the index and each indicator with its mark."""
    dimensions = cache.tree().dimensions
    across = beside(COLUMNS, BRANCH_PX)
    for start in range(0, len(dimensions), across):
        places = side_by_side(across, least_px=0)
        for column, key in zip(places, dimensions[start : start + across], strict=False):
            column.markdown("\n".join(_lines(key)))


def _lines(key: str, depth: int = 0) -> list[str]:
    children = cache.tree().children(key)
    share = reader_language().percent(shares()[key], 1)
    named = frame.plain(name(key))
    own = f"**{named}** · {share}" if children else f"{named} · {share} {frame.tag(cache.provenance()[key])}"
    lines = [f"{'  ' * depth}- {own}"] if depth else [own, ""]
    for child in children:
        lines += _lines(child, depth + 1)
    return lines


def shares() -> pd.Series:
    """Return the share (0–1) of the index each node has by the rules in force; 0 of what does not count."""
    return numbers.shares(standing.chosen_rules())


def controls() -> None:
    """Draw the filter of the indicators."""
    dimension, provenance = dimension_choice(), provenance_choice()
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        st.selectbox(
            t("method.dimension"),
            dimension.allowed,
            format_func=lambda key: name(key) if key else t("method.all_dimensions"),
            width=320,
            **dimension.widget(),
        )
        st.segmented_control(
            t("method.provenance"),
            provenance.allowed,
            format_func=lambda kind: t(f"common.provenance.{kind}" if kind else "method.all_provenances"),
            required=True,
            **provenance.widget(),
        )


def chosen() -> dict[str, list[str]]:
    """Return the indicators the filter lets through, by dimension; dimensions left empty go."""
    wanted, kind, provenance = dimension_choice().value, provenance_choice().value, cache.provenance()
    found = {
        key: [leaf for leaf in leaves(key) if kind in (ALL, provenance[leaf])]
        for key in cache.tree().dimensions
        if wanted in (ALL, key)
    }
    return {key: under for key, under in found.items() if under}


def dimension(key: str) -> None:
    """Write the head of a dimension: its name, share and definition."""
    lang = reader_language()
    share = t("method.share", share=lang.percent(shares()[key], 1))
    definition = lang.text(cache.row("indicators", key), "definition")
    st.subheader(frame.plain(name(key)), anchor=key)
    if definition and cache.tree().children(key):
        share = t("method.with_reason", fact=share, reason=definition)
    st.caption(frame.plain(share))


def leaves(key: str) -> list[str]:
    """Return the leaves under a node, itself if it is one."""
    children = cache.tree().children(key)
    return [leaf for child in children for leaf in leaves(child)] if children else [key]
