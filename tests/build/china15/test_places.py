import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from lcity.build.china15 import facts, schedules
from lcity.build.china15.cells import cells, texture
from lcity.build.china15.places import apportion
from lcity.hours import week


@given(st.integers(0, 10_000), st.lists(st.floats(0.01, 100), min_size=1, max_size=40))
def test_whole_numbers_add_up_and_stay_within_one_of_their_share(total, weights):
    weights = np.array(weights)
    shared = apportion(total, weights)
    assert shared.sum() == total
    assert (np.abs(shared - total * weights / weights.sum()) < 1 + 1e-6).all()


def test_largest_remainders_by_hand():
    assert apportion(10, np.array([1.0, 1.0, 1.0])).tolist() == [4, 3, 3]
    assert apportion(100, np.array([41.4, 29.9, 28.7])).tolist() == [41, 30, 29]


def test_a_texture_is_smooth_and_standard():
    points = np.random.default_rng(1).uniform(0, 60, (4_000, 2))
    level = texture(points, 5.0, np.random.default_rng(2))
    order = np.argsort(points[:, 0])
    step = np.hypot(*np.diff(points[order], axis=0).T)
    close = step < 1
    neighbours = np.corrcoef(level[order][:-1][close], level[order][1:][close])[0, 1]
    assert abs(level.mean()) < 0.5
    assert 0.7 < level.std() < 1.3
    assert neighbours > 0.9


def test_cells_lie_in_their_district_on_dry_land():
    squares = gpd.GeoDataFrame(
        {"city": "x"},
        index=pd.Index(["sea", "lake", "shore"], name="district"),
        geometry=[
            shapely.box(122.6, 30.0, 122.7, 30.1),
            shapely.box(120.08, 31.05, 120.12, 31.10),
            shapely.box(120.62, 31.28, 120.66, 31.32),
        ],
        crs="EPSG:4326",
    )
    found = cells(squares)
    assert set(found["district"]) == {"shore"}
    assert shapely.contains_xy(squares.geometry["shore"], found["lon"], found["lat"]).all()
    assert found["area_km2"].between(0.4, 0.9).all()


def test_people_crowd_at_the_core(taiyuan):
    drawn_to, lived_in = taiyuan
    core = drawn_to[drawn_to["kind"] == "core"].iloc[0]
    far = np.hypot(lived_in["x"] - core["x"], lived_in["y"] - core["y"])
    assert lived_in["people"][far < 4].mean() > 5 * lived_in["people"][far > 12].mean()


def test_every_district_has_a_seat_or_core(taiyuan):
    drawn_to, lived_in = taiyuan
    seated = drawn_to.loc[drawn_to["kind"].isin(["seat", "core"]), "district"]
    assert set(seated) == set(lived_in["district"])


def test_older_people_are_likelier_in_the_old_core_than_at_the_rim(taiyuan):
    _, lived_in = taiyuan
    built = lived_in[lived_in["built"]]
    share = built["people_60p"] / built["people"]
    relative = share / share.groupby(built["district"]).transform("mean")
    assert relative[built["edge"] < 0.2].mean() > relative[built["edge"] > 0.8].mean() + 0.05


def test_parts_draw_from_streams_of_their_own():
    first = facts.stream("centres", "110101").random(3)
    assert (facts.stream("centres", "110101").random(3) == first).all()
    assert (facts.stream("centres", "110102").random(3) != first).all()


@pytest.mark.parametrize("kind", schedules.SCHEDULES)
def test_every_schedule_is_open_some_hours_of_the_week_and_not_all(kind):
    for expression in schedules.SCHEDULES[kind]:
        hours = week(expression).open.sum()
        assert 4 <= hours <= 168, expression


def test_late_districts_open_in_the_evening():
    def evening(lateness):
        drawn = schedules.draw("teaching_point", 2_000, lateness, np.random.default_rng(5))
        known = [expression for expression in drawn if expression]
        return np.mean([week(expression).open[19] for expression in known]), len(known)

    usual, known = evening(0)
    late, _ = evening(1.5)
    assert late > 2 * usual > 0
    assert 0.94 < known / 2_000 < 0.98
