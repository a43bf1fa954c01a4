"""Where rooms and votes are kept: one file of the user's own, or PostgreSQL where several processes serve."""

import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from platformdirs import user_data_path
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.exc import DBAPIError

from lcity.errors import ArgumentError, LcityError
from lcity.meeting import migrations

DATABASE, DATA = "LCITY_DATABASE", "LCITY_DATA"
FILE = "meeting.sqlite3"
WRITES = {"lcity_writes": True}
"""Execution options of a connection that changes something: in SQLite it must say so when it begins."""
BUSY_S = 30
_OPENED = "file"
_LOCK = 0x4C43495459
"""Of PostgreSQL's advisory locks, ours: two processes that start together do not both migrate."""


class GoneError(LcityError, OSError):
    """The file that is written to is not where it was: what is written into it, nobody will find again."""


LOST = (DBAPIError, OSError)
"""What says that the database does not keep, or does not answer."""


def location() -> str:
    """Return the address of the database: `LCITY_DATABASE`, else a file in `LCITY_DATA` or the user's data.

    Raises
    ------
    ArgumentError
        `LCITY_DATABASE` is not the address of a PostgreSQL.
    """
    given = os.environ.get(DATABASE, "").strip()
    if not given:
        folder = Path(os.environ.get(DATA) or user_data_path("lcity", appauthor=False))
        return f"sqlite:///{(folder / FILE).absolute()}"
    scheme, _, rest = given.partition("://")
    if scheme not in ("postgresql", "postgres", "postgresql+psycopg") or not rest:
        # What is written there may hold a password: it is not repeated.
        raise ArgumentError(f"{DATABASE} is not postgresql://user@host/name")
    return f"postgresql+psycopg://{rest}"


def is_there() -> bool:
    """Say whether rooms may have been kept: in a file that is there, or in the database that is named."""
    url = make_url(location())
    return not url.drivername.startswith("sqlite") or Path(url.database).exists()


def connect(url: str) -> Engine:
    """Return an engine whose tables are those of this LCity.

    Parameters
    ----------
    url
        As `location` gives it.

    Raises
    ------
    sqlalchemy.exc.OperationalError
        The database does not answer, or the file cannot be written.
    """
    engine = _sqlite(url) if url.startswith("sqlite") else sa.create_engine(url, pool_pre_ping=True)
    _migrate(engine)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a transaction that changes something; what it did is on the disk when it ends.

    Raises
    ------
    GoneError
        Somebody has removed or replaced the file of this SQLite: the operating system lets it be written to
        all the same, as long as it is open.
    """
    with engine.connect().execution_options(**WRITES) as connection:
        with connection.begin():
            yield connection
        opened = connection.info.get(_OPENED)
        if opened is not None and opened != _file(Path(engine.url.database)):
            raise GoneError(f"{engine.url.database} is not the file it was")


def forget(engine: Engine) -> None:
    """Have nothing left in SQLite's log of what was deleted; as long as others read, some of it may stay."""
    if engine.dialect.name == "sqlite":
        with closing(engine.raw_connection()) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _sqlite(url: str) -> Engine:
    path = Path(make_url(url).database)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    # Made by us first, so that no other user of this machine can read it.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    engine = sa.create_engine(url, connect_args={"timeout": BUSY_S})

    @sa.event.listens_for(engine, "connect")
    def prepare(connection, record) -> None:
        connection.isolation_level = None  # When a transaction begins is said by us, not guessed.
        _ahead_of_writing(connection)
        record.info[_OPENED] = _file(path)
        for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # One that reads first and then wants to write could find that another has written in between.
        writes = connection.get_execution_options().get("lcity_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _file(path: Path) -> tuple[int, int] | None:
    """Return which file a path leads to; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino


def _ahead_of_writing(connection) -> None:
    """Turn to a write-ahead log; two processes that open a new file at once have to take turns."""
    until = time.monotonic() + BUSY_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except connection.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)


def _migrate(engine: Engine) -> None:
    settings = Config()
    settings.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")
