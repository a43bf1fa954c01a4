"""Reads and checks an upload in a process of its own: ``python -m lcity.ui.data_worker FOLDER``.

Whatever a file does to the libraries that open it, it does it there: within so much memory, and gone
when its time is up. The folder holds `request.json`; the process leaves `answer.json` and, of a sound
dataset, `sound.zip`.
"""

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any

ASKED, ANSWERED, SOUND = "request.json", "answer.json", "sound.zip"
MEMORY = 3


def _bound(memory_mb: int) -> None:
    """Hold this process to so much memory, where the system can."""
    if sys.platform == "linux":
        import resource

        most = memory_mb * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(job: Path) -> dict[str, Any]:
    """Prepare the upload a folder asks about, and return what to tell of it.

    Parameters
    ----------
    job
        The folder.
    """
    from lcity.computed import COMPUTATIONS
    from lcity.dataset import read
    from lcity.intake.limits import Limits
    from lcity.intake.part import File
    from lcity.intake.plan import Plan
    from lcity.intake.prepare import prepare
    from lcity.ui import bundle, derived

    asked = json.loads((job / ASKED).read_text(encoding="utf-8"))
    files = [File(name, Path(path)) for name, path in asked["files"]]
    base = Path(asked["base"]) if asked["base"] else None
    plan = Plan(**asked["plan"]) if asked["plan"] else None
    found = prepare(files, job, base, plan, COMPUTATIONS, Limits(**asked["limits"]))
    if found.sound:
        bundle.pack(job / SOUND, derived.as_bundle(read(found.composed.folder, COMPUTATIONS)))
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
        "sound": found.sound,
    }


def main(job: Path) -> int:
    """Answer a request; 3 is told where memory did not suffice."""
    asked = json.loads((job / ASKED).read_text(encoding="utf-8"))
    _bound(asked["limits"]["memory_mb"])
    try:
        said = json.dumps(answer(job), ensure_ascii=False)
    except MemoryError:
        return MEMORY
    (job / ANSWERED).write_text(said, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
