import numpy as np
import pytest

from lcity.access.centres import Centres
from lcity.access.hours import pack, unpack
from lcity.errors import ArgumentError
from lcity.hours import HOURS, week
from tests.access.worlds import dataset, world


@pytest.fixture(scope="module")
def data():
    return world()


@pytest.fixture(scope="module")
def centres(data):
    return Centres.of(data)


def test_centres_are_lined_up_from_the_table(data, centres):
    table = data.centres
    assert centres.ids.equals(table.index)
    np.testing.assert_array_equal(centres.lonlat, table[["lon", "lat"]])
    np.testing.assert_array_equal(centres.seats, table["seats"])
    assert set(centres.kinds) == {"library", "school", "college"}
    assert centres.hours_known.tolist() == table["hours"].notna().tolist()
    assert 0 < centres.hours_known.sum() < len(table)
    for bits, hours in zip(unpack(centres.hours), table["hours"], strict=True):
        assert bits.tolist() == (week(hours).open.tolist() if isinstance(hours, str) else [False] * HOURS)


def test_choosing_by_kind_hour_and_unknown_hours(data, centres):
    open_then = unpack(centres.hours)[:, 34]
    school = (data.centres["kind"] == "school").to_numpy()
    assert centres.chosen().all()
    assert centres.chosen([]).sum() == 0
    np.testing.assert_array_equal(centres.chosen(["school"]), school)
    np.testing.assert_array_equal(centres.chosen(iter(["school"]), hour=34), school & open_then)
    np.testing.assert_array_equal(
        centres.chosen(hour=34, unknown_hours="count"), open_then | ~centres.hours_known
    )
    assert centres.chosen(hour=None, unknown_hours="leave_out").all()


def test_unknown_hours_count_as_always_or_never_open(centres):
    unknown = ~centres.hours_known
    assert unpack(centres.open_bits("count"))[unknown].all()
    assert not unpack(centres.open_bits("leave_out"))[unknown].any()
    np.testing.assert_array_equal(centres.open_bits("count")[~unknown], centres.open_bits()[~unknown])


def test_taking_some_keeps_the_kinds_of_all(data, centres):
    library = np.flatnonzero(data.centres["kind"] == "library")
    some = centres.take(library)
    assert set(some.kind) == {"library"}
    assert some.kinds == centres.kinds
    assert some.chosen(["school"]).sum() == 0
    np.testing.assert_array_equal(some.hours, centres.hours[library])
    assert some.ids.equals(data.centres.index[library])


@pytest.mark.parametrize(
    ("choice", "message"),
    [
        ({"kinds": ["school", "pub"]}, "kind 'pub': expected one of"),
        ({"hour": 168}, "expected an hour of the week"),
        ({"hour": 3, "unknown_hours": "guess"}, "expected leave_out or count"),
    ],
)
def test_what_cannot_be_chosen_is_told(centres, choice, message):
    with pytest.raises(ArgumentError, match=message):
        centres.chosen(**choice)


def test_no_centres_and_bad_hours_are_told(data):
    with pytest.raises(ArgumentError, match=r"centres\.csv is missing"):
        Centres.of(dataset())
    with pytest.raises(ArgumentError, match="'daily': not in OpenStreetMap syntax"):
        Centres.of(dataset(centres=data.centres.assign(hours="daily")))


def test_a_table_of_no_centres(data):
    none = Centres.of(dataset(centres=data.centres.iloc[:0]))
    assert (len(none.ids), none.kinds, none.hours.shape) == (0, (), (0, 3))
    assert none.chosen(hour=0).shape == (0,)
    assert pack(unpack(none.hours)).shape == (0, 3)
