"""Which files a process may open from now on (Landlock, Linux 5.13 and later)."""

import ctypes
import os
import struct
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
VERSION, BENEATH = 1, 1
# Rights over files, by their bits in the kernel's interface.
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, REMOVE_DIR, REMOVE_FILE = (1 << bit for bit in range(6))
MAKE_DIR, MAKE_REG = 1 << 7, 1 << 8
TRUNCATE = 1 << 14
HANDLED = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""Version of the interface → how many of the rights it knows, from the first."""
OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE
READ = READ_FILE | READ_DIR
OWN = READ | WRITE_FILE | TRUNCATE | MAKE_DIR | MAKE_REG | REMOVE_DIR | REMOVE_FILE
"""No links, no sockets, no devices: whoever reads the answer would follow them."""
TCP_FROM, TCP = 4, 0b11
SCOPES_FROM, SCOPES = 6, 0b11
"""Abstract sockets and signals: only between processes behind the same wall."""


def version(libc: ctypes.CDLL) -> int:
    """Return the version of the kernel's interface; 0 where it has none, or it is switched off."""
    return max(libc.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION), 0)


def restrict(libc: ctypes.CDLL, readable: Iterable[Path], writable: Path) -> None:
    """Let this process open nothing but these files and folders, and no program; it cannot be taken back.

    Parameters
    ----------
    libc
        The C library, opened with `use_errno`. `no_new_privs` must be set.
    readable
        Files and folders; those that are not there are passed over.
    writable
        A folder, in which files and folders may be made, changed and removed.

    Raises
    ------
    OSError
        The kernel has no such wall, or none may be put up.
    """
    known = version(libc)
    if not known:
        raise OSError(ctypes.get_errno(), "the kernel has no Landlock")
    handled = (1 << HANDLED[min(known, max(HANDLED))]) - 1
    tcp, scopes = (TCP if known >= TCP_FROM else 0), (SCOPES if known >= SCOPES_FROM else 0)
    attributes = struct.pack("=QQQ", handled, tcp, scopes)
    # An older kernel takes a longer description only where what it does not know is 0: as it is here.
    ruleset = libc.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(len(attributes)), 0)
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "no rules of Landlock can be made")
    try:
        for path in readable:
            with suppress(FileNotFoundError, NotADirectoryError, PermissionError):
                _allow(libc, ruleset, path, READ & handled)
        _allow(libc, ruleset, writable, OWN & handled)
        with suppress(FileNotFoundError):
            _allow(libc, ruleset, Path(os.devnull), (READ_FILE | WRITE_FILE) & handled)
        if libc.syscall(RESTRICT_SELF, ruleset, 0) != 0:
            raise OSError(ctypes.get_errno(), "rules of Landlock cannot be put in force")
    finally:
        os.close(ruleset)


def _allow(libc: ctypes.CDLL, ruleset: int, path: Path, rights: int) -> None:
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        # A rule for a file may name no rights over folders.
        rights &= ~0 if path.is_dir() else OF_A_FILE
        rule = struct.pack("=Qi", rights, opened)
        if libc.syscall(ADD_RULE, ruleset, BENEATH, rule, 0) != 0:
            raise OSError(ctypes.get_errno(), f"no rule of Landlock for {path}")
    finally:
        os.close(opened)
