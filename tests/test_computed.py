import dataclasses
import json

import numpy as np
import pandas as pd
import pytest

from lcity.access import Reach, indicators
from lcity.computed import (
    COMPUTATIONS,
    DECIMALS,
    SPATIAL,
    Computed,
    complete,
    district_coverage,
    is_spatial,
)
from lcity.dataset import read, unit_values
from lcity.dataset.rollup import district_people
from lcity.errors import ArgumentError
from lcity.ui.parts.board import encode
from tests.access.worlds import geodesics
from tests.folders import CITIES, DISTRICTS, valid, write

NAMES = (
    "coverage_1000m",
    "seats_per_1000",
    "access_evenness",
    "coverage_60p_ratio",
    "coverage_weekday_evening",
    "coverage_weekend",
    "online_share",
    "participation_15_59",
    "participation_60p",
    "participation_parity",
)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return with_all_computed(read(write(tmp_path_factory.mktemp("valid"))))


def with_all_computed(data):
    """Return the dataset with an indicator for every computation, shares in %, and its own coverage last."""
    known = data.indicators
    rows = {"parent": "learned", "weight": 1.0, "direction": 1, "denominator": "people"}
    more = pd.DataFrame({**rows, "computed": NAMES[1:]}, pd.Index(NAMES[1:], name="key"))
    more["unit"] = ["seats", "0–1", "ratio", "%", "%", "%", "%", "%", "ratio"]
    return dataclasses.replace(data, indicators=pd.concat([known, more]))


def test_the_names_a_dataset_may_use():
    assert tuple(COMPUTATIONS) == NAMES


@pytest.mark.parametrize("level", ["city", "district"])
def test_every_leaf_has_a_column_read_or_computed(data, level):
    found, read_only = complete(data, level), unit_values(data, level)
    leaves = ["schooling", "literacy", "distance", "staff", *NAMES]
    for table, dtype in ((found.values, "float64"), (found.years, "Int64")):
        assert table.columns.tolist() == leaves
        assert table.index.equals(data.units(level).index)
        assert set(table.dtypes.astype(str)) == {dtype}
    pd.testing.assert_frame_equal(found.values[leaves[:4]], read_only.values)
    pd.testing.assert_frame_equal(found.years[leaves[:4]], read_only.years)
    pd.testing.assert_series_equal(found.people, read_only.people)


@pytest.mark.parametrize("level", ["city", "district"])
def test_shares_become_per_cent_where_that_is_the_unit(data, level):
    values, reach = complete(data, level).values, Reach.of(data)
    for name in SPATIAL:
        expected = getattr(indicators, name)(reach, level)
        hundredfold = 100 if data.indicators["unit"][name] == "%" else 1
        pd.testing.assert_series_equal(values[name], hundredfold * expected, check_names=False)
    assert values["coverage_1000m"].tolist() == pytest.approx([100 / 9] * len(values))
    assert values["coverage_60p_ratio"].tolist() == pytest.approx([1.0] * len(values))


@pytest.mark.parametrize("level", ["city", "district"])
def test_computed_values_are_decimals_that_travel_in_four_bytes(data, level):
    values, reach = complete(data, level).values, Reach.of(data)
    for key, name in data.indicators["computed"].dropna().items():
        column = values[key].dropna()
        whole = np.rint(column * 10**DECIMALS)
        assert (whole / 10**DECIMALS == column).all()
        exact = COMPUTATIONS[name](data, level, None, reach).value.dropna()
        factor = 100 if data.indicators.at[key, "unit"] == "%" else 1
        np.testing.assert_allclose(column, factor * exact, rtol=0, atol=0.5 / 10**DECIMALS)
    header = json.loads(encode.values(values)[4:].split(b"}")[0] + b"}")
    assert all(decimals is not None for key, decimals in header["columns"] if key in COMPUTATIONS)


def test_participation_of_districts_and_cities(data):
    districts, cities = complete(data, "district").values, complete(data, "city").values
    people = {d: 1_000 * (i + 1) + 100 for i, d in enumerate(DISTRICTS)}
    older = {d: p // 5 for d, p in people.items()}
    taking_part = {d: older[d] * (40 + i) // 100 for i, d in enumerate(DISTRICTS)}
    online = {d: people[d] * (20 + i) // 100 for i, d in enumerate(DISTRICTS)}
    anyhow = {d: people[d] * (40 + i) // 100 for i, d in enumerate(DISTRICTS)}
    for district in DISTRICTS:
        assert districts["participation_60p"][district] == pytest.approx(
            100 * taking_part[district] / older[district]
        )
        assert districts["online_share"][district] == pytest.approx(100 * online[district] / anyhow[district])
    for city, number in zip(CITIES, range(3), strict=True):
        own = DISTRICTS[3 * number : 3 * number + 3]
        rate = sum(taking_part[d] for d in own) / sum(older[d] for d in own)
        assert cities["participation_60p"][city] == pytest.approx(100 * rate)
        share = sum(online[d] for d in own) / sum(anyhow[d] for d in own)
        assert cities["online_share"][city] == pytest.approx(100 * share)
    rates = districts[["participation_15_59", "participation_60p"]]
    parity = rates.min(axis=1) / rates.max(axis=1)
    assert districts["participation_parity"].tolist() == pytest.approx(parity.tolist())


def test_the_year_of_participation_is_told_and_places_have_none(data):
    years = complete(data, "district").years
    assert set(years["participation_60p"]) == {2020}
    assert years[list(SPATIAL)].isna().all(axis=None)
    before = complete(data, "city", 2019)
    assert set(before.years["online_share"]) == {2019}
    none = complete(data, "city", 2018)
    assert none.values["online_share"].isna().all()
    assert none.years["online_share"].isna().all()
    assert none.values["coverage_1000m"].notna().all()


def test_a_reach_at_hand_is_used_and_changes_nothing(data, monkeypatch):
    reach = Reach.of(data)
    expected = complete(data, "city").values
    monkeypatch.setattr(Reach, "of", None)
    pd.testing.assert_frame_equal(complete(data, "city", reach=reach).values, expected)


def test_one_reach_is_made_for_all_indicators_and_none_where_none_is_asked(data, monkeypatch):
    made = []
    original = Reach.of
    monkeypatch.setattr(Reach, "of", lambda dataset: made.append(1) or original(dataset))
    complete(data, "district")
    assert len(made) == 1
    complete(dataclasses.replace(data, indicators=data.indicators.drop(index=list(SPATIAL))), "district")
    assert len(made) == 1


def test_what_no_year_changes_is_measured_once(data, monkeypatch):
    reach, measured = Reach.of(data), []
    week = Reach.week
    monkeypatch.setattr(Reach, "week", lambda self, **given: measured.append(given) or week(self, **given))
    first, later = (complete(data, "district", year, reach=reach).values for year in (2015, 2020))
    assert len(measured) == 1
    spatial = [name for name in NAMES if name in SPATIAL]
    pd.testing.assert_frame_equal(first[spatial], later[spatial])
    pd.testing.assert_frame_equal(later, complete(data, "district", 2020).values)


@pytest.mark.parametrize("year", [None, 1990, 2015, 2020])
def test_people_alone_are_those_of_all_values(data, year):
    pd.testing.assert_series_equal(district_people(data, year), unit_values(data, "district", year).people)


def test_a_reach_of_one_city_is_refused(data):
    with pytest.raises(ValueError, match=CITIES[0]):
        complete(data, "city", reach=Reach.of(data, CITIES[0]))


@pytest.mark.parametrize("level", ["city", "district"])
@pytest.mark.parametrize(
    ("missing", "lost"),
    [("centres", NAMES[:6]), ("population", NAMES[:6]), ("participation", NAMES[6:])],
)
def test_what_lacks_its_input_is_missing(data, level, missing, lost):
    values = complete(dataclasses.replace(data, **{missing: None}), level).values
    assert values[list(lost)].isna().all(axis=None)
    kept = [name for name in NAMES if name not in lost]
    pd.testing.assert_frame_equal(values[kept], complete(data, level).values[kept])
    assert values[kept].notna().any().all()


def test_participation_without_a_group_or_mode_is_missing(data):
    who = data.participation
    only_all = dataclasses.replace(data, participation=who[who["group"] == "all"])
    values = complete(only_all, "city").values
    assert values["online_share"].notna().all()
    assert values[["participation_15_59", "participation_60p", "participation_parity"]].isna().all(axis=None)
    online = dataclasses.replace(data, participation=who[who["mode"] == "online"])
    assert complete(online, "city").values[list(NAMES[6:])].isna().all(axis=None)


def test_a_computation_can_be_asked_alone(data):
    found = COMPUTATIONS["coverage_1000m"](data, "city", None)
    assert isinstance(found, Computed)
    assert found.year is None
    assert found.value.tolist() == pytest.approx([1 / 9] * 3)
    assert COMPUTATIONS["participation_60p"](data, "city", 2019).year == 2019


def test_units_the_tables_say_nothing_of_are_missing(data):
    who = data.participation[data.participation["district"].str.startswith("01")]
    values = complete(dataclasses.replace(data, participation=who), "city").values
    assert values["online_share"].notna().tolist() == [True, False, False]


@pytest.mark.parametrize("level", ["city", "district"])
@pytest.mark.parametrize(
    "choice",
    [
        {},
        {"radius_m": 2_500, "group": "people_60p"},
        {"radius_m": 12_000, "kinds": ["library"]},
        {"radius_m": 5_000, "hour": 34},
        {"radius_m": 5_000, "hour": 34, "unknown_hours": "count", "group": "people_0_14"},
    ],
)
def test_coverage_is_that_of_brute_force(data, level, choice):
    table = district_coverage(data, **choice, level=level)
    centres, places = data.centres, data.population
    counts = np.ones(len(centres), bool)
    if "kinds" in choice:
        counts &= centres["kind"].isin(choice["kinds"]).to_numpy()
    if "hour" in choice:  # Tuesday 10–11: all are open whose hours are known
        counts &= (centres["hours"].notna() | (choice.get("unknown_hours") == "count")).to_numpy()
    distance = geodesics(places[["lon", "lat"]].to_numpy(), centres.loc[counts, ["lon", "lat"]].to_numpy())
    reached = (distance <= choice.get("radius_m", 1_000)).any(axis=1)
    people = places[choice.get("group", "people")]
    unit = places["district"] if level == "district" else places["district"].map(data.districts["city"])
    expected = pd.DataFrame(
        {"people": people.groupby(unit).sum(), "covered": people.where(reached, 0).groupby(unit).sum()}
    )
    expected["share"] = expected["covered"] / expected["people"]
    pd.testing.assert_frame_equal(table, expected, check_names=False)
    assert table.index.equals(data.units(level).index)
    assert table["covered"].sum() > 0


def test_the_reach_and_the_table_agree(data):
    choice = {
        "radius_m": 2_000,
        "group": "people_60p",
        "kinds": ["library"],
        "hour": 139,
        "unknown_hours": "count",
    }
    pd.testing.assert_frame_equal(Reach.of(data).coverage(**choice), district_coverage(data, **choice))


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"radius_m": -1}, "radius"),
        ({"group": "people_5_9"}, "expected one of people, people_0_14, people_60p"),
        ({"kinds": ["pub"]}, "expected one of library, community_school"),
        ({"hour": 200}, "hour"),
        ({"hour": 3, "unknown_hours": "maybe"}, "leave_out or count"),
    ],
)
def test_a_choice_the_dataset_does_not_offer_is_told(data, choice, message):
    with pytest.raises(ArgumentError, match=message):
        district_coverage(data, **choice)


def test_coverage_tells_which_file_is_missing(tmp_path):
    tables = valid()
    del tables["centres"]
    with pytest.raises(ArgumentError, match=r"centres\.csv"):
        district_coverage(read(write(tmp_path, tables)))


@pytest.mark.parametrize("level", ["city", "district"])
def test_a_computation_of_a_group_is_named_with_it(data, level):
    reach = Reach.of(data)
    found = COMPUTATIONS["coverage_ratio:people_60p"](data, level, None, reach).value
    pd.testing.assert_series_equal(found, COMPUTATIONS["coverage_60p_ratio"](data, level, None, reach).value)
    everyone = COMPUTATIONS["coverage_1000m:people"](data, level, None, reach).value
    pd.testing.assert_series_equal(everyone, COMPUTATIONS["coverage_1000m"](data, level, None, reach).value)


def test_only_what_takes_a_group_is_named_with_one():
    for name in ("coverage_1000m:", "coverage_1000m:60p", "seats_per_1000:people", "coverage", ":people", ""):
        assert name not in COMPUTATIONS
    assert "coverage_1000m:people_65p" in COMPUTATIONS
    assert "participation_16p:Visits: in the year" in COMPUTATIONS
    assert "participation_nobody" not in COMPUTATIONS


def test_what_is_read_is_no_computation_on_places():
    assert is_spatial("coverage_1000m:people_65p")
    assert not is_spatial("participation_60p")
    assert not is_spatial("participation_60p:Courses: of any kind")
    assert not is_spatial(float("nan"))
