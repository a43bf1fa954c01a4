"""Personas: their reach, their hours, what they lose and why, and how they are written in a link."""

from dataclasses import replace
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.access import Centres, Places, Reach, indicators
from lcity.access.persona import CAUSES, DAYS, EVERYONE, Persona, nearest_group, parse, write
from lcity.access.presets import PERSONAS
from lcity.errors import ArgumentError
from lcity.hours import week
from tests.access import worlds

KINDS = ("library", "school", "college")
windows = st.tuples(st.sampled_from(list(DAYS)), st.integers(0, 23), st.integers(1, 24)).filter(
    lambda window: window[1] < window[2]
)
personas = st.builds(
    Persona,
    minutes=st.integers(5, 45),
    speed_kmh=st.integers(10, 60).map(lambda tenth: tenth / 10),
    detour=st.integers(100, 200).map(lambda hundredth: hundredth / 100),
    group=st.sampled_from(["people", "people_60p"]),
    kinds=st.lists(st.sampled_from(KINDS), unique=True).map(tuple),
    free=st.lists(windows, max_size=3, unique_by=lambda window: window[0]).map(tuple),
    weights=st.dictionaries(st.sampled_from(["a", "b_2", "c1"]), st.integers(0, 100)).map(
        lambda weights: tuple(weights.items())
    ),
)


DATASET = worlds.world(7)
WORLD = Places.of(DATASET), Centres.of(DATASET)


@cache
def distances_m():
    places, centres = (table[["lon", "lat"]].to_numpy() for table in (DATASET.population, DATASET.centres))
    return worlds.geodesics(places, centres)


def by_hand(persona):
    """Return who is covered, place by place and centre by centre, hour by hour."""
    table = DATASET.centres
    days = {"wd": (0, 1, 2, 3, 4), "sa": (5,), "su": (6,)}
    hours = [
        24 * day + h for code, start, end in persona.free for day in days[code] for h in range(start, end)
    ]
    usable = []
    for centre in table.itertuples():
        known = isinstance(centre.hours, str)
        at_his_time = not persona.free or (known and any(week(centre.hours).open[hour] for hour in hours))
        usable.append(at_his_time and (not persona.kinds or centre.kind in persona.kinds))
    return ((distances_m() <= persona.radius_m) & np.array(usable)).any(axis=1)


@given(personas)
def test_covered_is_who_has_a_centre_of_his_kinds_open_in_one_of_his_hours(persona):
    assert persona.covered(*WORLD).tolist() == by_hand(persona).tolist()


def test_by_default_a_persona_is_everyone_and_his_coverage_the_ordinary_one_exactly():
    reach = Reach.of(DATASET)
    assert EVERYONE.radius_m == 1_000
    assert EVERYONE.free_hours.all()
    for level in ("district", "city"):
        own = WORLD[0].coverage(EVERYONE.covered(*WORLD), EVERYONE.group, level)
        pd.testing.assert_frame_equal(own, reach.coverage(level=level))
        for hours, usual in (
            (indicators.EVENINGS, indicators.coverage_weekday_evening),
            (indicators.WEEKENDS, indicators.coverage_weekend),
        ):
            found = EVERYONE.mean_coverage(*WORLD, hours, level)
            pd.testing.assert_series_equal(found, usual(reach, level), check_names=False)


def test_how_far_he_gets_is_minutes_times_speed_over_the_detour():
    assert Persona(30, 3.0, 1.5).radius_m == pytest.approx(1_000)
    assert Persona(10, 6.0, 1.0).radius_m == pytest.approx(1_000)
    assert {key: round(persona.radius_m) for key, persona in PERSONAS.items()} == {
        "older": 729,
        "shift": 1_000,
        "family": 792,
        "migrant": 1_000,
        "wheelchair": 500,
    }


def test_free_hours_begin_and_end_as_stated():
    hours = Persona(free=(("wd", 19, 22), ("su", 9, 10))).free_hours
    expected = [24 * day + hour for day in range(5) for hour in (19, 20, 21)] + [6 * 24 + 9]
    assert np.flatnonzero(hours).tolist() == expected
    assert Persona(free=(("sa", 0, 24),)).free_hours.sum() == 24


def test_one_open_hour_among_the_free_ones_is_enough_and_unknown_hours_are_none():
    table = pd.DataFrame(
        {
            "kind": "library",
            "lon": 114.3,
            "lat": 30.6,
            "seats": 1.0,
            "hours": ["Mo-Fr 09:00-17:00", "Sa 10:30-12:00", "Sa 10:30-11:30", None],
        },
        index=pd.Index(["week", "saturday", "halves", "unknown"], name="centre"),
    )
    centres = Centres.of(worlds.dataset(centres=table))
    assert Persona(free=(("sa", 8, 17),)).chosen(centres).tolist() == [False, True, False, False]
    assert Persona(free=(("wd", 16, 20),)).chosen(centres).tolist() == [True, False, False, False]
    assert Persona(free=(("wd", 17, 20),)).chosen(centres).tolist() == [False] * 4
    assert EVERYONE.chosen(centres).tolist() == [True] * 4


@given(personas, st.integers(0, 3))
def test_more_time_pace_hours_or_kinds_never_cost_anyone_his_centre(persona, cause):
    more = (
        {"minutes": min(persona.minutes + 7, 45)},
        {"speed_kmh": min(persona.speed_kmh + 1.5, 6.0)},
        {"free": tuple((code, 0, 24) for code in DAYS) if persona.free else ()},
        {"kinds": KINDS if persona.kinds else ()},
    )[cause]
    before, after = persona.covered(*WORLD), replace(persona, **more).covered(*WORLD)
    assert not (before & ~after).any()


@given(personas)
def test_the_way_from_everyone_to_him_changes_one_thing_at_a_time(persona):
    steps = persona.steps()
    assert list(steps) == ["everyone", *CAUSES]
    assert steps["everyone"] == EVERYONE
    assert replace(steps["kinds"], weights=persona.weights) == persona
    assert steps["group"].radius_m == EVERYONE.radius_m
    assert (steps["pace"].radius_m, steps["pace"].free) == (persona.radius_m, ())
    assert (steps["hours"].free, steps["hours"].kinds) == (persona.free, ())


@given(personas)
def test_what_is_written_is_read_back(persona):
    assert parse(write(persona)) == persona


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15~3.5~1.2~people~~",
        "15~3.5~1.2~people~~~~",
        "4~3.5~1.2~people~~~",
        "46~3.5~1.2~people~~~",
        "15~0.9~1.2~people~~~",
        "15~nan~1.2~people~~~",
        "15~1e0~1.2~people~~~",
        "15~3.5~2.1~people~~~",
        "15~3.5~1.2~People<b>~~~",
        "15~3.5~1.2~people~library,library~~",
        "15~3.5~1.2~people~library,~~",
        "15~3.5~1.2~people~~we9-17~",
        "15~3.5~1.2~people~~wd17-9~",
        "15~3.5~1.2~people~~wd9-25~",
        "15~3.5~1.2~people~~wd9-12,wd13-17~",
        "15~3.5~1.2~people~~~everywhere",
        "15~3.5~1.2~people~~~everywhere:101",
        "15~3.5~1.2~people~~~everywhere:-1",
        "15~3.5~1.2~people~~~everywhere:1,everywhere:2",
        "１５~3.5~1.2~people~~~",
        "15~3.5~1.2~people~" + ",".join(f"k{n}" for n in range(25)) + "~~",
    ],
)
def test_what_a_link_may_not_hold_is_refused(text):
    with pytest.raises(ArgumentError):
        parse(text)


def test_a_persona_is_fitted_to_what_a_dataset_knows():
    persona = PERSONAS["older"]
    fitted = persona.fitted(("people",), ("library",), ("everywhere", "talent"))
    assert (fitted.group, fitted.kinds) == ("people", ("library",))
    assert dict(fitted.weights) == {"everywhere": 90, "talent": 20}
    assert fitted.fitted(("people",), (), ()).kinds == ()
    assert (fitted.radius_m, fitted.free) == (persona.radius_m, persona.free)


def test_the_shipped_dataset_knows_all_the_presets_speak_of(china15):
    groups = tuple(Places.of(china15).groups)
    kinds = Centres.of(china15).kinds
    nodes = tuple(china15.indicators.index)
    for persona in PERSONAS.values():
        assert persona.fitted(groups, kinds, nodes) == persona


def test_who_goes_to_libraries_goes_to_those_a_community_runs():
    kinds = ("college", "community_library", "library")
    older = PERSONAS["older"].fitted(("people", "people_65p"), kinds, ())
    assert (older.group, set(older.kinds)) == ("people_65p", {"library", "community_library"})
    assert PERSONAS["shift"].fitted(("people",), kinds, ()).kinds == ()


@pytest.mark.parametrize(
    ("group", "nearest"),
    [
        ("people_60p", "people_65p"),
        ("people_0_14", "people_0_15"),
        ("people_65p", "people_65p"),
        ("people_15_59", "people"),
        ("people_70p", "people_65p"),
        ("people_71p", "people"),
        ("people_15_24", "people_16_24"),
        ("people_no_qual", "people_no_qual"),
        ("people_migrant", "people"),
        ("people", "people"),
    ],
)
def test_a_group_that_is_not_counted_gives_way_to_the_one_nearest_in_age(group, nearest):
    groups = ("people", "people_0_15", "people_16_24", "people_50_64", "people_65p", "people_no_qual")
    assert nearest_group(group, groups) == nearest
