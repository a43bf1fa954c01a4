"""Zipped Shapefiles: the outlines, their attributes and their system, of the five files that say it.

Whatever else lies in the archive (indexes, metadata, other forms) is not opened.

Source: ESRI Shapefile Technical Description, 1998.
"""

import io
import struct
import warnings
import zipfile
import zlib
from functools import partial
from itertools import chain, islice
from operator import sub
from pathlib import Path, PurePosixPath

import geopandas as gpd
import numpy as np
import pandas as pd
import shapefile
import shapely

from lcity.dataset.encoding import guess, problems_of, stated
from lcity.dataset.forms import reference
from lcity.dataset.forms.form import MOST_VERTICES, FormError, unreadable
from lcity.dataset.forms.frames import column, frame
from lcity.dataset.forms.polygons import of_rings

FORM = "Shapefile"
NEEDED = (".shp", ".shx", ".dbf")
PARTS = (*NEEDED, ".prj", ".cpg")
MAGIC = struct.pack(">i", 9994)
MOST_MB = 1_000
DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    shapefile.ShapefileException,
    struct.error,
    ValueError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
POLYGONS, POINTS = (5, 15, 25), (1, 11, 21)
OTHERS = {3: "LineString", 8: "MultiPoint", 13: "LineString", 18: "MultiPoint", 23: "LineString",
          28: "MultiPoint", 31: "LineString"}  # fmt: skip
STAND_INS = {"LineString": shapely.LineString([(0, 0), (1, 1)]), "MultiPoint": shapely.MultiPoint([(0, 0)])}
PAGES = {"utf8": "utf-8", "936": "gb18030", "950": "cp950", "949": "cp949", "932": "cp932"}


def from_shapefile(
    path: Path, most_vertices: int = MOST_VERTICES, encoding: str | None = None
) -> gpd.GeoDataFrame:
    """Return the features of a zipped Shapefile.

    Parameters
    ----------
    path
        A .shp.zip file of one Shapefile.
    most_vertices
        How many points its outlines may have together.
    encoding
        Of its attributes where it does not say it; None for what they hold by themselves.

    Raises
    ------
    FormError
        It cannot be read, or in which encoding its attributes are is neither said nor clear.
    """
    parts = _parts(path)
    system = parts.get(".prj", b"").decode("utf-8", "replace")
    attributes = _attributes(parts[".dbf"], _encoding_of(parts) or encoding or _seen(parts[".dbf"]))
    shapes = _shapes(parts, len(attributes), most_vertices)
    return frame(attributes, shapes, partial(reference.by_definition, system))


def undeclared(path: Path) -> bytes | None:
    """Return the records of a zipped Shapefile that does not say their encoding; None where it does.

    Parameters
    ----------
    path
        As for `from_shapefile`; of one that cannot be read there are none.
    """
    try:
        parts = _parts(path, (".dbf", ".cpg"))
    except (FormError, OSError):
        return None
    return None if _encoding_of(parts) else records(parts[".dbf"])


def records(dbf: bytes) -> bytes:
    """Return the records of a .dbf, its fields parted as cells are."""
    return dbf[int.from_bytes(dbf[8:10], "little") :].replace(b"\0", b" ").removesuffix(b"\x1a")


def _parts(path: Path, wanted: tuple[str, ...] = PARTS) -> dict[str, bytes]:
    """Return the contents of one Shapefile by suffix, those wanted, each no larger than may be."""
    try:
        with zipfile.ZipFile(path) as archive:
            found: dict[str, dict[str, zipfile.ZipInfo]] = {}
            for member in archive.infolist():
                name = PurePosixPath(member.filename.replace("\\", "/"))
                if name.suffix.lower() in PARTS and not name.name.startswith("._"):
                    found.setdefault(str(name.with_suffix("")).lower(), {})[name.suffix.lower()] = member
            shapes = (
                [parts for parts in found.values() if ".shp" in parts] or list(found.values())[:1] or [{}]
            )
            missing = tuple(suffix for suffix in NEEDED if suffix not in shapes[0])
            if missing:
                raise FormError("shapefile_parts", missing=missing)
            if len(shapes) > 1:
                raise FormError("several_shapefiles", found=len(shapes))
            if sum(member.file_size for member in shapes[0].values()) > MOST_MB * 2**20:
                raise FormError("file_large", most=MOST_MB)
            parts = {suffix: archive.read(member) for suffix, member in shapes[0].items() if suffix in wanted}
    except FormError:
        raise
    except DAMAGED as error:
        raise unreadable("ZIP", error) from error
    if not parts.get(".shp", MAGIC).startswith(MAGIC):
        raise FormError("not_what_it_says", form=FORM)
    return parts


def _attributes(dbf: bytes, encoding: str) -> pd.DataFrame:
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            shapefile.Reader(dbf=io.BytesIO(dbf), encoding=encoding, encodingErrors="replace") as reader,
        ):
            names = [field.name for field in reader.fields if field.name != "DeletionFlag"]
            rows = [list(record) for record in reader.iterRecords()]
    except DAMAGED as error:
        raise unreadable(FORM, error) from error
    columns = zip(*rows, strict=True) if rows else [[] for _ in names]
    cells = {name: column(list(of)) for name, of in zip(names, columns, strict=True)}
    return pd.DataFrame(cells, index=range(len(rows)))


def _encoding_of(parts: dict[str, bytes]) -> str | None:
    """Return the encoding of attributes that the .cpg file says; None where it says none that is known."""
    encoding = (
        parts.get(".cpg", b"")
        .decode("ascii", "ignore")
        .strip()
        .lower()
        .removeprefix("ansi ")
        .removeprefix("cp")
    )
    encoding = PAGES.get(encoding.replace("-", ""), encoding)
    for name in (encoding, f"cp{encoding}"):
        try:
            if encoding:
                return "".encode(name).decode(name) or name
        except (LookupError, ValueError):  # Python knows names that encode nothing, and NUL is in none.
            continue
    return None


def _seen(dbf: bytes) -> str:
    """Return the encoding of attributes by what they hold, where that is clear."""
    held = records(dbf)
    if encoding := stated(held):
        return encoding
    found = guess(held)
    if found.encoding is None:
        (problem,) = problems_of({"": found})
        raise FormError(problem.code, **problem.details)
    return found.encoding


def _shapes(parts: dict[str, bytes], count: int, most_vertices: int) -> np.ndarray:
    """Return one geometry a record, None where the file holds none."""
    shapes = np.full(count, None, dtype=object)
    flat: list[float] = []
    lengths: list[int] = []
    owners: list[int] = []
    read = 0
    try:
        with (
            warnings.catch_warnings(action="ignore"),
            shapefile.Reader(shp=io.BytesIO(parts[".shp"]), shx=io.BytesIO(parts[".shx"])) as reader,
        ):
            for number, shape in enumerate(islice(reader.iterShapes(), count)):
                shapes[number] = _no_polygon(shape)
                if shape.shapeType in POLYGONS:
                    points = shape.points
                    ends = [*shape.parts[1:], len(points)]
                    flat += chain.from_iterable(point[:2] for point in points)
                    lengths += map(sub, ends, shape.parts)
                    owners += [number] * len(ends)
                    shapes[number] = shapely.Polygon()
                if len(flat) > 2 * most_vertices:
                    raise FormError("too_many_vertices", most=most_vertices)
                read += 1
    except FormError:
        raise
    except DAMAGED as error:
        # Features broken off are told one by one, as outlines that are missing.
        if not read:
            raise unreadable(FORM, error) from error
    coordinates = np.array(flat, dtype=float).reshape(-1, 2)
    sizes = np.array(lengths, dtype=np.int64)
    if (sizes < 0).any() or sizes.sum() != len(coordinates):
        raise unreadable(FORM, "parts in no order")
    found = of_rings(coordinates, sizes, np.array(owners, dtype=np.int64), count)
    return np.where(found == None, shapes, found)  # noqa: E711


def _no_polygon(shape: shapefile.Shape) -> shapely.Geometry | None:
    """Return a point as it is, and of other shapes one that says their kind."""
    if shape.shapeType in POINTS:
        return shapely.Point(shape.points[0][:2])
    return STAND_INS.get(OTHERS.get(shape.shapeType, ""))
