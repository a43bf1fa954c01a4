"""The processes uploads are read in: one each, forked where it can be from one that waits with all imported.

Importing what reads tables and maps takes a second, a fork some milliseconds. The one that waits opens no
upload itself, and ends with this server, or when nobody has asked it for a while. It knows nothing of this
server's environment; see `lcity.intake.worker.sandbox` for what else keeps a fork from reaching out.
"""

import atexit
import json
import logging
import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from lcity.intake.worker import sandbox, worker

ROOT = Path(__file__).parents[3]
COMMAND = (sys.executable, "-m", worker.__name__)
# One thread where many at once would only wait for each other, or could not be forked; few heaps, for
# each counts wholly as memory in use. Nothing is looked up on the network.
ENVIRONMENT = {
    "PYTHONPATH": str(ROOT),
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "PROJ_NETWORK": "OFF",
}
KEPT = (
    *("LANG", "LC_ALL", "LC_CTYPE", "TZ"),
    *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONHOME", "PYTHONUTF8"),
    *("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"),
    *("PROJ_DATA", "PROJ_LIB", "GDAL_DATA"),
    *(("SYSTEMROOT", "PATH", "TEMP", "TMP") if sys.platform == "win32" else ()),
)
"""What it is given of this server's environment: where libraries lie, and how text is written."""

NEEDED = {sandbox.FILES: "Landlock (Linux 5.13)", sandbox.CALLS: "seccomp (Linux)"}
"""The walls whose absence is told aloud, and what puts them up; the others stand behind these."""

GRACE_S = 5
"""How much longer than its own alarm the reading process may live."""

_waiting: list[subprocess.Popen] = []
_log = logging.getLogger(__name__)


class Ended(NamedTuple):
    """How a process ended, and what it left on its error stream; `code` is None where time was up."""

    code: int | None
    log: str


def warm() -> None:
    """Have a process waiting for the next upload, where the system can fork."""
    if worker.FORKS and not _waiting:
        _waiting.append(_start())


def tell_walls() -> tuple[str, ...]:
    """Return which walls stand around a process that reads an upload, and tell the log what is lacking."""
    with tempfile.TemporaryDirectory(prefix="lcity-walls-") as folder:
        done = subprocess.run(
            [sys.executable, "-m", sandbox.__name__, folder],
            cwd=ROOT,
            env=environment(),
            capture_output=True,
            text=True,
        )
    standing = tuple(json.loads(done.stdout)) if done.returncode == 0 else ()
    lacking = [f"{wall}: {by}" for wall, by in NEEDED.items() if wall not in standing]
    if lacking:
        _log.warning(
            "Uploads are read without some of the walls LCity puts around them (lacking %s); README, "
            '"Running it for others", says what that means.',
            "; ".join(lacking),
        )
    else:
        _log.info("Uploads are read behind these walls: %s", ", ".join(standing))
    return standing


def environment() -> dict[str, str]:
    """Return the environment of a process that reads an upload: nothing that is secret."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | ENVIRONMENT


def run(job: Path, seconds: int, most_bytes: int) -> Ended:
    """Have an upload answered in a process of its own.

    Parameters
    ----------
    job
        Its folder; see `lcity.intake.worker.worker`.
    seconds
        When to end it.
    most_bytes
        How much of the disk its folder may take, where the system can hold it to that.
    """
    # Registered last, it is called first: nobody writes any more into the folders that go at the end.
    atexit.unregister(_end_all)
    atexit.register(_end_all)
    if worker.FORKS:
        # Twice, for the one that waits may have ended just now.
        for _ in range(2):
            code = _fork(job, seconds, most_bytes)
            if code is not None:
                log = (job / worker.LOG).read_text(encoding="utf-8", errors="replace")
                return Ended(None if code == worker.TOO_SLOW else code, log)
    return _run_alone(job, seconds)


def _run_alone(job: Path, seconds: int) -> Ended:
    try:
        done = subprocess.run(
            [*COMMAND, str(job)], cwd=ROOT, env=environment(), timeout=seconds, capture_output=True
        )
    except subprocess.TimeoutExpired:
        return Ended(None, "")
    code = None if done.returncode == worker.TOO_SLOW else done.returncode
    return Ended(code, done.stderr.decode(errors="replace"))


def _fork(job: Path, seconds: int, most_bytes: int) -> int | None:
    """Return how a fork of the waiting process ended; None where that could not tell."""
    process = _take()
    try:
        task = json.dumps([str(job), seconds + GRACE_S, most_bytes])
        process.stdin.write(f"{task}\n".encode())
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
        env=environment(),
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
