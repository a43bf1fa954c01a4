"""Values, gaps and medians in their own units, with the digit in which they differ."""

from itertools import count

import pytest

from lcity.dataset.in_people import of_whom
from lcity.index import Weights
from lcity.ui.compare import numbers, words
from lcity.ui.compare.numbers import Others
from lcity.ui.shared import cache, standing
from tests import folders

UNIT, HUANGPU = "010101", "310101"
REST = Others("all", ("010102", "010103", "020101"))


@pytest.fixture
def schooling(tmp_path, monkeypatch):
    """Give the function that opens the small dataset with schooling in another unit and of others."""

    folders_ = (tmp_path / str(number) for number in count())

    def open_(unit, values, denominator="", **more):
        tables = folders.valid()
        indicators, figures = tables["indicators"], tables["values_district"]
        row = indicators["key"] == "schooling"
        indicators.loc[row, ["unit", "denominator", "low", "high"]] = [unit, denominator, None, None]
        for district, value in values.items():
            figures.loc[figures["district"] == district, "schooling"] = value
        for column, value in more.items():
            figures[column] = value
        monkeypatch.setenv("LCITY_DATASET", str(folders.write(next(folders_), tables)))

    return open_


def spread(own, *others):
    return {UNIT: str(own), **dict(zip(REST.units, map(str, others), strict=True))}


@pytest.mark.parametrize("unit", ["0-10", "0–10", "of 10", "out of 10"])
def test_a_scale_is_named_and_a_gap_on_it_is_in_points(schooling, unit):
    schooling(unit, spread(7.89, 7.6, 7.65, 7.7))
    assert words.value("district", "schooling", 7.89).endswith(" of 10")
    gap = words.gap("district", UNIT, "schooling", REST)
    assert "0.2 points" in gap
    assert unit not in gap


def test_a_rate_is_told_in_people_only_where_the_dataset_names_whom(schooling):
    values = spread(300, 200, 200, 200)
    schooling("per 100,000 people", values)
    assert "people per" not in words.gap("district", UNIT, "schooling", REST)
    assert "100 per 100,000 people" in words.gap("district", UNIT, "schooling", REST)
    assert numbers.in_people("district", UNIT, "schooling", 100) is None


def test_a_rate_of_named_people_is_told_in_them(schooling):
    schooling("per 100,000 people", spread(50_000, 20_000, 20_000, 20_000), "people_15p", people_15p="400")
    assert numbers.in_people("district", UNIT, "schooling", 30_000) == pytest.approx(120)
    assert "120 people" in words.gap("district", UNIT, "schooling", REST)


def test_what_differs_a_little_is_not_called_level(schooling):
    # One district far from all others must not take the decimals of the rest away.
    schooling("visits", spread(3.02, 2.98, 2.98, 2.98) | {"030103": "900"})
    own, median = words.told_apart("district", "schooling", [3.02, 2.98])
    assert own != median
    assert words.gap("district", UNIT, "schooling", REST) != words.t("compare.level_with")


def test_equal_figures_are_level(schooling):
    schooling("visits", spread(2.98, 2.98, 2.98, 2.98))
    assert words.gap("district", UNIT, "schooling", REST) == words.t("compare.level_with")


def test_one_of_what_is_counted_in_the_plural_has_a_decimal(schooling):
    schooling("hours per 1,000 people", spread(1, 40, 70, 100))
    assert words.value("district", "schooling", 1.0) == "1.0 hours per 1,000 people"
    assert words.amount_of("district", "schooling", 1.2) == "1.2 hours per 1,000 people"
    assert words.amount_of("district", "schooling", 2.2) == "2 hours per 1,000 people"


def test_a_computed_rate_is_of_the_group_it_names():
    assert of_whom("coverage_1000m:people_65p") == "people_65p"
    assert of_whom("participation_60p:Evening classes") == "people_60p"
    assert of_whom("coverage_1000m") == "people"
    assert of_whom("coverage_ratio:people_65p") is None


def test_what_lies_within_a_survey_s_error_is_no_gap(schooling):
    values = spread(9.0, 10.0, 10.0, 10.0)
    schooling("%", values, schooling_se="0.4")
    assert words.is_behind("district", UNIT, "schooling", REST), "1.0 is more than 1.96 × 0.4"
    schooling("%", values, schooling_se="0.6")
    assert not words.is_behind("district", UNIT, "schooling", REST)
    assert words.gap("district", UNIT, "schooling", REST) == words.t("compare.no_clear_gap", margin="1.2")
    assert words.within_error("district", UNIT, "schooling", -1.0) == "1.2"
    assert words.within_error("district", UNIT, "schooling", -1.3) == ""
    assert words.within_error("district", UNIT, "literacy", -1.0) == ""


def test_a_step_within_a_survey_s_error_says_so_too(schooling):
    for error, within in (("0.6", True), ("0.4", False)):
        schooling("%", spread(9.0, 10.0, 10.0, 10.0), schooling_se=error)
        rules = standing.Rules(cache.tree().prune(["schooling"]), Weights(), "rank")
        sentence = words.one_step("district", rules, UNIT, REST).sentence
        assert ("±1.2" in sentence) is within, sentence


def test_where_nobody_is_out_of_reach_everybody_lives_near(monkeypatch):
    monkeypatch.delenv("LCITY_DATASET", raising=False)
    assert numbers.out_of_reach("district", HUANGPU)["people"] < 0.5
    assert words.reach("district", HUANGPU).sentence.startswith("Everybody lives within 1,000 m of a ")
