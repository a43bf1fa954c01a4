"""Datasets with a scenario."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity import computed
from lcity.access.reach import Reach
from lcity.access.update import updated
from lcity.dataset import read
from lcity.dataset.provenance import leaf_provenance, reach_provenances
from lcity.errors import DatasetError
from lcity.scenario import Add, Close, Counts, Hours, Move, Scenario, Seats, apply
from tests import folders, grid
from tests.scenario.changing import scenarios

RARE = "Mo-Su 06:00-07:00"


@pytest.fixture(scope="module")
def dataset(tmp_path_factory):
    return read(folders.write(tmp_path_factory.mktemp("valid")))


def drawn(data, dataset):
    centres = dataset.centres
    return data.draw(
        scenarios(list(centres.index), list(centres["kind"].unique()), list(dataset.districts.index))
    )


def with_changes(dataset, *changes):
    return apply(dataset, Scenario("x", changes))


def test_changes_are_made_in_the_tables(dataset):
    first, second, third = dataset.centres.index[:3]
    found = with_changes(
        dataset,
        Add("p1", "Mill", "library", 111.0, 30.0, "24/7", 80),
        Close(first),
        Move(second, 111.5, 30.1),
        Hours("Mo-Su 09:00-21:00", centre=third),
        Seats(third, 7),
    )
    centres = found.centres
    assert first not in centres.index
    assert centres.loc["p1", ["name", "lon", "hours", "seats", "provenance"]].tolist() == [
        "Mill", 111.0, "24/7", 80.0, "planned",
    ]  # fmt: skip
    assert centres.loc[second, ["lon", "lat", "provenance"]].tolist() == [111.5, 30.1, "planned"]
    assert centres.loc[third, ["hours", "seats", "hours_provenance"]].tolist() == [
        "Mo-Su 09:00-21:00",
        7.0,
        "planned",
    ]
    assert centres.loc[third, "provenance"] == dataset.centres.loc[third, "provenance"]
    assert centres.dtypes.equals(dataset.centres.dtypes)
    assert centres.index[-1] == "p1"
    assert found.planned.closed == {first}
    assert found.planned.placed == {"p1", second}
    assert found.planned.rewritten == {third}


def test_hours_of_a_kind_and_of_a_district(dataset):
    kind = dataset.centres["kind"].iloc[0]
    of_kind = with_changes(dataset, Hours(RARE, kind=kind)).centres
    assert (of_kind["hours"] == RARE).tolist() == (of_kind["kind"] == kind).tolist()
    district = dataset.districts.index[0]
    corner = list(folders.corner(district))
    centres = with_changes(dataset, Hours(RARE, district=district)).centres
    away = centres[["lon", "lat"]] - corner
    within = ((away >= 0) & (away <= folders.SIDE)).all(axis=1)
    assert within.any()
    assert (centres["hours"] == RARE).tolist() == within.tolist()


def test_a_kind_that_counts_no_more_and_counts_again(dataset):
    kind = dataset.centres["kind"].iloc[0]
    without = with_changes(dataset, Counts(kind, counted=False))
    assert without.meta.kinds_not_counted == (kind,)
    assert without.planned.aspects == {"places"}
    assert with_changes(without, Counts(kind)) is dataset


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        (Close("nowhere"), "close", "scenario_no_centre"),
        (Move("nowhere", 1, 1), "move.centre", "scenario_no_centre"),
        (Seats("nowhere", 1), "seats.centre", "scenario_no_centre"),
        (Hours("24/7", kind="pub"), "hours.kind", "scenario_no_kind"),
        (Hours("24/7", district="xyz"), "hours.district", "scenario_no_district"),
        (Counts("pub"), "counts.kind", "scenario_no_kind"),
    ],
)
def test_what_the_dataset_does_not_have_is_told(dataset, change, column, code):
    with pytest.raises(DatasetError) as told:
        with_changes(dataset, Counts(dataset.centres["kind"].iloc[0]), change)
    (problem,) = told.value.problems
    assert (problem.row, problem.column, problem.code) == (2, column, code)


def test_an_id_is_not_given_twice(dataset):
    taken = dataset.centres.index[0]
    with pytest.raises(DatasetError, match="already"):
        with_changes(dataset, Add(taken, "n", "library", 111, 30))
    with_changes(dataset, Close(taken), Add(taken, "n", "library", 111, 30))


def test_hours_of_a_district_need_its_outline(dataset):
    plain = replace(dataset, districts=pd.DataFrame(dataset.districts.drop(columns="geometry")))
    with pytest.raises(DatasetError, match="outlines"):
        with_changes(plain, Hours("24/7", district=dataset.districts.index[0]))


def test_a_dataset_without_centres_gets_its_first(dataset):
    found = with_changes(replace(dataset, centres=None), Add("p1", "Mill", "library", 111.0, 30.0))
    assert found.centres.index.tolist() == ["p1"]
    assert Reach.of(found).centres.kinds == ("library",)


@settings(max_examples=grid.many(15, 200))
@given(data=st.data())
def test_undone_the_dataset_is_as_it_was_and_only_what_differs_counts(dataset, data):
    scenario = drawn(data, dataset)
    found = apply(dataset, scenario)
    assert (found.hash == dataset.hash) == (found is dataset)
    assert apply(dataset, replace(scenario, name="another")).hash == found.hash
    assert apply(dataset, Scenario("none")) is dataset
    parted = apply(apply(dataset, Scenario("a", scenario.changes[:2])), Scenario("b", scenario.changes[2:]))
    assert parted.hash == found.hash
    assert dataset.centres["provenance"].ne("planned").all(), "the dataset itself is not written to"


def test_a_scenario_is_undone_by_its_changes_backwards(dataset):
    centre = dataset.centres.iloc[0]
    found = with_changes(
        dataset,
        Move(centre.name, 111.9, 30.0),
        Hours("24/7", centre=centre.name),
        Add("p", "P", "library", 111, 30),
    )
    assert found.hash != dataset.hash
    back = with_changes(
        found,
        Close("p"),
        Hours(centre["hours"], centre=centre.name),
        Move(centre.name, centre["lon"], centre["lat"]),
    )
    assert back is dataset


@pytest.mark.parametrize(
    ("change", "at_any_time", "at_an_hour", "seats"),
    [
        (lambda c: Close(c), True, True, True),
        (lambda c: Move(c, 111.9, 30.0), True, True, True),
        (lambda c: Hours("24/7", centre=c), False, True, False),
        (lambda c: Seats(c, 1), False, False, True),
    ],
)
def test_what_rests_on_a_scenario_is_planned_and_nothing_else(
    dataset, change, at_any_time, at_an_hour, seats
):
    found = with_changes(dataset, change(dataset.centres.index[0]))
    assert ("planned" in reach_provenances(found, hours=False)) == at_any_time
    assert ("planned" in reach_provenances(found, hours=True)) == at_an_hour
    assert ("planned" in reach_provenances(found, hours=False, seats=True)) == seats
    leaves = leaf_provenance(found)
    assert (leaves["coverage_1000m"] == "planned") == at_any_time
    assert "planned" not in set(leaves.drop("coverage_1000m"))


def ways_to_go(dataset, along):
    """Return a dataset whose centres are reached along something."""
    places, centres = dataset.population, dataset.centres
    if along == "streets":
        south, north = 29.99, 30.11
        lon = np.round(np.arange(111.0, 113.4, 0.05), 5)
        rungs = pd.DataFrame({"lon_from": lon, "lat_from": south, "lon_to": lon, "lat_to": north})
        ends = pd.DataFrame({"lon_from": lon[:-1], "lat_from": 30.05, "lon_to": lon[1:], "lat_to": 30.05})
        streets = pd.concat([rungs, ends], ignore_index=True)
        metres = np.where(streets["lon_from"] == streets["lon_to"], 13_400.0, 4_900.0)
        return replace(
            dataset, streets=streets.assign(metres=metres, steps=pd.array([False] * len(streets), "boolean"))
        )
    if along == "travel":
        ids = pd.Series([f"h{i}" for i in range(len(places))], places.index, dtype="str")
        pairs = [
            (ids[i], c, 100.0 * ((i * 7 + j) % 90))
            for i in range(0, len(ids), 2)
            for j, c in enumerate(centres.index)
        ]
        travel = pd.DataFrame(pairs, columns=["place", "site", "metres"]).assign(minutes=np.nan)
        return replace(dataset, population=places.assign(place=ids), travel=travel)
    return dataset


@pytest.mark.parametrize("along", ["line", "streets", "travel"])
def test_an_updated_reach_is_the_reach_from_nothing(dataset, along):
    going = ways_to_go(dataset, along)

    @settings(max_examples=grid.many(15 if along == "line" else 8, 100))
    @given(data=st.data())
    def holds(data):
        found = apply(going, drawn(data, going))
        if found is not going:
            city = data.draw(st.sampled_from([None, *going.cities.index]))
            same(updated(Reach.of(going, city, 7_000, along), found), Reach.of(found, city, 7_000, along))

    holds()


def test_travel_times_to_where_a_centre_stood_do_not_lead_to_where_it_would_stand(dataset):
    going = ways_to_go(dataset, "travel")
    moved, other = going.centres.index[:2]
    found = with_changes(going, Move(moved, 111.9, 30.0), Hours("24/7", centre=other))
    assert moved not in set(found.travel["site"])
    assert (found.travel["site"] == other).sum() == (going.travel["site"] == other).sum()
    assert with_changes(going, Hours("24/7", centre=other)).travel is going.travel


def same(one: Reach, other: Reach) -> None:
    assert one.centres.ids.equals(other.centres.ids)
    assert (one.centres.kinds, one.centres.counted) == (other.centres.kinds, other.centres.counted)
    for name in ("lonlat", "kind", "seats", "hours", "unknown", "on_request"):
        np.testing.assert_array_equal(getattr(one.centres, name), getattr(other.centres, name))
    np.testing.assert_array_equal(one.catchment.indptr, other.catchment.indptr)
    assert one.catchment.n_centres == other.catchment.n_centres
    for ours, theirs in zip(rows(one.catchment), rows(other.catchment), strict=True):
        np.testing.assert_array_equal(ours, theirs)


def rows(pairs):
    place = np.repeat(np.arange(pairs.n_places), np.diff(pairs.indptr))
    order = np.lexsort([pairs.centre, place])
    return place[order], pairs.centre[order], pairs.distance[order]


def test_a_dataset_without_a_scenario_is_not_updated(dataset):
    with pytest.raises(ValueError, match="scenario"):
        updated(Reach.of(dataset), dataset)


@given(st.data())
@settings(max_examples=grid.many(10, 100))
def test_only_what_a_scenario_touches_is_computed_anew_and_all_is_as_computed_from_nothing(dataset, data):
    found = apply(dataset, drawn(data, dataset))
    if found.planned is None:
        return
    was = Reach.of(dataset)
    for level in ("city", "district"):
        anew = computed.replanned(
            computed.complete(dataset, level, reach=was), found, level, reach=updated(was, found), was=was
        )
        pd.testing.assert_frame_equal(anew.values, computed.complete(found, level).values)


def test_units_far_from_every_change_are_not_computed_anew(dataset, monkeypatch):
    found = with_changes(dataset, Add("p1", "Mill", "library", 111.05, 30.05, "24/7"))
    was = Reach.of(dataset)
    seen = []
    monkeypatch.setattr(Reach, "of_places", lambda self, numbers: seen.append(numbers) or self)
    before = computed.complete(dataset, "district", reach=was)
    computed.replanned(before, found, "district", reach=updated(was, found), was=was)
    assert 0 < len(seen[0]) < len(was.places.row) / 2
