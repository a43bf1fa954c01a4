"""Walls around the process that reads an upload: what a file makes it do stays within the upload's folder.

Each is tried, as root and as an ordinary user, and each may be forbidden where LCity runs; what stands is
told. ``python -m lcity.intake.worker.sandbox FOLDER`` tries them and prints which.
"""

import ctypes
import json
import os
import struct
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from lcity.intake.worker import sandbox_calls, sandbox_files

FILES, NETWORK, CALLS, PRIVILEGES = "files", "network", "calls", "privileges"
WALLS = (FILES, NETWORK, CALLS, PRIVILEGES)
"""Landlock; a network of its own, without a way out; seccomp; no more rights than it needs, ever."""

PACKAGE = Path(__file__).parents[2]
SYSTEM = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/usr/share/zoneinfo",
    "/usr/share/proj",
    "/usr/share/gdal",
    "/etc/localtime",
    "/etc/ld.so.cache",
    "/dev/urandom",
    "/dev/random",
    "/dev/zero",
    "/sys/devices/system/cpu",
)
"""What libraries look up when they are first used."""

NEW_USER, NEW_NETWORK = 0x10000000, 0x40000000
NO_NEW_PRIVS = 38
CAPABILITIES_3 = 0x20080522
DAC_OVERRIDE = 1 << 1


def enter(folder: Path, readable: Iterable[Path] = ()) -> tuple[str, ...]:
    """Shut this process in, for good, and return which of `WALLS` stand.

    It works in the folder from then on, and may write nowhere else.

    Parameters
    ----------
    folder
        A private folder.
    readable
        Files and folders it must read besides Python, its libraries and LCity's own code.
    """
    os.chdir(folder)
    tempfile.tempdir = str(folder)
    if sys.platform != "linux":
        return ()
    libc = ctypes.CDLL(None, use_errno=True)
    code = [PACKAGE, *_libraries(), *map(Path, SYSTEM)]
    steps = {
        NETWORK: lambda: _leave_network(libc),
        PRIVILEGES: lambda: _drop_privileges(libc),
        FILES: lambda: sandbox_files.restrict(libc, [*code, *readable], folder),
        CALLS: lambda: sandbox_calls.refuse(libc),
    }
    standing = []
    for wall, put_up in steps.items():
        with suppress(OSError):
            put_up()
            standing.append(wall)
    return tuple(wall for wall in WALLS if wall in standing)


def _libraries() -> set[Path]:
    """Return where Python and what is installed for it lie; not LCity's own folder, for it holds settings."""
    own = PACKAGE.parent
    found = {Path(path) for name, path in sysconfig.get_paths().items() if "lib" in name}
    found |= {Path(path) for path in sys.path if path}
    found |= {Path(prefix) / "lib" for prefix in (sys.prefix, sys.base_prefix)}
    return {path for path in found if not own.is_relative_to(path.absolute())}


def _leave_network(libc: ctypes.CDLL) -> None:
    """Move to a network of one's own, which has no way out; who is not root needs users of its own for it.

    Root would lose with it the right to open files of other owners.
    """
    user, group = os.geteuid(), os.getegid()
    if libc.unshare(NEW_NETWORK) == 0:
        return
    if user == 0 or libc.unshare(NEW_USER | NEW_NETWORK) != 0:
        raise OSError(ctypes.get_errno(), "no network of its own can be made")
    for name, message in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with suppress(OSError):  # Unnamed users own what they owned.
            Path(f"/proc/self/{name}").write_text(message)


def _drop_privileges(libc: ctypes.CDLL) -> None:
    """Gain no more rights by any program, and give up root's but the one to open files of other owners."""
    if libc.prctl(NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "rights cannot be renounced")
    head = struct.pack("=Ii", CAPABILITIES_3, 0)
    now = ctypes.create_string_buffer(24)
    if libc.capget(head, now) != 0:
        raise OSError(ctypes.get_errno(), "rights cannot be looked up")
    effective, permitted = struct.unpack("=II", now.raw[:8])
    kept = (effective & DAC_OVERRIDE, permitted & DAC_OVERRIDE)
    if libc.capset(head, struct.pack("=6I", *kept, 0, 0, 0, 0)) != 0:
        raise OSError(ctypes.get_errno(), "rights cannot be given up")


if __name__ == "__main__":
    print(json.dumps(enter(Path(sys.argv[1]))))  # noqa: T201
