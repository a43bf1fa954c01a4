"""A process that reads an upload, taken over by what it reads: it tries to reach out in every way it can.

``python -m tests.intake.worker.reaching [--as UID] [FOLDER]`` is `lcity.intake.worker.worker` with one
change: instead of reading the upload it does what `targets.json` in the upload's folder leads to, and
answers how that went.
"""

import ctypes
import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

from lcity.intake.worker import sandbox, worker

IO_URING_SETUP, NEW_USER = 425, 0x10000000


def tried(job: Path) -> dict:
    """Try everything; say of each what came of it."""
    targets = json.loads((job / "targets.json").read_text())
    canary, server, port = Path(targets["canary"]), targets["server"], targets["port"]
    outside, own = canary.parent, job / worker.MADE
    libc = ctypes.CDLL(None, use_errno=True)
    (own / "mine").write_text("mine")

    def connect(kind, address):
        with socket.socket(*kind) as one:
            one.settimeout(2)
            one.connect(address)

    def sent():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            one.sendto(b"out", ("127.0.0.1", port))

    def called(name, *arguments):
        if getattr(libc, name)(*arguments) < 0:
            raise OSError(ctypes.get_errno(), name)

    reaching = {
        "files: read another file": lambda: canary.read_text(),
        "files: list another folder": lambda: list(outside.iterdir()),
        "files: read LCity's settings": lambda: Path(targets["settings"]).read_text(),
        "files: read the server's environment": lambda: Path(f"/proc/{server}/environ").read_bytes(),
        "files: read its parent's environment": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
        "files: read users": lambda: Path("/etc/passwd").read_text(),
        "files: write another file": lambda: (outside / "new").write_text("taken"),
        "files: add to another file": lambda: canary.open("a").close(),
        "files: make a folder": lambda: (outside / "newer").mkdir(),
        "files: remove another file": lambda: canary.unlink(),
        "files: move a file out": lambda: (own / "mine").rename(outside / "moved"),
        "files: move a file in": lambda: canary.rename(own / "moved"),
        "files: change what was uploaded": lambda: next((job / "files").iterdir()).write_text("other"),
        "files: change what is asked": lambda: (job / worker.REQUEST).write_text("{}"),
        "calls: truncate another file": lambda: called("truncate", str(canary).encode(), 0),
        "calls: change who may read another file": lambda: canary.chmod(0o777),
        "calls: date another file": lambda: os.utime(canary, (0, 0)),
        "calls: lead elsewhere by a link": lambda: (own / "link").symlink_to(canary),
        "calls: take a file by a second name": lambda: (own / "twin").hardlink_to(canary),
        "calls: make a pipe": lambda: os.mkfifo(own / "pipe"),
        "calls: connect to this machine": lambda: connect((), ("127.0.0.1", port)),
        "calls: connect to a socket's file": lambda: connect((socket.AF_UNIX,), str(outside / "socket")),
        "calls: connect to an abstract socket": lambda: connect((socket.AF_UNIX,), f"\0lcity-{port}"),
        "calls: send a datagram": sent,
        "calls: listen": lambda: socket.create_server(("127.0.0.1", 0)).close(),
        "calls: ask by a ring": lambda: called(
            "syscall", IO_URING_SETUP, 1, ctypes.create_string_buffer(512)
        ),
        "calls: begin a program": lambda: subprocess.run(["/bin/true"], check=True),
        "calls: become a program": lambda: os.execv("/bin/true", ["/bin/true"]),
        "calls: spawn a program": lambda: os.posix_spawn("/bin/true", ["/bin/true"], {}),
        "calls: begin a process": lambda: os.fork() or os._exit(0),
        "calls: signal the server": lambda: os.kill(server, 0),
        "calls: signal its parent": lambda: os.kill(os.getppid(), 0),
        "calls: a namespace of its own": lambda: called("unshare", NEW_USER),
    }
    outcomes = {}
    for what, reach in reaching.items():
        try:
            outcomes[what] = f"done: {reach()!r}"[:80]
        except OSError as error:
            outcomes[what] = f"refused: {error!r}"
    environment = json.dumps(dict(os.environ))
    outcomes["environment"] = environment
    outcomes["environment of its own file"] = _own_environment()
    outcomes["allowed: read what was uploaded"] = next((job / "files").iterdir()).read_text()
    outcomes["allowed: write"] = str((own / "mine").write_text("mine again"))
    outcomes["allowed: begin a thread"] = _thread()
    outcomes["allowed: folder"] = str(Path.cwd() == own)
    outcomes["open"] = _open()
    return outcomes


def _own_environment() -> str:
    try:
        return Path("/proc/self/environ").read_text()
    except OSError as error:
        return repr(error)


def _thread() -> str:
    went = []
    thread = threading.Thread(target=went.append, args=("went",))
    thread.start()
    thread.join()
    return "".join(went)


def _open() -> list[int]:
    """Say which files beyond the standard streams were handed on: sockets and pipes would lead out."""
    found = []
    for number in range(3, 256):
        try:
            kind = os.fstat(number).st_mode & 0o170000
        except OSError:
            continue
        if kind != 0o100000:
            found.append(number)
    return found


def _as(user: int) -> None:
    """Be an ordinary user from when the walls go up."""
    enter = sandbox.enter

    def entered(*arguments):
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        return enter(*arguments)

    sandbox.enter = entered


if __name__ == "__main__":
    arguments = sys.argv[1:]
    if arguments[:1] == ["--as"]:
        _as(int(arguments[1]))
        arguments = arguments[2:]
    worker.answer = tried
    sys.exit(worker.main(Path(arguments[0])) if arguments else worker.main(worker.wait()))
