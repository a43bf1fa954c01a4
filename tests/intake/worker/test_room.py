"""Uploads take no more of the disk than they may, and leave nothing on it."""

import errno
import io
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from lcity.intake.limits import MB
from lcity.intake.worker import process, request, room, worker
from lcity.intake.worker.request import Job
from lcity.intake.worker.room import NoRoomError, Room

ROOT = Path(__file__).parents[3]
SMALL = ("values_city.csv", b"city,year,x\na,2020,1\n")
TREE = "key,parent,name,unit,direction,weight,low,high,provenance,source,definition\n"
CHAIN = TREE + "".join(f"k{n},{f'k{n - 1}' if n else ''},n,,,1,,,,,\n" for n in range(3_000))


def settings(count: int) -> bytes:
    return b"".join(b"k%d = 1\n" % number for number in range(count))


REFUSED = {
    "50 MB in one line": ("values_city.csv", b"city,x\na," + b"x" * 50_000_000, "cell_long"),
    "repeated rows": ("values_city.csv", b"city,year,x\n" + b"1,2020,3\n" * 40_000, "more_problems"),
    "TOML of 200,000 keys": ("dataset.toml", settings(200_000), "settings_long"),
    "TOML of 2,000 keys": ("dataset.toml", settings(2_000), "settings_many"),
    "TOML of 20 MB": ("dataset.toml", b'title = "' + b"x" * 20_000_000 + b'"\n', "settings_long"),
    "a TOML number of a million digits": ("dataset.toml", b"n = " + b"1" * 1_000_000, "number_long"),
    "the same in hexadecimal": ("dataset.toml", b"n = 0x" + b"1" * 1_000_000, "number_long"),
    "a chain of 3,000 indicators": ("indicators.csv", CHAIN.encode(), "too_deep"),
    "half a character in a name": ("val\ud800ues_city.csv", SMALL[1], "name_not_text"),
}  # fmt: skip
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells when a process takes too much")


@pytest.fixture(autouse=True)
def uploads(tmp_path, monkeypatch) -> Path:
    """Give a folder of this test's own for uploads, and one that reads them which knows it."""
    folder = tmp_path / "uploads"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def codes(job: Job) -> set[str]:
    return {problem.code for problem in job.ask(None, None).problems}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_refused_is_told_soon_and_leaves_the_disk(uploads, monkeypatch, what):
    name, content, code = REFUSED[what]
    monkeypatch.setenv("LCITY_MAX_SECONDS", "60")
    job = Job([(name, content)])
    assert code in codes(job)
    del job
    assert list(uploads.iterdir()) == []
    assert room._held == {}


def test_all_uploads_together_are_bounded(uploads, monkeypatch):
    monkeypatch.setenv("LCITY_MAX_DISK_MB", "3")
    first = Job([("a.csv", bytes(2 * MB))])
    with pytest.raises(NoRoomError) as full:
        Job([("b.csv", bytes(2 * MB))])
    assert (full.value.code, full.value.details) == ("no_disk", {"most": 3})
    assert len(list(uploads.iterdir())) == 1
    del first
    assert codes(Job([SMALL])) == {"no_file"}


@linux
@pytest.mark.parametrize("forks", [True, False], ids=["forked", "alone"])
def test_what_is_made_of_an_upload_counts_too(monkeypatch, forks):
    monkeypatch.setattr(worker, "FORKS", forks)
    rows = b"city;year;x\n" + b"one;2020;0.123456789\n" * 100_000
    job = Job([("values_city.csv", rows)])
    monkeypatch.setenv("LCITY_MAX_DISK_MB", "1")
    assert codes(job) == {"no_room"}
    assert [path.name for path in (job.folder / "made").iterdir()] == []
    monkeypatch.undo()


@linux
def test_what_a_file_has_taken_over_cannot_fill_the_disk_nor_outlive_its_time(monkeypatch):
    """It is ended from outside: what it holds itself to, it could let go of."""
    process._end_all()
    monkeypatch.setattr(process, "COMMAND", (sys.executable, "-m", "tests.intake.worker.greedy"))
    monkeypatch.setattr(process, "GRACE_S", 1)
    monkeypatch.setenv("LCITY_MAX_DISK_MB", "64")
    assert codes(Job([("disk.csv", b"")])) == {"no_room"}
    monkeypatch.setenv("LCITY_MAX_SECONDS", "2")
    assert codes(Job([("time.csv", b"")])) == {"too_slow"}
    process._end_all()


def test_a_full_disk_is_told_and_nothing_begun_is_left(uploads, monkeypatch):
    real = Path.write_bytes

    def full(path, content):
        real(path, content[:10])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(NoRoomError) as told:
        Job([SMALL])
    assert told.value.code == "no_room"
    assert list(uploads.iterdir()) == []


@pytest.fixture
def tiny(tmp_path):
    """Give a file system of 2 MB."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "lcity-tiny", folder], capture_output=True
    )
    if done.returncode:
        pytest.skip(f"no file system can be mounted here: {done.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@pytest.mark.parametrize("size", [1_500_000, 3_000_000], ids=["full when read", "full when brought"])
def test_a_really_full_disk_is_told_and_nothing_begun_is_left(tiny, monkeypatch, size):
    monkeypatch.setattr("tempfile.tempdir", str(tiny))
    content = b"city;year;x\n" + b"one;2020;0.123456789\n" * (size // 21)
    if size > 2 * MB:
        with pytest.raises(NoRoomError) as told:
            Job([("values_city.csv", content)])
        assert told.value.code == "no_room"
    else:
        job = Job([("values_city.csv", content)])
        assert codes(job) == {"no_room"}
        assert list((job.folder / "made").iterdir()) == []
        del job
    assert list(tiny.iterdir()) == []


@pytest.mark.parametrize("name", ["a.zip", "a.xlsx"])
def test_a_disk_that_fills_while_unpacking_is_not_told_as_a_damaged_file(tiny, monkeypatch, name):
    monkeypatch.setattr("tempfile.tempdir", str(tiny))
    content = io.BytesIO()
    if name == "a.zip":
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            rows = (f"one and the same,2020,0.{n * 7_919 % 1_000_003}\n" for n in range(100_000))
            archive.writestr("values_city.csv", "city,year,x\n" + "".join(rows))
    else:
        with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
            sheet = book.add_worksheet("values_city")
            sheet.write_row(0, 0, ["city", "year", "x"])
            for row in range(1, 40_000):
                sheet.write_row(row, 0, ["one and the same name of a city", 2020, 1])
    assert len(content.getvalue()) < 1.8 * MB
    job = Job([(name, content.getvalue())])
    assert codes(job) == {"no_room"}
    del job
    assert list(tiny.iterdir()) == []


def left_by(code: str, uploads: Path) -> Path:
    """Return the folder of a server that was killed, or that lives."""
    command = [sys.executable, "-c", f"from lcity.intake.worker.room import Room; room = Room(0); {code}"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "TMPDIR": str(uploads)}, check=False)
    (folder,) = uploads.glob("lcity-upload-*")
    return folder


@pytest.mark.skipif(room.fcntl is None, reason="nothing is locked so on this system")
def test_what_a_killed_server_left_goes_at_the_next_start(uploads):
    left = left_by("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", uploads)
    (left / "files").mkdir()
    mine = Room(0)
    strange = uploads / "lcity-upload-strange"
    strange.mkdir(mode=0o700)  # without a lock: nobody knows whose
    shared = uploads / "lcity-upload-shared"
    shared.mkdir()
    (shared / room.LOCK).touch()
    shared.chmod(0o777)
    (uploads / "lcity-upload-link").symlink_to(strange)
    room.clean()
    assert not left.exists()
    assert mine.folder.exists()
    assert strange.exists()
    assert shared.exists()


@linux
def test_a_server_that_ends_while_an_upload_is_read_leaves_nothing(uploads, tmp_path):
    code = (
        "import threading, time; from lcity.intake.worker.request import Job;"
        "job = Job([('values_city.csv', b'city,year,x\\n' + b'1,2,3\\n' * 400_000)]);"
        "threading.Thread(target=job.ask, args=(None, None), daemon=True).start();"
        "made = job.folder / 'made';\n"
        "while not (made.is_dir() and any(made.iterdir())): time.sleep(0.05)"
    )
    command = [sys.executable, "-c", code]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "TMPDIR": str(uploads)}, timeout=120, check=False)
    for _ in range(50):
        if not any(uploads.iterdir()):
            return
        time.sleep(0.1)
    pytest.fail(f"left behind: {[str(path) for path in uploads.rglob('*')]}")


def test_a_dead_disk_is_no_full_one(monkeypatch):
    job = Job([SMALL])

    def broken(*_):
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(request.process, "run", broken)
    with pytest.raises(OSError, match="input/output error"):
        job.ask(None, None)
