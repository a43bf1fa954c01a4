"""The processes uploads are read in: one each, forked where it can be from one that waits with all imported.

Importing what reads tables and maps takes a second, a fork some milliseconds. The one that waits opens no
upload itself, and ends with this server, or when nobody has asked it for a while.
"""

import atexit
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lcity.ui import data_worker

ROOT = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", data_worker.__name__)
# One thread where many at once would only wait for each other, or could not be forked; few heaps, for
# each counts wholly as memory in use.
ENVIRONMENT = {
    "PYTHONPATH": str(ROOT),
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}
_waiting: list[subprocess.Popen] = []


class Ended(NamedTuple):
    """How a process ended, and what it left on its error stream; `code` is None where time was up."""

    code: int | None
    said: str


def warm() -> None:
    """Have a process waiting for the next upload, where the system can fork."""
    if data_worker.FORKS and not _waiting:
        _waiting.append(_start())


def run(job: Path, seconds: int) -> Ended:
    """Have an upload answered in a process of its own.

    Parameters
    ----------
    job
        Its folder; see `lcity.ui.data_worker`.
    seconds
        When to end it.
    """
    if data_worker.FORKS:
        # Twice, for the one that waits may have ended just now.
        for _ in range(2):
            code = _fork(job)
            if code is not None:
                said = (job / data_worker.SAID).read_text(encoding="utf-8", errors="replace")
                return Ended(None if code == data_worker.TOO_SLOW else code, said)
    return _run_alone(job, seconds)


def _run_alone(job: Path, seconds: int) -> Ended:
    try:
        done = subprocess.run(
            [*COMMAND, str(job)], cwd=ROOT, env=os.environ | ENVIRONMENT, timeout=seconds, capture_output=True
        )
    except subprocess.TimeoutExpired:
        return Ended(None, "")
    code = None if done.returncode == data_worker.TOO_SLOW else done.returncode
    return Ended(code, done.stderr.decode(errors="replace"))


def _fork(job: Path) -> int | None:
    """Return how a fork of the waiting process ended; None where that could not tell."""
    process = _take()
    try:
        process.stdin.write(f"{job}\n".encode())
        process.stdin.flush()
        told = process.stdout.readline()
    except BrokenPipeError:
        told = b""
    if not told or _waiting:
        _end(process)
    else:
        _waiting.append(process)
    return int(told) if told else None


def _take() -> subprocess.Popen:
    while _waiting:
        # Two readers may take the last at once.
        with suppress(IndexError):
            process = _waiting.pop()
            if process.poll() is None:
                return process
            _end(process)
    return _start()


def _start() -> subprocess.Popen:
    # A session of its own: whoever stops the server by a key stops this by its end.
    return subprocess.Popen(
        COMMAND,
        cwd=ROOT,
        env=os.environ | ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )


@atexit.register
def _end_all() -> None:
    while _waiting:
        _end(_waiting.pop())


def _end(process: subprocess.Popen) -> None:
    with suppress(BrokenPipeError):
        process.stdin.close()
    process.stdout.close()
    process.wait()
