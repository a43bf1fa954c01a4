"""What of a file of one's own ground is chosen: which column is which, or which level its areas are of."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import streamlit as st

from lcity.dataset.provenance import STATED
from lcity.ground.columns import CENTRES, OPTIONS, OUTLINES, POPULATION, TRAVEL, Columns
from lcity.ground.kinds import kinds
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.vocabulary import kind_label

LENGTHS = ("minutes_column", "metres_column")


class Chosen(NamedTuple):
    """What was chosen of a file.

    Parameters
    ----------
    options
        Of `lcity.ground.make.Wanted`: what differs from what is taken anyway.
    due
        The labels of what must be chosen and is not.
    is_map
        Whether the file holds objects of OpenStreetMap.
    """

    options: Mapping[str, str]
    due: tuple[str, ...] = ()
    is_map: bool = False


def choose(part: str, file: str, columns: Columns, parts: frozenset[str]) -> Chosen:
    """Draw the choices a file offers, each with what is taken unless another is chosen.

    Parameters
    ----------
    part
        What the file is: a key of `lcity.ground.uploaded.offer`.
    file
        Its id: another file is chosen of anew.
    columns
        What it offers.
    parts
        Which files there are.
    """
    if columns.is_map:
        return _level(file, columns, parts)
    if part == CENTRES:
        return _centres(file, columns)
    if part == OUTLINES:
        return _columns(file, columns, dict.fromkeys(OPTIONS[OUTLINES], False))
    if part == POPULATION:
        # A raster has no columns.
        needed = {"value_column": True, "place_column": TRAVEL in parts}
        return _columns(file, columns, needed if columns.names else {})
    return _travel(file, columns)


def _level(file: str, columns: Columns, parts: frozenset[str]) -> Chosen:
    """Choose which areas of a map extract are the districts, where no other file says it."""
    if OUTLINES in parts or not columns.levels:
        return Chosen({}, is_map=True)
    lang = reader_language()

    def written(level: str) -> str:
        count = columns.levels[level]
        return t("data.ground_level", level=level, n=count, count=lang.number(count))

    level = _select("admin_level", file, list(columns.levels), None, written, t("data.ground_no_level"))
    return Chosen({"admin_level": level} if level else {}, is_map=True)


def _centres(file: str, columns: Columns) -> Chosen:
    """State for all centres of a table what it has no column of."""
    lang = reader_language()
    offered: dict[str, tuple[list[str], Callable[[str], str]]] = {
        "kind": (list(kinds()), lambda kind: kind_label(kind, lang)),
        "provenance": (list(STATED), lambda kind: t(f"common.provenance.{kind}")),
    }
    missing = [option for option in offered if option not in columns.meant]
    given = {
        option: _select(option, file, offered[option][0], None, offered[option][1], t("data.ground_choose"))
        for option in missing
    }
    due = tuple(t(f"data.ground_{option}") for option, value in given.items() if not value)
    return Chosen({option: value for option, value in given.items() if value}, due)


def _columns(file: str, columns: Columns, needed: Mapping[str, bool]) -> Chosen:
    """Choose columns, of which some are needed."""
    given = {
        option: _select(
            option,
            file,
            list(columns.names),
            columns.meant.get(option),
            str,
            t("data.ground_choose" if need else "data.ground_none"),
        )
        for option, need in needed.items()
    }
    due = tuple(t(f"data.ground_{option}") for option, need in needed.items() if need and not given[option])
    options = {of: name for of, name in given.items() if name and name != columns.meant.get(of)}
    return Chosen(options, due)


def _travel(file: str, columns: Columns) -> Chosen:
    """Choose who goes where, and one column of how far it is."""
    ends = _columns(file, columns, {"from_column": True, "to_column": True})
    meant = {columns.meant[of]: of for of in LENGTHS if of in columns.meant}
    # Where times stand beside distances, which of them counts is asked.
    only = next(iter(meant)) if len(meant) == 1 else None
    length = _select("length_column", file, list(columns.names), only, str, t("data.ground_choose"))
    unit = st.segmented_control(
        t("data.ground_unit"),
        LENGTHS,
        default=meant.get(length),
        format_func=lambda of: t(f"data.ground_{of}"),
        key=f"data.ground.unit.{file}.{length}",
    )
    wanted = {"data.ground_length_column": length, "data.ground_unit": unit}
    due = ends.due + tuple(t(label) for label, value in wanted.items() if not value)
    told = meant.get(length) == unit and len(meant) == 1
    return Chosen({**ends.options, **({unit: length} if length and unit and not told else {})}, due)


def _select(
    option: str, file: str, offered: list[str], default: str | None, written: Callable[[str], str], none: str
) -> str | None:
    return st.selectbox(
        t(f"data.ground_{option}"),
        offered,
        index=offered.index(default) if default in offered else None,
        format_func=written,
        placeholder=none,
        key=f"data.ground.{option}.{file}",
        # Whose kind is none of these writes it.
        accept_new_options=option == "kind",
    )
