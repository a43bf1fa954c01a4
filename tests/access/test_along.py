"""The rule of distance, and that all who stand on pairs take those it finds."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from lcity.access import Centres, Places, Reach, indicators
from lcity.access.along import found_within, in_metres, offered, travelled, unit
from lcity.access.persona import Persona, parse, write
from lcity.access.presets import PERSONAS
from lcity.access.reach import found_ways
from lcity.computed import complete, district_coverage
from lcity.dataset import read
from lcity.errors import ArgumentError
from tests import folders


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """Return three cities with streets and travel times in minutes."""
    tables = folders.valid() | {"streets": folders.streets(), "travel": folders.travel()}
    tables["population"] = folders.with_places(tables["population"])
    return read(folders.write(tmp_path_factory.mktemp("streets"), tables))


@pytest.fixture(scope="module")
def on_streets(data):
    return dataclasses.replace(data, travel=None)


@pytest.fixture(scope="module")
def in_metres_too(data):
    """Return the same with travel distances: 10, 20, … m; a district's last place has none."""
    travel = data.travel.assign(metres=data.travel["minutes"], minutes=np.nan)
    return dataclasses.replace(data, travel=travel)


def test_the_first_that_a_dataset_has_is_the_rule(data, on_streets, in_metres_too):
    assert offered(data) == offered(in_metres_too) == ("travel", "streets", "line")
    assert offered(on_streets) == ("streets", "line")
    assert offered(dataclasses.replace(on_streets, streets=None)) == ("line",)
    assert [unit(data, along) for along in offered(data)] == ["min", "m", "m"]
    assert [in_metres(one) for one in (data, on_streets, in_metres_too)] == ["streets", "streets", "travel"]
    assert Reach.of(data).along == "streets"
    with pytest.raises(ArgumentError, match="streets, line"):
        Reach.of(on_streets, along="travel")


def test_along_streets_fewer_are_in_reach_than_in_a_straight_line(on_streets):
    shares = {}
    for along in ("line", "streets"):
        reach = Reach.of(on_streets, along=along)
        shares[along] = reach.coverage(2_000)["share"].to_numpy()
    # The middle place, and those 1,930 m west and east of it, which are 2,702 m along the street.
    np.testing.assert_allclose(shares["line"], 3 / 9)
    np.testing.assert_allclose(shares["streets"], 1 / 9)
    wide = Reach.of(on_streets, radius=2_702, along="streets")
    np.testing.assert_allclose(wide.coverage(2_702)["share"], 3 / 9)
    # The corners have no street near: 2.9 km × 1.3 is too far.
    assert wide.off_street.reshape(-1, 9).sum(axis=1).tolist() == [4] * 9


def test_one_city_tells_the_same_as_all_and_keeps_the_centres_beside_it(on_streets):
    whole = Reach.of(on_streets, radius=5_000)
    found = found_ways(on_streets, "streets", 5_000)
    for city in folders.CITIES:
        for alone in (Reach.of(on_streets, city, 5_000), Reach.of(on_streets, city, 5_000, found=found)):
            table = alone.coverage(2_702)
            pd.testing.assert_frame_equal(table, whole.coverage(2_702).loc[table.index])
            assert alone.off_street.sum() == 12
    apart = dataclasses.replace(on_streets, streets=on_streets.streets.iloc[4:])
    centres = [Reach.of(apart, folders.CITIES[0], 5_000, along).centres.ids for along in ("streets", "line")]
    assert centres[0].equals(centres[1])


def test_travel_times_are_the_only_ways_and_stay_minutes(data):
    reach = Reach.of(data, radius=45, along="travel")
    assert reach.catchment.unit == "min"
    for minutes, places in ((9, 0), (10, 1), (39.9, 3), (45, 4)):
        np.testing.assert_allclose(reach.coverage(minutes)["share"], places / 9)
    with pytest.raises(ValueError, match="metres"):
        _ = reach.catchment.distance_m
    with pytest.raises(ArgumentError):
        reach.coverage(1_000)


def test_ways_are_found_whatever_their_order_and_for_places_without_id():
    travel = pd.DataFrame(
        {"place": ["b", "a", "b", "x"], "site": ["2", "1", "1", "1"], "metres": [5.0, 0.0, 7.0, 1.0]}
    ).assign(minutes=np.nan)
    places = pd.Series(["a", None, "b"], dtype="str")
    for order in ([0, 1, 2, 3], [3, 2, 1, 0]):
        found = travelled(travel.iloc[order], places, pd.Index(["1", "2"]), 6)
        assert found.matrix(found.distance + 1).toarray().tolist() == [[1, 0], [0, 0], [0, 6]]


def test_what_is_stated_in_metres_goes_by_the_first_that_is_in_metres(data, on_streets, in_metres_too):
    one, two = (complete(of, "district").values for of in (data, on_streets))
    pd.testing.assert_frame_equal(one, two)
    np.testing.assert_allclose(one["coverage_1000m"], 100 / 9, atol=1e-4)
    np.testing.assert_allclose(
        complete(in_metres_too, "district").values["coverage_1000m"], 800 / 9, atol=1e-4
    )
    # Seats and evenness stand on the same pairs: of nine places one alone has any.
    reach = Reach.of(on_streets)
    assert (indicators.access_evenness(reach, "district") < 0.2).all()
    assert (reach.accessibility.per_1000 > 0).sum() == 9


def test_coverage_of_districts_takes_the_reach_it_is_given(on_streets):
    reach = Reach.of(on_streets)
    given = district_coverage(on_streets, radius_m=2_000, reach=reach)["share"]
    assert (given < district_coverage(on_streets, radius_m=2_000)["share"]).all()


def test_a_persona_goes_along_streets_at_his_pace_without_a_detour(on_streets):
    places, centres = Places.of(on_streets), Centres.of(on_streets)
    pairs = found_ways(on_streets, "streets", 5_000).pairs
    # 35 minutes at 4.8 km/h are 2,800 m; over a detour of 1.2 they would be 2,333 m in a straight line.
    persona = Persona(minutes=35, speed_kmh=4.8, detour=1.2)
    share = [places.coverage(persona.covered(places, centres, of))["share"].mean() for of in (pairs, None)]
    assert share == pytest.approx([3 / 9, 5 / 9])
    assert persona.mean_coverage(places, centres, [10], pairs=pairs).max() == pytest.approx(3 / 9)


def test_who_uses_no_steps_goes_round_them(on_streets):
    assert PERSONAS["wheelchair"].step_free
    assert [key for key, persona in PERSONAS.items() if persona.step_free] == ["wheelchair"]
    with_steps, without = (found_ways(on_streets, "streets", 5_000, step_free=free) for free in (False, True))
    # East of each centre there are steps: that place has no street near any more.
    assert without.place_off.sum() - with_steps.place_off.sum() == 9
    untold = dataclasses.replace(on_streets, streets=on_streets.streets.assign(steps=pd.NA))
    assert (
        not found_ways(untold, "streets", 5_000, step_free=True).place_off.sum() > with_steps.place_off.sum()
    )


def test_a_persona_without_steps_is_written_and_read_and_others_as_before():
    for persona in (*PERSONAS.values(), Persona()):
        assert parse(write(persona)) == persona
        assert write(persona).count("~") == 6 + persona.step_free
    with pytest.raises(ArgumentError):
        parse(write(Persona()) + "~steps")


def test_pairs_are_found_for_a_few_radii_only():
    assert [found_within("m", radius) for radius in (0, 2_000, 2_001, 5_000, 9_000)] == [
        2_000, 2_000, 5_000, 5_000, 9_000,
    ]  # fmt: skip
    assert found_within("min", 15) == 45
