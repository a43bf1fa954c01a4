"""Files made to break who reads them: told in a sentence, soon, and nothing in them is run."""

import contextlib
import io
import json
import sqlite3
import struct
import time
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapefile
import shapely

from lcity.dataset import examine
from lcity.dataset.outlines import read_outlines
from lcity.dataset.tables import read_table
from tests import folders

SOON_S = 5
BOX = shapely.to_wkb(shapely.box(0, 0, 1, 1))
NO_TEXT = pa.Array.from_buffers(
    pa.string(), 1, [None, pa.py_buffer(struct.pack("<ii", 0, 2)), pa.py_buffer(b"\xff\xfe")]
)
NO_NAME = "cast(x'22ff22' as text)"
SCHEMA = "pragma writable_schema = on; update sqlite_master set "


def codes(problems) -> list[str]:
    assert all(str(problem) for problem in problems)
    return [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("alter table districts add column x text as (upper(name)) virtual", "program"),
        ("alter table gpkg_contents add column x blob as (zeroblob(1000)) virtual", "program"),
        ("create table more (a, b as (abs(a)) stored)", "program"),
        ("create/**/virtual table spy using fts5(a)", "program"),
        ("create virtual table spy using fts5(a); " + SCHEMA + "type = 'x' where name = 'spy'", "unreadable"),
        ("create table t (a); " + SCHEMA + "sql = 'create /**/ table t (a)' where name = 't'", "program"),
        (SCHEMA + f"sql = replace(sql, '\"name\"', {NO_NAME}) where name = 'districts'", "unreadable"),
        ("create table t (a); " + SCHEMA + f"sql = 'create ' || {NO_NAME} where name = 't'", "unreadable"),
    ],
)  # fmt: skip
def test_a_geopackage_runs_nothing_and_is_told(tmp_path, statement, code):
    path = tmp_path / "districts.gpkg"
    folders.write_outlines(folders.valid()["districts"], path)
    with contextlib.closing(sqlite3.connect(path)) as base:
        for (trigger,) in base.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            base.execute(f'drop trigger "{trigger}"')
        base.executescript(statement)
        base.commit()
    assert codes(read_outlines(path)[2]) == [code]


TABLES = {
    "two columns of a name": pa.Table.from_arrays([pa.array(["a"])] * 2, names=["city", "city"]),
    "text that is none": pa.table({"city": NO_TEXT}),
    "a day beyond all calendars": pa.table({"day": pa.array([2**31 - 1], pa.date32())}),
}


@pytest.mark.parametrize("what", TABLES)
@pytest.mark.parametrize("name", ["population.parquet", "districts.parquet"])
def test_a_parquet_file_that_is_damaged_within_is_told(tmp_path, what, name):
    table, path = TABLES[what], tmp_path / name
    if name.startswith("districts"):
        metadata = {"primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"}}}
        table = table.append_column("geometry", pa.array([BOX])).replace_schema_metadata(
            {"geo": json.dumps(metadata)}
        )
    pq.write_table(table, path)
    assert codes((read_outlines if name.startswith("districts") else read_table)(path)[-1]) == ["unreadable"]


def zipped(tmp_path, *, cpg: bytes = b"", at: int = 0, put: bytes = b""):
    parts = {kind: io.BytesIO() for kind in ("shp", "shx", "dbf")}
    with shapefile.Writer(**parts) as writer:
        writer.field("district", "C")
        writer.poly([[[0, 0], [1, 0], [1, 1], [0, 0]]])
        writer.record("a")
    shapes = bytearray(parts["shp"].getvalue())
    shapes[at : at + len(put)] = put
    contents = {name: part.getvalue() for name, part in parts.items()} | {"shp": bytes(shapes), "cpg": cpg}
    path = tmp_path / "districts.shp.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in contents.items():
            archive.writestr(f"districts.{name}", content)
    return path


@pytest.mark.parametrize("cpg", [b"undefined", b"\0", b"zlib_codec", b"../../x"])
def test_an_encoding_that_is_none_is_passed_over(tmp_path, cpg):
    assert codes(read_outlines(zipped(tmp_path, cpg=cpg))[2]) == ["no_crs"]


def test_a_shapefile_with_a_ring_from_nowhere_is_told(tmp_path):
    first_point = 100 + 8 + 44 + 4
    path = zipped(tmp_path, at=first_point, put=struct.pack("<d", float("nan")))
    assert codes(read_outlines(path)[2]) == ["not_finite"]


def test_a_setting_that_is_a_key_of_keys_is_told_soon(tmp_path):
    folder = folders.write(tmp_path)
    (folder / "dataset.toml").write_text(".".join(["a"] * 500_000) + " = 1")
    start = time.monotonic()
    assert "unreadable" in codes(examine(folder)[1])
    assert time.monotonic() - start < SOON_S


def test_a_week_at_the_end_of_all_dates_is_told(tmp_path):
    folder = folders.write(tmp_path)
    with (folder / "dataset.toml").open("a") as file:
        file.write("\nreference_week = 9999-12-27\n")
    assert "not_monday" in codes(examine(folder)[1])


def test_a_year_that_no_whole_number_holds_is_told(tmp_path):
    tables = folders.valid()
    tables["values_city"].loc[0, "year"] = "-1e308"
    assert "not_whole" in codes(examine(folders.write(tmp_path, tables))[1])
