"""What two datasets measure alike is what both compute alike or a definition says, and no more."""

import dataclasses

import pytest

from lcity import comparable
from lcity.comparable import Source
from lcity.computed import complete
from lcity.text import LANGUAGES, language

BURY, XIHU = "E08000002", "330106"


@pytest.fixture(scope="module")
def found(china15, england9):
    return comparable.common(china15, england9)


def test_alike_is_what_both_compute_and_what_a_definition_says(found):
    assert [measure.name for measure in found.alike] == [
        "coverage_1000m",
        "coverage_weekday_evening",
        "coverage_weekend",
        "higher_education",
    ]
    assert [measure.computed for measure in found.alike] == [True, True, True, False]
    assert found.alike[3].sources == (
        Source("tertiary_per_100k", per=100_000),
        Source("", group="people_level4p"),
    )


def test_every_indicator_of_both_stands_somewhere_once(found, china15, england9):
    for side, dataset in enumerate((china15, england9)):
        leaves = dataset.indicators.index[~dataset.indicators.index.isin(dataset.indicators["parent"])]
        named = [measure.sources[side].key for measure in found.alike if measure.sources[side].key]
        named += [key for unlike in found.unlike for key in unlike.keys[side]]
        named += found.alone[side]
        assert sorted(named) == sorted(leaves)
    # Higher education of people aged 16 or over is another share than that of all residents.
    assert "level4_share" in found.alone[1]
    assert all(all(unlike.keys) for unlike in found.unlike)


def test_a_computation_of_another_unit_is_not_alike(china15, england9):
    changed = england9.indicators.copy()
    changed.loc["coverage_weekend", "unit"] = "ratio"
    other = dataclasses.replace(england9, indicators=changed)
    names = [measure.name for measure in comparable.common(china15, other).alike]
    assert "coverage_weekend" not in names
    assert "coverage_weekday_evening" in names


def test_higher_education_is_a_share_of_all_residents_in_both(found, china15, england9):
    home, abroad = found.alike[3].sources
    values = complete(china15, "district")
    share = comparable.figures(china15, values, "district", None, home)
    assert share[XIHU] == pytest.approx(values.values.at[XIHU, "tertiary_per_100k"] / 100_000)
    there = comparable.figures(england9, complete(england9, "district"), "district", None, abroad)
    own = england9.population[england9.population["district"] == BURY]
    assert there[BURY] == pytest.approx(own["people_level4p"].sum() / own["people"].sum())
    for found_ in (share, there):
        assert found_.dropna().between(0, 1).all()


def test_a_figure_is_as_far_to_be_trusted_as_in_its_own_dataset(found, china15, england9):
    at_home = [comparable.provenance(china15, measure.sources[0]) for measure in found.alike]
    abroad = [comparable.provenance(england9, measure.sources[1]) for measure in found.alike]
    assert at_home == ["simulated", "simulated", "simulated", "official"]
    assert abroad == ["official", "derived", "derived", "official"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_definition_has_its_words(found, code):
    lang = language(code)
    names = [measure.name for measure in found.alike] + [unlike.name for unlike in found.unlike]
    assert [name for name in names if not lang.has(f"comparable.{name}")] == []
