"""Which cases fit a weakness and which policies bind a place: as properties, and on the shipped facts."""

from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lcity.monitor.cases import MOST_CASES, SIMILAR, Place, country_of, fitting, policies_for

FACTS = Path(__file__).parents[2] / "data" / "facts"
CASES = pd.read_csv(FACTS / "cases.csv").astype({"year": "Int64"})
POLICIES = pd.read_csv(FACTS / "policies.csv").astype({"year": "Int64"})
CITIES = ("a", "b", "c", "d", "e")
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "city": st.sampled_from(CITIES),
            "country": st.sampled_from(["X", "Y", None]),
            "people": st.sampled_from([np.nan, 1e4, 1e5, 1e6, 1e7]),
            "year": st.sampled_from([2010, 2020, None]),
            "dimension": st.sampled_from(["everyone", "talent"]),
        }
    ),
    max_size=12,
)
PLACES = st.builds(
    Place,
    st.frozensets(st.sampled_from(CITIES), max_size=1),
    st.sampled_from(["", "X", "Y"]),
    st.sampled_from([np.nan, 2e4, 3e6]),
)


def table(rows):
    columns = ["city", "country", "people", "year", "dimension"]
    return pd.DataFrame(rows, columns=columns).astype({"people": float, "year": "Int64"})


@given(ROWS, PLACES)
def test_they_are_of_the_dimension_and_of_other_places_and_nothing_fits_better_than_what_is_shown(
    rows, place
):
    cases = table(rows)
    found = fitting(cases, "everyone", place)
    assert (found["dimension"] == "everyone").all()
    assert not set(found["city"]) & place.names
    assert found["city"].is_unique
    others = set(cases.loc[cases["dimension"] == "everyone", "city"]) - place.names
    assert len(found) == min(MOST_CASES, len(others))

    def fits(row):
        similar = place.people > 0 and place.people / SIMILAR <= row["people"] <= place.people * SIMILAR
        return int(bool(place.country) and row["country"] == place.country) + int(bool(similar))

    shown = [fits(row) for row in found.to_dict("records")]
    assert shown == sorted(shown, reverse=True)
    assert [
        same + alike for same, alike in zip(found["same_country"], found["similar_size"], strict=True)
    ] == shown
    left = [row for row in cases.to_dict("records") if row["city"] in others - set(found["city"])]
    best_left = [fits(row) for row in left if row["dimension"] == "everyone"]
    assert len(found) < MOST_CASES or max(best_left, default=0) <= shown[-1]


def test_of_the_shipped_cases_those_of_the_country_and_of_the_size_come_first():
    names = {"Hangzhou", "杭州市", "Shanghai", "Bury"}
    assert country_of(CASES, names) == "China"
    assert country_of(CASES, {"Bristol"}) == "United Kingdom"
    assert country_of(CASES, {"Nowhere"}) == ""
    found = fitting(CASES, "talent", Place(frozenset({"Hangzhou"}), "China", 11_936_010))
    assert list(found["city"]) == ["Beijing", "Shanghai", "Medellín"]
    assert found["same_country"].tolist() == [True, True, False]
    assert found["similar_size"].tolist() == [True, True, False]
    small = fitting(CASES, "everyone", Place(people=30_000))
    assert list(small["city"][:2]) == ["Câmara de Lobos", "Huejotzingo"]


def test_a_policy_of_another_city_binds_nobody_here_and_the_citys_own_comes_first():
    others = {"Hangzhou", "Shanghai", "Beijing", "Tianjin", "Wuhan", "Ningbo", "Shenzhen"}
    own = policies_for(POLICIES, "everywhere", Place(frozenset({"Hangzhou"})), others)
    assert list(own["policy"]) == ["hangzhou-2027-learning-city", "cn-2021-life-circle"]
    none = policies_for(POLICIES, "everyone", Place(), others, most=9)
    assert list(none["policy"]) == ["cn-2016-older-education", "cn-2016-community-education"]


def test_a_table_without_the_columns_that_may_be_left_out_is_no_hindrance():
    bare = pd.DataFrame({"city": ["a", "b"], "dimension": "talent"})
    assert list(fitting(bare, "talent", Place(frozenset({"a"}), "X", 1e6))["city"]) == ["b"]
    assert country_of(bare, {"a"}) == ""
    policies = pd.DataFrame({"policy": ["p"], "dimension": "talent"})
    assert len(policies_for(policies, "talent", Place(), {"a"})) == 1
