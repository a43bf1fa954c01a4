"""The shipped dataset: valid, true to the census, anchored as it says and honest about what is simulated."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from lcity.build.china15 import facts
from lcity.computed import COMPUTATIONS, complete
from lcity.dataset import PROVENANCES, check
from lcity.hours import week

CHINA15 = facts.ROOT / "data" / "china15"

SIX = ["everywhere", "at_all_times", "everyone", "talent", "knowledge", "community"]
COUNTS = {
    "people": "population",
    "people_0_14": "age_0_14",
    "people_15_59": "age_15_59",
    "people_60p": "age_60p",
}
CONTEXT = {
    "people_urban": ["urban_pop"],
    "people_migrant": ["migr_same_province", "migr_other_province"],
    "people_living_alone": ["one_person_households"],
}
BULLETIN = {"110000": 21_893_095, "310000": 24_870_895}
"""People of whole cities as their census bulletins of 2020 give them."""


@pytest.fixture(scope="module")
def completed(china15):
    return {level: complete(china15, level).values for level in ("city", "district")}


@pytest.fixture(scope="module")
def values_2020(china15):
    values = china15.values_district
    return values[values["year"] == 2020].set_index("district")


def test_the_folder_holds_to_the_contract():
    assert check(CHINA15, COMPUTATIONS) == []


def test_its_size():
    assert (CHINA15 / "districts.geojson").stat().st_size <= 500_000
    assert (CHINA15 / "population.parquet").stat().st_size <= 6_000_000
    assert (CHINA15 / "centres.csv").stat().st_size <= 4_500_000


def test_fifteen_cities_of_183_districts(china15):
    assert len(china15.cities) == 15
    assert len(china15.districts) == 183
    assert set(china15.districts["city"]) == set(china15.cities.index)
    assert set(facts.members()["city_en"]) == set(china15.cities["name"])
    assert not china15.districts.groupby("city")["name"].apply(lambda own: own.duplicated().any()).any()


def test_a_city_stands_in_one_of_its_districts(china15):
    for city, row in china15.cities.iterrows():
        own = china15.districts[china15.districts["city"] == city]
        assert shapely.contains_xy(own.geometry.to_numpy(), row["lon"], row["lat"]).any(), row["name"]


@pytest.mark.parametrize("group", COUNTS)
def test_people_are_those_of_the_census(china15, values_2020, group):
    census = facts.census_2020()[COUNTS[group]]
    assert (values_2020[group] == census).all()
    lived_in = china15.population.groupby("district")[group].sum()
    assert (lived_in.reindex(census.index) == census).all()


@pytest.mark.parametrize("group", CONTEXT)
def test_what_describes_a_district_is_the_census_s(values_2020, group):
    assert (values_2020[group] == facts.census_2020()[CONTEXT[group]].sum(axis=1)).all()
    assert (values_2020[group] <= values_2020["people"]).all()


def test_districts_add_up_to_their_cities(values_2020):
    cities = values_2020.groupby("city")["people"].sum()
    census = facts.census_2020()
    assert (cities == census.groupby("city")["population"].sum()).all()
    assert cities[list(BULLETIN)].to_dict() == BULLETIN


def test_age_groups_add_up_in_every_place(china15):
    places = china15.population
    groups = places[["people_0_14", "people_15_59", "people_60p"]]
    assert (groups.sum(axis=1) == places["people"]).all()
    assert (places["people"] > 0).all()
    assert (groups >= 0).all(axis=None)
    assert len(places) <= 250_000


def test_places_lie_in_their_district(china15):
    home = china15.districts.geometry.reindex(china15.population["district"]).to_numpy()
    lon, lat = china15.population["lon"], china15.population["lat"]
    assert shapely.contains_xy(home, lon, lat).mean() > 0.9999
    assert set(china15.population["district"]) == set(china15.districts.index)


def test_outlines_are_one_clean_coverage():
    table = gpd.read_file(CHINA15 / "districts.geojson")
    shapes = table.geometry.to_numpy()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert all(
        part.exterior.is_ccw and not any(hole.is_ccw for hole in part.interiors)
        for shape in shapes
        for part in shapely.get_parts(shape)
    )
    for _, own in table.groupby("city"):
        union = shapely.coverage_union_all(own.geometry.to_numpy())
        holes = [shapely.Polygon(hole) for part in shapely.get_parts(union) for hole in part.interiors]
        assert sum(hole.area for hole in holes) < 0.001 * union.area


def test_values_stand_where_the_published_ones_do(values_2020):
    people = values_2020["people"]
    tertiary = (values_2020["tertiary_per_100k"] * people).groupby(values_2020["city"]).sum()
    share = tertiary / people.groupby(values_2020["city"]).sum() / 1_000
    assert share["110000"] == pytest.approx(41.98, abs=0.01)
    assert share["310000"] == pytest.approx(33.87, abs=0.01)


def test_2010_is_blank_where_it_is_not_known(china15):
    values = china15.values_district
    old = values[values["year"] == 2010]
    assert len(old) == 154
    known = ["people", "people_15p", "mean_years_schooling", "tertiary_per_100k", "literacy_15p"]
    assert old[known].notna().all(axis=None)
    assert old[["upper_secondary_share", "schooling_parity", "people_60p"]].isna().all(axis=None)


def test_the_tree(china15):
    tree = china15.indicators
    leaves = tree[tree["parent"].notna()]
    assert list(tree.index[tree["parent"].isna()]) == SIX
    assert set(leaves["parent"]) == set(SIX)
    assert (tree["weight"] == 1).all()
    assert set(leaves["computed"].dropna()) == set(COMPUTATIONS)
    for column in ("definition", "definition_zh", "goalpost_reason", "goalpost_reason_zh", "unesco", "theme"):
        assert leaves[column].str.len().gt(0).all(), column
    assert (leaves["low"] < leaves["high"]).all()
    assert set(leaves["source"]) <= set(china15.sources.index)


@pytest.mark.parametrize("level", ["city", "district"])
def test_goalposts_tell_units_apart(china15, completed, level):
    tree = china15.indicators
    values = completed[level]
    low, high = tree["low"][values.columns], tree["high"][values.columns]
    clipped = ((values <= low) | (values >= high)).mean()
    spread = (100 * (values - low) / (high - low)).clip(0, 100).std()
    assert clipped.max() <= 0.1
    assert spread.min() > (3 if level == "city" else 8)


def test_what_is_simulated_says_so(china15):
    leaves = china15.indicators[china15.indicators["parent"].notna()]
    assert set(leaves["provenance"]) <= set(PROVENANCES)
    official = leaves.index[leaves["provenance"] == "official"]
    assert set(leaves.loc[official, "parent"]) == {"talent", "knowledge"}
    assert (leaves.loc[leaves["computed"].notna(), "provenance"] == "simulated").all()
    for table in (china15.centres, china15.population, china15.participation):
        assert (table["provenance"] == "simulated").all()


def test_counts_of_centres_meet_their_anchors(china15):
    centres = china15.centres
    city = centres.index.str[:6].map(facts.city_of)
    count = pd.crosstab(city, centres["kind"])
    assert 20_000 <= len(centres) <= 40_000
    kinds = ["college_municipal", "college_district", "community_school", "teaching_point"]
    assert count.loc["420100", kinds].tolist() == [1, 13, 151, 1_874]
    assert count.loc["310000", kinds].tolist() == [4, 16, 221, 5_589]
    assert count.loc["320500", "library"] == 464
    districts = centres[centres["kind"] == "college_district"].index.str[:6]
    assert sorted(districts) == sorted(china15.districts.index)


def test_hours_can_be_read_and_a_few_are_unknown(china15):
    hours = china15.centres["hours"]
    assert 0.03 <= hours.isna().mean() <= 0.05
    assert 0.02 <= china15.centres["seats"].isna().mean() <= 0.04
    assert all(week(expression).open.any() for expression in hours.dropna().unique())


def test_centres_stand_in_the_district_they_are_called_after(china15):
    centres = china15.centres
    home = china15.districts.geometry.reindex(centres.index.str[:6]).to_numpy()
    assert shapely.dwithin(home, shapely.points(centres["lon"], centres["lat"]), 0.005).all()
    names = china15.districts["name"].reindex(centres.index.str[:6])
    assert all(name.startswith(own) for name, own in zip(centres["name"], names, strict=True))


def test_core_and_outskirts_differ_in_coverage(completed):
    city, district = (completed[level]["coverage_1000m"] for level in ("city", "district"))
    assert city.between(55, 95).all()
    assert district.min() < 45
    assert (district > 98).sum() >= 10
    assert district["310101"] > 95 > 70 > district["310151"]


def test_the_modes_of_participation_agree(china15):
    counts = china15.participation.pivot_table(
        index=["district", "year", "group"], columns="mode", values="participants"
    )
    assert (counts["any"] <= counts["onsite"] + counts["online"]).all()
    assert (counts["any"] >= counts[["onsite", "online"]].max(axis=1)).all()
    rows = china15.participation.dropna(subset=["participants"])
    assert (rows["participants"] <= rows["people"]).all()


def test_all_is_the_sum_of_the_age_groups(china15):
    wide = china15.participation.pivot_table(
        index=["district", "year", "mode"], columns="group", values=["participants", "people"]
    ).dropna()
    assert len(wide) == (183 - 1) * 6 * 3
    for column in ("participants", "people"):
        assert (wide[column][["0_14", "15_59", "60p"]].sum(axis=1) == wide[column]["all"]).all()


def test_one_district_a_year_has_no_participation(china15):
    rows = china15.participation
    assert len(rows) == 183 * 6 * 4 * 3
    lost = rows[rows["participants"].isna()][["district", "year"]].drop_duplicates()
    assert sorted(lost["year"]) == list(range(2019, 2025))
    assert lost["district"].is_unique
    assert rows["people"].notna().all()
    assert (rows["participants"].dropna() > 0).all()


def test_learning_moved_online_in_2020_and_partly_came_back(china15):
    rows = china15.participation
    everyone = rows[rows["group"] == "all"].dropna(subset=["participants"])
    sums = everyone.pivot_table(
        index="year", columns="mode", values=["participants", "people"], aggfunc="sum"
    )
    rate = sums["participants"] / sums["people"]
    assert rate.loc[2020, "online"] > 1.5 * rate.loc[2019, "online"]
    assert rate.loc[2020, "onsite"] < 0.7 * rate.loc[2019, "onsite"]
    assert rate.loc[2020, "onsite"] < rate.loc[2024, "onsite"]
    assert rate.loc[2019, "online"] < rate.loc[2024, "online"] < rate.loc[2020, "online"]
    latest = everyone[(everyone["year"] == 2024) & (everyone["mode"] == "any")]
    assert (latest["participants"] / latest["people"]).between(0.15, 0.45).mean() > 0.85


def test_more_people_take_part_where_more_are_covered(completed):
    both = completed["district"][["coverage_1000m", "participation_60p"]].dropna()
    assert 0.2 < np.corrcoef(both.T)[0, 1] < 0.8
