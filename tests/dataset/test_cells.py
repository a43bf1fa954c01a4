import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.dataset.cells import nearest, shown, to_number, to_text, to_whole


def test_text_is_trimmed_and_blank_is_missing():
    found = to_text(pd.Series([" 010 ", "", "  ", None, "NA"], index=[2, 3, 4, 5, 6], dtype="str"))
    assert found.dtype == "str"
    assert found.index.tolist() == [2, 3, 4, 5, 6]
    assert found.isna().tolist() == [False, True, True, True, False]
    assert found.dropna().tolist() == ["010", "NA"]


@pytest.mark.parametrize(
    "ids",
    [
        pd.Series([110101, 10101]),
        pd.Series([110101.0, 10101.0, np.nan]),
        pd.Series([110101, 10101, None], dtype="Int64"),
        pd.Series([110101, "10101"], dtype=object),
        pd.Series(["110101", "10101"], dtype="category"),
        pd.Series(["110101", "10101"], dtype="string"),
    ],
)
def test_ids_of_any_type_become_text_without_a_point(ids):
    found = to_text(ids)
    assert found.dtype == "str"
    assert found.dropna().tolist() == ["110101", "10101"]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_written_number_is_read_back(value):
    number, bad = to_number(pd.Series([repr(value), f" {value!r} "], dtype="str"))
    assert number.dtype == "float64"
    assert number.tolist() == [value, value]
    assert not bad.any()


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8))
def test_a_cell_is_a_number_or_a_blank_or_told(text):
    number, bad = to_number(pd.Series([text], dtype="str"))
    assert (not text.strip()) + bad[0] + math.isfinite(number[0]) == 1


@pytest.mark.parametrize(
    "text", ["n/a", "-", "1,000", "12%", "0x1F", "1_000", "١", "１２", "nan", "inf", "-inf", "1e999"]
)
def test_what_is_no_number(text):
    number, bad = to_number(pd.Series([text], dtype="str"))
    assert bad.tolist() == [True]
    assert number.isna().all()


def test_typed_numbers_pass_and_infinity_does_not():
    number, bad = to_number(pd.Series([1, 2.5, np.inf, np.nan]))
    assert number.tolist()[:2] == [1.0, 2.5]
    assert bad.tolist() == [False, False, True, False]


def test_whole_numbers():
    whole, bad = to_whole(pd.Series(["2020", "2020.0", "2020.5", "", "x"], dtype="str"))
    assert whole.dtype == "Int64"
    assert whole.tolist()[:2] == [2020, 2020]
    assert whole.isna().tolist() == [False, False, True, True, True]
    assert bad.tolist() == [False, False, True, False, True]


def test_cells_are_shown_as_they_would_be_written():
    assert [shown(cell) for cell in (110101.0, 1.5, "x", 3, np.float64(7))] == [
        "110101",
        "1.5",
        "x",
        "3",
        "7",
    ]


def test_nearest_names_only_what_is_close():
    assert nearest("pepole", ["people", "year"]) == {"near": "people"}
    assert nearest("zzz", ["people", "year"]) == {}
    assert nearest("people", ["people"]) == {}
