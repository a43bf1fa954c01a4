"""A reader's own targets: what a link says of them, and that they go before those of the dataset."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.errors import ArgumentError
from lcity.monitor.own import MOST_OWN, OwnTarget, beside, parse, with_one, without, write
from lcity.monitor.targets import targets_of

TODAY = 2024
TARGETS = st.builds(
    OwnTarget,
    st.text(min_size=1, max_size=8),
    st.sampled_from(["city", "district"]),
    st.text(max_size=8),
    st.floats(-1e6, 1e6).map(lambda value: float(f"{value:.12g}")),
    st.integers(1900, 2200),
)
SEVERAL = st.lists(TARGETS, min_size=1, max_size=MOST_OWN, unique_by=lambda own: own.of).map(tuple)


@given(SEVERAL)
def test_a_link_says_them_as_they_are(targets):
    assert parse(write(targets)) == targets


@pytest.mark.parametrize(
    "text",
    ["", "x", "city:a::nan:2030", "city:a::inf:2030", "city:a::1:1800", "town:a::1:2030", "city:::1:2030",
     "city:a::1:2030,city:a::2:2031", ",".join(f"city:k{n}::1:2030" for n in range(MOST_OWN + 1))],
)  # fmt: skip
def test_what_no_reader_can_set_is_refused(text):
    with pytest.raises(ArgumentError):
        parse(text)


@given(SEVERAL, TARGETS)
def test_one_more_takes_the_place_of_the_one_of_the_same_and_is_taken_back_alone(targets, own):
    after = with_one(targets, own)
    assert [other for other in after if other.of == own.of] == [own]
    assert [other for other in after if other.of != own.of] == [o for o in targets if o.of != own.of]
    assert without(after, own) == tuple(other for other in targets if other.of != own.of)


def test_they_go_before_the_datasets_even_before_one_of_the_unit_itself():
    targets = pd.DataFrame(
        {"key": "staff", "level": "city", "id": [None, "b"], "year": [2030, 2030], "value": [1.0, 2.0]}
    ).astype({"year": "Int64"})
    units = pd.Index(["a", "b"])
    found = beside(targets, [OwnTarget("staff", "city", "", 9.0, 2028)])
    assert found["own"].tolist() == [False, False, True]
    held = targets_of(found, "city", units, ("staff",), TODAY)
    assert held["value"].to_dict() == {("a", "staff"): 9.0, ("b", "staff"): 9.0}
    assert held["row"].tolist() == [2, 2]
    one = beside(targets, [OwnTarget("staff", "city", "a", 9.0, 2028)])
    assert targets_of(one, "city", units, ("staff",), TODAY)["value"].tolist() == [9.0, 2.0]


def test_without_any_of_either_there_are_none():
    assert beside(None, []) is None
    assert beside(None, [OwnTarget("staff", "city", "", 9.0, 2028)])["value"].tolist() == [9.0]
