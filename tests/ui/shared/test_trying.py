"""Ranks tried beside the page: shared by who asks the same, ended when nobody wants them, gone on with."""

import gc
import time
import weakref
from threading import Event

import numpy as np
import pandas as pd
import pytest

from lcity.index import Tree, Weights, apart, around, draws, rank_scores
from lcity.index.robustness import Drawing
from lcity.ui.shared import trying
from lcity.ui.shared.trying import FIRST_DRAWS, Trying

TREE = Tree(("a", "b", "c"), (None,) * 3, (1.0,) * 3)
SCORES = pd.DataFrame(np.random.default_rng(1).uniform(0, 100, (40, 3)), columns=list("abc"))
ORDER = rank_scores(SCORES, TREE, Weights()).table().index
DRAWS, HALT = 5_000, 3_000


def some_draws():
    return draws.around(TREE, Weights(), DRAWS)


class Halting(Drawing):
    """Waits where it has tried so many sets of weights, until it may go on."""

    def __init__(self):
        super().__init__(SCORES, TREE, Weights(), "arithmetic", some_draws())
        self.begun, self.halted, self.may_go_on = 0, Event(), Event()

    def go_on(self, draws, tell):
        def halting(done, of):
            tell(done, of)
            if done == HALT:
                self.halted.set()
                assert self.may_go_on.wait(60)

        self.begun += 1
        super().go_on(draws, halting)


@pytest.fixture
def reader(monkeypatch):
    """A function that says who asks from now on."""
    who = [""]
    monkeypatch.setattr(trying, "_reader", lambda: who[0])
    return lambda name: who.__setitem__(0, name)


def ended(begun):
    end = time.monotonic() + 60
    while begun.is_under_way:
        assert time.monotonic() < end
        time.sleep(0.01)
    return begun


def halted():
    drawing = Halting()
    begun = Trying(lambda: drawing, ORDER)
    begun.ask()
    assert drawing.halted.wait(60)
    return begun, drawing


def test_the_first_sets_are_shown_while_the_others_are_tried(reader):
    reader("one")
    begun, drawing = halted()
    found = begun.so_far()
    assert found.spread.draws == FIRST_DRAWS
    assert (begun.done, begun.of) == (HALT, DRAWS)
    assert begun.goes_on
    drawing.may_go_on.set()
    whole = begun.whole()
    assert not begun.goes_on
    expected = around(SCORES, TREE, Weights(), draws=DRAWS)
    assert (whole.spread.ranks == expected.ranks).all()
    assert whole.spread.low.equals(expected.low)
    assert whole.overtaking.equals(apart.overtaking(expected, ORDER))
    assert (found.spread.ranks == expected.ranks[:, :FIRST_DRAWS]).all()


def test_stopped_it_shows_what_there_is_and_goes_on_with_it(reader):
    reader("one")
    begun, drawing = halted()
    begun.leave_off()
    drawing.may_go_on.set()
    assert ended(begun).is_stopped
    assert begun.so_far().spread.draws == HALT
    assert not begun.is_under_way
    begun.ask()
    assert begun.whole().spread.draws == DRAWS
    assert begun.so_far().spread.low.equals(around(SCORES, TREE, Weights(), draws=DRAWS).low)


def test_two_who_ask_the_same_share_it_and_the_last_to_leave_ends_it(reader):
    reader("one")
    begun, drawing = halted()
    reader("other")
    begun.ask()
    times = drawing.begun
    reader("one")
    begun.leave_off()
    assert not begun.goes_on
    reader("other")
    assert begun.goes_on
    begun.leave_off()
    drawing.may_go_on.set()
    assert ended(begun).is_stopped
    assert drawing.begun == times


def test_who_comes_in_the_moment_it_is_stopped_has_all_of_it(reader):
    reader("one")
    begun, drawing = halted()
    begun.leave_off()
    reader("other")
    begun.ask()
    drawing.may_go_on.set()
    while begun.goes_on:
        ended(begun)
    assert begun.found.spread.draws == DRAWS


def test_who_asks_for_something_else_ends_it(reader):
    reader("one")
    begun, drawing = halted()
    after = Halting()
    after.may_go_on.set()
    other = Trying(lambda: after, ORDER)
    other.ask()
    drawing.may_go_on.set()
    assert ended(begun).is_stopped
    assert begun.done == HALT
    reader("nobody")
    other.let_go("one")
    ended(other)


def test_who_has_closed_the_page_ends_it(reader, monkeypatch):
    reader("one")
    begun, drawing = halted()
    monkeypatch.setattr(trying, "_is_here", lambda reader: False)
    monkeypatch.setattr(trying, "LOOK_EVERY_S", 0)
    # For nobody nothing more is computed: it would fail here.
    monkeypatch.setattr(drawing, "spread", None)
    drawing.may_go_on.set()
    assert ended(begun).is_stopped


def test_who_comes_while_it_looks_who_is_gone_breaks_nothing(reader, monkeypatch):
    reader("one")
    begun, drawing = halted()
    monkeypatch.setattr(trying, "_is_here", lambda reader: begun._readers.add("other") is None)
    monkeypatch.setattr(trying, "LOOK_EVERY_S", 0)
    drawing.may_go_on.set()
    assert ended(begun).found.spread.draws == DRAWS


def test_what_is_found_is_not_tried_again_whoever_asks(reader):
    reader("one")
    begun, drawing = halted()
    drawing.may_go_on.set()
    found, times = begun.whole(), drawing.begun
    assert begun.whole() is found
    reader("other")
    assert begun.so_far() is found
    assert not begun.is_under_way
    assert drawing.begun == times


def test_two_rankings_are_tried_one_after_the_other(reader):
    first, drawing = halted()
    started = Event()

    def begin():
        started.set()
        return Drawing(SCORES, TREE, Weights(), "arithmetic", some_draws())

    second = Trying(begin, ORDER)
    reader("other")
    second.ask()
    assert not started.wait(0.2)
    assert second.is_waiting
    drawing.may_go_on.set()
    assert first.whole().spread.draws == second.whole().spread.draws == DRAWS


def test_what_drew_is_not_kept_with_what_was_found(reader):
    drew = []

    def begin():
        drawing = Drawing(SCORES, TREE, Weights(), "arithmetic", some_draws())
        drew.append(weakref.ref(drawing))
        return drawing

    begun = Trying(begin, ORDER)
    begun.whole()
    gc.collect()
    assert [drawing() for drawing in drew] == [None]


def test_what_is_wrong_with_it_is_not_hidden(reader):
    reader("one")
    begun = Trying(lambda: int("x"), ORDER)
    for ask in (begun.so_far, begun.whole):
        with pytest.raises(ValueError, match="invalid literal"):
            ask()


def test_what_goes_wrong_after_the_first_is_not_hidden_behind_them(reader):
    reader("one")
    begun, drawing = halted()
    assert begun.so_far().spread.draws == FIRST_DRAWS
    drawing.spread = lambda: int("x")
    drawing.may_go_on.set()
    ended(begun)
    with pytest.raises(ValueError, match="invalid literal"):
        begun.so_far()
