"""Outlines in a form that `lcity.dataset` reads, their size known before they are opened."""

import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path
from xml.etree.ElementTree import ParseError

import pyarrow as pa
import pyarrow.parquet as pq

from lcity.dataset import Problem
from lcity.dataset.outlines import read_outlines
from lcity.intake import kml
from lcity.intake.limits import Limits
from lcity.intake.part import File, Part

SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
NEEDED = (".shp", ".shx", ".dbf")
SUFFIXES = (".geojson", ".json", ".gpkg", ".kml", ".shp")
BLOCK = 2**20
BYTES_A_VERTEX = 16


def outlines(file: File, folder: Path, limits: Limits) -> tuple[Part | None, list[Problem]]:
    """Take in a file of outlines.

    What is inside must be what the name says, so that no library takes it for something else, and
    the number of vertices is held against the limit before any is read.

    Parameters
    ----------
    file
        A .geojson, .json, .gpkg, .kml or .parquet file, or the .zip that `gather_shapefile` wrote.
    folder
        Where a converted file is written.
    limits
        The limits in force.

    Returns
    -------
    tuple
        The part, or None where it cannot be read; and the problems met.
    """
    path = file.path
    if file.suffix == ".kml":
        path = folder / f"{path.stem}-kml.geojson"
        try:
            kml.to_geojson(file.path, path)
        except (ParseError, ValueError, LookupError, OSError) as error:
            forbidden = type(error).__name__ in ("DTDForbidden", "EntitiesForbidden")
            if forbidden:
                return None, [file.problem("xml_entities")]
            return None, [file.problem("unreadable", form="KML", reason=" ".join(str(error).split())[:200])]
    elif file.suffix == ".json":
        path = path.rename(path.with_suffix(".geojson"))
    wrong = _not_what_it_says(File(file.name, path)) or _too_large(File(file.name, path), limits)
    if wrong:
        return None, [wrong]
    attributes, _, problems = read_outlines(path)
    if attributes is None:
        return None, [Problem(file.name, p.row, p.column, p.code, p.details) for p in problems]
    columns = tuple(str(column) for column in attributes)
    return Part(file.name, "districts", path, columns, outlined=True), []


def gather_shapefile(name: str, members: list[File], folder: Path) -> File:
    """Return the files of one Shapefile as one archive of ours.

    Parameters
    ----------
    name
        What to call it.
    members
        Files of one name and the kinds of `SHAPEFILE`.
    folder
        Where to write it.
    """
    path = folder / f"{members[0].path.stem}.shp.zip"
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for member in members:
            archive.write(member.path, f"districts{member.suffix}")
    return File(name, path)


def _not_what_it_says(file: File) -> Problem | None:
    path = file.path
    with path.open("rb") as opened:
        start = opened.read(BLOCK)
    if path.suffix == ".geojson":
        text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
        if not (text.startswith(b"{") and b'"' in text):
            return file.problem("not_what_it_says", form="GeoJSON")
    elif path.suffix == ".gpkg":
        if not start.startswith(b"SQLite format 3\0"):
            return file.problem("not_what_it_says", form="GeoPackage")
        return _program(file)
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            there = {Path(name).suffix for name in archive.namelist()}
        missing = tuple(suffix for suffix in NEEDED if suffix not in there)
        return file.problem("shapefile_parts", missing=missing) if missing else None
    return None


def _program(file: File) -> Problem | None:
    """Return a problem where a GeoPackage holds what would be run, or read from elsewhere, on opening."""
    query = "select sql from sqlite_master where sql is not null and type in ('table', 'view')"
    try:
        with closing(sqlite3.connect(f"file:{file.path}?mode=ro&immutable=1", uri=True)) as base:
            base.execute("pragma trusted_schema = off")
            said = [" ".join(sql.lower().split()) for (sql,) in base.execute(query)]
    except sqlite3.Error as error:
        return file.problem("unreadable", form="GeoPackage", reason=str(error))
    virtual = [sql for sql in said if sql.startswith("create virtual") and " using rtree" not in sql]
    views = [sql for sql in said if sql.startswith("create view")]
    return file.problem("program") if virtual or views else None


def _too_large(file: File, limits: Limits) -> Problem | None:
    """Return a problem where there may be more vertices than the limit, by what bounds their number."""
    path = file.path
    try:
        if path.suffix == ".geojson":
            most = _count(path, b"[")
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                shapes = [m for m in archive.infolist() if m.filename.endswith(".shp")]
                most = sum(member.file_size for member in shapes) // BYTES_A_VERTEX
        elif path.suffix == ".parquet":
            said = pq.read_metadata(path)
            groups = [said.row_group(i).total_byte_size for i in range(said.num_row_groups)]
            most = max(sum(groups) // BYTES_A_VERTEX, said.num_rows)
        else:
            most = path.stat().st_size // BYTES_A_VERTEX
    except (pa.ArrowException, zipfile.BadZipFile, OSError, ValueError) as error:
        return file.problem("unreadable", form=path.suffix[1:], reason=" ".join(str(error).split())[:200])
    if most > limits.vertices:
        return file.problem("too_many_vertices", most=limits.vertices)
    return None


def _count(path: Path, mark: bytes) -> int:
    found = 0
    with path.open("rb") as opened:
        while block := opened.read(BLOCK):
            found += block.count(mark)
    return found
