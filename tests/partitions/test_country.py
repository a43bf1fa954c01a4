import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity import dataset as datasets
from lcity.access import indicators
from lcity.access.reach import RADIUS_M, Reach
from lcity.partitions import Country, Threads, measure, partition
from lcity.partitions.sums import Question
from tests import folders, grid
from tests.access.worlds import WGS84, lonlat_around

PLACES, CENTRES = 300, 60
KINDS = ("library", "community_school")


class Shuffled:
    """Measures the tiles one by one, in an order of its own."""

    def __init__(self, rng):
        self.rng = rng

    def map(self, function, tasks):
        tasks = list(tasks)
        for number in self.rng.permutation(len(tasks)):
            yield tasks[number], function(*tasks[number])


def tables(rng, streets):
    """Return a dataset of places and centres strewn over four districts, some with nothing known of them."""
    made = folders.valid()
    x, y = folders.corner(folders.DISTRICTS[0])
    where, stands = (lonlat_around(rng, n, x, y, 14_000) for n in (PLACES, CENTRES))
    people = rng.integers(0, 500, PLACES).astype(float)
    made["population"] = pd.DataFrame(
        {"lon": where[:, 0], "lat": where[:, 1], "people": people, "people_60p": np.floor(people / 4)}
    )
    made["centres"] = pd.DataFrame(
        {
            "centre": [f"c{number}" for number in range(CENTRES)],
            "name": [f"Centre {number}" for number in range(CENTRES)],
            "kind": rng.choice(KINDS, CENTRES),
            "lon": stands[:, 0],
            "lat": stands[:, 1],
            "seats": rng.choice(["", "30", "200"], CENTRES),
            "hours": rng.choice(["", "Mo-Fr 09:00-20:00", "Sa 10:00-16:00"], CENTRES),
            "provenance": "simulated",
        }
    )
    if streets:
        made["streets"] = _streets(rng, where, stands)
    return made


def _streets(rng, where, stands):
    """Return streets that join points to others near them, most a little longer than straight."""
    points = np.concatenate([where, stands])
    start = rng.integers(0, len(points), 1_500)
    near = np.argsort(np.linalg.norm(points[start][:, None] - points[None], axis=2), axis=1)[:, 1:6]
    ends = points[start], points[near[np.arange(len(start)), rng.integers(0, 5, len(start))]]
    ends = [np.round(end, 7) for end in ends]
    metres = WGS84.inv(*ends[0].T, *ends[1].T)[2] * rng.uniform(1, 1.4, len(start)) + 0.01
    columns = np.column_stack([*ends, metres])
    return pd.DataFrame(columns, columns=["lon_from", "lat_from", "lon_to", "lat_to", "metres"])


def whole(dataset, level, question):
    """Return what `measure` should, of the dataset in one piece."""
    reach = Reach.of(dataset)
    kinds = question.kinds
    found = reach.coverage(question.radius_m, question.group, kinds, level=level)
    week = reach.week(question.radius_m, question.group, kinds, question.unknown_hours, level)
    if question.unknown_hours == "leave_out":
        told = [_is_told(reach, unit, level, question) for unit in range(len(week))]
        week = week.where(pd.Series(told, week.index), axis=0)
    return found.assign(
        weekday_evening=week[indicators.EVENINGS].mean(axis=1),
        weekend=week[indicators.WEEKENDS].mean(axis=1),
        seats_per_1000=indicators.seats_per_1000(reach, level),
        access_evenness=indicators.access_evenness(reach, level),
    )


def _is_told(reach, unit, level, question):
    """Say whether somebody in a unit reaches a centre that counts whose hours are known, or nobody any."""
    counted, known = reach.centres.chosen(question.kinds), reach.centres.hours_known
    lives = (reach.places.unit[level] == unit) & (reach.places.people() > 0)
    reached = np.unique(reach.catchment.within(question.radius_m).of_places(np.flatnonzero(lives)).centre)
    reached = reached[counted[reached]]
    if not len(reached):
        return bool((known & counted).any() or not counted.any())
    return bool(known[reached].any())


@settings(max_examples=grid.many(4, 60), deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(3, 5), st.sampled_from(["line", "streets"]), st.data())
def test_however_it_is_cut_a_country_has_the_same_figures(tmp_path_factory, seed, resolution, along, data):
    rng = np.random.default_rng(seed)
    folder = folders.write(tmp_path_factory.mktemp("whole"), tables(rng, along == "streets"))
    out = folder.parent / f"{folder.name}-cut"
    cut = partition(folder, out, resolution)
    assert cut.rows == PLACES
    question = Question(
        data.draw(st.sampled_from([600.0, RADIUS_M, 1_999.0])),
        data.draw(st.sampled_from(["people", "people_60p"])),
        data.draw(st.sampled_from([None, KINDS[:1]])),
        data.draw(st.sampled_from(["leave_out", "count"])),
    )
    level = data.draw(st.sampled_from(["city", "district"]))
    runner = data.draw(st.sampled_from([Threads(1), Threads(3), Shuffled(rng)]))
    found = measure(Country.open(out, runner, along), level, question)
    expected = whole(datasets.read(folder), level, question)
    assert 0 < expected["share"].max() < 1
    pd.testing.assert_frame_equal(found, expected, rtol=1e-12, atol=1e-12)


@pytest.fixture(scope="module")
def silent(tmp_path_factory):
    """Give a dataset, and it cut, in which the hours of no library are known, and none in the west."""
    made = tables(np.random.default_rng(2), streets=False)
    centres = made["centres"]
    west = centres["lon"] < folders.corner(folders.DISTRICTS[0])[0] + folders.SIDE / 2
    centres["hours"] = np.where(west | (centres["kind"] == "library"), "", "Mo-Fr 09:00-20:00")
    folder = folders.write(tmp_path_factory.mktemp("silent"), made)
    return datasets.read(folder), partition(folder, folder.parent / "silent-cut", 4).folder


@pytest.mark.parametrize(
    ("kinds", "unknown_hours", "missing"),
    [(None, "leave_out", 1), (None, "count", 0), (KINDS[:1], "leave_out", 2)],
)
def test_hours_are_unknown_of_the_kinds_that_are_asked_for_and_where_they_do_not_count(
    silent, kinds, unknown_hours, missing
):
    dataset, cut = silent
    question = Question(RADIUS_M, kinds=kinds, unknown_hours=unknown_hours)
    found = measure(Country.open(cut, Threads(1)), "district", question)
    pd.testing.assert_frame_equal(found, whole(dataset, "district", question), rtol=1e-12, atol=1e-12)
    of_reached = found.loc[found["covered"] > 0, "weekday_evening"]
    assert (len(of_reached), of_reached.isna().sum()) == (2, missing)
