"""What a country was found to reach is the same from the cache, and is forgotten when a tile changes."""

import os

import numpy as np
import pandas as pd

from lcity.partitions import Country, Threads, partition
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
