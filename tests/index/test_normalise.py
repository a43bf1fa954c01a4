import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from lcity.errors import ArgumentError
from lcity.index import NORMALISATIONS, normalise

NA = np.nan
grids = hnp.arrays(
    float,
    st.tuples(st.integers(1, 12), st.integers(1, 4)),
    elements=st.one_of(st.just(NA), st.integers(-20, 20).map(float), st.floats(-1e6, 1e6, width=32)),
)


def facts(columns, direction=1, low=NA, high=NA):
    return pd.DataFrame({"direction": direction, "low": low, "high": high}, index=list(columns), dtype=object)


def one(values, method, **given_facts):
    frame = pd.DataFrame({"x": values}, index=[f"u{i}" for i in range(len(values))], dtype=float)
    return normalise(frame, facts("x", **given_facts), method)["x"].to_numpy()


def test_goalposts_as_in_the_human_development_report():
    """HDR 2015, table 1 (Norway, Australia, Singapore); technical note 1: beyond a goalpost is at it."""
    values = pd.DataFrame(
        {
            "life": [81.6, 82.4, 83.0],
            "expected": [17.5, 20.2, 15.4],
            "mean": [12.6, 13.0, 10.6],
            "income": np.log([64_992, 42_261, 76_628]),
        },
        index=["NOR", "AUS", "SGP"],
    )
    low, high = [20, 0, 0, np.log(100)], [85, 18, 15, np.log(75_000)]
    scores = normalise(values, facts(values, low=low, high=high), "goalposts")
    expected = {
        "life": [94.769, 96.0, 96.923],
        "expected": [97.222, 100.0, 85.556],
        "mean": [84.0, 86.667, 70.667],
        "income": [97.837, 91.335, 100.0],
    }
    expected = pd.DataFrame(expected, index=values.index)
    pd.testing.assert_frame_equal(scores.round(3), expected, atol=1e-9)


def test_income_goalposts_in_technical_note_1():
    """HDR 2020, technical note 1: an income of 3,829 gives an index of 0.5506."""
    score = one([np.log(3_829)], "goalposts", low=np.log(100), high=np.log(75_000))
    assert round(score[0] / 100, 4) == 0.5506


def test_goalposts_clip_and_turn():
    assert one([-5, 0, 2, 10, 12, NA], "goalposts", low=0, high=10) == pytest.approx(
        [0, 0, 20, 100, 100, NA], nan_ok=True
    )
    assert one([-5, 0, 2, 10, 12], "goalposts", low=0, high=10, direction=-1) == pytest.approx(
        [100, 100, 80, 0, 0]
    )


def test_without_both_goalposts_an_indicator_falls_back_on_minmax():
    values = pd.DataFrame({"a": [1.0, 2, 5], "b": [1.0, 2, 5], "c": [1.0, 2, 5]}, index=list("xyz"))
    indicators = facts("abc", low=[0, 0, NA], high=[10, NA, NA])
    scores = normalise(values, indicators, "goalposts")
    assert scores["a"].tolist() == [10, 20, 50]
    assert scores["b"].tolist() == scores["c"].tolist() == [0, 25, 100]


@pytest.mark.parametrize(
    ("method", "expected"),
    [
        ("minmax", [0, 200 / 3, 200 / 3, 100, NA]),
        ("zscore", [50 + 10 * d / np.sqrt(5.0 / 3) for d in (-1.75, 0.25, 0.25, 1.25)] + [NA]),
        ("rank", [0, 50, 50, 100, NA]),
        ("percentile", [12.5, 50, 50, 87.5, NA]),
    ],
)
def test_worked_by_hand(method, expected):
    if method == "zscore":
        sd = np.sqrt((1.75**2 + 2 * 0.25**2 + 1.25**2) / 3)
        expected = [50 + 10 * d / sd for d in (-1.75, 0.25, 0.25, 1.25)] + [NA]
    assert one([1, 3, 3, 4, NA], method) == pytest.approx(expected, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize("method", ["minmax", "zscore", "rank", "percentile", "goalposts"])
@pytest.mark.parametrize("values", [[7], [0.1, 0.1, 0.1], [NA, 3, 3]])
def test_no_spread_is_the_middle(method, values):
    scores = one(values, method)
    assert scores[~np.isnan(values)] == pytest.approx(50, abs=0)
    assert np.isnan(scores[np.isnan(values)]).all()


@pytest.mark.parametrize("method", NORMALISATIONS)
def test_nothing_in_nothing_out(method):
    assert np.isnan(one([NA, NA], method)).all()
    assert one([], method).shape == (0,)


@given(grids, st.sampled_from(NORMALISATIONS))
def test_shape_labels_gaps_and_range(grid, method):
    values = pd.DataFrame(grid, index=[f"u{i}" for i in range(len(grid))]).rename(columns=str)
    scores = normalise(values, facts(values.columns), method)
    assert scores.index.equals(values.index)
    assert scores.columns.equals(values.columns)
    assert (scores.dtypes == "float64").all()
    assert scores.isna().equals(values.isna())
    if method != "zscore":
        assert ((scores >= 0) & (scores <= 100) | scores.isna()).all(axis=None)


@given(grids)
def test_ranks_and_percentiles_against_scipy(grid):
    values = pd.DataFrame(grid).rename(columns=str)
    ranks, percentiles = (normalise(values, facts(values.columns), m) for m in ("rank", "percentile"))
    for name, column in values.items():
        known = column.dropna().to_numpy()
        average = stats.rankdata(known)
        if len(known) > 1:
            assert ranks[name].dropna().to_numpy() == pytest.approx(100 * (average - 1) / (len(known) - 1))
        mean_rank = [stats.percentileofscore(known, x, "mean") for x in known]
        assert percentiles[name].dropna().to_numpy() == pytest.approx(mean_rank)


@given(hnp.arrays(float, st.integers(3, 12), elements=st.integers(-50, 50).map(float)))
def test_zscores_against_scipy(column):
    if np.ptp(column) > 0:
        assert one(column, "zscore") == pytest.approx(50 + 10 * stats.zscore(column, ddof=1))


@given(grids, st.sampled_from(NORMALISATIONS))
def test_turning_an_indicator_round_is_negating_it(grid, method):
    values = pd.DataFrame(grid).rename(columns=str)
    down = normalise(values, facts(values.columns, direction=-1, low=-30, high=40), method)
    negated = normalise(-values, facts(values.columns, low=-40, high=30), method)
    pd.testing.assert_frame_equal(down, negated, rtol=1e-12)


@given(grids, st.sampled_from(NORMALISATIONS), st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(grid, method, random):
    values = pd.DataFrame(grid).rename(columns=str)
    order = random.sample(range(len(values)), len(values))
    scores = normalise(values, facts(values.columns), method)
    shuffled = normalise(values.iloc[order], facts(values.columns), method)
    pd.testing.assert_frame_equal(shuffled, scores.iloc[order], rtol=1e-6, atol=1e-6)


@given(st.data(), st.sampled_from(["goalposts", "minmax", "rank", "percentile"]))
def test_raising_one_value_lifts_it_and_nobody_else(data, method):
    values = data.draw(st.lists(st.integers(0, 30), min_size=2, max_size=10))
    raised = [values[0] + data.draw(st.integers(1, 40)), *values[1:]]
    posts = {"low": 5, "high": 25} if method == "goalposts" else {}
    before, after = one(values, method, **posts), one(raised, method, **posts)
    assert after[0] >= before[0]
    assert (after[1:] <= before[1:] + 1e-12).all()


def test_a_frame_is_scored_by_its_own_columns_only():
    values = pd.DataFrame({"b": [0.0, 4], "a": [0.0, 5]}, index=list("xy"))
    scores = normalise(
        values, facts(["a", "c", "b"], low=0, high=[10, -1, 20]).assign(low=[0, -2, 0]), "goalposts"
    )
    assert scores.loc["y"].to_dict() == {"b": 20.0, "a": 50.0}


def test_unusable_arguments():
    values = pd.DataFrame({"a": [1.0, 2]})
    with pytest.raises(ArgumentError, match="no such normalisation: log; one of goalposts, minmax"):
        normalise(values, facts("a"), "log")
    with pytest.raises(ArgumentError, match="direction"):
        normalise(values, facts("a", direction=0), "minmax")
    with pytest.raises(ArgumentError, match="high not above low: a"):
        normalise(values, facts("a", low=3, high=3), "goalposts")
    with pytest.raises(KeyError):
        normalise(values, facts("b"), "minmax")


def test_values_are_not_written_to():
    values = pd.DataFrame({"a": [1.0, 2, NA]})
    kept = values.copy()
    for method in NORMALISATIONS:
        normalise(values, facts("a", direction=-1), method)
    pd.testing.assert_frame_equal(values, kept)
