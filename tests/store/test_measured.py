"""What a country was found to reach is the same from the cache, and what has changed is measured again."""

import os

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from lcity.partitions import Country, Remembering, Threads, partition
from lcity.partitions.sums import Question
from lcity.store import measured
from tests import folders
from tests.partitions.test_country import tables


def test_kept_it_is_the_same_until_a_tile_changes(tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path / "kept"))
    folder = folders.write(tmp_path / "whole", tables(np.random.default_rng(4), streets=False))
    partition(folder, tmp_path / "cut")
    country, question = Country.open(tmp_path / "cut", Threads(1)), Question(900.0)
    name = measured.name(country, question)
    assert measured.kept(name) is None
    found = measured.keep(name, country.reached(question))
    for own, whole in zip(measured.kept(name), found, strict=True):
        pd.testing.assert_frame_equal(own, whole, check_column_type=False)
    assert measured.name(country, Question(901.0)) != name
    file = next((tmp_path / "cut").glob("tiles/*/*.parquet"))
    os.utime(file, ns=(1, 1))
    assert measured.name(Country.open(tmp_path / "cut"), question) != name


class Counting(Threads):
    """Counts the tiles it measures, and breaks off after some of them."""

    def __init__(self, most=10**6):
        super().__init__(1)
        self.most, self.cells = most, []

    def map(self, function, tasks):
        for task, result in super().map(function, tasks):
            self.cells.append(task[0].folder.name)
            yield task, result
            if len(self.cells) == self.most:
                raise KeyboardInterrupt


def test_after_a_restart_it_goes_on_and_only_a_tile_that_changed_is_measured_again(tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path / "kept"))
    folder = folders.write(tmp_path / "whole", tables(np.random.default_rng(4), streets=False))
    partition(folder, tmp_path / "cut", 5)
    question = Question(900.0)

    def started(counting):
        """Measure as a server does that has just been started."""
        country = Country.open(tmp_path / "cut")
        tiles = measured.Tiles(measured.name_of_tiles(country, question))
        remembering = Remembering(lambda: counting, tiles)
        return Country.open(tmp_path / "cut", remembering).reached(question)

    first, second, third = Counting(most=2), Counting(), Counting()
    with pytest.raises(KeyboardInterrupt):
        started(first)
    found = started(second)
    tiles = Country.open(tmp_path / "cut").partitions.tiles
    cells, inhabited = [tile.cell for tile in tiles], next(tile.cell for tile in tiles if tile.districts)
    assert len(first.cells) == 2
    assert sorted(first.cells + second.cells) == sorted(cells)
    for own, whole in zip(found, Country.open(tmp_path / "cut", Threads(1)).reached(question), strict=True):
        pd.testing.assert_frame_equal(own, whole, rtol=1e-12)
    changed = tmp_path / "cut" / "tiles" / inhabited / "places-0.parquet"
    places = pq.read_table(changed)
    number = places.column_names.index("people")
    pq.write_table(places.set_column(number, "people", pc.add(places["people"], 1.0)), changed)
    found = started(third)
    assert third.cells == [inhabited]
    for own, whole in zip(found, Country.open(tmp_path / "cut", Threads(1)).reached(question), strict=True):
        pd.testing.assert_frame_equal(own, whole, rtol=1e-12)
