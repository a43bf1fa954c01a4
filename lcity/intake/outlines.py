"""Outlines in a form that `lcity.dataset` reads, their size known before they are opened."""

import csv
import zipfile
from pathlib import Path
from xml.etree.ElementTree import ParseError

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from lcity.dataset import Problem
from lcity.dataset.cells import shown, to_text
from lcity.dataset.files import OUTLINES
from lcity.dataset.outlines import FORMS, JSON, UNREADABLE, features, flat, layers, problems_of_file
from lcity.dataset.points import are_points, as_table
from lcity.intake import kml
from lcity.intake.limits import Limits
from lcity.intake.part import File, Part

SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
BLOCK = 2**20
BYTES_A_VERTEX = 16
MOST_LAYERS = 100


def outlines(file: File, folder: Path, limits: Limits) -> tuple[list[Part], list[Problem]]:
    """Take in a file of outlines, or of points, which are a table of places.

    Parameters
    ----------
    file
        A .geojson, .json, .topojson, .gpkg, .kml or .parquet file, or the .zip that `gather_shapefile`
        wrote.
    folder
        Where what is converted is written.
    limits
        The limits in force; the number of vertices is held against theirs before any is read.

    Returns
    -------
    tuple
        One part a layer, none where it cannot be read; and the problems met.
    """
    path = file.path
    if file.suffix == ".kml":
        path = folder / f"{path.stem}-kml.geojson"
        try:
            kml.to_geojson(file.path, path)
        except (ParseError, ValueError, LookupError, OSError) as error:
            forbidden = type(error).__name__ in ("DTDForbidden", "EntitiesForbidden")
            if forbidden:
                return [], [file.problem("xml_entities")]
            return [], [file.problem("unreadable", form="KML", reason=" ".join(str(error).split())[:200])]
    wrong = _not_what_it_says(File(file.name, path)) or _too_large(File(file.name, path), limits)
    if wrong:
        return [], [wrong]
    try:
        names = layers(path)
        if len(names) > MOST_LAYERS:
            return [], [file.problem("too_many_files", found=len(names), most=MOST_LAYERS)]
        frames = {name: features(path, name, limits.vertices) for name in names}
    except UNREADABLE as error:
        return [], problems_of_file(file.name, error, FORMS[path.suffix])
    parts, problems = [], []
    for number, (layer, frame) in enumerate(frames.items()):
        name = f"{file.name}: {layer}" if len(names) > 1 else file.name
        if are_points(frame) and (len(names) > 1 or file.stem != OUTLINES):
            part, wrong = _table_of(name, layer or file.stem, frame, folder / f"{path.stem}-{number}.csv")
            problems += wrong
            parts += [part] if part else []
        elif len(names) > 1:
            if not frame.empty:
                target = folder / f"{path.stem}-{number}.parquet"
                storable(frame).to_parquet(target)
                parts.append(Part(name, layer, target, _columns(frame), outlined=True, layer=layer))
        elif frame.empty:
            problems.append(file.problem("no_features"))
        else:
            parts.append(Part(name, OUTLINES, path, _columns(frame), outlined=True))
    return parts, problems


def storable(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return features whose columns each hold cells of one kind, as Parquet wants them."""
    geometry = frame.geometry.name
    plain, _ = flat("", pd.DataFrame(frame.drop(columns=geometry)))
    mixed = [name for name in plain if plain[name].dtype == object]
    return frame.assign(**plain).assign(**{name: to_text(plain[name]) for name in mixed})


def _table_of(name: str, title: str, frame: gpd.GeoDataFrame, target: Path) -> tuple[Part | None, list]:
    """Write points as a table of places."""
    table, problems = as_table(name, frame)
    if table is None:
        return None, problems
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        cells = table.astype(object).where(table.notna(), "")
        writer.writerows([shown(cell) for cell in row] for row in cells.itertuples(index=False))
    return Part(name, title.lower(), target, tuple(map(str, table.columns))), problems


def _columns(frame: gpd.GeoDataFrame) -> tuple[str, ...]:
    return tuple(str(column) for column in frame.columns if column != frame.geometry.name)


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
    """Return a problem where a text begins as no JSON object does; other forms are told by their readers."""
    path = file.path
    if path.suffix not in JSON:
        return None
    with path.open("rb") as opened:
        start = opened.read(BLOCK)
    text = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    wrong = not (text.startswith(b"{") and b'"' in text)
    return file.problem("not_what_it_says", form=FORMS[path.suffix]) if wrong else None


def _too_large(file: File, limits: Limits) -> Problem | None:
    """Return a problem where there may be more vertices than the limit, by what bounds their number."""
    path = file.path
    try:
        if path.suffix in JSON:
            most = _count(path, b"[")
        elif path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                shapes = [m for m in archive.infolist() if m.filename.endswith(".shp")]
                most = sum(member.file_size for member in shapes) // BYTES_A_VERTEX
        elif path.suffix == ".parquet":
            metadata = pq.read_metadata(path)
            groups = [metadata.row_group(i).total_byte_size for i in range(metadata.num_row_groups)]
            most = max(sum(groups) // BYTES_A_VERTEX, metadata.num_rows)
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
