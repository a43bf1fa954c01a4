"""Reads and checks an upload in a process of its own.

Whatever a file does to the libraries that open it, it does it there: within so much memory, and gone
when its time is up. The folder holds `request.json`; the process leaves `answer.json` and, of a sound
dataset, `sound.zip`.

``python -m lcity.ui.data_worker FOLDER`` answers at once. Without a folder it imports everything and waits
for folders on its standard input, answers each in a fork of its own, and tells on its standard output how
that ended; what the fork says of errors is in `said.txt`.
"""

import dataclasses
import gc
import importlib
import json
import os
import select
import signal
import sys
from pathlib import Path
from typing import Any

ASKED, ANSWERED, SOUND, SAID = "request.json", "answer.json", "sound.zip", "said.txt"
MEMORY = 3
FORKS = sys.platform == "linux"
TOO_SLOW = -signal.SIGALRM if FORKS else None
IDLE_S = 900
# What answers need. Not what sets address space aside when it is imported, which counts as memory in use.
LATER = (
    "lcity.intake.prepare",
    "lcity.computed",
    "lcity.ui.derived",
    "openpyxl.reader.excel",
)


def _bound(memory_mb: int, seconds: int) -> None:
    """Hold this process to so much memory and time, where the system can."""
    if sys.platform == "linux":
        import resource

        most = memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.alarm(seconds)


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
    from lcity.intake.plan import Plan
    from lcity.intake.prepare import prepare
    from lcity.ui import bundle, derived

    asked = json.loads((job / ASKED).read_text(encoding="utf-8"))
    files = [File(name, Path(path)) for name, path in asked["files"]]
    base = Path(asked["base"]) if asked["base"] else None
    plan = Plan(**asked["plan"]) if asked["plan"] else None
    limits = Limits(**asked["limits"])
    found = prepare(files, job, base, plan, COMPUTATIONS, limits, asked["layouts"], asked["answers"])
    if found.sound:
        bundle.pack(job / SOUND, derived.as_bundle(found.composed.dataset))
    proposal = found.proposal
    origins = found.composed.origins.items() if found.composed else ()
    return {
        "parts": [dataclasses.asdict(part) | {"path": str(part.path)} for part in found.parts],
        "samples": found.samples,
        "keys": found.keys,
        "plan": proposal and dataclasses.asdict(proposal.plan),
        "exact": bool(proposal and proposal.exact),
        "composed": found.composed is not None,
        "tables": {table: origin.part.name for table, origin in origins},
        "corrections": [dataclasses.asdict(correction) for correction in found.corrections],
        "problems": [dataclasses.asdict(problem) for problem in found.problems],
        "layouts": found.layouts,
        "readings": [dataclasses.asdict(reading) for reading in found.readings],
        "questions": [dataclasses.asdict(question) for question in found.questions],
        "sound": found.sound,
    }


def main(job: Path) -> int:
    """Answer a request; 3 is told where memory did not suffice."""
    asked = json.loads((job / ASKED).read_text(encoding="utf-8"))
    _bound(asked["limits"]["memory_mb"], asked["limits"]["seconds"])
    try:
        said = json.dumps(answer(job), ensure_ascii=False)
    except MemoryError:
        return MEMORY
    (job / ANSWERED).write_text(said, encoding="utf-8")
    return 0


def wait() -> Path:
    """Return, in a fork, the folder to answer; end the process that waits when nobody asks any more."""
    for name in LATER:
        importlib.import_module(name)
    # What is there now no fork collects, so that they share its memory.
    gc.collect()
    gc.freeze()
    while select.select([sys.stdin], [], [], IDLE_S)[0] and (line := sys.stdin.readline()):
        job = Path(line.removesuffix("\n"))
        fork = os.fork()
        if fork == 0:
            _turn_to(job)
            return job
        _, status = os.waitpid(fork, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)  # noqa: T201
    sys.exit()


def _turn_to(job: Path) -> None:
    """Let go of who asked: nothing comes in, errors go to the folder, and nothing else goes out."""
    with open(os.devnull, "r+b") as nothing, (job / SAID).open("wb") as said:
        for stream, number in ((nothing, 0), (nothing, 1), (said, 2)):
            os.dup2(stream.fileno(), number)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if sys.argv[1:] else wait()))
