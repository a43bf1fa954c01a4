"""A real scheduler and two workers on loopback, one of which is killed in the middle."""

import contextlib
import gc
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from lcity.partitions import Cluster, Country, PartitionError, Threads, measure, partition
from lcity.partitions.sums import Question
from tests import folders
from tests.partitions.test_country import tables

ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "lcity" / "partitions" / "dask.yaml"
BEGUN_S = 60


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    folder = folders.write(tmp_path_factory.mktemp("country"), tables(np.random.default_rng(3), False))
    cut = tmp_path_factory.mktemp("tiles") / "cut"
    partition(folder, cut, 6)
    return cut


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    """Start processes of Dask in a folder of their own, and end them with the tests."""
    started, folder = [], tmp_path_factory.mktemp("dask")

    def start(program, *options, path=str(ROOT)):
        with (folder / f"{len(started)}.log").open("wb") as log:
            command = [sys.executable, "-m", f"distributed.cli.dask_{program}", *options]
            environment = os.environ | {"PYTHONPATH": path, "DASK_CONFIG": str(SETTINGS)}
            started.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=environment))
        return started[-1]

    start.folder = folder
    yield start
    for process in started:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def scheduler(start):
    file = start.folder / "scheduler.json"
    start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    until(file.is_file)
    return json.loads(file.read_text())["address"]


def until(holds):
    end = time.monotonic() + BEGUN_S
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_a_cluster_of_which_a_worker_dies_in_the_middle_gives_the_same_answer(cut, scheduler, start):
    with Cluster(scheduler) as cluster, pytest.raises(PartitionError) as error:
        Country.open(cut, cluster).coverage()
    assert error.value.code == "no_workers"
    worker = ("worker", scheduler, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
    first, _ = start.workers = start(*worker), start(*worker)
    measured = []

    def kill_one(done, of):
        measured.append(done / of)
        if len(measured) == 3:
            first.kill()

    question = Question(1_000)
    with Cluster(scheduler) as cluster:
        until(lambda: len(cluster.workers()) == 2)
        assert refused(next(iter(cluster.workers()))) == "no_scheduler"
        found = measure(Country.open(cut, cluster, progress=kill_one), "district", question)
        assert len(cluster.workers()) == 1
    assert first.wait() == -signal.SIGKILL
    assert measured.count(1.0) == 3, "each of three passes is told to its end"
    expected = measure(Country.open(cut, Threads(1)), "district", question)
    pd.testing.assert_frame_equal(found, expected, rtol=1e-12, atol=1e-12)


def test_a_tile_that_cannot_be_read_is_no_half_answer(cut, scheduler, tmp_path):
    broken = shutil.copytree(cut, tmp_path / "broken")
    tile = Country.open(broken).partitions.tiles[1]
    (broken / "tiles" / tile.cell / "places-0.parquet").write_bytes(b"PAR1")
    with Cluster(scheduler) as cluster, pytest.raises(PartitionError) as error:
        Country.open(broken, cluster).coverage()
    assert tile.cell in str(error.value)
    with pytest.raises(PartitionError):
        Country.open(broken, Threads(2)).coverage()


def test_when_the_last_worker_is_lost_for_good_that_is_told(cut, scheduler, start, monkeypatch):
    monkeypatch.setattr("lcity.partitions.runner.LOOK_EVERY_S", 0.2)
    with Cluster(scheduler) as cluster:
        until(lambda: cluster.workers())

        def kill_all(done, of):
            for process in start.workers:
                process.kill()

        with pytest.raises(PartitionError) as error:
            Country.open(cut, cluster, progress=kill_all).week()
    assert error.value.code == "cluster"


def test_a_cluster_that_has_no_lcity_is_told(cut, start):
    file = start.folder / "elsewhere.json"
    start(
        "scheduler",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
        "--scheduler-file",
        str(file),
        path="",
    )
    until(file.is_file)
    address = json.loads(file.read_text())["address"]
    start(
        "worker", address, "--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", path=""
    )
    with Cluster(address) as cluster:
        until(cluster.workers)
        with pytest.raises(PartitionError) as error:
            Country.open(cut, cluster).coverage()
    assert error.value.code == "elsewhere"


@pytest.fixture
def answering():
    """Give an address at which a program answers all it is asked with these bytes, or says nothing."""
    with contextlib.ExitStack() as open_:

        def answering(answer):
            server = open_.enter_context(socket.create_server(("127.0.0.1", 0)))
            open_.callback(server.shutdown, socket.SHUT_RDWR)

            def serve():
                with contextlib.suppress(OSError):
                    while True:
                        other, _ = server.accept()
                        open_.callback(other.close)
                        other.sendall(answer)

            threading.Thread(target=serve, daemon=True).start()
            return f"tcp://127.0.0.1:{server.getsockname()[1]}"

        yield answering


def refused(address):
    """Return why nothing can be measured by an address; it is said soon, and nothing else is left to say."""
    unraised, begun = [], time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "unraisablehook", unraised.append)
        with pytest.raises(PartitionError) as error:
            Cluster(address)
        gc.collect()
    assert time.monotonic() - begun < 15
    assert not unraised
    assert address in str(error.value)
    return error.value.code


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.0 400 Bad request\r\n\r\n", b"", bytes(8), b"SSH-2.0-OpenSSH\r\n"]
)
def test_where_another_program_answers_no_scheduler_is_found(answering, monkeypatch, answer):
    monkeypatch.setattr("lcity.partitions.runner.ANSWER_S", 0.3)
    assert refused(answering(answer)) == "no_scheduler"


@pytest.mark.parametrize("address", ["nosuch.invalid", "http://127.0.0.1:1", "tcp://127.0.0.1:1", "tcp://"])
def test_where_nobody_answers_no_scheduler_is_found(monkeypatch, address):
    monkeypatch.setattr("lcity.partitions.runner.ANSWER_S", 0.3)
    assert refused(address) == "no_scheduler"


def test_certificates_that_are_not_named_are_told():
    assert refused("tls://127.0.0.1:8786") == "no_certificates"
