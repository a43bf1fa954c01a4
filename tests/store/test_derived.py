"""What takes long is made once for a dataset's contents, and is the same from the cache."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from lcity import computed
from lcity.dataset import read
from lcity.errors import DatasetError
from lcity.store import derived
from tests import folders


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def folder(tmp_path):
    return folders.write(tmp_path / "cities")


@pytest.fixture
def reader():
    """Read a folder, and count how often."""

    def once(folder):
        once.times += 1
        return read(folder, computations=computed.COMPUTATIONS)

    once.times = 0
    return once


def test_a_dataset_from_the_cache_is_the_one_that_was_read(folder, reader):
    first, again = derived.dataset(folder, reader), derived.dataset(folder, reader)
    assert reader.times == 1
    assert (again.folder, again.hash, again.meta, again.notes) == (
        first.folder,
        first.hash,
        first.meta,
        first.notes,
    )
    for table in derived.TABLES:
        before, after = getattr(first, table), getattr(again, table)
        assert type(before) is type(after)
        if before is not None:
            plain = [
                pd.DataFrame(frame).drop(columns="geometry", errors="ignore") for frame in (before, after)
            ]
            pd.testing.assert_frame_equal(*plain)
    assert again.districts.geometry.geom_equals(first.districts.geometry).all()
    assert (again.levels, again.years) == (first.levels, first.years)


def test_notes_come_back_as_they_were(folder, reader):
    (folder / "citie.csv").write_text("city\n")
    (folder / "cities.csv").rename(folder / "city.csv")
    first = derived.dataset(folder, reader)
    assert first.notes
    assert derived.dataset(folder, reader).notes == first.notes
    assert reader.times == 1


def test_other_contents_are_read_anew(folder, reader):
    derived.dataset(folder, reader)
    values = folder / "values_district.csv"
    values.write_text(values.read_text() + "\n")
    derived.dataset(folder, reader)
    assert reader.times == 2


def test_other_code_reads_anew(folder, reader, monkeypatch):
    derived.dataset(folder, reader)
    monkeypatch.setattr(derived, "code", lambda: "another")
    derived.dataset(folder, reader)
    assert reader.times == 2


def test_a_damaged_one_is_made_anew(folder, reader, kept):
    derived.dataset(folder, reader)
    for path in kept.iterdir():
        path.write_bytes(path.read_bytes()[:-100])
    derived.dataset(folder, reader)
    derived.dataset(folder, reader)
    assert reader.times == 2


def test_a_dataset_with_problems_is_told_each_time(folder, reader, kept):
    (folder / "indicators.csv").write_text("key\n")
    for _ in range(2):
        with pytest.raises(DatasetError):
            derived.dataset(folder, reader)
    assert reader.times == 2
    assert not kept.exists()


def test_no_folder_is_told_as_ever(tmp_path, reader):
    with pytest.raises(DatasetError):
        derived.dataset(tmp_path / "nowhere", reader)


@pytest.mark.parametrize("level", ["city", "district"])
def test_values_from_the_cache_are_those_made(folder, level):
    dataset = read(folder, computations=computed.COMPUTATIONS)
    made = derived.values(dataset.hash, level, 2020, lambda: computed.complete(dataset, level, 2020))
    kept = derived.values(dataset.hash, level, 2020, lambda: pytest.fail("made again"))
    pd.testing.assert_frame_equal(kept.values, made.values)
    pd.testing.assert_frame_equal(kept.years, made.years)
    pd.testing.assert_series_equal(kept.people, made.people)
    other = derived.values(dataset.hash, level, 2010, lambda: computed.complete(dataset, level, 2010))
    assert not other.values.equals(made.values)


def test_pairs_are_found_once_for_a_dataset_and_are_the_same_from_the_cache(tmp_path, monkeypatch):
    tables = folders.valid() | {"streets": folders.streets()}
    dataset = read(folders.write(tmp_path / "streets", tables))
    first = derived.ways(dataset, "streets", 5_000)
    monkeypatch.setattr(derived, "found_ways", None)
    again = derived.ways(dataset, "streets", 5_000)
    assert again.along == "streets"
    for name in ("indptr", "centre", "distance"):
        np.testing.assert_array_equal(getattr(again.pairs, name), getattr(first.pairs, name))
    assert (again.pairs.radius, again.pairs.unit) == (5_000, "m")
    assert again.place_off.tolist() == first.place_off.tolist()
    assert again.pairs.centre.dtype == np.int32
    with pytest.raises(TypeError):
        derived.ways(dataset, "streets", 5_000, step_free=True)
    # Of another dataset under the same name nothing is believed.
    fewer = dataclasses.replace(dataset, centres=dataset.centres.iloc[:2])
    with pytest.raises(TypeError):
        derived.ways(fewer, "streets", 5_000)


def test_streets_and_travel_times_come_back_as_they_were(tmp_path, reader):
    tables = folders.valid() | {"streets": folders.streets(), "travel": folders.travel()}
    tables["population"] = folders.with_places(tables["population"])
    folder = folders.write(tmp_path / "ways", tables)
    first, again = derived.dataset(folder, reader), derived.dataset(folder, reader)
    assert reader.times == 1
    for table in ("streets", "travel", "population"):
        pd.testing.assert_frame_equal(getattr(first, table), getattr(again, table))
