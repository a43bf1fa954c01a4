import pandas as pd
import pytest

from lcity.index.not_measured import ASKS, not_measured


def indicators(*rows):
    columns = ["key", "parent", "computed", "asked"]
    return pd.DataFrame(rows, columns=columns).set_index("key")


NOTHING = ("dimension", None, None, None), ("schooling", "dimension", None, None)


def test_a_dataset_that_answers_nothing_is_asked_for_all():
    assert not_measured(indicators(*NOTHING)) == ASKS
    assert not_measured(indicators(*NOTHING).drop(columns="asked")) == ASKS


@pytest.mark.parametrize(
    ("row", "answered"),
    [
        (("education_spending", "dimension", None, None), "education_spending"),
        (("crime", "dimension", None, "offences_per_1000"), "offences_per_1000"),
        (("rural", "dimension", "coverage_ratio:people_rural", None), "coverage_rural_ratio"),
    ],
)
def test_an_indicator_answers_by_its_key_its_computation_or_where_it_says_so(row, answered):
    left = {ask.key for ask in not_measured(indicators(*NOTHING, row))}
    assert left == {ask.key for ask in ASKS} - {answered}


def test_a_dimension_measures_nothing():
    rows = ("education_spending", None, None, None), ("schooling", "education_spending", None, None)
    assert len(not_measured(indicators(*rows))) == len(ASKS)
