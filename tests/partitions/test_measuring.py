"""Measuring beside a page: stopped and gone on with, no tile is measured twice, and none is left out."""

import time
from functools import partial
from threading import Event

import numpy as np
import pandas as pd
import pytest

from lcity.partitions import Country, Measuring, PartitionError, Remembering, Threads, partition
from tests import folders
from tests.partitions.test_country import Shuffled, tables


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    folder = folders.write(tmp_path_factory.mktemp("country"), tables(np.random.default_rng(4), False))
    out = tmp_path_factory.mktemp("tiles") / "cut"
    partition(folder, out, 6)
    return out


class Counted(Shuffled):
    """Counts the tiles it has measured, and waits after some of them until it may go on."""

    def __init__(self, halt_after):
        super().__init__(np.random.default_rng(1))
        self.halt_after, self.measured = halt_after, 0
        self.halted, self.may_go_on = Event(), Event()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def map(self, function, tasks):
        for found in super().map(function, tasks):
            self.measured += 1
            yield found
            if self.measured == self.halt_after:
                self.halted.set()
                assert self.may_go_on.wait(60)


def ended(begun):
    end = time.monotonic() + 60
    while begun.is_under_way:
        assert time.monotonic() < end
        time.sleep(0.01)
    return begun


def test_stopped_it_has_no_figures_and_goes_on_where_it_stopped(cut):
    counted = Counted(halt_after=3)
    runner = Remembering(lambda: counted)
    begun = Measuring(lambda tell: Country.open(cut, runner, progress=tell).reached())
    begun.start()
    assert counted.halted.wait(60)
    assert begun.is_under_way
    begun.stop()
    counted.may_go_on.set()
    assert ended(begun).is_stopped
    assert 0 < begun.done < begun.of
    assert begun.error is None
    begun.start()
    assert not ended(begun).is_stopped
    tiles = Country.open(cut).partitions.tiles
    assert counted.measured == len(tiles)
    expected = Country.open(cut, Threads(1)).reached()
    for own, whole in zip(begun.found, expected, strict=True):
        pd.testing.assert_frame_equal(own, whole, rtol=1e-12)


def test_what_is_wrong_with_a_tile_is_kept_as_the_sentence_it_is(cut):
    def fail(tell):
        raise PartitionError("tile", cell="84be0e3ffffffff")

    begun = Measuring(fail)
    begun.start()
    assert "84be0e3ffffffff" in str(ended(begun).error)
    assert not begun.is_stopped


def test_a_mistake_of_our_own_surfaces(cut):
    begun = Measuring(partial(int, "x"))
    begun.start()
    assert ended(begun).error is None
    with pytest.raises(TypeError):
        _ = begun.found
