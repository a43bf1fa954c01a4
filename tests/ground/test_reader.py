"""The process that reads extracts and rasters: behind walls, and the only one that knows osmium and GDAL."""

import json
import subprocess
import sys

import pytest

from lcity.intake.worker import process, sandbox

PROBE = """
import sys
from pathlib import Path
from lcity.ground import reader

LOADED = sorted({"osmium", "rasterio"} & set(sys.modules))

def tried(what):
    try:
        what()
    except OSError as error:
        return type(error).__name__
    return "done"

def probe(paths, made, wanted):
    import socket
    (path,) = paths
    return {
        "loaded": LOADED,
        "file": tried(lambda: path.read_bytes()),
        "beside": tried(lambda: path.with_name("beside.txt").read_bytes()),
        "write": tried(lambda: path.with_name("new.txt").write_text("x")),
        "made": tried(lambda: (made / "new.txt").write_text("x")),
        "net": tried(lambda: socket.socket()),
    }

reader.TASKS["probe"] = probe
sys.exit(reader.main(Path(sys.argv[1])))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")
def test_whoever_reads_a_file_reaches_that_file_alone(tmp_path):
    standing = process.tell_walls()
    folder, files = tmp_path / "job", tmp_path / "files"
    (folder / "made").mkdir(parents=True)
    files.mkdir()
    for name in ("map.osm.pbf", "beside.txt"):
        (files / name).write_text("x")
    limits = {"memory_mb": 4096, "disk_mb": 64, "seconds": 60}
    queries = {"task": "probe", "paths": [str(files / "map.osm.pbf")], "wanted": {}, "limits": limits}
    (folder / "request.json").write_text(json.dumps(queries))
    command = [sys.executable, "-c", PROBE, str(folder)]
    subprocess.run(command, cwd=process.ROOT, env=process.environment(), check=True)
    found = json.loads((folder / "made" / "answer.json").read_text())
    assert found["loaded"] == [], "who only asks for a reading knows neither library"
    assert (found["file"], found["made"]) == ("done", "done")
    if sandbox.FILES in standing:
        assert found["beside"] == found["write"] == "PermissionError"
    if sandbox.CALLS in standing:
        assert found["net"] == "PermissionError"
