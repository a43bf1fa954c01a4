"""The committed dataset of English city regions is what the build makes, and true to what was published."""

import numpy as np
import pandas as pd
import pytest
from pyproj import Geod

from lcity.build.england9 import dataset, facts, tables
from lcity.computed import COMPUTATIONS, complete, district_coverage
from lcity.dataset import check, leaf_provenance

ENGLAND9 = facts.FACTS.parents[1] / "england9"
BURY, NORTHUMBERLAND, CITY_OF_LONDON = "E08000002", "E06000057", "E09000001"


@pytest.fixture(scope="module")
def districts(england9):
    return complete(england9, "district").values


def test_a_build_gives_the_same_bytes(tmp_path):
    dataset.build(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_bytes() for path in ENGLAND9.iterdir()}
    assert sum(map(len, made.values())) <= 2_500_000


def test_the_folder_holds_to_the_contract():
    assert check(ENGLAND9, COMPUTATIONS) == []


def test_nothing_is_simulated(england9):
    assert "simulated" not in set(leaf_provenance(england9))
    for table in (england9.centres, england9.population, england9.participation):
        assert "simulated" not in set(table["provenance"])


def test_people_are_those_of_the_census(england9):
    assert england9.population["people"].sum() == 23_468_757
    by_district = england9.population.groupby("district")["people"].sum()
    told = england9.values_district.set_index("district")["people"].dropna()
    assert (by_district == told.reindex(by_district.index)).all()
    ages = england9.population.filter(regex="^people_(0_15|16_24|25_34|35_49|50_64|65p)$")
    assert ages.shape[1] == 6
    assert (ages.sum(axis=1) == england9.population["people"]).all()


@pytest.mark.parametrize("radius_m", [500, 1_000, 2_000])
def test_coverage_is_that_of_geodesics_reckoned_otherwise(england9, radius_m):
    """Hold every authority against Karney's algorithm over all pairs that a box in degrees leaves."""
    geod = Geod(ellps="WGS84")
    places = england9.population[["lon", "lat"]].to_numpy()
    libraries = england9.centres[~england9.centres["kind"].isin(england9.meta.kinds_not_counted)]
    stands = libraries[["lon", "lat"]].to_numpy()
    reached = np.zeros(len(places), bool)
    for lon, lat in stands:
        degrees = 1.2 * radius_m / 111_000
        near = np.flatnonzero(
            (np.abs(places[:, 1] - lat) < degrees) & (np.abs(places[:, 0] - lon) < 2 * degrees)
        )
        away = geod.inv(np.full(len(near), lon), np.full(len(near), lat), *places[near].T)[2]
        reached[near[np.asarray(away) <= radius_m]] = True
    people = england9.population["people"].to_numpy()
    district = england9.population["district"].to_numpy()
    expected = pd.Series(people * reached).groupby(district).sum() / pd.Series(people).groupby(district).sum()
    found = district_coverage(england9, radius_m=radius_m)["share"]
    assert len(found) == 80
    assert np.abs(found - expected.reindex(found.index)).max() < 1e-6


def test_in_bury_three_residents_in_four_have_no_library_nearby(districts):
    assert round(100 - districts.at[BURY, "coverage_1000m"]) == 74
    assert districts.at[BURY, "library_30min_walk"] == 88


def test_colleges_count_only_where_asked_for(england9):
    libraries = district_coverage(england9, kinds=["library", "community_library"])
    everything = district_coverage(england9, kinds=list(england9.centres["kind"].unique()))
    pd.testing.assert_frame_equal(district_coverage(england9), libraries)
    assert (everything["covered"] > libraries["covered"]).any()
    assert (everything["covered"] >= libraries["covered"]).all()


def test_hours_that_are_read_from_something_else_say_so(england9):
    libraries = facts.libraries().set_index("centre")
    told = england9.centres.loc[libraries.index]
    confirmed = libraries["hours_basis"] == "listed_confirmed"
    assert confirmed.sum() == 521
    assert told.loc[confirmed, "hours_provenance"].isna().all()
    known = told["hours"].notna()
    assert (told.loc[known & ~confirmed, "hours_provenance"] == "derived").all()
    assert (~known).sum() == 7


def test_values_stand_in_the_year_in_which_their_period_ends(england9):
    assert facts.ends_in("2019-08-01/P1Y") == 2020
    assert facts.ends_in("2023-04-01/P1Y") == 2024
    assert facts.ends_in("2023-01-01/P1Y") == 2023
    assert facts.ends_in("2021-03-21") == 2021
    with pytest.raises(ValueError):
        facts.ends_in("2021-03-21/P3M")
    values = england9.values_district
    years = values[values["fe_participation"].notna()]["year"]
    assert sorted(years.unique()) == list(range(2020, 2026))
    assert years.value_counts().eq(80).all()


def test_standard_errors_are_those_of_the_published_limits(england9):
    published = pd.read_csv(facts.FACTS / "indicators_long.csv")
    own = published[(published["key"] == "library_visited") & (published["level"] == "district")]
    own = own.set_index("area")
    told = england9.values_district.dropna(subset="library_visited").set_index("district")
    spread = (own["uci_95"] - own["lci_95"]) / 3.92
    assert np.abs(told["library_visited_se"] - spread.reindex(told.index)).max() < 1e-4
    assert (told["library_visited"] == own["value"].reindex(told.index)).all()


def test_participation_divides_into_the_published_rates(england9):
    table = england9.participation
    rate = table["participants"] / table["people"]
    long = pd.read_csv(facts.FACTS / "indicators_long.csv")
    long = long[long["level"] == "district"].assign(year=long["period"].map(facts.ends_in))
    for key, (activity, _) in tables.ACTIVITIES.items():
        own = table[table["activity"] == activity]
        published = long[long["key"] == key].set_index(["area", "year"])["value"]
        per = {"fe_participation": 100_000, "library_visited": 100}[key]
        expected = published.reindex(pd.MultiIndex.from_frame(own[["district", "year"]])).to_numpy() / per
        assert len(own) == len(published)
        assert np.abs(rate[own.index].to_numpy() - expected).max() < 1 / own["people"].min()


def test_what_is_withheld_is_missing(districts):
    assert districts.loc[CITY_OF_LONDON, ["gcse_english_maths_by_19", "worthwhile"]].isna().all()
    assert districts.drop(index=CITY_OF_LONDON).notna().all(axis=None)


def test_goalposts_hold_every_authority_but_the_city_of_london(england9, districts):
    posts = england9.indicators.loc[districts.columns, ["low", "high"]]
    inside = (districts >= posts["low"]) & (districts <= posts["high"]) | districts.isna()
    beyond = inside.columns[~inside.drop(index=CITY_OF_LONDON).all()].tolist()
    assert beyond == []
    assert england9.indicators.loc[districts.columns, "goalpost_reason"].notna().all()
    assert england9.indicators.loc[districts.columns, "goalpost_reason_zh"].notna().all()


def test_every_unit_has_a_name_in_both_languages(england9):
    for units in (england9.cities, england9.districts):
        assert units["name_zh"].notna().all()
        assert not units["name_zh"].duplicated().any()
