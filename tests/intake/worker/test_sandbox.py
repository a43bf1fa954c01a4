"""What reads an upload reaches nothing but the upload, whatever a file makes it do."""

import ctypes
import json
import os
import platform
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from lcity.intake.worker import process, sandbox, sandbox_calls, sandbox_files, worker
from lcity.intake.worker.request import Job

ROOT = Path(__file__).parents[3]
SECRET = "a secret of the server's environment"
SMALL = ("values_city.csv", b"city,year,x\na,2020,1\n")
NOBODY = 65534

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the walls are Linux's")


@pytest.fixture(scope="module")
def standing() -> tuple[str, ...]:
    found = process.tell_walls()
    # What the kernel has stands: else a wall forgotten would only skip the tests.
    if sandbox_files.version(ctypes.CDLL(None, use_errno=True)):
        assert sandbox.FILES in found
    if "Seccomp:" in Path("/proc/self/status").read_text() and platform.machine() in sandbox_calls.MACHINES:
        assert sandbox.CALLS in found
    return found


@pytest.fixture(autouse=True)
def _nobody_waits():
    process._end_all()
    yield
    process._end_all()


@pytest.fixture
def canary(tmp_path) -> Path:
    (tmp_path / "outside").mkdir(mode=0o777)
    tmp_path.chmod(0o755)
    path = tmp_path / "outside" / "canary.txt"
    path.write_text("sings")
    for one in (path.parent, path):
        one.chmod(0o777)
    return path


def reach(
    canary: Path, monkeypatch, *arguments: str, forks: bool, owner: int | None = None
) -> dict[str, str]:
    """Return what a taken-over process could do, by what it tried."""
    monkeypatch.setenv("LCITY_CANARY", SECRET)
    monkeypatch.setattr(worker, "FORKS", forks)
    monkeypatch.setattr(
        process, "COMMAND", (sys.executable, "-m", "tests.intake.worker.reaching", *arguments)
    )
    job = Job([SMALL])
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        socket.socket(socket.AF_UNIX) as by_file,
        socket.socket(socket.AF_UNIX) as by_name,
    ):
        port = listening.getsockname()[1]
        by_file.bind(str(canary.parent / "socket"))
        by_name.bind(f"\0lcity-{port}")
        for one in (by_file, by_name):
            one.listen()
        targets = {"canary": str(canary), "server": os.getpid(), "port": port}
        targets["settings"] = str(ROOT / ".streamlit" / "config.toml")
        (job.folder / "targets.json").write_text(json.dumps(targets))
        if owner is not None:
            for path, folders, files in os.walk(job.folder):
                for name in (".", *folders, *files):
                    os.chown(Path(path, name), owner, owner)
        job._empty = lambda: None  # What is answered here is no answer, and would go.
        (job.folder / "made").mkdir()
        if owner is not None:
            os.chown(job.folder / "made", owner, owner)
        job.ask(None, None)
        outcomes = json.loads((job.folder / "made" / worker.ANSWERED).read_text())
        listening.settimeout(0.1)
        with pytest.raises(TimeoutError):
            listening.accept()
    return outcomes


def check(outcomes: dict[str, str], canary: Path, standing: tuple[str, ...]) -> None:
    assert SECRET not in json.dumps(outcomes)
    assert SECRET not in outcomes["environment"]
    done = {what for what, told in outcomes.items() if str(told).startswith("done")}
    assert {what for what in done if what.split(":")[0] in standing} == set()
    if sandbox.FILES in standing or sandbox.CALLS in standing:
        assert canary.read_text() == "sings"
    if sandbox.FILES in standing:
        assert sorted(path.name for path in canary.parent.iterdir()) == ["canary.txt", "socket"]
    assert outcomes["allowed: read what was uploaded"] == SMALL[1].decode()
    assert outcomes["allowed: write"] == "10"
    assert outcomes["allowed: begin a thread"] == "went"
    assert outcomes["allowed: folder"] == "True"
    assert outcomes["open"] == []


def lacks(standing: tuple[str, ...]) -> None:
    if not {sandbox.FILES, sandbox.CALLS} <= set(standing):
        pytest.skip(f"this kernel, or whoever runs it, allows only {standing}")


@pytest.mark.parametrize("forks", [True, False], ids=["forked", "alone"])
def test_what_reads_an_upload_reaches_nothing_else(canary, monkeypatch, standing, forks):
    lacks(standing)
    check(reach(canary, monkeypatch, forks=forks), canary, standing)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become another")
def test_nor_does_it_as_an_ordinary_user(canary, monkeypatch, standing):
    lacks(standing)
    outcomes = reach(canary, monkeypatch, "--as", str(NOBODY), forks=True, owner=NOBODY)
    check(outcomes, canary, standing)


def test_each_wall_alone_holds_what_it_is_for(canary, monkeypatch, standing):
    """Where the kernel lacks one, the others go up all the same, and what stands is told."""
    for lacking in (sandbox.FILES, sandbox.CALLS):
        code = (
            "import json, os, sys; from pathlib import Path; from lcity.intake.worker import sandbox as s;"
            f"s.sandbox_{lacking}.{'restrict' if lacking == sandbox.FILES else 'refuse'} = "
            "lambda *_: os.stat('/none'); print(json.dumps(s.enter(Path(sys.argv[1]))))"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, canary.parent], cwd=ROOT, capture_output=True, check=True
        )
        assert json.loads(done.stdout) == [wall for wall in standing if wall != lacking]


def test_what_is_lacking_is_told_in_the_log(monkeypatch, caplog):
    monkeypatch.setattr(process._log, "disabled", False)  # as other tests leave it
    monkeypatch.setattr(sandbox, "__name__", "lcity.__main__")  # tells no walls
    assert process.tell_walls() == ()
    assert "Landlock" in caplog.text
    assert "seccomp" in caplog.text


def test_the_open_dataset_and_libraries_are_in_reach(china15, standing):
    """A table laid over the open dataset is read with it, outlines and grids with what PROJ knows."""
    reply = Job([("cities.csv", (china15.folder / "cities.csv").read_bytes())]).ask(china15.folder, None)
    assert reply.composed, [str(problem) for problem in reply.problems]
    assert reply.dataset.hash == china15.hash
