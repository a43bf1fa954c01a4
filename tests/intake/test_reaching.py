"""What the libraries that open an upload follow and start: nothing; told by a canary, a listener and a trap.

Here they are on their own, without the walls of `lcity.intake.worker.sandbox` around them.
"""

import io
import os
import pickle
import socket
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from lcity.computed import COMPUTATIONS
from lcity.dataset import examine
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.prepare import Prepared, prepare

SECRET = "what the canary sings"
LINK = (
    '<?xml version="1.0"?><externalLink xmlns="{m}" xmlns:r="{r}"><externalBook r:id="rId1"/></externalLink>'
)
RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{r}/externalLinkPath" Target="{target}" TargetMode="External"/>'
    "</Relationships>"
)
NAMES = {
    "m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}


@pytest.fixture
def canary(tmp_path) -> Path:
    path = tmp_path / "canary.txt"
    path.write_text(SECRET)
    return path


@pytest.fixture
def listener():
    """Give an address that must not be asked."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.settimeout(0.05)
        with pytest.raises(TimeoutError):
            listening.accept()


def read(tmp_path: Path, name: str, content: bytes) -> Prepared:
    path = tmp_path / f"0{Path(name).suffix}"
    path.write_bytes(content)
    return prepare([File(name, path)], tmp_path / "work", None, None, COMPUTATIONS, Limits())


def everything(prepared: Prepared, work: Path) -> str:
    """Return all that was told and all that was written."""
    written = [path.read_bytes() for path in work.rglob("*") if path.is_file()]
    told = [str(problem) for problem in prepared.problems]
    return repr((prepared.parts, prepared.samples, told, written))


def workbook(parts: dict[str, bytes], changed=lambda name, content: (name, content)) -> bytes:
    """Return a workbook with further parts, those there are changed."""
    book, content, made = openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    book.active.title = "values_city"
    for row in (("city", "year", "x"), ("a", 2020, 1)):
        book.active.append(row)
    book.save(content)
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            target.writestr(*changed(name, source.read(name)))
        for name, part in parts.items():
            target.writestr(name, part)
    return made.getvalue()


@pytest.mark.parametrize("of", ["sheet1.xml", "sheet1.bin", "sheet1"])
def test_no_part_of_a_workbook_names_an_entity_whatever_it_is_called(tmp_path, canary, of):
    entity = f'<!DOCTYPE x [<!ENTITY taken SYSTEM "{canary.as_uri()}">]>'.encode()

    def changed(name, content):
        content = content.replace(b"sheet1.xml", of.encode())
        if name.endswith("sheet1.xml"):
            content = content.replace(b"<worksheet", entity + b"<worksheet", 1)
            return name.replace("sheet1.xml", of), content.replace(b"<v>1</v>", b"<v>&taken;</v>")
        return name, content

    prepared = read(tmp_path, "a.xlsx", workbook({}, changed))
    assert [problem.code for problem in prepared.problems] == ["xml_entities"]
    assert SECRET not in everything(prepared, tmp_path / "work")


@pytest.mark.parametrize("target", ["listener", "canary"])
def test_links_of_a_workbook_are_not_followed(tmp_path, canary, listener, target):
    target = f"{listener}/other.xlsx" if target == "listener" else canary.as_uri()
    parts = {
        "xl/externalLinks/externalLink1.xml": LINK.format(**NAMES).encode(),
        "xl/externalLinks/_rels/externalLink1.xml.rels": RELATION.format(target=target, **NAMES).encode(),
    }

    def changed(name, content):
        if name == "xl/workbook.xml":
            link = b'<externalReferences><externalReference r:id="rId99"/></externalReferences>'
            content = content.replace(b"<calcPr", link + b"<calcPr").replace(
                b"<workbook ", f'<workbook xmlns:r="{NAMES["r"]}" '.encode(), 1
            )
        if name == "xl/_rels/workbook.xml.rels":
            link = f'<Relationship Id="rId99" Type="{NAMES["r"]}/externalLink" '
            link += 'Target="externalLinks/externalLink1.xml"/></Relationships>'
            content = content.replace(b"</Relationships>", link.encode())
        return name, content

    content = workbook(parts, changed)
    assert target in str(openpyxl.load_workbook(io.BytesIO(content))._external_links[0].file_link.Target)
    prepared = read(tmp_path, "a.xlsx", content)
    assert [part.title for part in prepared.parts] == ["values_city"]
    assert SECRET not in everything(prepared, tmp_path / "work")


@pytest.mark.parametrize("name", ["districts.parquet", "population.parquet"])
def test_nothing_in_a_parquet_file_is_run(tmp_path, name):
    """An extension type of old stood as a pickle in the file's description of its columns."""
    trap = tmp_path / "sprung"
    sprung = pickle.dumps(_Trap(str(trap)))
    told = {b"ARROW:extension:name": b"arrow.py_extension_type", b"ARROW:extension:metadata": sprung}
    trapped = pa.field("name", pa.string(), metadata=told)
    outlined = name.startswith("districts")
    shape = pa.field("geometry" if outlined else "lon", pa.binary() if outlined else pa.float64())
    geo = b'{"version": "1.0.0", "primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB"}}}'
    columns = [pa.array(["a"]), pa.array([shapely.box(0, 0, 1, 1).wkb if outlined else 1.0])]
    schema = pa.schema([trapped, shape], {b"geo": geo} if outlined else {})
    content = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(columns, schema=schema), content)
    prepared = read(tmp_path, name, content.getvalue())
    assert prepared.problems
    assert not trap.exists()
    pickle.loads(sprung)
    assert trap.exists(), "the trap springs for who steps on it"


class _Trap:
    def __init__(self, path: str):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


@pytest.mark.parametrize("name", ["values_city.parquet", "districts.parquet", "districts.geojson", "a.zip"])
def test_a_name_that_is_an_address_is_a_name(tmp_path, listener, name):
    content = io.BytesIO()
    if name.endswith(".parquet"):
        pq.write_table(pa.table({"city": ["a"]}), content)
    elif name.endswith(".zip"):
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr(f"{listener}/values_city.parquet", b"PAR1")
    prepared = read(tmp_path, f"{listener}/{name}", content.getvalue())
    assert prepared.problems


def test_a_folder_that_is_an_address_is_a_folder_there_is_not(listener):
    for address in (listener, f"s3://127.0.0.1/{listener}", "/vsicurl/" + listener, f"file://{listener}"):
        dataset, problems = examine(Path(address), COMPUTATIONS)
        assert dataset is None
        assert [problem.code for problem in problems] == ["no_folder"]


def test_settings_hold_values_and_nothing_else(tmp_path, canary):
    settings = f'title = "{{file = {canary}}}"\nabout = "$HOME ${{HOME}} %PATH%"\ninclude = "{canary}"\n'
    prepared = read(tmp_path, "dataset.toml", settings.encode())
    assert SECRET not in everything(prepared, tmp_path / "work")
