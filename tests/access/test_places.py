import dataclasses

import numpy as np
import pandas as pd
import pytest

from lcity.access.places import Places
from lcity.errors import ArgumentError
from tests.access.worlds import dataset, world


def test_places_stand_beside_their_units():
    data = world()
    places = Places.of(data)
    assert places.row.tolist() == list(range(len(data.population)))
    np.testing.assert_array_equal(places.lonlat, data.population[["lon", "lat"]])
    assert list(places.groups) == ["people", "people_60p"]
    ids = {level: [*places.units[level], None] for level in ("district", "city")}
    assert [ids["district"][k] for k in places.unit["district"]] == data.population["district"].replace(
        {np.nan: None}
    ).tolist()
    assert places.unit["district"][0] == places.unit["city"][0] == -1
    for district, city in zip(places.unit["district"][1:], places.unit["city"][1:], strict=True):
        assert data.districts["city"].iloc[district] == ids["city"][city]


def test_one_city_has_its_own_places_and_districts_only():
    data = world()
    places = Places.of(data, "2")
    assert places.row.tolist() == np.flatnonzero(data.population["district"].isin(["201", "202"])).tolist()
    assert {level: list(ids) for level, ids in places.units.items()} == {
        "city": ["2"],
        "district": ["201", "202"],
    }
    assert set(places.unit["city"]) == {0}
    assert places.people().tolist() == data.population["people"].iloc[places.row].tolist()


def test_coverage_of_a_group_in_a_level():
    data = world()
    places = Places.of(data)
    everyone = places.coverage(np.ones(len(places.row), bool), "people_60p", "city")
    of_city = data.population["district"].map(data.districts["city"])
    expected = data.population["people_60p"].groupby(of_city).sum()
    assert everyone["people"].to_dict() == expected.to_dict()
    assert everyone["share"].tolist() == [1.0, 1.0]
    assert everyone.index.equals(data.cities.index)


def test_what_cannot_be_asked_is_told_with_what_there_is():
    data = world()
    with pytest.raises(ArgumentError, match="group 'people_5': expected one of people, people_60p"):
        Places.of(data).people("people_5")
    with pytest.raises(ArgumentError, match="city '9': expected one of 1, 2"):
        Places.of(data, "9")
    with pytest.raises(ArgumentError, match=r"population\.csv is missing"):
        Places.of(dataset())


def test_places_without_any_district_are_in_no_unit():
    data = world()
    nowhere = data.population.assign(district=pd.array([None] * len(data.population), dtype="str"))
    table = Places.of(dataclasses.replace(data, population=nowhere)).coverage(np.ones(len(nowhere), bool))
    assert table["people"].tolist() == [0.0] * 4
    assert table["share"].isna().all()
