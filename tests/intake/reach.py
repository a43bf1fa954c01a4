"""Files that would have a reader read, write or ask for what is not in them, and what tells that it was done.

A folder watched by the kernel tells of every file opened or made in it, by whatever code; a port that listens
tells of every address asked.
"""

import contextlib
import ctypes
import io
import json
import os
import select
import socket
import sqlite3
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyogrio
import shapely

from tests import folders

SECRET = "CANARY-9f3c1b"
VARIABLE = "LCITY_TEST_SECRET"
OPENED, CREATED = 0x20, 0x100
EVENT = struct.Struct("iIII")
ELSEWHERE = {"Elasticsearch", "Carto", "AmigoCloud", "GPSBabel", "NGW", "PLSCENES", "EEDA", "OGCAPI", "WFS"}
"""Drivers that write to a service or a device, not to a file."""


class Canary:
    """A folder nobody has a reason to open, and a port nobody has a reason to ask.

    Parameters
    ----------
    folder
        Where to make it.
    """

    def __init__(self, folder: Path):
        self.folder = folder / "canary"
        self.folder.mkdir()
        self.secret = self.folder / "secret.csv"
        self.secret.write_text(f"district,city,name\n{SECRET},{SECRET},{SECRET}\n")
        self.target = self.folder / "written.bin"
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.listener.setblocking(False)
        libc = ctypes.CDLL(None, use_errno=True)
        self._watch = libc.inotify_init1(os.O_NONBLOCK)
        watched = libc.inotify_add_watch(self._watch, bytes(self.folder), OPENED | CREATED)
        assert watched > 0, "the kernel watches the folder"

    @property
    def address(self) -> str:
        host, port = self.listener.getsockname()
        return f"http://{host}:{port}/x.geojson"

    def touched(self) -> list[str]:
        """Return what was opened or made in the folder, and asked of the port, since the last call."""
        found = []
        if select.select([self._watch], [], [], 0)[0]:
            content, at = os.read(self._watch, 2**16), 0
            while at < len(content):
                *_, length = EVENT.unpack_from(content, at)
                name = content[at + EVENT.size : at + EVENT.size + length].rstrip(b"\0").decode()
                found += [f"opened {name}"] if name else []
                at += EVENT.size + length
        with contextlib.suppress(BlockingIOError):
            self.listener.accept()[0].close()
            found.append("asked the port")
        return found

    def close(self) -> None:
        os.close(self._watch)
        self.listener.close()


def of_every_driver(folder: Path) -> dict[str, bytes]:
    """Return a file of every vector driver that can write one here; written in a Python of their own."""
    command = [sys.executable, "-W", "ignore", "-m", __name__, str(folder)]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[2])
    paths = sorted(path for path in folder.glob("*.out") if path.is_file() and path.stat().st_size)
    return {path.stem: path.read_bytes() for path in paths}


def write_all(folder: Path) -> None:
    """Write the districts by every driver, as far as it can."""
    districts = folders.valid()["districts"]
    for driver in sorted(set(pyogrio.list_drivers(write=True)) - ELSEWHERE):
        path = folder / f"{driver.replace(' ', '_')}.out"
        with contextlib.suppress(Exception):
            pyogrio.write_dataframe(districts, path, driver=driver, layer="districts")


def written_by_hand(canary: Canary) -> dict[str, bytes]:
    """Return files that name the canary in the ways of drivers that follow what a file names."""
    secret, address, target = canary.secret, canary.address, canary.target
    box = shapely.geometry.mapping(shapely.box(0, 0, 1, 1))
    feature = {"type": "Feature", "properties": {}, "geometry": box}
    shape = json.dumps({"type": "FeatureCollection", "features": [feature]})

    def vrt(source: str) -> str:
        return (
            f'<OGRVRTDataSource><OGRVRTLayer name="secret"><SrcDataSource>{source}</SrcDataSource>'
            "<SrcLayer>secret</SrcLayer><GeometryType>wkbNone</GeometryType></OGRVRTLayer></OGRVRTDataSource>"
        )

    def pipeline(command: str) -> str:
        return json.dumps({"type": "gdal_streamed_alg", "command_line": command})

    def hidden(text: str) -> str:
        # The mark lies within a property, as a text of GeoJSON.
        feature = {"type": "Feature", "properties": {"district": "X"}, "geometry": None}
        return (
            '{"x":"" '
            + ',"about":'
            + json.dumps(text)
            + ',"type":"FeatureCollection","features":['
            + (json.dumps(feature) + "]}")
        )

    def kml(name: str) -> str:
        return f"<kml><Placemark><name><![CDATA[{name}]]></name></Placemark></kml>"

    def crs(name: str) -> str:
        return json.dumps(json.loads(shape) | {"crs": {"type": "name", "properties": {"name": name}}})

    raw = vrt(f"/vsicurl/{address}")
    texts = {
        "VRT": vrt(str(secret)),
        "VRT of an address": raw,
        "VRT of the environment": vrt("CSV:/proc/self/environ"),
        "VRT within JSON": hidden(vrt(str(secret))),
        "VRT within JSON, not quoted": '{"":"' + vrt(str(secret)) + '"}',
        "VRT of an address within JSON": '{"":"' + raw + '"}',
        "VRT that runs SQL": vrt(str(secret)).replace(
            "<SrcLayer>secret</SrcLayer>", "<SrcSQL>select * from secret</SrcSQL>"
        ),
        "pipeline": pipeline(f"gdal vector pipeline ! read {secret}"),
        "pipeline of an address": pipeline(f"gdal vector pipeline ! read /vsicurl/{address}"),
        "pipeline that writes": pipeline(f"gdal vector pipeline ! read {secret} ! write -f CSV {target}"),
        "pipeline that materializes": pipeline(
            f"gdal vector pipeline ! read {secret} ! materialize --output {target}"
        ),
        "KML of a VRT": kml(vrt(str(secret))),
        "KML with a link": f"<kml><NetworkLink><Link><href>{address}</href></Link></NetworkLink></kml>",
        "GML with a schema": f'<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{address}" schemaLocation="a {secret}"/>',
        "GeoRSS": f'<rss version="2.0"><channel><item><link>{address}</link></item></channel></rss>',
        "WFS": f"<OGRWFSDataSource><URL>{address}</URL></OGRWFSDataSource>",
        "OAPIF": json.dumps({"links": [{"rel": "data", "href": address}], "collections": [{"id": address}]}),
        "MVT": json.dumps({"tiles": [f"{address}/{{z}}/{{x}}/{{y}}"], "tilejson": "2.0.0"}),
        "an entity": f'<!DOCTYPE a [<!ENTITY b SYSTEM "file://{secret}">]><kml><name>&b;</name></kml>',
        "a CRS by a link": json.dumps(
            json.loads(shape) | {"crs": {"type": "link", "properties": {"href": address}}}
        ),
        "a CRS with a grid": crs(f"+proj=longlat +ellps=bessel +nadgrids={secret} +type=crs"),
        "a CRS with an init file": crs(f"+init={secret}:4326"),
        "next page": json.dumps(json.loads(shape) | {"links": [{"rel": "next", "href": address}]}),
        "path": str(secret),
        "address": f"/vsicurl/{address}",
    }
    found = {name: text.encode() for name, text in texts.items()}
    found["GeoPackage with a view"] = geopackage(
        "create view spy as select load_extension('x'), * from districts"
    )
    found["GeoPackage with a virtual table"] = geopackage(
        f"create virtual table spy using fts5(a, content='{secret}')"
    )
    found["GeoPackage whose layer is an address"] = geopackage(
        f"update gpkg_contents set table_name = '/vsicurl/{address}'"
    )
    found["SQLite marked as a VRT"] = geopackage(f"create table '{vrt(str(secret))}' (a)")
    for source in (str(secret), address):
        wkt = (
            'GEOGCS["g",DATUM["d",SPHEROID["s",6377397,299]],PRIMEM["p",0],UNIT["u",0.0174532925199433],'
            f'EXTENSION["PROJ4","+proj=longlat +ellps=bessel +nadgrids={source} +no_defs"]]'
        )
        found[f"Shapefile with a grid at {source[:5]}"] = shapefile(wkt)
    found["Parquet with an address"] = parquet({"crs": {"$schema": address, "type": "GeographicCRS"}})
    return found


def geopackage(statement: str) -> bytes:
    """Return a GeoPackage in which a statement was run."""
    path = Path(os.environ["LCITY_TEST_FOLDER"]) / "made.gpkg"
    path.unlink(missing_ok=True)
    folders.write_outlines(folders.valid()["districts"], path)
    with contextlib.closing(sqlite3.connect(path)) as base:
        for (trigger,) in base.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            base.execute(f'drop trigger "{trigger}"')
        base.execute("pragma foreign_keys = off")
        base.executescript(statement)
        base.commit()
    return path.read_bytes()


def shapefile(projection: str) -> bytes:
    """Return a zipped Shapefile with this projection."""
    path = Path(os.environ["LCITY_TEST_FOLDER"]) / "made.shp.zip"
    path.unlink(missing_ok=True)
    folders.write_outlines(folders.valid()["districts"], path)
    content = io.BytesIO()
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(content, "w") as archive:
        for name in whole.namelist():
            archive.writestr(name, projection if name.endswith(".prj") else whole.read(name))
    return content.getvalue()


def parquet(about: dict) -> bytes:
    """Return a GeoParquet file of one square with more said of its geometry."""
    column = {"encoding": "WKB", "geometry_types": [], **about}
    metadata = {"version": "1.0.0", "primary_column": "geometry", "columns": {"geometry": column}}
    table = pa.table({"district": ["a"], "geometry": [shapely.to_wkb(shapely.box(0, 0, 1, 1))]})
    content = io.BytesIO()
    pq.write_table(table.replace_schema_metadata({"geo": json.dumps(metadata)}), content)
    return content.getvalue()


def run(code: str, folder: Path) -> int:
    """Run code in a Python of its own, and return how it ended."""
    return subprocess.run([sys.executable, "-c", code, str(folder)], check=False).returncode


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
