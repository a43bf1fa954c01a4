"""What a reader has decided about an upload, and what is proposed before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lcity.intake import headings
from lcity.intake.part import Part

OWN, REPLACE, UPDATE = "own", "replace", "update"
MODES = (OWN, REPLACE, UPDATE)
Keys = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Plan:
    """How parts become a dataset.

    Parameters
    ----------
    mode
        `OWN`: they are a dataset of their own. `REPLACE`: they stand in the place of tables of the
        open one. `UPDATE`: their rows are laid over those of the open one, by unit and year.
    tables
        Part → table; "" for one not used.
    headings
        Part → heading → column; headings that are left as they are need not be named.
    corrections
        Table → correction, as in `coordinates.Correction`.
    """

    mode: str = OWN
    tables: Mapping[str, str] = field(default_factory=dict)
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    corrections: Mapping[str, str] = field(default_factory=dict)


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


def propose(parts: Sequence[Part], keys: Keys) -> Proposal:
    """Return what an upload seems to be.

    Parameters
    ----------
    parts
        The tables as they came.
    keys
        Indicator key → its names, of the open dataset and of the upload's own indicators.
    """
    tables = {part.name: headings.table_of(part) for part in parts}
    exact = True
    for part in parts:
        if not tables[part.name]:
            table = headings.suggested_table(part, keys)
            exact = False
            if table and table not in tables.values():
                tables[part.name] = table
    said = {
        part.name: headings.suggest(tables[part.name], part.columns, keys)
        for part in parts
        if tables[part.name] and part.columns
    }
    said = {name: found for name, found in said.items() if found}
    mode = OWN if "indicators" in tables.values() else REPLACE
    return Proposal(Plan(mode, tables, said), exact and not said)
