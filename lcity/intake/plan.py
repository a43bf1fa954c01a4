"""What a reader has decided about an upload, and what is proposed before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from lcity.intake import headings
from lcity.intake.figures import Figures
from lcity.intake.figures import of as figures_of
from lcity.intake.headings import FIGURES
from lcity.intake.part import Part

OWN, REPLACE, UPDATE = "own", "replace", "update"
MODES = (OWN, REPLACE, UPDATE)
Keys = Mapping[str, tuple[str, ...]]
FEWER, KNOWN, FOREIGN, ELSEWHERE = "fewer", "known", "foreign", "elsewhere"
"""Ids that are all the open dataset's, in fewer rows than its table has; some of them; none; or whatever the
ids, positions that have no ground in common with it."""
Known = Callable[[Part, str, Mapping[str, str]], str]


@dataclass(frozen=True)
class Plan:
    """How parts become a dataset.

    Parameters
    ----------
    mode
        `OWN`: they are a dataset of their own. `REPLACE`: they stand in the place of tables of the
        open one. `UPDATE`: their rows are laid over those of the open one, by unit and year.
    tables
        Part → table; "" for one not used, `FIGURES` for one of units and figures of its owner's own.
    headings
        Part → heading → column; headings that are left as they are need not be named.
    corrections
        Table → correction, as in `coordinates.Correction`.
    readings
        Table → column → how its cells are read, as in `readings.Reading`.
    layouts
        Part → where its table is, as in `layout.Layout`.
    figures
        Part → what its columns are where it is one of `FIGURES`, or may be one.
    """

    mode: str = OWN
    tables: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)
    readings: Mapping[str, Mapping[str, Sequence[str]]] = field(default_factory=dict)
    layouts: Mapping[str, Sequence] = field(default_factory=dict)
    figures: Mapping[str, Figures] = field(default_factory=dict)


def of(written: Mapping[str, Any]) -> Plan:
    """Return a plan that was written as a dictionary."""
    figures = {part: figures_of(one) for part, one in written["figures"].items()}
    return Plan(**{**written, "figures": figures})


@dataclass(frozen=True)
class Proposal:
    """What names alone do not settle, and what they may mean.

    Parameters
    ----------
    plan
        With every suggestion taken.
    exact
        Whether the plan holds no suggestion: every part says by its name what it is, and every
        heading is a column or means nothing known.
    """

    plan: Plan
    exact: bool


def propose(
    parts: Sequence[Part],
    keys: Keys,
    known: Known | None = None,
    layouts: Mapping[str, Sequence] | None = None,
    figures: Mapping[str, Figures] | None = None,
) -> Proposal:
    """Return what an upload seems to be.

    Parameters
    ----------
    parts
        The tables as they came.
    keys
        Indicator key → its names, of the open dataset and of the upload's own indicators.
    known
        Part, table and headings → how the part's ids stand to the open dataset's; None without one.
    layouts
        Part → where its table seems to be, where it is not all of it.
    figures
        Part → what its columns may be, where it may be one of figures of its owner's own.
    """
    figures = figures or {}
    tables = {part.name: headings.table_of(part) for part in parts}
    exact = not layouts
    for part in parts:
        if not tables[part.name]:
            table = _suggested(part, keys, known, figures)
            exact = False
            if table == FIGURES and "indicators" in tables.values():
                table = headings.suggested_table(part, keys)
            if table and table not in tables.values():
                tables[part.name] = table
    suggested = {
        part.name: headings.suggest(tables[part.name], part.columns, keys)
        for part in parts
        if tables[part.name] not in ("", FIGURES) and part.columns
    }
    suggested = {name: found for name, found in suggested.items() if found}
    mode = OWN if {"indicators", FIGURES} & set(tables.values()) else REPLACE
    if known is not None and mode == REPLACE:
        mode = _mode(parts, tables, suggested, known)
    plan = Plan(mode, tables, suggested, layouts=layouts or {}, figures=figures)
    return Proposal(plan, exact and not suggested)


def _suggested(part: Part, keys: Keys, known: Known | None, figures: Mapping[str, Figures]) -> str:
    """Return the table a part may be; `FIGURES` where the open dataset does not know its units."""
    found = headings.possible_tables(part, keys)
    table = found[0] if len(found) == 1 else ""
    if part.name not in figures:
        return table
    # By its headings alone, units with figures are no mere list of units.
    if not found or (table == "cities" and not headings.titled(part)):
        return FIGURES
    if not table.startswith("values_") or known is None:
        return table
    suggested = headings.suggest(table, part.columns, keys)
    known_here = {suggested.get(column, column) for column in part.columns} & set(keys)
    return table if known_here and known(part, table, suggested) != FOREIGN else FIGURES


def _mode(parts: Sequence[Part], tables: Mapping, suggested: Mapping, known: Known) -> str:
    """Return how an upload without indicators seems to stand to the open dataset, by ids and positions."""
    of_units = [part for part in parts if tables[part.name] not in ("", "meta", "sources")]
    ids = [known(part, tables[part.name], suggested.get(part.name, {})) for part in of_units]
    if ids and all(one == FEWER for one in ids):
        return UPDATE
    apart = ELSEWHERE in ids or (len(parts) > 1 and FOREIGN in ids)
    return OWN if apart and not {FEWER, KNOWN} & set(ids) else REPLACE
