"""Districts by how many of their people are out of reach, as a table to choose from."""

import math
from collections.abc import Collection
from typing import Any

import pandas as pd

from lcity.charts.table import Cell, Column, Row, Table
from lcity.colour import SHARES, ink, out_of_reach
from lcity.dataset import PROVENANCES
from lcity.text import Language

# As wide as their numbers are, also on a phone; what is left over is the bars'.
OUT_WIDTH, SHARE_WIDTH, PEOPLE_WIDTH = "max(5.2rem,6vw)", "max(4.2rem,5vw)", "max(5.6rem,7vw)"
CHANGE_WIDTH = "max(6.6rem,8vw)"


def served_table(
    districts: pd.DataFrame,
    names: pd.Series,
    lang: Language,
    *,
    label: str,
    people: str,
    marks: Collection[str] = (),
    of_people: Collection[str] | None = None,
    dark: bool = False,
    changes: pd.Series | None = None,
    head: str = "",
) -> Table:
    """Return a table of districts, or of other units, in the order given, with people out of reach as bars.

    Parameters
    ----------
    districts
        Index district; columns people, out (people out of reach) and share (0–1; NaN where unknown).
    names
        District → name.
    lang
        The reader's language.
    label
        What the table shows, for who cannot see it.
    people
        Whom it counts: the head of their column.
    marks
        The provenances that stand beside the heads of who is in reach and who is not: one, or that of what
        is simulated and that of what is planned on it. Numbers of simulated people are written to three
        digits that count.
    of_people
        Those beside the head of how many people there are; None for the same.
    dark
        Whether it lies on a dark ground.
    changes
        By how much each share (-1–1) differs from another, told beside it in points; None for nothing.
    head
        What the units are called; "" for districts.
    """
    most = districts["out"].max()
    of_people = marks if of_people is None else of_people
    rough = "simulated" in marks, "simulated" in of_people
    marked = _marked(marks, lang)
    share_width = SHARE_WIDTH if changes is None else CHANGE_WIDTH
    columns = (
        Column(head or lang.t("coverage.col_district"), width="24%", heading=True),
        Column(lang.t("coverage.col_out"), "right", OUT_WIDTH, **marked),
        Column("", pieces=((f"{out_of_reach(dark)}b0", ""),), full=float(most) if most > 0 else 1.0),
        Column(lang.t("coverage.col_share"), "center", share_width, **marked),
        Column(people, "right", PEOPLE_WIDTH, **_marked(of_people, lang)),
    )
    fills = SHARES.on(dark).colour(districts["share"])
    told = {} if changes is None else {key: _change(change, lang) for key, change in changes.items()}
    rows = (
        _row(district, names[district], figures, fills[district], lang, rough, told.get(district, ""))
        for district, *figures in districts[["people", "out", "share"]].astype(float).itertuples()
    )
    return Table(label, columns, tuple(rows))


def _marked(kinds: Collection[str], lang: Language) -> dict[str, Any]:
    """Return what a column of figures says of their provenances."""
    words = [lang.t(f"common.provenance.{kind}") for kind in sorted(kinds, key=PROVENANCES.index)]
    first, also = (*words, "", "")[:2]
    signed = "simulated" in kinds
    return {
        "mark": first,
        "calm": not signed,
        "sign": "whole" if signed else "",
        "also": also,
        "sortable": True,
    }


def _row(
    district: str,
    name: str,
    figures: list[float],
    fill: str,
    lang: Language,
    rough: tuple[bool, bool],
    change: str,
) -> Row:
    people, out, share = figures
    if math.isnan(share):
        cells = (Cell(name), *(Cell(lang.number(share), tone="quiet") for _ in range(4)))
        return Row(district, cells, faint=True)

    def written(count: float, rough: bool) -> str:
        return lang.headcount(_to_three(count) if rough else count)

    cells = (
        Cell(name),
        Cell(written(out, rough[0]), out, tone="strong"),
        Cell(parts=(out,)),
        Cell(" ".join(filter(None, (lang.percent(share), change))), share, fill, ink(fill)),
        Cell(written(people, rough[1]), people, tone="quiet"),
    )
    return Row(district, cells)


def _change(change: float, lang: Language) -> str:
    """Write by how many points a share changes: "▲ 4.2"; nothing where that would read as 0."""
    points = 100 * change
    if math.isnan(points) or round(abs(points), 1) == 0:
        return ""
    return f"{'▲' if points > 0 else '▼'}\N{NO-BREAK SPACE}{lang.number(abs(points), 1)}"


def _to_three(count: float) -> float:
    """Return a number of people with all but its first three digits rounded away."""
    return round(count, 2 - math.floor(math.log10(count))) if count >= 1_000 else count
