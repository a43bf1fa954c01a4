"""Tables kept between two starts: whole or not there, whoever writes at the same time."""

import errno
import hashlib
import json
import os
import pickle
import tempfile
import threading
import time
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from lcity.store import bundle, bundle_format
from lcity.store.bundle import Bundle
from tests import grid


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr(bundle._log, "disabled", False)  # as other tests leave it
    return tmp_path / "kept"


@pytest.fixture
def tables():
    return made()


@pytest.fixture(scope="module")
def tables_of_module():
    return made()


def made() -> dict:
    ids = pd.Index(["001", "002", "003"], dtype="str", name="district")
    typed = {
        "name": pd.Series(["Ash", None, "丙"], ids, dtype="str"),
        "year": pd.Series([2020, pd.NA, 2010], ids, dtype="Int64"),
        "open": pd.Series([True, pd.NA, False], ids, dtype="boolean"),
        "share": pd.Series([0.1, float("nan"), 1 / 3], ids),
    }
    boxes = [shapely.box(i, 0, i + 1, 1) for i in range(2)]
    boxes.append(shapely.MultiPolygon([shapely.box(5, 5, 6, 6), shapely.box(8, 8, 9, 9)]))
    return {
        "typed": pd.DataFrame(typed),
        "outlined": gpd.GeoDataFrame({"city": ["a", "a", "b"]}, geometry=boxes, index=ids, crs="EPSG:4326"),
        "numbered": pd.DataFrame({"lon": [110.5, 111.25]}),
    }


def test_tables_come_back_as_they_went(tables):
    bundle.save("a", Bundle(tables, {"hash": "0", "notes": [{"row": None}]}))
    kept = bundle.load("a")
    assert kept.metadata == {"hash": "0", "notes": [{"row": None}]}
    assert list(kept.tables) == list(tables)
    for key in ("typed", "numbered"):
        pd.testing.assert_frame_equal(kept.tables[key], tables[key])
    outlined = kept.tables["outlined"]
    assert isinstance(outlined, gpd.GeoDataFrame)
    assert outlined.crs == "EPSG:4326"
    assert outlined.geometry.geom_equals(tables["outlined"].geometry).all()
    pd.testing.assert_index_equal(outlined.index, tables["outlined"].index)


def test_nothing_kept_is_none():
    assert bundle.load("a") is None


@pytest.mark.parametrize("damage", ["cut", "empty", "bit", "text", "pickle", "folder"])
def test_a_damaged_bundle_counts_as_none(tables, folder, damage):
    bundle.save("a", Bundle(tables, {}))
    path = folder / "a.bundle"
    content = bytearray(path.read_bytes())
    if damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        content[200] ^= 1
        path.write_bytes(
            {
                "cut": content[: len(content) // 2],
                "empty": b"",
                "bit": content,
                "text": b"not a bundle",
                "pickle": pickle.dumps(tables["typed"]),
            }[damage]
        )
    assert bundle.load("a") is None


def same(kept: Bundle, tables: dict) -> bool:
    """Say whether tables are those that were kept, to the last bit."""
    for key, table in tables.items():
        plain = [
            pd.DataFrame(frame).drop(columns="geometry", errors="ignore")
            for frame in (kept.tables[key], table)
        ]
        pd.testing.assert_frame_equal(*plain)
    shapes = [frame["outlined"].geometry for frame in (kept.tables, tables)]
    return list(kept.tables) == list(tables) and shapely.equals_exact(*map(list, shapes)).all()


def test_no_bit_turned_is_taken_for_what_was_kept(tables, folder):
    """Every bit of the head, and of the columns behind it."""
    bundle.save("a", Bundle(tables, {"hash": "0"}))
    path = folder / "a.bundle"
    content = path.read_bytes()
    assert len(content) < 3_000
    for position in range(8 * len(content)):
        turned = bytearray(content)
        turned[position // 8] ^= 1 << position % 8
        with pytest.raises(bundle_format.DamagedError):
            bundle_format.read(bytes(turned))
        if position % 101 == 0:
            path.write_bytes(turned)
            assert bundle.load("a") is None, f"bit {position}"
    path.write_bytes(content)
    assert same(bundle.load("a"), tables)


@given(data=st.data())
@settings(max_examples=grid.many(80, 500))
def test_no_bundle_made_to_harm_raises_or_grows(tables_of_module, data):
    """As one who may write what he likes, its checksum included: a process that a file has taken over."""
    content = packed(tables_of_module, {"hash": "0"})
    start = len(bundle_format.MARK) + 32
    body = bytearray(content[start:])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        body = body[: data.draw(st.integers(0, len(body)))]
    forged = bundle_format.MARK + hashlib.sha256(body).digest() + bytes(body)
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "b").write_bytes(forged)
        kept = bundle.unpack(Path(name) / "b")
    for table in kept.tables.values() if kept else ():
        assert len(table) < 1_000
        table.to_csv()  # Every cell can be looked at.


@pytest.mark.parametrize(
    "change",
    [
        lambda head: head["tables"][0].update(rows=10**30),
        lambda head: head["tables"][0].update(rows=-1),
        lambda head: head["tables"][0]["columns"][0].update(kind="object"),
        lambda head: head["tables"][0]["columns"][0].update(pieces=[-8, 10**18, 3]),
        lambda head: head["tables"][0]["columns"][0].update(pieces=[1]),
        lambda head: head["tables"][0]["columns"].append(head["tables"][0]["columns"][0]),
        lambda head: head["tables"][1]["outlines"].update(position=10**9),
        lambda head: head["tables"][1]["outlines"].update(areas="POLYGON" * 9),
        lambda head: head["tables"][1]["outlines"].update(crs="http://127.0.0.1/crs"),
        lambda head: head.update(tables="none"),
        lambda head: head.update(more=1) or head.pop("metadata"),
    ],
)
def test_a_head_made_to_harm_counts_as_none(tables, tmp_path, change):
    content = packed(tables, {})
    start = len(bundle_format.MARK) + 32
    length = int.from_bytes(content[start : start + 8], "little")
    head = json.loads(content[start + 8 : start + 8 + length])
    change(head)
    written = json.dumps(head).encode()
    body = len(written).to_bytes(8, "little") + written + content[start + 8 + length :]
    (tmp_path / "b").write_bytes(bundle_format.MARK + hashlib.sha256(body).digest() + body)
    assert bundle.unpack(tmp_path / "b") is None


def packed(tables: dict, metadata: dict) -> bytes:
    with tempfile.TemporaryDirectory() as name:
        bundle.pack(Path(name) / "b", Bundle(tables, metadata))
        return (Path(name) / "b").read_bytes()


def test_a_bundle_is_no_larger_in_memory_than_it_may_be(tables, tmp_path):
    bundle.pack(tmp_path / "b", Bundle(tables, {}))
    size = (tmp_path / "b").stat().st_size
    assert bundle.unpack(tmp_path / "b", size) is not None
    assert bundle.unpack(tmp_path / "b", size - 1) is None
    (tmp_path / "link").symlink_to(tmp_path / "b")
    assert bundle.unpack(tmp_path / "link") is None


posix = pytest.mark.skipif(os.name != "posix", reason="who may write is the system's own matter there")


@posix
@pytest.mark.parametrize("what", ["folder", "file", "owner"])
def test_what_others_could_have_written_is_not_read_but_told(tables, folder, monkeypatch, caplog, what):
    bundle.save("a", Bundle(tables, {}))
    bundle._tell.cache_clear()
    if what == "owner":
        monkeypatch.setattr(os, "geteuid", lambda: 12_345)
    else:
        (folder if what == "folder" else folder / "a.bundle").chmod(0o777)
    assert bundle.load("a") is None
    assert bundle.load("a") is None
    assert caplog.text.count("others can write to it") == 1
    if what == "folder":
        bundle.save("b", Bundle(tables, {}))
        assert [path.name for path in folder.iterdir()] == ["a.bundle"]


def test_what_was_begun_and_never_ended_goes_at_the_next_start(tables, folder):
    bundle.save("a", Bundle(tables, {}))
    for name, age in (("old.new", 7_200), ("being written.new", 10), ("of an older kind.zip", 10)):
        (folder / name).write_bytes(b"half")
        then = time.time() - age
        os.utime(folder / name, (then, then))
    bundle.clean()
    assert sorted(path.name for path in folder.iterdir()) == ["a.bundle", "being written.new"]


def test_a_full_disk_slows_lcity_down_and_stops_nothing(tables, folder, monkeypatch, caplog):
    bundle._tell.cache_clear()
    real = Path.open

    def full(path, *arguments):
        file = real(path, *arguments)
        if path.suffix == bundle.NEW:
            file.write(b"half")
            file.close()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return file

    monkeypatch.setattr(Path, "open", full)
    bundle.save("a", Bundle(tables, {}))
    assert list(folder.iterdir()) == []
    assert "No space left" in caplog.text


def test_readers_meet_whole_bundles_while_others_write(tables):
    bundle.save("a", Bundle(tables, {}))
    writers = [
        threading.Thread(target=lambda: [bundle.save("a", Bundle(tables, {})) for _ in range(10)])
        for _ in range(4)
    ]
    for writer in writers:
        writer.start()
    found = []
    while any(writer.is_alive() for writer in writers):
        found.append(bundle.load("a") is not None)
    assert found
    assert all(found)
    assert [path.name for path in bundle.folder().iterdir()] == ["a.bundle"]


def test_where_nothing_can_be_written_nothing_happens(tables, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path / "file" / "below"))
    bundle.save("a", Bundle(tables, {}))
    assert bundle.load("a") is None


def test_the_oldest_of_too_many_go(folder, monkeypatch):
    monkeypatch.setattr(bundle, "MOST_BUNDLES", 2)
    for age, name in enumerate(("a", "b", "c")):
        bundle.save(name, Bundle({}, {}))
        os.utime(folder / f"{name}.bundle", (1_000 + age, 1_000 + age))
    bundle.save("d", Bundle({}, {}))
    assert {path.stem for path in folder.iterdir()} == {"c", "d"}


def test_the_users_own_folder_is_outside_the_app(monkeypatch):
    monkeypatch.delenv("LCITY_CACHE")
    root = Path(__file__).parents[2]
    assert bundle.folder().name == "lcity"
    assert bundle.folder().is_absolute()
    assert not bundle.folder().is_relative_to(root)
