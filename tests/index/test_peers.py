"""Who is alike: a case worked by hand, and what must hold whatever the figures."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lcity.index.peers import apart, peers, standardise

UNITS = list("abcdefgh")
# Powers of ten: their logarithms are 3, 4, 5, … in steps of ln 10.
SIZES = [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10]
OLD = [0.1, 0.3, 0.1, 0.3, 0.1, 0.3, 0.1, 0.3]


@pytest.fixture
def context():
    return pd.DataFrame({"people": SIZES, "old": OLD}, index=pd.Index(UNITS, name="unit"))


def test_standard_scores_by_hand(context):
    found = standardise(context, ["people"])
    # 1 … 8 less 4.5 over the root of 42 / 7, and ±0.1 over the root of 8 · 0.01 / 7.
    assert found["people"].tolist() == pytest.approx([(i - 4.5) / math.sqrt(6) for i in range(1, 9)])
    assert found["old"].tolist() == pytest.approx([-math.sqrt(7 / 8), math.sqrt(7 / 8)] * 4)
    assert found.index.equals(context.index)


def test_peers_by_hand(context):
    found = peers(standardise(context, ["people"]), "a")
    # One step in size is 1 / √6, the other age is 2 √(7/8) away: squares 1/6 and 3.5, means of two.
    squares = {"c": 4 / 6, "b": 1 / 6 + 3.5, "e": 16 / 6, "d": 9 / 6 + 3.5, "g": 36 / 6, "f": 25 / 6 + 3.5}
    nearest = sorted(squares, key=squares.get)[:3]
    assert found.units.tolist() == nearest == ["c", "e", "b"]
    assert found.distance.tolist() == pytest.approx([math.sqrt(squares[unit] / 2) for unit in nearest])
    assert (found.compared, found.used, found.lacking) == (7, ("people", "old"), ())
    assert found.close


def test_only_the_variables_asked_for_count(context):
    found = peers(standardise(context, ["people"]), "a", ["people"])
    assert found.units.tolist() == ["b", "c", "d"]
    assert found.distance["b"] == pytest.approx(1 / math.sqrt(6))


def test_a_unit_far_from_all_has_no_close_peer(context):
    context.loc["h", "people"] = 1e40
    found = peers(standardise(context, ["people"]), "h")
    assert not found.close
    assert found.distance.iloc[0] > 1
    assert apart(standardise(context, ["people"]), "h", ["people", "old"]).index[0] == "people"


def test_what_is_unknown_is_neither_zero_nor_alike(context):
    context.loc["c", "old"] = np.nan
    context["empty"] = np.nan
    context["same"] = 1.0
    standard = standardise(context, ["people"])
    assert "c" not in peers(standard, "a").units
    own = peers(standard, "c", ["people", "old", "empty", "same"])
    assert own.used == ("people",)
    assert own.lacking == ("old", "empty", "same")
    assert own.compared == 7
    nothing = peers(standard, "a", ["empty"])
    assert nothing.units.empty
    assert (nothing.compared, nothing.lacking) == (0, ("empty",))


def test_nobody_lives_there_is_no_small_size(context):
    context.loc["a", "people"] = 0
    standard = standardise(context, ["people"])
    assert math.isnan(standard.at["a", "people"])
    assert peers(standard, "a").used == ("old",)


def test_half_of_the_others_at_most_and_too_few_are_none(context):
    assert len(peers(standardise(context), "a").units) == 3
    assert peers(standardise(context[:6]), "a").units.empty
    many = pd.DataFrame({"x": np.arange(100.0)})
    assert len(peers(standardise(many), 50).units) == 10


@settings(max_examples=25)
@given(
    arrays(float, (12, 3), elements=st.floats(1, 1e6)),
    st.permutations(range(12)),
    st.floats(0.1, 50),
)
def test_neither_order_nor_unit_of_measurement_matters(figures, order, scale):
    table = pd.DataFrame(figures, columns=list("xyz"))
    plain = peers(standardise(table, ["x"]), 0)
    turned = peers(standardise((table * scale).iloc[list(order)], ["x"]), 0)
    assert np.sort(plain.distance).tolist() == pytest.approx(np.sort(turned.distance).tolist(), abs=1e-6)
    assert 0 not in plain.units


@settings(max_examples=25)
@given(arrays(float, (9, 2), elements=st.floats(0, 100)))
def test_distance_is_mutual_and_never_beats_a_brute_force_search(figures):
    standard = standardise(pd.DataFrame(figures))
    if standard.empty:
        return
    z = standard.to_numpy()
    for unit in range(9):
        found = peers(standard, unit)
        all_others = sorted(
            np.sqrt(((z[unit] - z[other]) ** 2).mean()) for other in range(9) if other != unit
        )
        assert found.distance.tolist() == pytest.approx(all_others[:4])
