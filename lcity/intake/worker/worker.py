"""Reads and checks an upload in a process of its own.

Whatever a file does to the libraries that open it, it does it there: within so much memory, behind the
walls of `sandbox.py`, and gone when its time is up. The folder holds `request.json` and the files as they
came; the process writes only into the folder `made` in it, and leaves there `answer.json` and, of a
valid dataset, `valid.bundle`.

``python -m lcity.intake.worker.worker FOLDER`` answers at once. Without a folder it imports everything and
waits for folders on its standard input, answers each in a fork of its own, and tells on its standard output
how that ended; what the fork says of errors is in `log.txt`.
"""

import dataclasses
import errno
import gc
import importlib
import json
import os
import select
import signal
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

from lcity.intake.limits import MB, is_full
from lcity.intake.worker import room, sandbox

REQUEST, MADE, LOG = "request.json", "made", "log.txt"
ANSWERED, VALID = "answer.json", "valid.bundle"
MEMORY, NO_ROOM = 3, 4
FORKS = sys.platform == "linux"
TOO_SLOW = -signal.SIGALRM if FORKS else None
IDLE_S = 900
LOOK_EVERY_S = 0.25
MOST_OPEN = 256
MOST_PROBLEMS = 10_000
"""Problems that are told: as many as the tables of them take that are given back."""

# What answers need. Not what sets address space aside when it is imported, which counts as memory in use.
LATER = (
    "lcity.intake.prepare",
    "lcity.computed",
    "lcity.store.derived",
    "openpyxl.reader.excel",
    "pandera.pandas",
)


class Task(NamedTuple):
    """A folder to answer, when to end whoever answers it, and how much of the disk it may take."""

    job: Path
    seconds: int
    most_bytes: int


def answer(job: Path) -> dict[str, Any]:
    """Prepare the upload a folder asks about, and return what to tell of it.

    Parameters
    ----------
    job
        The folder.
    """
    from lcity.computed import COMPUTATIONS
    from lcity.intake.limits import Limits
    from lcity.intake.part import File
    from lcity.intake.plan import of as plan_of
    from lcity.intake.prepare import prepare
    from lcity.store import bundle, derived, problems

    request = json.loads((job / REQUEST).read_text(encoding="utf-8"))
    files = [File(name, Path(path)) for name, path in request["files"]]
    base = Path(request["base"]) if request["base"] else None
    plan = plan_of(request["plan"]) if request["plan"] else None
    limits = Limits(**request["limits"])
    found = prepare(
        files, job / MADE, base, plan, COMPUTATIONS, limits, request["layouts"], request["answers"]
    )
    if found.valid:
        bundle.pack(job / MADE / VALID, derived.as_bundle(found.composed.dataset))
    proposal = found.proposal
    lineages = found.composed.lineages.items() if found.composed else ()
    return {
        "parts": [dataclasses.asdict(part) | {"path": str(part.path)} for part in found.parts],
        "samples": found.samples,
        "keys": found.keys,
        "plan": proposal and dataclasses.asdict(proposal.plan),
        "exact": bool(proposal and proposal.exact),
        "composed": found.composed is not None,
        "tables": {table: lineage.part.name for table, lineage in lineages},
        "corrections": [dataclasses.asdict(correction) for correction in found.corrections],
        "problems": problems.written(_first_problems(found.problems)),
        "layouts": found.layouts,
        "readings": [dataclasses.asdict(reading) for reading in found.readings],
        "valid": found.valid,
        "questions": [dataclasses.asdict(question) for question in found.questions],
    }


def _first_problems(problems: list) -> list:
    """Return the problems to tell; of too many the first, errors before notes, and how many are left."""
    if len(problems) <= MOST_PROBLEMS:
        return problems
    first = sorted(problems, key=lambda problem: problem.severity != "error")
    told, rest = first[:MOST_PROBLEMS], first[MOST_PROBLEMS:]
    more = {"row": None, "column": None, "code": "more_problems", "details": {"count": len(rest)}}
    return [*told, dataclasses.replace(rest[0], **more)]


def main(job: Path) -> int:
    """Answer a request; 3 is told where memory did not suffice, 4 where the disk had no room."""
    request = json.loads((job / REQUEST).read_text(encoding="utf-8"))
    for name in LATER:
        importlib.import_module(name)
    bound(request["limits"])
    # Not one byte of the upload has been read before this.
    sandbox.enter(job / MADE, [job, *([Path(request["base"])] if request["base"] else [])])
    try:
        # Names of files may hold what no text may: it is answered as it came.
        text = json.dumps(answer(job))
        (job / MADE / ANSWERED).write_text(text, encoding="utf-8")
    except MemoryError:
        return MEMORY
    except OSError as error:
        if is_full(error):
            return NO_ROOM
        raise
    return 0


def bound(limits: dict[str, int]) -> None:
    """Hold this process to so much memory, time and disk, where the system can."""
    if sys.platform == "linux":
        import resource

        for what, most in (
            (resource.RLIMIT_AS, limits["memory_mb"] * MB),
            (resource.RLIMIT_FSIZE, limits["disk_mb"] * MB),
            (resource.RLIMIT_NOFILE, MOST_OPEN),
            (resource.RLIMIT_CORE, 0),
        ):
            allowed = resource.getrlimit(what)[1]
            most = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
            resource.setrlimit(what, (most, most))
        signal.alarm(limits["seconds"])


def wait() -> Path:
    """Return, in a fork, the folder to answer; end the process that waits when nobody asks any more."""
    for name in LATER:
        importlib.import_module(name)
    # What is there now no fork collects, so that they share its memory.
    gc.collect()
    gc.freeze()
    while select.select([sys.stdin], [], [], IDLE_S)[0] and (line := sys.stdin.readline()):
        job, *most = json.loads(line)
        task = Task(Path(job), *most)
        fork = os.fork()
        if fork == 0:
            _turn_to(task.job)
            return task.job
        print(_watched(fork, task), flush=True)  # noqa: T201
    sys.exit()


def _watched(fork: int, task: Task) -> int:
    """Wait for a fork, and return how it ended; end it where it takes too long, or too much of the disk.

    It holds itself to its time; but what a file has taken over may not.
    """
    end, code = time.monotonic() + task.seconds, None
    try:
        ended = os.pidfd_open(fork)
    except OSError as error:
        if error.errno not in (errno.ENOSYS, errno.EPERM):
            raise
        return os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1])
    try:
        while ended not in select.select([ended], [], [], LOOK_EVERY_S)[0]:
            if time.monotonic() > end:
                code = TOO_SLOW
            elif room.held(task.job) > task.most_bytes:
                code = NO_ROOM
            elif select.select([sys.stdin], [], [], 0)[0]:
                # Nobody asks for two at once: the server is gone.
                os.kill(fork, signal.SIGKILL)
                os.waitpid(fork, 0)
                os._exit(1)
            if code is not None:
                os.kill(fork, signal.SIGKILL)
                break
    finally:
        os.close(ended)
    _, status = os.waitpid(fork, 0)
    return os.waitstatus_to_exitcode(status) if code is None else code


def _turn_to(job: Path) -> None:
    """Let go of who asked: nothing comes in, errors go to the folder, and nothing else goes out."""
    with open(os.devnull, "r+b") as nothing, (job / LOG).open("wb") as log:
        for stream, number in ((nothing, 0), (nothing, 1), (log, 2)):
            os.dup2(stream.fileno(), number)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else wait()))
