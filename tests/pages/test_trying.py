"""Ranges of very many units: the first sets of weights first, how far it is, stopped, and gone on with."""

import time
from threading import Event

import pytest

from lcity.index.robustness import Drawing
from lcity.ui.shared import intervals
from tests import folders

HALT = 3_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return folders.write(tmp_path_factory.mktemp("trying") / "districts", folders.valid())


class Halting(Drawing):
    """Waits where it has tried so many sets of weights, until it may go on."""

    halted, may_go_on = Event(), Event()

    def go_on(self, draws, tell):
        def halting(done, of):
            tell(done, of)
            if done == HALT:
                self.halted.set()
                assert self.may_go_on.wait(60)

        super().go_on(draws, halting)


def bar(app):
    """Return what stands above the bar; "" where there is none."""
    return "".join(element.proto.text for element in app.main.get("progress"))


def rested(app):
    """Return the page once nothing goes on beside it."""
    end = time.monotonic() + 60
    while bar(app.run()):
        assert time.monotonic() < end
    assert not app.exception
    return app


def test_the_first_are_shown_it_is_stopped_and_gone_on_with(open_page, words, folder, monkeypatch):
    monkeypatch.setattr(intervals, "MANY_UNITS", 1)
    monkeypatch.setattr(intervals, "Drawing", Halting)
    app = open_page("ranking", dataset=folder, units="district")
    assert "1,000 sets of weights" in words(app)
    assert Halting.halted.wait(60)
    app = app.run()
    assert "3,000 of 10,000" in bar(app)
    app = app.button(key="board.trying.stop").click().run()
    Halting.may_go_on.set()
    app = rested(app)
    assert "of 3,000 of 10,000 sets" in words(app)
    assert "3,000 sets of weights of dimensions" in words(app)
    app = app.button(key="board.trying.go_on").click().run()
    app = rested(app)
    assert "10,000 sets of weights of dimensions" in words(app)
    assert not [button for button in app.button if button.key.startswith("board.trying")]
