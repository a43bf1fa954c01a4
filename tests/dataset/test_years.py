"""Which year's value counts, who has ended, and what is said of it."""

import pytest

from lcity.dataset import check, read, unit_values
from lcity.dataset.vintage import vintage
from tests import folders, years

LEAVES = ("library_members", "no_internet")


def test_who_ended_is_named_and_who_goes_on_counts(tmp_path):
    opened = read(years.merged(tmp_path))
    found = unit_values(opened, "city")
    assert found.people.to_dict() == {"A": 47_000, "B": 52_000}
    assert found.values.round(1).to_numpy().tolist() == [[28.5, 11.5], [25.0, 14.0]]
    assert [str(note) for note in opened.notes] == [
        "values_district.csv: year: A1 and A2 have no row from 2020 on, when A9 begins: "
        "they count as ended, and are neither ranked nor summed from then on"
    ]
    then = unit_values(opened, "city", 2010)
    assert then.people["A"] == 42_000, "what took their place later was not there"


def test_who_has_only_older_figures_is_named_and_dated(tmp_path, english, chinese):
    opened = read(years.carried(tmp_path))
    assert opened.lifetimes.gone(None).empty
    assert [str(note) for note in opened.notes] == [
        "values_district.csv: year: 3 of 6 districts have no row of 2020 (A1, A3 and B2): "
        "their latest figures before that are carried on, and dated"
    ]
    for level in ("district", "city"):
        found = vintage(unit_values(opened, level), LEAVES)
        assert found.text(english) == "2010–2020; 3 of 6 districts 2010"
        assert found.text(chinese) == "2010–2020；6个区县中3个为2010年"
        assert vintage(unit_values(opened, level, 2010), LEAVES).text(english) == "2010"


def test_cities_with_older_figures_are_counted_too(tmp_path, english):
    tables = folders.valid()
    rows = tables["values_city"]
    tables["values_city"] = rows[(rows["city"] != folders.CITIES[1]) | (rows["year"].astype(str) == "2010")]
    opened = read(folders.write(tmp_path, tables))
    assert [note.code for note in opened.notes] == ["carried_city"]
    found = unit_values(opened, "city")
    assert vintage(found, ["staff"]).text(english) == "2010–2020; 1 of 3 cities 2010"
    assert vintage(found, ["schooling"]).text(english) == "2020"
    assert found.years_of(folders.CITIES[1], "staff") == (2010, 2010)


def test_without_years_there_is_nothing_to_say(tmp_path):
    tables = folders.valid()
    for name in ("values_city", "values_district", "participation"):
        rows = tables[name]
        tables[name] = rows[rows["year"].astype(str) == "2020"].drop(columns="year")
    del tables["meta"]["default_year"]
    opened = read(folders.write(tmp_path, tables))
    assert opened.notes == ()
    assert vintage(unit_values(opened, "city"), ["schooling"]) is None
    assert unit_values(opened, "city").years_of(folders.CITIES[0], "schooling") is None


@pytest.mark.parametrize("outlines", [True, False])
def test_people_who_live_in_a_district_that_ended_count_where_they_live_now(tmp_path, outlines):
    tables = folders.valid()
    rows, (one, two, *_) = tables["values_district"], folders.DISTRICTS
    year = rows["year"].astype(str)
    gone, not_yet = (rows["district"] == one) & (year == "2020"), (rows["district"] == two) & (year == "2010")
    tables["values_district"] = rows[~(gone | not_yet)]
    if outlines:
        shapes = tables["districts"].geometry
        tables["districts"].loc[1, "geometry"] = shapes.iloc[0].union(shapes.iloc[1])
    else:
        del tables["districts"]
    opened = read(folders.write(tmp_path, tables))
    # The two outlines overlap here, which is told as well.
    assert [note.code for note in opened.notes if note.code != "overlap"] == ["ended", "ended_places"]
    own = opened.population["district"].value_counts()
    assert one not in own
    assert own[two] == (18 if outlines else 9)


def test_the_valid_dataset_has_no_such_notes(tmp_path):
    assert check(folders.write(tmp_path)) == []
