"""Cells as they are written, turned into text, numbers and whole numbers."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"


def to_text(cells: pd.Series) -> pd.Series:
    """Return cells as trimmed text, missing where blank.

    Numbers are written without a needless ".0", so that an id read as 110101.0 is "110101" again.
    """
    return _series(_trimmed(cells), cells.index, cells.name)


def read_text(cells: Sequence[str], index: pd.Index, name: str) -> pd.Series:
    """Return cells just read, as `to_text` does, without a series of them as they came."""
    return _series(_blank_is_missing(pa.array(cells, pa.large_string())), index, name)


def _series(text: pa.LargeStringArray, index: pd.Index, name: str | None) -> pd.Series:
    return pd.Series(pd.array(text, dtype="str"), index, name=name)


def _trimmed(cells: pd.Series) -> pa.LargeStringArray:
    if isinstance(cells.dtype, pd.CategoricalDtype):
        cells = cells.astype(cells.cat.categories.dtype)
    if not pd.api.types.is_string_dtype(cells.dtype) or cells.dtype == object:
        written = [None if pd.isna(cell) else shown(cell) for cell in cells]
        cells = pd.Series(written, cells.index, dtype="str", name=cells.name)
    return _blank_is_missing(pa.array(cells, pa.large_string(), from_pandas=True))


def _blank_is_missing(cells: pa.LargeStringArray) -> pa.LargeStringArray:
    text = pc.utf8_trim_whitespace(cells)
    return pc.if_else(pc.equal(text, ""), pa.scalar(None, pa.large_string()), text)


def to_number(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return cells as float64, and a mask of those that hold something that is no finite number.

    Blank cells are NaN and not in the mask; cells in the mask are NaN too.
    """
    if pd.api.types.is_numeric_dtype(cells.dtype) and cells.dtype != bool:
        blank = cells.isna().to_numpy()
        number = cells.to_numpy("float64", na_value=np.nan)
    else:
        text = _trimmed(cells)
        blank = text.is_null().to_numpy(zero_copy_only=False)
        written = pc.if_else(pc.match_substring_regex(text, NUMBER), text, pa.scalar(None, pa.large_string()))
        number = written.cast(pa.float64()).to_numpy(zero_copy_only=False)
    bad = ~blank & ~np.isfinite(number)
    number = pd.Series(np.where(bad, np.nan, number), cells.index, name=cells.name)
    return number, pd.Series(bad, cells.index)


MOST_WHOLE = 2**53
"""Beyond it a number as it is held is not every whole number."""


def to_whole(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return cells as Int64, and a mask of those that hold something that is no whole number."""
    number, bad = to_number(cells)
    bad |= number.notna() & ((number != np.floor(number)) | (number.abs() > MOST_WHOLE))
    return number.mask(bad).astype("Int64"), bad


def to_yes_no(cells: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return cells as boolean, and a mask of those that are neither true nor false, however cased."""
    text = to_text(cells).str.lower()
    bad = text.notna() & ~text.isin(["true", "false"])
    return (text == "true").astype("boolean").mask(text.isna() | bad), bad


def shown(cell: object) -> str:
    """Return a cell as a reader would write it: 110101.0 is "110101"."""
    if isinstance(cell, float | np.floating) and float(cell).is_integer() and abs(cell) < 1e16:
        return str(int(cell))
    return str(cell)


def nearest(name: str, names: Iterable[str]) -> dict[str, str]:
    """Return {"near": the one of `names` that may have been meant}, or {} where none is close."""
    found = get_close_matches(name, list(names), n=1, cutoff=0.7)
    return {"near": found[0]} if found and found[0] != name else {}
