"""Scenarios drawn at random for the valid small dataset of `tests.folders`."""

from hypothesis import strategies as st

from lcity.scenario import Add, Close, Counts, Hours, Move, Scenario, Seats

HOURS = st.sampled_from(["Mo-Fr 09:00-17:00", "Mo-Su 08:00-22:00", "Sa,Su 10:00-18:00", "off", "24/7"])
LON, LAT = (st.floats(*ends).map(lambda x: round(x, 5)) for ends in ((110.9, 113.4), (29.95, 30.15)))
SITE, SEATS = st.uuids().map(str), st.integers(0, 500).map(float)


def scenarios(centres: list[str], kinds: list[str], districts: list[str]) -> st.SearchStrategy[Scenario]:
    """Return scenarios that can be applied: a centre is closed at most once, and last."""
    centre, kind = st.sampled_from(centres), st.sampled_from(kinds)
    change = st.one_of(
        st.builds(Move, centre, LON, LAT),
        st.builds(Hours, HOURS, centre=centre),
        st.builds(Hours, HOURS, kind=kind),
        st.builds(Hours, HOURS, district=st.sampled_from(districts)),
        st.builds(Counts, kind, st.none() | HOURS, st.booleans()),
        st.builds(Seats, centre, SEATS),
    )
    added = st.lists(
        st.builds(Add, SITE, st.just("New"), kind, LON, LAT, st.none() | HOURS, st.none() | SEATS),
        max_size=3,
        unique_by=lambda add: add.site,
    )
    closed = st.lists(st.builds(Close, centre), max_size=3, unique=True)
    return st.builds(
        lambda first, then, last: Scenario("drawn", (*first, *then, *last)),
        st.lists(change, max_size=5),
        added,
        closed,
    )
