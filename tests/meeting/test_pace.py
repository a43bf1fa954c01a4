"""Who asks too fast waits, and only they."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lcity.meeting import pace
from lcity.meeting.pace import Pace


def test_so_many_at_once_and_then_as_many_a_second():
    own = Pace(3, 2.0)
    assert [own.allows("a", 10.0) for _ in range(4)] == [True, True, True, False]
    assert not own.knows("b")
    assert own.allows("b", 10.0)
    assert own.knows("b")
    assert [own.allows("a", 10.5), own.allows("a", 10.5)] == [True, False]
    assert [own.allows("a", 100.0) for _ in range(4)] == [True, True, True, False]


def test_a_clock_set_back_gives_nothing_and_takes_nothing():
    own = Pace(1, 1.0)
    assert own.allows("a", 10.0)
    assert not own.allows("a", 5.0)
    assert own.allows("a", 6.0)


@given(st.lists(st.floats(0, 3), max_size=60))
def test_never_more_than_the_bucket_and_what_flows_into_it(pauses):
    own, now_s, allowed = Pace(4, 1.5), 0.0, 0
    for pause in pauses:
        now_s += pause
        allowed += own.allows("a", now_s)
        assert allowed <= 4 + 1.5 * now_s + 1e-6


def test_many_who_ask_take_no_memory_without_end(monkeypatch):
    monkeypatch.setattr(pace, "MOST_KNOWN", 10)
    own = Pace(1, 1.0)
    assert all(own.allows(who, 0.0) for who in range(100))
    assert len(own._left) == 10
    assert own._left[99] == pytest.approx((0, 0))
