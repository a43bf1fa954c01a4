from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.dataset import Dataset, Meta, read, unit_values
from lcity.dataset.rollup import read_keys
from tests import folders


def dataset(
    districts: pd.DataFrame, cities: pd.DataFrame | None = None, denominator="people", **meta
) -> Dataset:
    """Return a dataset of one indicator, x, straight from its values tables."""
    indicators = pd.DataFrame(
        {"parent": pd.Series([None], dtype="str"), "denominator": denominator, "computed": None}, index=["x"]
    )
    city_of = districts.drop_duplicates("district").set_index("district")[["city"]]
    ids = list(dict.fromkeys([*([] if cities is None else cities["city"]), *city_of["city"]]))
    return Dataset(
        folder=Path(),
        hash="",
        meta=Meta("", **meta),
        sources=pd.DataFrame(),
        indicators=indicators,
        cities=pd.DataFrame({"name": ids}, index=pd.Index(ids, name="city")),
        districts=city_of,
        values_city=cities,
        values_district=districts,
    )


def rows(*cells, columns=("district", "city", "year", "people", "x")) -> pd.DataFrame:
    frame = pd.DataFrame(list(cells), columns=list(columns))
    floats = {name: "float64" for name in columns if name not in ("district", "city", "year")}
    return frame.astype({"year": "Int64", **floats})


def city_x(found: Dataset, city="A", year=None) -> float:
    return unit_values(found, "city", year).values.loc[city, "x"]


def test_a_city_is_the_weighted_mean_of_its_districts():
    found = dataset(rows(("a", "A", 2020, 100, 10), ("b", "A", 2020, 300, 20), ("c", "B", 2020, 50, 7)))
    values = unit_values(found, "city")
    assert values.values["x"].tolist() == [17.5, 7.0]
    assert values.values.index.tolist() == ["A", "B"]
    assert values.people.tolist() == [400.0, 50.0]
    assert values.years["x"].tolist() == [2020, 2020]
    assert (values.values.dtypes == "float64").all()
    assert (values.years.dtypes == "Int64").all()


def test_the_weight_is_the_denominator_declared():
    table = rows(
        ("a", "A", 2020, 100, 30, 10),
        ("b", "A", 2020, 300, 10, 20),
        columns=("district", "city", "year", "people", "old", "x"),
    )
    assert city_x(dataset(table)) == 17.5
    assert city_x(dataset(table, denominator="old")) == 12.5


def test_a_city_s_own_value_wins_where_it_has_one():
    districts = rows(("a", "A", 2020, 100, 10), ("b", "B", 2020, 100, 20))
    cities = rows(("A", 2015, 99), ("B", 2015, None), columns=("city", "year", "x"))
    found = unit_values(dataset(districts, cities), "city")
    assert found.values["x"].tolist() == [99.0, 20.0]
    assert found.years["x"].tolist() == [2015, 2020]


@pytest.mark.parametrize(
    ("present", "expected"), [([13, 7], True), ([1.3, 0.7], True), ([0.65, 0.35], True), ([649, 351], False)]
)
def test_exactly_65_per_cent_of_the_denominator_is_enough(present, expected):
    there, missing = present
    found = city_x(dataset(rows(("a", "A", 2020, there, 5), ("b", "A", 2020, missing, None))))
    assert (found == 5.0) if expected else np.isnan(found)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=12), st.floats(1e-3, 1e3))
def test_65_per_cent_holds_whatever_the_unit(parts, scale):
    """65 parts of 100 present pass, in whatever pieces and whatever unit they come."""
    table = [(f"a{i}", "A", 2020, 65 * part * scale, 1) for i, part in enumerate(parts)]
    table += [(f"b{i}", "A", 2020, 35 * part * scale, None) for i, part in enumerate(parts)]
    assert city_x(dataset(rows(*table))) == pytest.approx(1)
    table.append(("z", "A", 2020, 0.001 * sum(parts) * scale, None))
    assert np.isnan(city_x(dataset(rows(*table))))


def test_districts_that_carry_no_weight_do_not_count():
    assert city_x(dataset(rows(("a", "A", 2020, 0, 5), ("b", "A", 2020, 10, 7)))) == 7.0
    assert np.isnan(city_x(dataset(rows(("a", "A", 2020, 0, 5)))))
    assert city_x(dataset(rows(("a", "A", 2020, None, 5), ("b", "A", 2020, 10, 7)))) == 7.0


def test_people_of_a_city_are_unknown_where_a_district_s_are():
    found = dataset(rows(("a", "A", 2020, None, 5), ("b", "A", 2020, 10, 7), ("c", "B", 2020, 3, 7)))
    people = unit_values(found, "city").people
    assert people.isna().tolist() == [True, False]
    assert people["B"] == 3.0


def test_a_value_is_the_latest_at_or_before_the_year_and_keeps_its_own():
    found = dataset(
        rows(
            ("a", "A", 2010, 100, 1),
            ("a", "A", 2020, 110, None),
            ("a", "A", 2024, 120, 3),
            ("b", "A", 2024, 100, 4),
        )
    )
    for year, value, own, people in (
        (2009, None, None, None),
        (2010, 1, 2010, 100),
        (2023, 1, 2010, 110),
        (2024, 3, 2024, 120),
    ):
        units = unit_values(found, "district", year)
        assert units.values.index.tolist() == ["a", "b"], "units without a value stay"
        seen = [units.values.loc["a", "x"], units.years.loc["a", "x"], units.people["a"]]
        assert [None if pd.isna(cell) else cell for cell in seen] == [value, own, people]
    assert unit_values(found, "district").values.loc["a", "x"] == 3.0
    assert (
        unit_values(dataset(found.values_district, default_year=2015), "district").values.loc["a", "x"] == 1.0
    )
    assert unit_values(found, "city", 2024).years.loc["A", "x"] == 2024


def test_a_rolled_up_value_is_dated_from_the_earliest_to_the_latest_of_the_districts_that_count():
    table = rows(
        ("a", "A", 2010, 100, 1),
        ("b", "A", 2020, 100, 2),
        ("c", "A", 2010, 0, 2),
        ("c", "A", 2022, 0, 2),
        ("b", "A", 2022, None, None),
        ("a", "A", 2023, 100, None),
    )
    found = unit_values(dataset(table), "city")
    assert (found.first_years.loc["A", "x"], found.years.loc["A", "x"]) == (2010, 2020)
    assert found.figures["district"]["x"].dropna().to_dict() == {"a": 2010, "b": 2020}
    own = unit_values(dataset(table, rows(("A", 2015, 9), columns=("city", "year", "x"))), "city")
    assert (own.first_years.loc["A", "x"], own.years.loc["A", "x"]) == (2015, 2015)
    assert own.figures["district"].isna().all(axis=None), "nothing stands on them"


MERGED = (
    ("A1", "A", 2010, 10, 10),
    ("A2", "A", 2010, 20, 12),
    ("A3", "A", 2010, 12, 20),
    ("A9", "A", 2020, 33, 30),
    ("A3", "A", 2020, 14, 25),
    ("B1", "B", 2010, 50, 15),
)


def test_districts_that_ended_are_neither_units_nor_summed():
    """A1 and A2 were merged into A9. B1 has no row of 2020, but nothing took its place."""
    found = dataset(rows(*MERGED))
    now, then = (unit_values(found, "district", year) for year in (2020, 2010))
    assert now.values["x"].to_dict() == {"A3": 25, "A9": 30, "B1": 15}
    assert then.values["x"].to_dict() == {"A1": 10, "A2": 12, "A3": 20, "B1": 15}
    cities = {year: unit_values(found, "city", year) for year in (2010, 2019, 2020, None)}
    people = {year: city.people["A"] for year, city in cities.items()}
    assert people == {2010: 42, 2019: 42, 2020: 47, None: 47}
    assert cities[2020].values.loc["A", "x"] == pytest.approx((33 * 30 + 14 * 25) / 47)
    assert cities[2010].values.loc["A", "x"] == pytest.approx((10 * 10 + 20 * 12 + 12 * 20) / 42)
    assert cities[2020].years["x"].to_dict() == {"A": 2020, "B": 2010}


def test_without_cities_a_district_ends_where_any_newer_one_begins():
    table = rows(*MERGED)
    table["city"] = None
    found = dataset(table.assign(city=""))
    assert found.lifetimes.gone(2020).tolist() == ["A1", "A2", "B1"]
    assert found.lifetimes.gone(2019).empty
    assert found.units_in("district", None).index.tolist() == ["A3", "A9"]


def test_a_dataset_without_years():
    found = dataset(rows(("a", "A", None, 100, 1), ("b", "A", None, 100, 2)))
    for year in (None, 2020):
        units = unit_values(found, "city", year)
        assert units.values.loc["A", "x"] == 1.5
        assert units.years["x"].isna().all()


def oracle(table: pd.DataFrame, city: str, year: int) -> float:
    """Say the rule again, row by row."""
    total = present = summed = 0.0
    of_city = table[table["city"] == city]
    first, last = (of_city.groupby("district")["year"].agg(end) for end in ("min", "max"))
    for district in first.index:
        if any(last[district] < start <= year for start in first):
            continue  # ended
        mine = [
            row for row in table.to_dict("records") if row["district"] == district and row["year"] <= year
        ]
        mine.sort(key=lambda row: row["year"])
        weight = next((r["people"] for r in reversed(mine) if not np.isnan(r["people"])), np.nan)
        value = next((r["x"] for r in reversed(mine) if not np.isnan(r["x"])), np.nan)
        if np.isnan(weight):
            continue
        total += weight
        if not np.isnan(value):
            present += weight
            summed += weight * value
    return summed / present if present > 0 and present / total >= 0.65 - 1e-9 else np.nan


CELL = st.one_of(st.none(), st.integers(0, 50))
TABLE = st.dictionaries(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from([2010, 2015, 2020])),
    st.tuples(CELL, CELL),
    min_size=1,
    max_size=14,
)


@settings(max_examples=20, deadline=None)
@given(TABLE, st.sampled_from([2010, 2012, 2020]), st.randoms())
def test_roll_up_agrees_with_the_rule_said_again_in_any_order_of_rows(cells, year, chance):
    table = rows(*[(d, "AB"[d > "c"], y, people, x) for (d, y), (people, x) in cells.items()])
    found = unit_values(dataset(table), "city", year)
    for city in found.values.index:
        expected = oracle(table, city, year)
        assert found.values.loc[city, "x"] == pytest.approx(expected, rel=1e-12, nan_ok=True)
        assert found.years["x"].notna()[city] == (not np.isnan(expected))
    order = list(range(len(table)))
    chance.shuffle(order)
    shuffled = unit_values(dataset(table.iloc[order]), "city", year)
    pd.testing.assert_frame_equal(shuffled.values.loc[found.values.index], found.values, rtol=1e-12)
    pd.testing.assert_frame_equal(shuffled.years.loc[found.years.index], found.years)


def test_a_folder_s_units_and_keys(tmp_path):
    opened = read(folders.write(tmp_path))
    assert read_keys(opened) == ["schooling", "literacy", "distance", "staff"]
    cities, districts = unit_values(opened, "city"), unit_values(opened, "district")
    assert cities.values.columns.tolist() == districts.values.columns.tolist() == read_keys(opened)
    assert cities.values.index.equals(opened.cities.index)
    assert districts.values.index.equals(opened.districts.index)
    assert cities.values["staff"].tolist() == [11.0, 12.0, 13.0]
    assert districts.values["staff"].isna().all()
    adults = np.array([880.0, 1680.0, 2480.0])
    assert cities.values.loc["010000", "schooling"] == pytest.approx(
        adults @ [9, 9.5, 10] / adults.sum(), rel=1e-15
    )
    assert unit_values(opened, "city", 2019).years["schooling"].tolist() == [2010] * 3
