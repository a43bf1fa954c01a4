"""Every upload has a process of its own, forked or begun anew, and none is left behind."""

import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lcity.intake.worker import process as data_process
from lcity.intake.worker import request as data_request
from lcity.intake.worker import worker
from lcity.intake.worker.request import Job

forks = pytest.mark.skipif(not worker.FORKS, reason="nothing is forked on this system")
SMALL = ("values_city.csv", b"city,year,x\na,2020,1\n")
READ = ["no_file"]
"""What is said of the small one once it is read: there are no indicators."""
LONG = ("values_city.csv", b"city,year,x\n" + b"1,2,3\n" * 400_000)


@pytest.fixture(autouse=True)
def _nobody_waits():
    """Let each test begin and end without a process that waits."""
    data_process._end_all()
    yield
    data_process._end_all()


@pytest.fixture(params=[pytest.param(True, id="forked", marks=forks), pytest.param(False, id="alone")])
def _each_way(request, monkeypatch):
    monkeypatch.setattr(worker, "FORKS", request.param)


def waiting() -> list[int]:
    return [process.pid for process in data_process._waiting]


def codes(job: Job) -> list[str]:
    return [problem.code for problem in job.ask(None, None).problems]


def runs(pid: int) -> bool:
    """Say whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.usefixtures("_each_way")
def test_an_upload_is_read_and_its_columns_told():
    reply = Job([SMALL]).ask(None, None)
    assert [part.columns for part in reply.parts] == [("city", "year", "x")]
    assert [problem.code for problem in reply.problems] == READ
    assert len(waiting()) == worker.FORKS


@pytest.mark.usefixtures("_each_way")
@pytest.mark.parametrize(
    ("limit", "most", "code"), [("SECONDS", 1, "too_slow"), ("MEMORY_MB", 520, "too_much_memory")]
)
def test_limits_hold_and_the_next_upload_is_read(monkeypatch, limit, most, code):
    with monkeypatch.context() as limited:
        limited.setenv(f"LCITY_MAX_{limit}", str(most))
        assert codes(Job([LONG])) == [code]
    assert codes(Job([SMALL])) == READ


@pytest.mark.usefixtures("_each_way")
def test_what_breaks_off_is_told_and_logged_with_what_was_said(monkeypatch):
    job, logged = Job([SMALL]), []
    monkeypatch.setattr(data_request._log, "error", lambda *arguments: logged.append(arguments))
    monkeypatch.setattr(worker, "REQUEST", "other.json")
    assert codes(job) == ["broke_off"]
    assert "FileNotFoundError" in logged[0][-1]
    monkeypatch.undo()
    assert codes(job) == READ


@forks
def test_one_waits_for_many_uploads_and_opens_none_itself():
    data_process.warm()
    data_process.warm()
    (first,) = waiting()
    for _ in range(3):
        assert codes(Job([SMALL])) == READ
    assert waiting() == [first]
    files = [os.readlink(link) for link in Path(f"/proc/{first}/fd").iterdir()]
    assert not [file for file in files if "lcity-upload" in file]
    assert len(list(Path(f"/proc/{first}/task").iterdir())) == 1, "a fork has no other threads than its own"


@forks
def test_two_uploads_at_once_have_two_processes_and_one_waits_on():
    with ThreadPoolExecutor(2) as readers:
        assert list(readers.map(codes, [Job([SMALL]), Job([SMALL])])) == [READ, READ]
    assert len(waiting()) == 1


@forks
def test_an_upload_is_read_though_the_one_that_waited_was_killed():
    data_process.warm()
    (first,) = waiting()
    os.kill(first, signal.SIGKILL)
    assert codes(Job([SMALL])) == READ
    assert waiting() != [first]


@forks
def test_an_upload_is_read_where_none_can_wait(monkeypatch):
    monkeypatch.setattr(data_process, "COMMAND", (sys.executable, "-c", ""))
    job = Job([SMALL])
    monkeypatch.setattr(data_process, "_run_alone", lambda *_: data_process.Ended(worker.MEMORY, ""))
    assert codes(job) == ["too_much_memory"]
    assert waiting() == []


@forks
def test_who_waits_ends_with_a_server_that_is_killed():
    code = (
        "import time; from lcity.intake.worker import process as p; p.warm();"
        "print(p._waiting[0].pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=data_process.ROOT, stdout=subprocess.PIPE, text=True
    ) as server:
        pid = int(server.stdout.readline())
        assert runs(pid)
        server.kill()
    for _ in range(300):
        if not runs(pid):
            return
        time.sleep(0.1)
    os.kill(pid, signal.SIGKILL)
    pytest.fail("it waits for nobody")


@forks
def test_time_runs_out_in_the_process_itself_also_where_nobody_watches(tmp_path):
    """A server that is killed leaves no upload being read for longer than it may be."""
    limits = {"memory_mb": 4096, "seconds": 1, "disk_mb": 8}
    (tmp_path / worker.REQUEST).write_text(json.dumps({"limits": limits, "base": None}))
    (tmp_path / worker.MADE).mkdir()
    code = (
        "import sys, time; from pathlib import Path; from lcity.intake.worker import worker as w;"
        "w.answer = lambda job: time.sleep(60); w.main(Path(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], cwd=data_process.ROOT, timeout=30)
    assert done.returncode == worker.TOO_SLOW
