"""What the coverage page asks and what it is told."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
import shapely
from pyproj import Geod

from lcity.access import week
from lcity.access.persona import walked_m
from lcity.access.reach import Reach
from lcity.dataset import read
from lcity.text import language
from lcity.ui.coverage.numbers import LARGEST_RADIUS_M, Question, answer
from lcity.ui.coverage.tips import centres_on_map, dot_tips
from lcity.ui.shared.reach import DETOUR, SPEED, WALK, decimal, write_hour
from lcity.ui.shared.vocabulary import group_label, kind_label, who
from tests import folders

CITY = "010000"
EN, ZH = language("en"), language("zh")


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return read(folders.write(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="module")
def reach(dataset):
    return Reach.of(dataset, CITY, LARGEST_RADIUS_M)


def by_hand(dataset, question):
    """Return which places of the city are reached, place by place and centre by centre."""
    places = dataset.population[dataset.population["district"].str[:2] == question.city[:2]]
    reached = []
    for place in places.itertuples():
        found = False
        for centre in dataset.centres.itertuples():
            distance = Geod(ellps="WGS84").inv(place.lon, place.lat, centre.lon, centre.lat)[2]
            known = isinstance(centre.hours, str)
            counts = not question.kinds or centre.kind in question.kinds
            if question.hour is not None:
                counts &= (
                    week(centre.hours).open[question.hour] if known else question.unknown_hours == "count"
                )
            found |= bool(counts) and distance <= question.radius_m
        reached.append(found)
    return places, np.array(reached)


@pytest.mark.parametrize(
    "question",
    [
        Question(CITY, 1_000),
        Question(CITY, 2_500, "people_60p"),
        Question(CITY, 2_500, kinds=("community_school",)),
        Question(CITY, 3_000, hour=2 * 24 + 10),
        Question(CITY, 3_000, hour=3, unknown_hours="leave_out"),
        Question(CITY, 3_000, hour=3, unknown_hours="count"),
        Question(CITY, 5_000, kinds=("library",), hour=6 * 24 + 12),
    ],
)
def test_the_answer_is_what_going_through_places_and_centres_gives(dataset, reach, question):
    places, reached = by_hand(dataset, question)
    people = places[question.group].to_numpy()
    found = answer(reach, question)
    assert found.people == pytest.approx(people.sum())
    assert found.covered == pytest.approx(people[reached].sum())
    assert found.share == pytest.approx(people[reached].sum() / people.sum())
    assert found.out["people"].sum() == pytest.approx(people[~reached].sum())
    assert len(found.out) == (~reached).sum()
    out = (places[question.group] * ~reached).groupby(places["district"]).sum()
    assert found.districts["out"].to_dict() == pytest.approx(out.to_dict())
    if question.hour is not None:
        assert found.week[question.hour] == pytest.approx(found.share)
        shares = found.districts["share"]
        pd.testing.assert_series_equal(found.weeks[question.hour], shares, check_names=False)


def test_districts_stand_by_people_out_of_reach(reach):
    out = answer(reach, Question(CITY, 1_000)).districts["out"]
    assert out.is_monotonic_decreasing
    assert out.iloc[0] > out.iloc[-1]


def test_more_reach_never_leaves_more_people_out(reach):
    out = [answer(reach, Question(CITY, metres)).out["people"].sum() for metres in range(0, 5_001, 500)]
    assert out == sorted(out, reverse=True)
    assert out[0] > out[-1]


def test_nobody_of_a_group_is_no_share(reach):
    places = dataclasses.replace(reach.places, groups=reach.places.groups * 0)
    found = answer(dataclasses.replace(reach, places=places), Question(CITY, 1_000))
    assert np.isnan(found.share)
    assert np.isnan(found.districts["share"]).all()
    assert np.isnan(found.week).all()
    assert found.out.empty


def test_a_quarter_of_an_hour_is_the_radius_of_the_index_unless_told_otherwise():
    assert walked_m(WALK.default, SPEED.default, DETOUR.default) == pytest.approx(1_000)
    assert walked_m(30, 6, 1.5) == pytest.approx(2_000)


def test_hours_and_numbers_of_a_link_are_codes_within_bounds():
    assert (write_hour(5 * 24 + 19), write_hour(0)) == ("sat19", "mon00")
    assert decimal(3, 6)("4.8") == 4.8
    with pytest.raises(ValueError):
        decimal(3, 6)("nan")
    with pytest.raises(ValueError):
        decimal(3, 6)("7")


def test_the_map_gets_every_centre_in_reach_with_its_words(dataset, reach):
    own = dataset.districts.geometry[dataset.districts["city"] == CITY]
    for lang, name, kind, unknown in (
        (EN, "Centre 2 (simulated)", "Library", "Hours unknown"),
        (ZH, "中心2（模拟）", "图书馆", "开放时间未知"),
    ):
        centres = centres_on_map(reach, dataset.centres, own, lang)
        assert centres.index.tolist() == reach.centres.ids.tolist()
        assert centres.at["c02", "tip"] == f"{name}\n{kind}\n{unknown}"
        assert centres["inside"].all()
    assert centres["pattern"].nunique() == 3
    elsewhere = centres_on_map(reach, dataset.centres, [shapely.box(0, 0, 1, 1)], EN)
    assert not elsewhere["inside"].any()


def test_only_what_is_simulated_says_so_and_long_hours_have_a_line_a_rule(dataset, reach):
    hours = "Mo-Fr 08:30-11:30,13:30-17:00; Sa 09:00-16:00"
    centres = dataset.centres.assign(hours=hours, provenance=["official", *["simulated"] * 8])
    tips = centres_on_map(reach, centres, [], EN)["tip"].str.split("\n")
    assert tips["c00"][0] == "Centre 0"
    assert tips["c01"] == [
        "Centre 1 (simulated)",
        "Community school",
        "Mo-Fr 08:30-11:30,\N{ZERO WIDTH SPACE}13:30-17:00",
        "Sa 09:00-16:00",
    ]


def test_groups_and_kinds_nobody_named_are_called_by_their_ages_or_their_code():
    assert group_label("people_65p", EN) == "65 and over"
    assert group_label("people_q4", EN) == "Q4"
    assert kind_label("reading_room", EN) == "Reading room"
    assert who("people", ZH) == "居民"
    assert "65" in who("people_65p", EN)
    assert group_label("people_60p", EN) == "60 and over"


def test_a_dot_says_how_many_it_stands_for():
    tips = dot_tips(pd.Series([1234.0, 987.0, 12.4, 3.0, 1234.0]), EN)
    assert [tip.split()[0] for tip in tips] == ["1,200", "990", "12", "3", "1,200"]
    assert dot_tips(pd.Series([1234.0]), EN, simulated=True) == ["1,200 people out of reach (simulated)"]
    assert dot_tips(pd.Series([], dtype=float), EN) == []


def test_where_no_hours_are_known_nothing_is_said_of_an_hour(dataset):
    silent = dataclasses.replace(dataset, centres=dataset.centres.assign(hours=None))
    reach = Reach.of(silent, CITY, 5_000)
    found = answer(reach, Question(CITY, 3_000, hour=34))
    assert found.hours_unknown
    assert found.districts[["covered", "out", "share"]].isna().all(axis=None)
    assert found.out.empty
    assert np.isnan(found.week).all()
    counted = answer(reach, Question(CITY, 3_000, hour=34, unknown_hours="count"))
    any_hour = answer(reach, Question(CITY, 3_000))
    for other in (counted, any_hour):
        np.testing.assert_array_equal(other.districts["share"], any_hour.districts["share"])
    np.testing.assert_allclose(counted.week, any_hour.share)
    assert found.has_unknown_hours


@pytest.mark.parametrize("unknown_hours", ["leave_out", "count"])
def test_the_week_is_the_answer_hour_by_hour(reach, unknown_hours):
    whole = answer(reach, Question(CITY, 3_000, "people_60p", unknown_hours=unknown_hours))
    turns = np.flatnonzero(np.diff(whole.week))
    assert len(turns), "a week that is the same all through says nothing"
    for hour in sorted({*turns, *(turns + 1)})[:24]:
        found = answer(
            reach, Question(CITY, 3_000, "people_60p", hour=int(hour), unknown_hours=unknown_hours)
        )
        assert whole.week[hour] == pytest.approx(found.share)
        shares = found.districts["share"]
        assert whole.weeks.loc[shares.index].to_numpy()[:, hour] == pytest.approx(
            shares.to_numpy(), nan_ok=True
        )
