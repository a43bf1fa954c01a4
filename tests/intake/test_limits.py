"""What is too large is refused by its size, before it is read, and within bounded memory."""

import io
import os
import sqlite3
import struct
import tempfile
import zipfile
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from lcity.computed import COMPUTATIONS
from lcity.errors import ArgumentError
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.prepare import prepare
from lcity.intake.worker.request import Job
from tests import folders

SMALL = Limits(upload_mb=4, unpacked_mb=8, files=40, rows=3_000, columns=60, cells=60_000, vertices=20_000)


def told(files: dict[str, bytes], work: Path, limits: Limits = SMALL) -> list[tuple]:
    """Return place and code of all problems of an upload."""
    received = []
    for number, (name, content) in enumerate(files.items()):
        path = work / f"{number}{Path(name).suffix}"
        path.write_bytes(content)
        received.append(File(name, path))
    prepared = prepare(received, work / "work", None, None, COMPUTATIONS, limits)
    assert not prepared.valid
    return [(p.file, p.row, p.column, p.code) for p in prepared.problems]


def zipped(*members: tuple[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return content.getvalue()


def workbook(rows: int, columns: int, change=lambda xml: xml) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "values_city"
    for row in range(rows):
        book.active.append([f"c{n}" if row == 0 else n for n in range(columns)])
    content = io.BytesIO()
    book.save(content)
    changed = io.BytesIO()
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            of = source.read(name)
            target.writestr(name, change(of) if "sheet1" in name else of)
    return changed.getvalue()


def parquet(table: pa.Table) -> bytes:
    content = io.BytesIO()
    pq.write_table(table, content, compression="zstd")
    return content.getvalue()


def geojson(points: int) -> bytes:
    angle = np.linspace(0, 2 * np.pi, points, endpoint=False)
    shape = shapely.Polygon(np.column_stack([111 + np.cos(angle), 30 + np.sin(angle)]))
    return gpd.GeoDataFrame({"district": ["a"]}, geometry=[shape], crs=4326).to_json().encode()


NOISE = os.urandom(1_000)
TOO_MUCH = {
    "an upload": ({"a.csv": b"0" * 5_000_000}, ("a.csv", None, None, "upload_too_large")),
    "an archive of few bytes": (
        {"a.zip": zipped(("b.csv", b"0" * 6_000_000))},
        ("a.zip/b.csv", None, None, "bomb"),
    ),
    "an archive of many parts": (
        {"a.zip": zipped(*((f"{n}.csv", NOISE + b"0" * 990_000) for n in range(9)))},
        ("a.zip", None, None, "unpacked_too_large"),
    ),
    "files": (
        {"a.zip": zipped(*((f"{n}.csv", b"a") for n in range(50)))},
        ("a.zip", None, None, "too_many_files"),
    ),
    "a workbook of few bytes": (
        {"a.xlsx": workbook(2, 2, lambda xml: xml + b" " * 6_000_000)},
        ("a.xlsx", None, None, "bomb"),
    ),
    "rows": (
        {"values_city.csv": b"city,x\n" + b"a,1\n" * 3_100},
        ("values_city.csv", None, None, "too_many_rows"),
    ),
    "rows of a sheet": (
        {"a.xlsx": workbook(3_100, 1)},
        ("a.xlsx: values_city", None, None, "too_many_rows"),
    ),
    "rows by their number": (
        {"a.xlsx": workbook(3, 2, lambda xml: xml.replace(b'<row r="3"', b'<row r="3000000000"'))},
        ("a.xlsx: values_city", None, None, "too_many_rows"),
    ),
    "rows of Parquet": (
        {"population.parquet": parquet(pa.table({"lon": np.zeros(4_000)}))},
        ("population.parquet", None, None, "too_many_rows"),
    ),
    "columns": ({"values_city.csv": b"city" + b",x" * 80}, ("values_city.csv", 1, None, "too_many_columns")),
    "columns of a sheet": (
        {"a.xlsx": workbook(2, 80)},
        ("a.xlsx: values_city", None, None, "too_many_columns"),
    ),
    "columns of Parquet": (
        {"population.parquet": parquet(pa.table({f"x{n}": [1] for n in range(80)}))},
        ("population.parquet", None, None, "too_many_columns"),
    ),
    "cells": (
        {"values_city.csv": b"a" + b",b" * 40 + (b"\n1" + b",1" * 40) * 1_600},
        ("values_city.csv", None, None, "too_many_cells"),
    ),
    "a cell": (
        {"cities.csv": b"city,name\na," + b"x" * 10_001},
        ("cities.csv", 2, "name", "cell_long"),
    ),
    "a cell beyond what is read as one": (
        {"cities.csv": b"city,name\na," + b"x" * 200_000},
        ("cities.csv", 2, None, "cell_long"),
    ),
    "one text many times in Parquet": (
        {"population.parquet": parquet(pa.table({"name": ["x" * 20_000] * 2_000}))},
        ("population.parquet", None, None, "unpacked_too_large"),
    ),
    "vertices": (
        {"districts.geojson": geojson(25_000)},
        ("districts.geojson", None, None, "too_many_vertices"),
    ),
}


@pytest.mark.parametrize("what", TOO_MUCH)
def test_too_much_is_told_by_its_limit(tmp_path, what):
    files, problem = TOO_MUCH[what]
    assert problem in told(files, tmp_path)


def test_a_list_in_a_cell_of_parquet_is_told(tmp_path):
    content = parquet(pa.table({"lon": [[1.0]]}))
    assert told({"population.parquet": content}, tmp_path) == [
        ("population.parquet", None, "lon", "nested_column")
    ]


def test_a_file_that_points_to_another_is_not_followed(tmp_path):
    vrt = b'<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>'
    found = told({"districts.geojson": vrt + b"</OGRVRTDataSource>"}, tmp_path)
    assert found == [("districts.geojson", None, None, "not_what_it_says")]


def geopackage_that_claims(vertices: int) -> bytes:
    """Return a GeoPackage of a polygon that claims so many vertices and has none."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "districts.gpkg"
        folders.valid()["districts"].to_file(path, layer="districts", engine="pyogrio")
        base = sqlite3.connect(path)
        triggers = base.execute("select name from sqlite_master where type = 'trigger'").fetchall()
        for (trigger,) in triggers:
            base.execute(f'drop trigger "{trigger}"')
        polygon = b"GP\0\1" + struct.pack("<i", 4326) + struct.pack("<BIII", 1, 3, 1, vertices)
        base.execute("update districts set geom = ? where fid = 1", (polygon,))
        base.commit()
        base.close()
        return path.read_bytes()


ENOUGH_MB = 1_500
FULL_SIZE = {
    "a zip bomb of 10 GB": (
        lambda: ("a.zip", zipped(*((f"{n}.csv", bytes(50_000_000)) for n in range(3))), "bomb")
    ),
    "200 MB": lambda: ("a.csv", bytes(200 * 2**20), "upload_too_large"),
    "10 million rows": lambda: ("values_city.csv", b"city,x\n" + b"1,2\n" * 10_000_000, "too_many_rows"),
    "10 million rows in a few bytes": lambda: (
        "population.parquet",
        parquet(pa.table({"lon": np.zeros(10_000_000)})),
        "too_many_rows",
    ),
    "a billion vertices": lambda: (
        "districts.gpkg",
        geopackage_that_claims(1_000_000_000),
        "geometry_broken",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FULL_SIZE)
def test_what_is_enormous_is_told_within_bounded_memory(monkeypatch, what):
    monkeypatch.setenv("LCITY_MAX_MEMORY_MB", str(ENOUGH_MB))
    monkeypatch.setenv("LCITY_MAX_ROWS", "100000")
    name, content, code = FULL_SIZE[what]()
    reply = Job([(name, content)]).ask(None, None)
    assert reply.dataset is None
    assert code in {problem.code for problem in reply.problems}


@pytest.fixture(scope="module")
def long_table() -> Job:
    return Job([("values_city.csv", b"city,year,x\n" + b"1,2,3\n" * 600_000)])


@pytest.mark.parametrize(
    ("limit", "most", "code"), [("MEMORY_MB", 520, "too_much_memory"), ("SECONDS", 1, "too_slow")]
)
def test_what_takes_too_much_memory_or_time_is_stopped_and_told(monkeypatch, long_table, limit, most, code):
    monkeypatch.setenv(f"LCITY_MAX_{limit}", str(most))
    (problem,) = long_table.ask(None, None).problems
    assert (problem.file, problem.code, problem.details) == ("values_city.csv", code, {"most": most})


def test_an_upload_leaves_nothing_behind():
    job = Job([("../../x.csv", b"a,b\n1,2\n")])
    folder = job.folder
    assert folder.stat().st_mode & 0o077 == 0, "nobody else reads it"
    assert [path.parent for _, path in job.files] == [folder / "files"]
    del job
    assert not folder.exists()


def test_limits_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("LCITY_MAX_ROWS", "7")
    assert Limits.from_environment() == Limits(rows=7)
    monkeypatch.setenv("LCITY_MAX_ROWS", "many")
    with pytest.raises(ArgumentError, match="LCITY_MAX_ROWS=many"):
        Limits.from_environment()
