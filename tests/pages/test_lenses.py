"""Personas, inequality and frameworks on datasets that lack cities or districts."""

import pytest

from tests import folders


@pytest.fixture(scope="module")
def without_cities(tmp_path_factory):
    tables = folders.valid()
    for name in ("cities", "values_city"):
        tables.pop(name)
    for name in ("districts", "values_district"):
        tables[name]["city"] = ""
    indicators = tables["indicators"]
    tables["indicators"] = indicators[indicators["key"] != "staff"]
    return folders.write(tmp_path_factory.mktemp("districts"), tables)


@pytest.fixture(scope="module")
def without_districts(tmp_path_factory):
    tables = {
        name: table
        for name, table in folders.valid().items()
        if name in ("meta", "sources", "indicators", "cities", "values_city")
    }
    indicators = tables["indicators"]
    tables["indicators"] = indicators[indicators["key"].isin(["open", "people_served", "staff"])]
    return folders.write(tmp_path_factory.mktemp("cities"), tables)


@pytest.mark.parametrize(
    ("see", "message"),
    [
        ("personas", "if all residents aged 60 and over in District 11 lived by what is assumed"),
        ("inequality", "Between districts, the Gini coefficient of the index is 0."),
        ("frameworks", "name no UNESCO key feature"),
    ],
)
def test_districts_of_no_city_are_looked_at_all_together(open_page, words, without_cities, see, message):
    app = open_page("compare", see=see, dataset=without_cities)
    assert message in words(app).replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("see", "message"),
    [
        ("personas", "This page needs centres.csv"),
        ("inequality", "This dataset has no districts to compare."),
        ("frameworks", "name no UNESCO key feature"),
    ],
)
def test_cities_of_no_district_say_what_is_lacking(open_page, words, without_districts, see, message):
    assert message in words(open_page("compare", see=see, dataset=without_districts)).replace("\\", "")
