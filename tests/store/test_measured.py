"""What a country was found to reach is the same from the cache, and what has changed is measured again."""

import os
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from lcity.partitions import Country, Remembering, Threads, partition
from lcity.partitions.sums import Question, Sums
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
    others = [
        measured.name(country, other)
        for other in (
            Question(901.0),
            question._replace(group="people_60p"),
            question._replace(kinds=("library",)),
            question._replace(unknown_hours="count"),
        )
    ]
    others.append(measured.name(replace(country, along="streets"), question))
    with monkeypatch.context() as changed:
        changed.setattr(measured, "_code", lambda: "other code")
        others.append(measured.name(country, question))
    assert len({name, *others}) == 7
    file = next((tmp_path / "cut").glob("tiles/*/*.parquet"))
    os.utime(file, ns=(1, 1))
    assert measured.name(Country.open(tmp_path / "cut"), question) != name


def sums(districts, seed=0):
    values = np.random.default_rng(seed).uniform(0, 1e6, (len(districts), 7)) / 3
    return Sums(pd.Index(districts, name="district", dtype="str"), values)


def test_what_tiles_have_told_comes_back_to_the_last_bit_and_is_of_the_tile_as_it_was(tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path))
    told = {"841-a": sums(["010", "2"], 1), "842-a": sums([], 2), "843-a": sums(["2", "010", "3"], 3)}
    tiles = measured.Tiles("of")
    for tile, one in told.items():
        tiles.add(tile, one)
    tiles.save()
    again = measured.Tiles("of")
    for tile, one in told.items():
        assert again.get(tile).districts.tolist() == one.districts.tolist()
        assert (again.get(tile).values == one.values).all()
    assert again.get("841-b") is None
    assert measured.Tiles("of another").get("841-a") is None
    again.add("841-b", sums(["9"]))
    assert again.get("841-a") is None


def test_a_server_that_is_killed_loses_little_of_what_tiles_have_told(tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path))
    tiles = measured.Tiles("of")
    tiles.add("841-a", sums(["1"]))
    assert measured.Tiles("of").get("841-a") is None
    monkeypatch.setattr(measured, "SAVE_EVERY_S", -1)
    tiles.add("842-a", sums(["2"]))
    assert measured.Tiles("of").get("841-a")
    assert measured.Tiles("of").get("842-a")


def test_code_that_adds_up_tiles_otherwise_is_told_apart(tmp_path, monkeypatch):
    package = tmp_path / "partitions" / "__init__.py"
    package.parent.mkdir()
    package.write_text("")
    monkeypatch.setattr(measured.partitions, "__file__", str(package))
    code = measured._code.__wrapped__
    found = {code()}
    package.with_name("sums.py").write_text("added up")
    found.add(code())
    monkeypatch.setattr(measured.derived, "code", lambda: "reads otherwise")
    found.add(code())
    assert len(found) == 3


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
