"""Tables kept between two starts: whole or not there, whoever writes at the same time."""

import os
import pickle
import threading
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from lcity.ui import bundle
from lcity.ui.bundle import Bundle


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def tables():
    ids = pd.Index(["001", "002", "003"], dtype="str", name="district")
    typed = {
        "name": pd.Series(["Ash", None, "丙"], ids, dtype="str"),
        "year": pd.Series([2020, pd.NA, 2010], ids, dtype="Int64"),
        "share": pd.Series([0.1, float("nan"), 1 / 3], ids),
    }
    boxes = [shapely.box(i, 0, i + 1, 1) for i in range(3)]
    return {
        "typed": pd.DataFrame(typed),
        "outlined": gpd.GeoDataFrame({"city": ["a", "a", "b"]}, geometry=boxes, index=ids, crs="EPSG:4326"),
        "numbered": pd.DataFrame({"lon": [110.5, 111.25]}),
    }


def test_tables_come_back_as_they_went(tables):
    bundle.save("a", Bundle(tables, {"hash": "0", "notes": [{"row": None}]}))
    kept = bundle.load("a")
    assert kept.said == {"hash": "0", "notes": [{"row": None}]}
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
    path = folder / "a.zip"
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
    assert [path.name for path in bundle.folder().iterdir()] == ["a.zip"]


def test_where_nothing_can_be_written_nothing_happens(tables, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("LCITY_CACHE", str(tmp_path / "file" / "below"))
    bundle.save("a", Bundle(tables, {}))
    assert bundle.load("a") is None


def test_the_oldest_of_too_many_go(folder, monkeypatch):
    monkeypatch.setattr(bundle, "MOST_BUNDLES", 2)
    for age, name in enumerate(("a", "b", "c")):
        bundle.save(name, Bundle({}, {}))
        os.utime(folder / f"{name}.zip", (1_000 + age, 1_000 + age))
    bundle.save("d", Bundle({}, {}))
    assert {path.stem for path in folder.iterdir()} == {"c", "d"}


def test_the_users_own_folder_is_outside_the_app(monkeypatch):
    monkeypatch.delenv("LCITY_CACHE")
    root = Path(__file__).parents[2]
    assert bundle.folder().name == "lcity"
    assert bundle.folder().is_absolute()
    assert not bundle.folder().is_relative_to(root)
