"""Nothing that comes in reaches out, whatever form it has and whatever its name says."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lcity.dataset.files import FILES
from lcity.dataset.layers import read_districts
from lcity.dataset.outlines import read_outlines
from lcity.dataset.tables import read_table
from lcity.intake.limits import Limits
from lcity.intake.part import File
from lcity.intake.receive import OPENED, receive
from tests import folders
from tests.intake import reach

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's watch over a folder is Linux's")
SUFFIXES = sorted({*OPENED, ".shp.zip", ".topojson"})
MAPS = sorted({name for names in FILES.values() for name in names if not name.endswith((".csv", ".toml"))})
Contents = dict[str, bytes]


@pytest.fixture(scope="module")
def canary(tmp_path_factory) -> Iterator[reach.Canary]:
    made = reach.Canary(tmp_path_factory.mktemp("outside"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def contents(tmp_path_factory, canary) -> Contents:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LCITY_TEST_FOLDER", str(tmp_path_factory.mktemp("made")))
        found = reach.of_every_driver(tmp_path_factory.mktemp("drivers"))
        assert len(found) > 15, "drivers write here"
        found |= reach.written_by_hand(canary)
    canary.touched()
    return found


def left_behind(folder: Path) -> bool:
    """Say whether the secret lies in any file of a folder."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return any(reach.SECRET.encode() in path.read_bytes() for path in paths)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_upload_reaches_nothing(tmp_path, monkeypatch, canary, contents, suffix):
    monkeypatch.setenv(reach.VARIABLE, reach.SECRET)
    monkeypatch.setenv("GDAL_HTTP_TIMEOUT", "1")
    reached = {}
    for number, (what, content) in enumerate(contents.items()):
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(content)
        work = tmp_path / "work"
        work.mkdir(exist_ok=True)
        parts, problems = receive([File(f"districts{suffix}", path)], work, Limits())
        for part in parts:
            problems += (read_outlines if part.outlined else read_table)(part.path)[-1]
        told = "\n".join(map(str, problems))
        done = canary.touched() + (["told"] if reach.SECRET in told or left_behind(work) else [])
        if done or canary.target.exists():
            reached[what] = done
    assert reached == {}


@pytest.mark.parametrize("name", MAPS)
def test_a_folder_reaches_nothing(tmp_path, monkeypatch, canary, contents, name):
    monkeypatch.setenv(reach.VARIABLE, reach.SECRET)
    monkeypatch.setenv("GDAL_HTTP_TIMEOUT", "1")
    folder = tmp_path
    reached = {}
    for what, content in contents.items():
        (folder / name).write_bytes(content)
        outlined = name.startswith("districts")
        path = folder / name
        *_, problems = read_districts(path, set) if outlined else read_table(path)
        told = "\n".join(map(str, problems))
        done = canary.touched() + (["told"] if reach.SECRET in told else [])
        if done or canary.target.exists():
            reached[what] = done
    assert reached == {}


def test_the_canary_tells(canary):
    canary.secret.read_bytes()
    assert canary.touched() == ["opened secret.csv"]
    with reach.socket.create_connection(canary.listener.getsockname()):
        assert canary.touched() == ["asked the port"]


def test_no_driver_is_loaded_to_read_a_map(tmp_path):
    for form in ("geojson", "gpkg", "parquet", "shp.zip"):
        folders.write_outlines(folders.valid()["districts"], tmp_path / f"districts.{form}")
    code = (
        "import sys, pathlib; from lcity.dataset.outlines import read_outlines; "
        "read = [read_outlines(path)[2] for path in pathlib.Path(sys.argv[1]).iterdir()]; "
        "sys.exit(read != [[]] * 4 or 'pyogrio' in sys.modules or 'fiona' in sys.modules)"
    )
    assert reach.run(code, tmp_path) == 0
