"""What a persona's coverage does to the index, and how one's own personas are written."""

import pandas as pd
import pytest

from lcity.access.indicators import EVENINGS
from lcity.access.persona import EVERYONE, Persona
from lcity.access.presets import PERSONAS
from lcity.errors import ArgumentError
from lcity.index import Weights, around, rank_scores
from lcity.ui.personas import numbers
from lcity.ui.personas.choices import MOST_NAME, clean_name, free_hours, parse_own, write_own
from lcity.ui.shared import cache, intervals, standing
from tests import folders


@pytest.fixture(autouse=True)
def shipped(monkeypatch):
    monkeypatch.delenv("LCITY_DATASET", raising=False)


@pytest.mark.parametrize("level", ["city", "district"])
def test_everyones_eyes_see_the_usual_ranking(level):
    usual = rank_scores(cache.normalised(level, None, "goalposts"), cache.tree(), Weights())
    own = numbers._ranking(EVERYONE, numbers.rules(EVERYONE), level, None)
    pd.testing.assert_series_equal(own.rank, usual.rank)
    pd.testing.assert_series_equal(own.score, usual.score)
    usual_share = cache.covered(level)
    pd.testing.assert_series_equal(numbers.everyone(level)["share"], usual_share)


def test_their_coverage_takes_the_place_of_the_usual_in_the_index_and_nothing_else_changes():
    shift = PERSONAS["shift"]
    own = numbers._scores(shift, "goalposts", "city", None)
    usual = cache.normalised("city", None, "goalposts")
    assert set(numbers.replaced()) == {"coverage_1000m", "coverage_weekday_evening", "coverage_weekend"}
    kept = usual.columns.difference(numbers.replaced())
    pd.testing.assert_frame_equal(own[kept], usual[kept])
    share = 100 * numbers.coverage(shift, "city")["share"]
    assert own["coverage_weekday_evening"].tolist() == pytest.approx((share / 90 * 100).clip(0, 100).tolist())
    assert own["coverage_1000m"].tolist() == pytest.approx(((share - 30) / 0.7).clip(0, 100).tolist())


def test_without_hours_of_their_own_the_indicators_keep_theirs():
    slow = Persona(speed_kmh=3.0)
    found = numbers._own_values(slow, "city", "coverage_weekday_evening")
    expected = slow.mean_coverage(*numbers.world(), EVENINGS, "city")
    pd.testing.assert_series_equal(found, expected)
    assert (found < numbers._own_values(EVERYONE, "city", "coverage_weekday_evening")).all()


def test_the_way_from_everyone_ends_at_the_persona():
    for persona in PERSONAS.values():
        shares = numbers.way(persona, "city", "110000")
        assert shares["everyone"] == pytest.approx(numbers.everyone("city").at["110000", "share"])
        assert shares["kinds"] == pytest.approx(numbers.coverage(persona, "city").at["110000", "share"])
        assert shares["group"] >= shares["pace"] >= shares["hours"] >= shares["kinds"]


def test_ranks_lie_in_their_intervals_mostly():
    spread = numbers._interval(PERSONAS["older"], numbers.rules(PERSONAS["older"]), "city", None)
    ranks = numbers._ranking(PERSONAS["older"], numbers.rules(PERSONAS["older"]), "city", None).rank
    assert (spread.low <= spread.high).all()
    assert ((spread.low <= ranks) & (ranks <= spread.high)).mean() > 0.8


def test_ones_own_are_written_and_read_back():
    own = (("Me", PERSONAS["older"]), ("夜班护士", Persona(20, 5.0, 1.3, free=(("su", 0, 24),))))
    assert parse_own(write_own(own)) == own
    assert len(write_own(own * 2)) < 1_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Me",
        "~15~4.8~1.2~people~~~",
        " Me~15~4.8~1.2~people~~~",
        "A name that is longer than allowed~15~4.8~1.2~people~~~",
        "|".join(["Me~15~4.8~1.2~people~~~"] * 6),
        "Me~15~4.8~1.2~people~~~|",
    ],
)
def test_what_a_link_may_not_hold_is_refused(text):
    with pytest.raises(ArgumentError):
        parse_own(text)


def test_names_are_one_short_line():
    assert clean_name(" a~b|c\n\td ") == "abcd"
    assert clean_name("x" * 99) == "x" * MOST_NAME
    assert clean_name(" ~ ") == "?"
    assert clean_name("夜班 护士") == "夜班 护士"


def test_free_hours_that_end_as_they_begin_are_none():
    assert free_hours({"wd": (0, 0), "sa": (9, 17), "su": (12, 12)}) == (("sa", 9, 17),)


def test_their_intervals_know_the_standard_errors_the_usual_ones_know(tmp_path, monkeypatch):
    tables = folders.valid()
    tables["values_district"]["schooling_se"] = "1.5"
    monkeypatch.setenv("LCITY_DATASET", str(folders.write(tmp_path, tables)))
    rules = standing.declared_rules()
    usual = intervals._of_few.__wrapped__("district", rules, "", intervals.AROUND, None)
    own = numbers._interval(EVERYONE, rules, "district", None)
    scores = cache.normalised("district", None, rules.normalise)
    without = around(scores, rules.tree, rules.weights, rules.aggregate)
    assert (usual.high - usual.low).sum() > (without.high - without.low).sum()
    for end in ("low", "high"):
        pd.testing.assert_series_equal(getattr(own, end), getattr(usual, end))
