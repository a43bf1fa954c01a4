"""What is shipped made is what the shipped datasets and this code make, or it is not used."""

import json
import shutil
from itertools import product

import pandas as pd
import pyarrow as pa
import pytest

from lcity import computed
from lcity.build import made
from lcity.build.readme import SHIPPED
from lcity.dataset import read
from lcity.store import derived, shipped
from lcity.store.bundle_format import packed
from tests import folders

STALE = "what is shipped made is of other contents or other code: `make made`"


def refuse(*_):
    pytest.fail(STALE)


def same(found, expected):
    for one, other in zip(found, expected, strict=True):
        assert (one is None) == (other is None)
        if one is not None:
            geometry = [
                pd.DataFrame(frame).drop(columns="geometry", errors="ignore") for frame in (one, other)
            ]
            pd.testing.assert_frame_equal(*geometry, rtol=1e-12)
            assert "geometry" not in one or one.geometry.geom_equals(other.geometry).all()


@pytest.fixture(autouse=True)
def kept(tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture(scope="module")
def datasets(china15, england9):
    return {"china15": china15, "england9": england9}


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """Copy what is shipped made to where it may be damaged."""
    monkeypatch.setattr(shipped, "FOLDER", shutil.copytree(shipped.FOLDER, tmp_path / "made"))
    return tmp_path / "made"


@pytest.mark.parametrize("name", SHIPPED)
def test_it_is_what_the_dataset_and_this_code_make(name, datasets, kept):
    expected = datasets[name]
    found = derived.dataset(expected.folder, refuse)
    tables = [[getattr(of, table) for table in derived.TABLES] for of in (found, expected)]
    same(*tables)
    assert (found.hash, found.meta, found.notes) == (expected.hash, expected.meta, expected.notes)
    # All were made by one run of this code; some are made once more.
    reach = computed.Reach.of(expected)
    for level, year in product(expected.levels, expected.years):
        values = derived.values(expected.hash, level, year, refuse)
        if year not in expected.years[::-10]:
            continue
        fresh = computed.complete(expected, level, year, reach=reach)
        frames = [(of.values, of.years, of.first_years, of.people.to_frame()) for of in (values, fresh)]
        same(*frames)
        same(values.figures.values(), fresh.figures.values())
        assert values.figures.keys() == fresh.figures.keys()
    assert not kept.exists()  # nor kept once more


def test_all_that_is_shipped_is_used(datasets):
    listed = json.loads((shipped.FOLDER / shipped.LIST).read_text())["bundles"]
    assert {path.name.removesuffix(shipped.SUFFIX) for path in shipped.FOLDER.glob("*.zst")} == set(listed)
    assert {name.split("-")[0] for name in listed} == {dataset.hash for dataset in datasets.values()}


def test_one_of_other_code_or_contents_is_not_used(datasets):
    name = f"{datasets['england9'].hash}-dataset"
    assert shipped.load(name, derived.code()) is not None
    assert shipped.load(name, "another") is None
    assert shipped.load(f"0{name[1:]}", derived.code()) is None


def test_a_damaged_one_is_not_used(copy, datasets):
    name = f"{datasets['england9'].hash}-city-2026"
    path = copy / f"{name}{shipped.SUFFIX}"
    content = path.read_bytes()
    other = (copy / f"{datasets['england9'].hash}-district-2026{shipped.SUFFIX}").read_bytes()
    for damaged in (content[:-1], b"", other, content[:99] + bytes([content[99] ^ 1]) + content[100:]):
        path.write_bytes(damaged)
        assert shipped.load(name, derived.code()) is None
    path.write_bytes(content)
    assert shipped.load(name, derived.code()) is not None
    path.unlink()
    assert shipped.load(name, derived.code()) is None


@pytest.mark.parametrize("listed", [None, "", "[]", '{"code": 1}', '{"code": "x", "bundles": ["a"]}'])
def test_without_its_list_nothing_is_used(listed, copy, datasets):
    (copy / shipped.LIST).unlink()
    if listed is not None:
        (copy / shipped.LIST).write_text(listed)
    shipped._listed.cache_clear()
    assert shipped.load(f"{datasets['england9'].hash}-dataset", derived.code()) is None
    shipped._listed.cache_clear()


def test_a_table_in_parquet_is_left_to_its_folder_only_where_it_is_as_it_was_read(tmp_path):
    folder = folders.write(tmp_path / "cities")
    assert (folder / "population.parquet").exists()
    for moved in (False, True):
        dataset = read(folder, computed.COMPUTATIONS)
        whole = derived.as_bundle(dataset)
        if moved:
            whole.tables["population"]["people"] += 1
        part = shipped.without_files(whole, folder)
        assert ("population" in part.tables) == moved
        back = shipped.with_files(part, folder)
        same([back.tables[table] for table in whole.tables], whole.tables.values())


def test_what_is_written_is_packed_and_comes_back(tmp_path, monkeypatch):
    monkeypatch.setattr(shipped, "FOLDER", tmp_path / "made")
    monkeypatch.setattr(made, "DATA", tmp_path)
    folder = folders.write(tmp_path / "cities")
    bundles = made.bundles(folder)
    shipped.write({"old": next(iter(bundles.values()))}, "code")
    shipped.write(bundles, "code")
    assert shipped.load("old", "code") is None
    assert len(list((tmp_path / "made").iterdir())) == len(bundles) + 1
    for name, bundle in bundles.items():
        found = shipped.load(name, "code")
        same([found.tables[table] for table in bundle.tables], bundle.tables.values())
        content = (tmp_path / "made" / f"{name}{shipped.SUFFIX}").read_bytes()
        plain = pa.CompressedInputStream(pa.BufferReader(content), "zstd").read()
        assert plain == packed(bundle)
        assert len(content) < len(plain)
