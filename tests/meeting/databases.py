"""The two databases rooms are kept in, as tests start them."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

KINDS = ("sqlite", "postgresql")
_numbers = count()


def programs() -> Path | None:
    """Return the folder with PostgreSQL's own programs; None where it is not installed."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in folders if (folder / "postgres").exists()), None)


@contextmanager
def cluster() -> Iterator[str]:
    """Start a PostgreSQL of our own that only this machine's sockets lead to; yield the address of it.

    As root it runs as its own user, for it refuses to be root's.
    """
    own = programs()
    if own is None:
        pytest.skip("NOT TESTED: rooms in PostgreSQL; there is none here, and tests/postgresql.sh found none")
    root = os.geteuid() == 0
    user = "postgres" if root else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="lcity-pg-"))
    if root:
        shutil.chown(folder, user)
    data = folder / "data"

    def run(*command: str) -> None:
        subprocess.run(
            command, check=True, capture_output=True, cwd=folder, **({"user": user} if root else {})
        )

    try:
        run(
            str(own / "initdb"),
            "-D",
            str(data),
            "-U",
            user,
            "-A",
            "trust",
            "--no-sync",
            "-E",
            "UTF8",
            "--locale",
            "C",
        )
        options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c max_connections=40"
        run(str(own / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield f"postgresql://{user}@/{{}}?host={folder}"
        finally:
            run(str(own / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fresh(address: str) -> str:
    """Make an empty database in a cluster; return its address as `LCITY_DATABASE` takes it."""
    name = f"lcity_{os.getpid()}_{next(_numbers)}"
    url = address.format("postgres").replace("postgresql://", "postgresql+psycopg://")
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    engine.dispose()
    return address.format(name)
