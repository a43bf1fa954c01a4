"""Processes of this machine: the same figures, nothing of the program that starts them read again."""

import os
import subprocess
import sys
from pathlib import Path

import dask
import distributed
import numpy as np
import pandas as pd
import psutil
import pytest

from lcity.partitions import Country, PartitionError, Processes, Threads, partition, runner
from tests import folders
from tests.partitions.test_country import tables

PROGRAM = """
import signal
import sys
from pathlib import Path
from lcity.partitions import Country, Processes, runner

print("read")
runner.FEW = runner.BUNDLE = 1
with Processes(2) as processes:
    masks = [mask for _, mask in processes.map(signal.pthread_sigmask, [(signal.SIG_BLOCK, ())] * 40)]
    print(all(signal.SIGINT in mask for mask in masks))
    print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
    country = Country.open(Path(sys.argv[1]), processes)
    country.coverage().to_csv(sys.argv[2])
    country.seats().per_1000.to_csv(sys.argv[3])
print("done")
"""
"""Without the guard of a main module: one that is read again by its processes would begin again."""


@pytest.fixture(scope="module")
def cut(tmp_path_factory):
    folder = folders.write(tmp_path_factory.mktemp("country"), tables(np.random.default_rng(4), False))
    return partition(folder, tmp_path_factory.mktemp("tiles") / "cut", 4).folder


def test_processes_measure_what_threads_do_and_read_no_program_again(cut, tmp_path):
    # From their first moment on they leave Ctrl-C to the program, which has it still.
    program, coverage, seats = (tmp_path / name for name in ("program.py", "coverage.csv", "seats.csv"))
    program.write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, program, cut, coverage, seats],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
    )
    assert (done.stdout.split(), done.stderr, done.returncode) == (["read", "True", "False", "done"], "", 0)
    country = Country.open(cut, Threads(1))
    for found, expected in ((coverage, country.coverage()), (seats, country.seats().per_1000.to_frame())):
        found = pd.read_csv(found, index_col=0, dtype={0: str})
        np.testing.assert_allclose(found, expected, rtol=1e-12)


def test_a_process_that_is_ended_by_another_is_no_half_answer(monkeypatch):
    monkeypatch.setattr(runner, "FEW", 1)
    with Processes(2) as processes, pytest.raises(PartitionError) as error:
        list(processes.map(os._exit, [(1,)] * 40))
    assert error.value.code == "process"
    assert "--workers" in str(error.value)


def test_processes_that_nobody_asks_any_more_end(monkeypatch):
    monkeypatch.setattr(runner, "FEW", 1)
    monkeypatch.setattr(runner, "IDLE_S", 0.2)
    measured = Processes(2).map(abs, [(number,) for number in range(400)])
    assert next(measured)
    begun = measuring()
    assert begun
    # It is neither gone on with nor closed, as where an error is kept with all it was raised in.
    psutil.wait_procs(begun, timeout=60)
    assert not measuring()


def measuring():
    return [child for child in psutil.Process().children() if "popen_loky" in " ".join(child.cmdline())]


def test_a_few_tiles_are_measured_by_threads(monkeypatch):
    tasks = [(number,) for number in range(runner.FEW - 1)]
    with Processes(2) as processes:
        found = dict(processes.map(lambda number: (number, os.getpid()), tasks))
    assert found == {task: (task[0], os.getpid()) for task in tasks}


def test_workers_of_dask_are_told_the_same_of_memory_by_settings_dask_knows():
    file = Path(runner.__file__).with_name("dask.yaml")
    told = dask.config.collect([str(file)], env={})
    memory = told["distributed"]["nanny"]["pre-spawn-environ"]
    assert {name: str(size) for name, size in memory.items()} == runner.MEMORY
    del told["distributed"]["nanny"]

    def names(settings, above=()):
        for name, value in settings.items():
            yield from names(value, (*above, name)) if isinstance(value, dict) else [".".join((*above, name))]

    known = dask.config.collect([str(Path(distributed.__file__).with_name("distributed.yaml"))], env={})
    assert set(names(told)) <= set(names(known))
