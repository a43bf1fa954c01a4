"""Groups of people as shares: of districts, of cities, and where something is missing."""

import numpy as np
import pandas as pd
import pytest

from lcity.computed import COMPUTATIONS
from lcity.dataset import check, read
from lcity.dataset.groups import group_counts, group_keys, group_shares
from lcity.text.groups import group_label
from tests import folders


@pytest.fixture
def dataset(tmp_path):
    tables = folders.valid()
    values = tables["values_district"]
    values.loc[(values["district"] == "010101") & (values["year"] == "2020"), "people_60p"] = ""
    values.loc[(values["district"] == "010101"), "people_60p"] = ""
    values.loc[(values["district"] == "030103"), "people_60p"] = ""
    return read(folders.write(tmp_path, tables))


def test_districts(dataset):
    assert group_keys(dataset) == ["people_15p", "people_0_14", "people_60p"]
    counts, shares = group_counts(dataset, "district", 2020), group_shares(dataset, "district", 2020)
    assert counts.columns.tolist() == ["people", "people_15p", "people_0_14", "people_60p"]
    assert counts.loc["010102"].tolist() == [2100, 1680, 210, 420]
    assert shares.loc["010102"].tolist() == [0.8, 0.1, 0.2]
    assert np.isnan(shares.at["010101", "people_60p"])


def test_cities_add_up_what_is_known(dataset):
    counts, shares = group_counts(dataset, "city", 2020), group_shares(dataset, "city", 2020)
    assert counts["people"].tolist() == [1100 + 2100 + 3100, 4100 + 5100 + 6100, 7100 + 8100 + 9100]
    assert np.isnan(counts.at["010000", "people_60p"])
    # 5,200 of 6,300 people are counted, more than 65 %; of 24,300 only 15,200 are.
    assert shares.at["010000", "people_60p"] == pytest.approx((420 + 620) / 5200)
    assert np.isnan(shares.at["030000", "people_60p"])
    assert shares.at["020000", "people_60p"] == pytest.approx(0.2)
    assert shares.index.equals(dataset.cities.index)


def test_a_dataset_of_cities_alone_has_none(tmp_path):
    tables = folders.valid()
    for name in ("districts", "values_district", "centres", "population", "participation"):
        del tables[name]
    keep = tables["indicators"]["key"].isin(["open", "people_served", "staff"])
    tables["indicators"] = tables["indicators"][keep]
    dataset = read(folders.write(tmp_path, tables))
    assert group_keys(dataset) == []
    assert group_counts(dataset, "city").isna().all(axis=None)
    pd.testing.assert_index_equal(group_shares(dataset, "city").index, dataset.cities.index)


def test_a_dataset_names_its_groups_in_both_languages(tmp_path, english, chinese):
    folder = folders.write(tmp_path)
    with (folder / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write('\n[groups]\npeople_60p = "Elders"\npeople_60p_zh = "老年人"\n')
    assert check(folder, COMPUTATIONS) == []
    named = read(folder, COMPUTATIONS).meta.groups
    assert (group_label("60p", english, named), group_label("people_60p", chinese, named)) == (
        "Elders",
        "老年人",
    )


@pytest.mark.parametrize(
    ("line", "code", "severity"),
    [
        ('people_99p = "Very old"', "group_unused", "note"),
        ("people_60p = 3", "not_text", "error"),
        ('people_60p = {name = "Elders"}', "not_text", "error"),
    ],
)
def test_a_name_that_is_none_is_told(tmp_path, line, code, severity):
    folder = folders.write(tmp_path)
    with (folder / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n[groups]\n{line}\n")
    column = "groups." + line.split(" ")[0]
    found = [(p.file, p.row, p.column, p.code, p.severity) for p in check(folder, COMPUTATIONS)]
    assert found == [("dataset.toml", None, column, code, severity)]


def test_a_dataset_names_its_units_in_both_languages(tmp_path):
    folder = folders.write(tmp_path)
    with (folder / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write('\n[units]\ncity = "town"\ncities = "towns"\ndistrict_zh = "镇"\n')
    assert check(folder, COMPUTATIONS) == []
    assert read(folder, COMPUTATIONS).meta.units == {"city": "town", "cities": "towns", "district_zh": "镇"}


def test_a_unit_without_its_plural_is_told(tmp_path):
    folder = folders.write(tmp_path)
    with (folder / "dataset.toml").open("a", encoding="utf-8") as file:
        file.write('\n[units]\ndistrict = "ward"\n')
    found = [(p.file, p.column, p.code, p.severity) for p in check(folder, COMPUTATIONS)]
    assert found == [("dataset.toml", "units.district", "unit_half_named", "note")]
