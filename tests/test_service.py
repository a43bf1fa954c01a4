"""The service for systemd starts what the README says, with options and variables that exist."""

import configparser
import re
import shlex
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit import config

from lcity.meeting import database

ROOT = Path(__file__).parents[1]
UNIT = ROOT / ".streamlit" / "lcity@.service"


class Unit(configparser.RawConfigParser):
    """A file of systemd's: names keep their capitals, and may come twice."""

    optionxform = staticmethod(str)


@pytest.fixture(scope="module")
def service():
    unit = Unit(strict=False)
    unit.read(UNIT, encoding="utf-8")
    return unit["Service"]


def test_the_command_is_streamlits_and_its_options_exist(service):
    command = shlex.split(service["ExecStart"])
    python, module, app, options = command[0], command[1:4], command[4], command[5:]
    assert Path(python).relative_to(service["WorkingDirectory"]).parts[:2] == (".venv", "bin")
    assert module == ["-m", "streamlit", "run"]
    assert (ROOT / app).is_file()
    for name in options[::2]:
        config.get_option(name.removeprefix("--"))
    assert dict(zip(options[::2], options[1::2], strict=True))["--server.port"] == "%i"


def test_every_variable_it_sets_is_told_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^Environment=(.+)", UNIT.read_text(encoding="utf-8"), re.MULTILINE)
    names = [word.partition("=")[0] for line in lines for word in line.split()]
    assert {"LCITY_DATA", "LCITY_CACHE"} < set(names)
    assert [name for name in names if name not in readme] == []


def test_what_a_running_server_keeps_is_whole_in_the_copy_the_readme_tells_of(tmp_path):
    """What is written last lies in SQLite's log beside the file: copying the file alone would lose it."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    copying = re.search(r'sqlite3 meeting\.sqlite3 "(VACUUM INTO .+?)"', readme)[1]
    kept, copy = tmp_path / "meeting.sqlite3", tmp_path / "copy.sqlite3"
    engine = database.connect(f"sqlite:///{kept}")
    try:
        with database.writing(engine) as connection:
            connection.execute(sa.text("insert into setting (name, value) values ('written', 'last')"))
        with closing(sqlite3.connect(kept)) as beside:
            beside.execute(copying.replace("copy.sqlite3", str(copy)))
        with closing(sqlite3.connect(copy)) as read:
            assert read.execute("select value from setting where name = 'written'").fetchall() == [("last",)]
    finally:
        engine.dispose()
