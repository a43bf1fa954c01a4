"""Tables to take away: every column knows its unit and how far its figures can be trusted."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

from lcity import spreadsheet
from lcity.export.mark import name
from lcity.export.metadata import Metadata, clean
from lcity.text import Language

DECIMALS = 6
TAKEN_WITH = ("choices", "provenance_of_all", "sources", "years", "data", "date")


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    key
        The column of the rows.
    head
        What to call it, in the reader's language.
    unit
        Of its figures, as written beside them; "" for text and plain counts.
    provenance
        How far they can be trusted, of `PROVENANCES`, a space between two; "" where that means nothing.
    digits
        The decimals shown in a spreadsheet; all are kept.
    share
        Whether they are shares (0–1), which a spreadsheet shows per cent.
    """

    key: str
    head: str
    unit: str = ""
    provenance: str = ""
    digits: int = 0
    share: bool = False


@dataclass(frozen=True, eq=False)
class Table:
    """A table to take away.

    Parameters
    ----------
    title
        What it shows.
    columns
        In the order to write them.
    rows
        A column per `Column.key` at least; NaN, NA, None and "" are missing.
    """

    title: str
    columns: tuple[Column, ...]
    rows: pd.DataFrame


def defused(text: str) -> str:
    """Return text fit for a file, such that no spreadsheet takes it for a formula."""
    return spreadsheet.defused(clean(text))


def csv(table: Table, metadata: Metadata, lang: Language) -> bytes:
    """Write a table as CSV that Excel opens as it is: UTF-8 with a byte-order mark.

    A head says its column's unit and provenance. The last columns say in every row what was chosen and
    what the figures stand on, so that no part of the file can be quoted without it.
    """
    there = [column for column in table.columns if column.key in table.rows]
    beside = {defused(label): defused(text) for label, text in taken_with(metadata, lang).items()}
    heads = [head(column, lang) for column in there]
    often = Counter([*heads, *beside])
    # Two indicators may have one name, or a name of what stands beside: nothing may take another's place.
    unique = [
        lang.t("export.head", name=own, marks=column.key) if often[own] > 1 else own
        for own, column in zip(heads, there, strict=True)
    ]
    written = {own: _cells(table.rows[column.key]) for own, column in zip(unique, there, strict=True)}
    found = pd.DataFrame(written, index=table.rows.index).assign(**beside)
    return found.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def head(column: Column, lang: Language) -> str:
    """Write a column's head with its unit and its mark: "Index (points; simulated)"."""
    marks = [column.unit, name(column.provenance, lang)]
    marked = lang.t("export.semicolon").join(filter(None, marks))
    return defused(lang.t("export.head", name=column.head, marks=marked) if marked else column.head)


def taken_with(metadata: Metadata, lang: Language) -> dict[str, str]:
    """Return what stands beside every row, name → text."""
    of = lang.t("export.semicolon")
    texts = {
        "choices": of.join(
            lang.t("export.pair", name=label, value=value) for label, value in choices(metadata, lang)
        ),
        "provenance_of_all": metadata.marks(lang),
        "sources": of.join(metadata.sources),
        "years": metadata.years,
        "data": lang.t("export.data_of", title=metadata.dataset, hash=metadata.data),
        "date": metadata.day.isoformat(),
    }
    return {lang.t(f"export.{key}"): texts[key] for key in TAKEN_WITH}


def choices(metadata: Metadata, lang: Language) -> list[tuple[str, str]]:
    """Return what was chosen, the weights last as one text."""
    of = lang.t("export.comma")
    weights = of.join(
        lang.t("export.weight_of", name=weight.name, share=lang.percent(weight.share, 1))
        for weight in metadata.weights
        if weight.provenance
    )
    return [*metadata.chosen, *([(lang.t("export.weights"), weights)] if weights else [])]


def is_number(values: pd.Series) -> bool:
    """Say whether a column holds numbers."""
    return pd.api.types.is_numeric_dtype(values) and not pd.api.types.is_bool_dtype(values)


def _cells(values: pd.Series) -> pd.Series:
    if is_number(values):
        return values.round(DECIMALS) if pd.api.types.is_float_dtype(values) else values
    return values.map(lambda value: None if pd.isna(value) else defused(value), na_action="ignore")
