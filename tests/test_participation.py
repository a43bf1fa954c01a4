import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from lcity.errors import ArgumentError
from lcity.participation import (
    Correlation,
    activities,
    age_groups,
    gap,
    mode_share,
    of_activity,
    rank_correlation,
    rates,
    table,
    trend,
    year_in_force,
)

DISTRICTS = pd.DataFrame({"city": ["1", "1", "1", "2"]}, pd.Index(["a", "b", "c", "z"], name="district"))
PEOPLE = pd.Series([500.0, 150.0, 350.0, 10.0], DISTRICTS.index)


def frame(*rows, year=2024):
    """Return a participation table of (district, group, mode, participants, people[, year])."""
    columns = ["district", "group", "mode", "participants", "people", "year"]
    made = pd.DataFrame([row if len(row) == 6 else (*row, year) for row in rows], columns=columns)
    numbers = {"participants": "float64", "people": "float64", "year": "Int64"}
    return made.astype(dict.fromkeys(["district", "group", "mode"], "str") | numbers)


WHO = frame(
    ("a", "all", "any", 100, 400),
    ("b", "all", "any", 60, 100),
    ("z", "all", "any", 5, 10),
    ("a", "all", "online", 25, 400),
    ("b", "all", "online", 30, 100),
    ("z", "all", "online", 5, 10),
    ("a", "60p", "any", 10, 100),
    ("a", "15_59", "any", 40, 100),
    ("a", "0_14", "any", 20, 100),
    ("b", "60p", "any", 10, 50),
    ("a", "all", "any", 80, 400, 2020),
    ("c", "all", "any", 70, 100, 2020),
)


def test_rates_of_districts():
    found = rates(WHO, DISTRICTS)
    expected = pd.DataFrame(
        {
            "participants": [100.0, 60.0, np.nan, 5.0],
            "people": [400.0, 100.0, np.nan, 10.0],
            "rate": [0.25, 0.6, np.nan, 0.5],
        },
        index=DISTRICTS.index,
    )
    pd.testing.assert_frame_equal(found, expected, check_names=False)


def test_a_city_is_the_sum_of_its_districts_not_the_mean_of_their_rates():
    found = rates(WHO, DISTRICTS, "city", people=PEOPLE)
    assert found.index.tolist() == ["1", "2"]
    assert found.loc["1"].tolist() == [160.0, 500.0, 160 / 500]
    assert found.loc["2", "rate"] == 0.5


@pytest.mark.parametrize(
    ("people", "there"),
    [([500, 150, 350, 10], True), ([500, 149, 350, 10], False), ([np.nan, 150, 350, 10], False)],
)
def test_a_city_with_less_than_65_per_cent_of_its_people_is_missing(people, there):
    found = rates(WHO, DISTRICTS, "city", people=pd.Series(people, DISTRICTS.index, float))
    assert found["rate"].notna().tolist() == [there, True]
    assert found["people"].notna().tolist() == [there, True]


def test_districts_count_the_same_where_nobody_knows_their_people():
    two_of_three = rates(WHO, DISTRICTS, "city")
    assert two_of_three["rate"].tolist() == [0.32, 0.5]
    unknown = pd.Series(np.nan, DISTRICTS.index)
    pd.testing.assert_frame_equal(rates(WHO, DISTRICTS, "city", people=unknown), two_of_three)
    one_of_three = rates(WHO[WHO["district"] != "b"], DISTRICTS, "city")
    assert np.isnan(one_of_three.loc["1", "rate"])


@pytest.mark.parametrize(
    ("year", "in_force"),
    [(None, 2024), (2024, 2024), (2030, 2024), (2023, 2020), (2020, 2020), (2019, None)],
)
def test_all_units_are_read_in_one_year(year, in_force):
    assert year_in_force(WHO, year) == in_force
    assert rates(WHO, DISTRICTS, "city", year=year)["rate"].notna().any() == (in_force is not None)
    found = rates(WHO, DISTRICTS, year=year)["rate"]
    expected = {2024: [0.25, 0.6, np.nan, 0.5], 2020: [0.2, np.nan, 0.7, np.nan], None: [np.nan] * 4}
    np.testing.assert_array_equal(found, expected[in_force])


def test_the_year_in_force_is_that_of_the_rows_asked():
    later = pd.concat([WHO, frame(("a", "60p", "online", 1, 2, 2025))], ignore_index=True)
    assert year_in_force(later) == 2025
    assert year_in_force(later, groups=["all"], mode="any") == 2024
    assert year_in_force(later, 2023, groups=["60p"]) is None
    assert rates(later, DISTRICTS)["rate"].notna().sum() == 3


def test_a_table_without_years_is_read_whole():
    timeless = WHO[WHO["year"] == 2024].assign(year=pd.array([pd.NA] * 10, "Int64"))
    assert year_in_force(timeless) is None
    for year in (None, 2001):
        pd.testing.assert_frame_equal(rates(timeless, DISTRICTS, year=year), rates(WHO, DISTRICTS))
    shares = mode_share(timeless, DISTRICTS, "city")
    pd.testing.assert_series_equal(shares, mode_share(WHO, DISTRICTS, "city"))
    assert rates(timeless, DISTRICTS, "city")["rate"].tolist() == [0.32, 0.5]


def test_missing_counts_are_no_data_and_nobody_has_no_rate():
    who = frame(("a", "all", "any", np.nan, 50), ("b", "all", "any", 5, np.nan), ("c", "all", "any", 0, 0))
    assert rates(who, DISTRICTS)["rate"].isna().all()
    assert rates(who, DISTRICTS).loc["c", "people"] == 0
    assert rates(frame(("c", "all", "any", 0, 9)), DISTRICTS).loc["c", "rate"] == 0


@pytest.mark.parametrize(
    ("group", "mode", "message"), [("old", "any", "group 'old'"), ("all", "post", "mode 'post'")]
)
def test_an_unknown_group_or_mode_is_told_with_those_there_are(group, mode, message):
    for ask in (rates, mode_share):
        with pytest.raises(ArgumentError, match=f"{message}: expected one of (all, 60p|any, online)"):
            ask(WHO, DISTRICTS, group=group, mode=mode)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 10**6))
def test_cities_equal_sums_by_hand(seed):
    rng = np.random.default_rng(seed)
    rows = [
        (district, group, mode, float(rng.integers(0, 50)), float(rng.integers(50, 99)), year)
        for district in DISTRICTS.index
        for group in ("all", "60p")
        for mode in ("any", "online")
        for year in (2020, 2021)
        if rng.random() < 0.7
    ]
    who = frame(*rows, ("a", "all", "any", 1.0, 60.0, 2019))
    found = table(who, DISTRICTS, "city", people=PEOPLE).set_index(["unit", "year", "group", "mode"])
    for (city, year, group, mode), row in found.iterrows():
        held = [
            r for r in rows if DISTRICTS["city"][r[0]] == city and r[1:3] == (group, mode) and r[5] == year
        ]
        held = held or [("a", group, mode, 1.0, 60.0, year)]
        enough = PEOPLE[[r[0] for r in held]].sum() >= 0.65 * PEOPLE[DISTRICTS["city"] == city].sum()
        participants, people = sum(r[3] for r in held), sum(r[4] for r in held)
        expected = [participants, people, participants / people] if enough else [np.nan] * 3
        assert row.tolist() == pytest.approx(expected, nan_ok=True)


def test_trend_runs_over_the_years_mode_by_mode():
    found = trend(WHO, DISTRICTS)
    assert found.columns.tolist() == ["unit", "year", "mode", "participants", "people", "rate"]
    assert found[["unit", "year", "mode", "rate"]].to_numpy().tolist() == [
        ["a", 2020, "any", 0.2],
        ["a", 2024, "any", 0.25],
        ["a", 2024, "online", 0.0625],
        ["b", 2024, "any", 0.6],
        ["b", 2024, "online", 0.3],
        ["c", 2020, "any", 0.7],
        ["z", 2024, "any", 0.5],
        ["z", 2024, "online", 0.5],
    ]
    cities = trend(WHO, DISTRICTS, "city", people=PEOPLE).set_index(["unit", "year", "mode"])["rate"]
    assert cities["1", 2020, "any"] == pytest.approx(150 / 500)
    assert cities["1", 2024, "online"] == pytest.approx(55 / 500)


def test_age_groups_are_told_from_others():
    groups = frame(
        *((("a", group, "any", 1, 2)) for group in ("all", "0_14", "women", "60p", "15_59", "p60", "3"))
    )
    assert age_groups(groups) == ["0_14", "60p", "15_59"]


def test_gap_and_parity_between_age_groups():
    found = gap(WHO, DISTRICTS)
    assert found.columns.tolist() == ["60p", "15_59", "0_14", "gap", "parity"]
    assert found.loc["a"].tolist() == pytest.approx([0.1, 0.4, 0.2, 0.3, 0.25])
    assert found.loc["b"].tolist() == pytest.approx([0.2, np.nan, np.nan, np.nan, np.nan], nan_ok=True)
    assert found.loc["c"].isna().all()
    assert set(found.dtypes.astype(str)) == {"float64"}


def test_gap_between_groups_of_ones_choice():
    found = gap(WHO, DISTRICTS, groups=["60p", "all"])
    assert found.loc["b"].tolist() == pytest.approx([0.2, 0.6, 0.4, 1 / 3])


def test_parity_needs_two_groups_and_somebody():
    alone = gap(WHO, DISTRICTS, groups=["all"])
    assert alone[["gap", "parity"]].isna().all(axis=None)
    none = gap(WHO[WHO["group"] == "all"], DISTRICTS)
    assert none.columns.tolist() == ["gap", "parity"]
    assert none.isna().all(axis=None)
    idle = gap(frame(("a", "0_14", "any", 0, 9), ("a", "60p", "any", 0, 9)), DISTRICTS)
    assert idle.loc["a", "gap"] == 0
    assert np.isnan(idle.loc["a", "parity"])


def test_groups_are_compared_within_one_year():
    who = frame(
        ("a", "0_14", "any", 1, 10, 2020), ("a", "60p", "any", 2, 10, 2020), ("a", "60p", "any", 9, 10, 2024)
    )
    assert np.isnan(gap(who, DISTRICTS).loc["a", "parity"])
    assert gap(who, DISTRICTS, year=2021).loc["a", "parity"] == pytest.approx(0.5)


def test_mode_share_is_of_those_who_take_part():
    districts = mode_share(WHO, DISTRICTS)
    assert districts.tolist() == pytest.approx([0.25, 0.5, np.nan, 1.0], nan_ok=True)
    assert mode_share(WHO, DISTRICTS, "city", people=PEOPLE).tolist() == pytest.approx([55 / 160, 1.0])
    assert mode_share(WHO, DISTRICTS, year=2019).isna().all()


def test_mode_share_leaves_out_districts_without_either_count():
    who = frame(("a", "all", "any", 10, 50), ("a", "all", "online", 5, 50), ("b", "all", "online", 5, 50))
    assert mode_share(who, DISTRICTS).tolist() == pytest.approx([0.5, np.nan, np.nan, np.nan], nan_ok=True)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=30))
def test_rank_correlation_is_pearsons_of_the_ranks(pairs):
    first, second = (pd.Series(column, dtype=float) for column in zip(*pairs, strict=True))
    found = rank_correlation(first, second.sample(frac=1, random_state=0))
    assert found.n == len(pairs)
    if min(len(set(first)), len(set(second))) == 1:
        assert np.isnan(found.rho)
    else:
        ranks = stats.rankdata(first), stats.rankdata(second)
        assert found.rho == pytest.approx(np.corrcoef(*ranks)[0, 1])


def test_rank_correlation_takes_units_with_both_values():
    first = pd.Series({"a": 1.0, "b": 2.0, "c": 3.0, "d": np.nan, "e": 0.0})
    second = pd.Series({"c": 30.0, "a": 10.0, "b": 20.0, "d": 0.0, "x": 5.0})
    assert rank_correlation(first, second) == Correlation(pytest.approx(1.0), 3)
    below_three = rank_correlation(first, second.drop("a"))
    assert np.isnan(below_three.rho)
    assert below_three.n == 2


TWO = pd.concat(
    [
        WHO.assign(activity="courses"),
        frame(("a", "all", "any", 300, 400), ("b", "16p", "onsite", 50, 80)).assign(activity="visits"),
    ],
    ignore_index=True,
)


def test_activities_are_listed_as_they_first_appear():
    assert activities(TWO) == ("courses", "visits")
    assert activities(WHO) == activities(WHO.assign(activity=pd.Series(np.nan, WHO.index, "str"))) == ()


def test_one_activity_alone_is_what_a_table_without_the_column_says():
    pd.testing.assert_frame_equal(rates(of_activity(TWO, "courses"), DISTRICTS), rates(WHO, DISTRICTS))
    pd.testing.assert_frame_equal(gap(of_activity(TWO, "courses"), DISTRICTS), gap(WHO, DISTRICTS))
    assert rates(of_activity(TWO, "visits"), DISTRICTS)["rate"]["a"] == 0.75


@pytest.mark.parametrize("count", [table, rates, gap, trend, mode_share], ids=lambda count: count.__name__)
def test_several_activities_are_never_counted_as_one(count):
    with pytest.raises(ArgumentError, match="courses, visits"):
        count(TWO, DISTRICTS, "city")


def test_an_unknown_activity_is_told_with_those_there_are():
    with pytest.raises(ArgumentError, match=r"'choirs'.*courses, visits"):
        of_activity(TWO, "choirs")
