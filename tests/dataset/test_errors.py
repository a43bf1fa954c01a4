import numpy as np
import pandas as pd
import pytest

from lcity.dataset import check, read
from lcity.dataset.errors import value_errors
from tests import folders
from tests.dataset.test_rollup import dataset, rows

COLUMNS = ("district", "city", "year", "people", "x", "x_se")


def test_an_error_belongs_to_the_value_of_its_year():
    found = dataset(rows(("a", "A", 2010, 10, 5, 1), ("a", "A", 2020, 10, 6, None), columns=COLUMNS))
    assert value_errors(found, "district", 2015).loc["a", "x"] == 1.0
    assert np.isnan(value_errors(found, "district", 2020).loc["a", "x"])


def test_a_city_has_the_error_of_a_weighted_mean():
    table = rows(
        ("a", "A", 2020, 100, 10, 2),
        ("b", "A", 2020, 300, 20, 1),
        ("c", "A", 2020, 100, None, 9),
        ("d", "B", 2020, 100, 10, None),
        columns=COLUMNS,
    )
    errors = value_errors(dataset(table), "city")["x"]
    assert errors["A"] == pytest.approx(np.hypot(100 * 2, 300 * 1) / 400)
    assert np.isnan(errors["B"])
    assert errors.index.tolist() == ["A", "B"]


def test_a_city_s_own_value_has_its_own_error():
    cities = pd.DataFrame({"city": ["A"], "year": pd.array([2020], "Int64"), "x": [15.0], "x_se": [0.5]})
    table = rows(("a", "A", 2020, 100, 10, 2), columns=COLUMNS)
    assert value_errors(dataset(table, cities), "city").loc["A", "x"] == 0.5
    own_without = value_errors(dataset(table, cities.drop(columns="x_se")), "city")
    assert np.isnan(own_without.loc["A", "x"])


def test_a_dataset_without_errors_has_none():
    found = dataset(rows(("a", "A", 2020, 10, 5)[:5]))
    errors = value_errors(found, "district")
    assert errors.isna().all().all()
    assert (errors.dtypes == "float64").all()


@pytest.mark.parametrize(("error", "codes"), [("0.5", []), ("-0.5", ["negative"])])
def test_a_folder_may_give_errors_and_they_are_never_negative(error, codes, tmp_path):
    tables = folders.valid()
    values = tables["values_district"]
    key = next(c for c in values if c not in ("district", "city", "year") and not c.startswith("people"))
    tables["values_district"] = values.assign(**{f"{key}_se": error})
    folder = folders.write(tmp_path / "d", tables)
    problems = [p for p in check(folder) if p.column == f"{key}_se"]
    assert sorted({p.code for p in problems}) == codes
    if not codes:
        assert value_errors(read(folder), "district")[key].dropna().eq(0.5).any()
