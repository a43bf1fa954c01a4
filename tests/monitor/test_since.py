"""What changed since last time: held against counting by hand, and what must hold whatever the figures."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from lcity.index import Tree, Weights, score_units
from lcity.monitor.sampling import change_errors
from lcity.monitor.series import Series
from lcity.monitor.since import Order, Twice, common, crossings, last_time, last_two, ranked_twice, since

NAN = np.nan
UNITS, KEYS = pd.Index(list("wxyz")), ("a", "b", "c")
INDICATORS = pd.DataFrame(
    {"parent": None, "direction": [1, -1, 1], "low": 0.0, "high": 10.0, "weight": 1.0}, list(KEYS)
)
TREE = Tree(KEYS, (None,) * 3, (1.0, 2.0, 1.0))
ORDER = Order(TREE, Weights(), "goalposts", "arithmetic")
FIGURES = st.one_of(st.just(NAN), st.integers(0, 10).map(float))
tables = arrays(float, (4, 3), elements=FIGURES).map(lambda own: pd.DataFrame(own, UNITS, list(KEYS)))


def held(before, after):
    return Twice(before, after, {})


def test_each_indicator_is_held_against_the_year_before_it_that_has_figures():
    values = np.array(
        [
            [[1, NAN, 3, NAN], [NAN, NAN, NAN, 7], [NAN, NAN, NAN, NAN]],
            [[2, NAN, NAN, NAN], [NAN, NAN, NAN, 8], [NAN, NAN, NAN, NAN]],
        ]
    )
    found = last_two(Series(pd.Index(["u", "v"]), KEYS, np.array([2010, 2015, 2020, 2024]), values))
    assert dict(found.years) == {"a": (2010, 2020)}
    assert found.before["a"].tolist() == [1, 2]
    assert found.after.loc["u", ["a", "b"]].tolist() == [3, 7]
    assert found.before[["b", "c"]].isna().all(axis=None)
    assert found.after.loc["v"].isna().tolist() == [True, False, True]


def test_nothing_is_before_a_break_or_in_a_dataset_without_years():
    broken = Series(pd.Index(["u"]), ("a",), np.array([2010, 2020]), np.array([[[1.0, 2.0]]]))
    assert not last_two(broken.since_breaks({"a": (2020,)})).years
    undated = last_two(Series(pd.Index(["u"]), ("a",), np.array([NAN]), np.array([[[5.0]]])))
    assert not undated.years
    assert undated.after.loc["u", "a"] == 5


@given(arrays(float, (2, 3, 5), elements=FIGURES))
def test_both_years_are_those_of_a_search_by_hand(values):
    years = np.array([2011, 2013, 2014, 2019, 2020])
    found = last_two(Series(pd.Index(["u", "v"]), KEYS, years, values))
    for number, key in enumerate(KEYS):
        there = [year for at, year in enumerate(years) if not np.isnan(values[:, number, at]).all()]
        assert found.years.get(key) == (tuple(there[-2:]) if len(there) > 1 else None)
        if there:
            latest = values[:, number, years.tolist().index(there[-1])]
            assert np.array_equal(found.after[key], latest, equal_nan=True)


def test_a_new_indicator_never_looks_like_decline():
    before = pd.DataFrame({"a": [9.0, 5, 1, 3]}, UNITS)
    after = before.assign(b=[10.0, 0, 0, 0])
    ranks = ranked_twice(held(before, after), INDICATORS, ORDER)
    assert (ranks["before"] == ranks["after"]).all()
    found = last_time(held(before, after), INDICATORS, ORDER, pd.DataFrame({"a": [2020] * 4}, UNITS), 2024)
    assert found.since.new == ("b",)
    assert (found.on, found.of_all) == (1, 3)
    assert found.old["year"].tolist() == [2020] * 4
    assert found.of("x").since.same == 1
    # With it, the first would be behind.
    whole = score_units(after.assign(c=5.0), INDICATORS, TREE).rank
    assert whole["w"] > 1


@given(tables, tables)
def test_ranks_are_those_of_units_ranked_both_times_on_what_both_have(before, after):
    found = ranked_twice(held(before, after), INDICATORS, ORDER)
    keys = common(held(before, after), TREE)
    assert set(keys) == {key for key in KEYS if before[key].notna().any() and after[key].notna().any()}
    if found.empty:
        return
    for name, table in (("before", before), ("after", after)):
        own = score_units(table.loc[found.index], INDICATORS, TREE.prune(keys))
        assert own.rank.astype(float).tolist() == found[name].tolist()
        assert found[name].min() == 1


@given(tables, tables)
def test_back_again_is_the_other_way_round(before, after):
    there, back = (since(*pair, INDICATORS) for pair in ((before, after), (after, before)))
    assert (there.new, there.gone) == (back.gone, back.new)
    assert there.lost[["id", "key"]].values.tolist() == back.gained[["id", "key"]].values.tolist()
    assert there.same == back.same
    one, other = (
        found.moved.set_index(["id", "key"])["points"].sort_index().to_numpy() for found in (there, back)
    )
    assert one == pytest.approx(-other)
    both = before.notna() & after.notna()
    assert len(there.moved) + there.same == both.to_numpy().sum()


@given(*[st.lists(st.integers(1, 6), min_size=6, max_size=6)] * 2)
def test_who_passed_whom_is_what_looking_at_every_pair_finds(then, now):
    units = list("abcdef")
    ranks = pd.DataFrame({"before": then, "after": now}, units).astype(float)
    found = crossings(ranks, 10).set_index("id")
    passes = {
        (one, other)
        for one, other in product(units, units)
        if ranks.at[one, "before"] > ranks.at[other, "before"]
        and ranks.at[one, "after"] < ranks.at[other, "after"]
    }
    moved = ranks.index[ranks["before"] != ranks["after"]]
    assert set(found.index) == set(moved)
    assert {(one, other) for one in found.index for other in found.at[one, "passed"]} <= passes
    for unit, row in found.iterrows():
        assert set(row["passed"]) == {other for one, other in passes if one == unit}
        assert set(row["passed_by"]) == {one for one, other in passes if other == unit}
        assert list(ranks.loc[list(row["passed"]), "after"]) == sorted(
            ranks.loc[list(row["passed"]), "after"]
        )
    far = (found["before"] - found["after"]).abs()
    assert far.is_monotonic_decreasing
    assert len(crossings(ranks, 2)) <= 2


def test_equal_ranks_pass_nobody_and_nobody_is_ranked_on_nothing():
    ranks = pd.DataFrame({"before": [1.0, 1.0], "after": [1.0, 2.0]}, list("ab"))
    found = crossings(ranks, 5)
    assert found[["id", "passed", "passed_by"]].values.tolist() == [["b", (), ()]]
    before = pd.DataFrame({"a": [1.0]}, ["x"])
    assert ranked_twice(held(before, before.rename(columns={"a": "b"})), INDICATORS, ORDER).empty
    assert ranked_twice(held(before, before.rename(index={"x": "y"})), INDICATORS, ORDER).empty
    weightless = Order(TREE, Weights({"a": 0.0}), "goalposts", "arithmetic")
    assert ranked_twice(held(before, before), INDICATORS, weightless).empty


def test_units_that_joined_or_left_are_named_and_compared_with_nothing():
    before, after = (pd.DataFrame({"a": [1.0, 2.0]}, list(units)) for units in ("xy", "yz"))
    found = since(before, after, INDICATORS)
    assert (found.joined, found.left) == (("z",), ("x",))
    assert found.moved["id"].tolist() == ["y"]


def test_a_change_within_its_sampling_error_stands_behind_those_that_are_sure():
    before = pd.DataFrame({"a": [1.0, 1.0, 1.0], "c": [1.0, 2.0, 3.0]}, list("xyz"))
    after = pd.DataFrame({"a": [5.0, 2.0, 9.0], "c": [2.0, 2.0, 3.0]}, list("xyz"))
    errors = pd.DataFrame({"a": [4 / 1.96, 0.5, NAN]}, list("xyz"))
    found = since(before, after, INDICATORS, errors).moved
    told = found[["id", "key", "sure"]].values.tolist()
    assert told == [["z", "a", True], ["x", "c", True], ["y", "a", True], ["x", "a", False]]
    assert since(before, after, INDICATORS).moved["sure"].all()


@given(tables, tables, tables)
def test_larger_errors_make_nothing_surer(before, after, errors):
    sure, less = (
        since(before, after, INDICATORS, error).moved.set_index(["id", "key"])["sure"].sort_index()
        for error in (errors, errors * 2)
    )
    assert (less <= sure).all()


def test_errors_of_a_change_are_those_of_both_years_together(england9):
    found = change_errors(england9, "district", {"worthwhile": (2022, 2023), "ghg_per_person": (2022, 2023)})
    assert list(found) == ["worthwhile"], "the other has none"
    own = england9.values_district.set_index(["district", "year"])["worthwhile_se"]
    leeds = "E08000035"
    expected = np.sqrt(own[leeds, 2022] ** 2 + own[leeds, 2023] ** 2)
    assert found.loc[leeds, "worthwhile"] == pytest.approx(expected)
    assert change_errors(england9, "city", {"ghg_per_person": (2022, 2023)}).empty
