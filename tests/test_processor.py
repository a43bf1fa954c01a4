"""What numpy is told of the processor."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lcity.processor import SLOW, SWITCH, leave_slow_instructions

FLAGS = "fpu avx2 avx512f avx512dq avx512cd avx512bw avx512vl avx512vbmi avx512_vbmi2 avx512_vnni"
ZEN_4 = {"vendor_id": "AuthenticAMD", "cpu family": "25", "flags": FLAGS}


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch):
    """Stand where the environment says nothing; what is set here goes with the test, on any processor."""
    monkeypatch.setenv(SWITCH, "")
    monkeypatch.delenv(SWITCH)


def written(folder: Path, told: dict[str, str]) -> Path:
    own = "\n".join(f"{name}\t: {value}" for name, value in told.items())
    others = "vendor_id\t: another\ncpu family\t: 1"
    info = folder / "cpuinfo"
    info.write_text(
        f"processor\t: 0\n{own}\npower management:\n\nprocessor\t: 1\n{others}\n", encoding="utf-8"
    )
    return info


@pytest.mark.parametrize(
    ("other", "heard"),
    [
        ({}, SLOW),
        ({"cpu family": "26"}, None),  # Zen 5 has mended it
        ({"vendor_id": "GenuineIntel"}, None),
        ({"flags": "fpu avx2"}, None),  # Zen 3
        ({"flags": FLAGS.replace(" avx512_vbmi2", "")}, SLOW),  # one that a virtual machine shows in part
    ],
)
def test_numpy_is_told_of_the_processors_that_are_slow(tmp_path, other, heard):
    leave_slow_instructions(written(tmp_path, ZEN_4 | other))
    assert os.environ.get(SWITCH) == heard


def test_what_the_environment_says_stays(tmp_path, monkeypatch):
    monkeypatch.setenv(SWITCH, "X86_V3")
    leave_slow_instructions(written(tmp_path, ZEN_4))
    assert os.environ[SWITCH] == "X86_V3"


def test_where_nobody_tells_of_the_processor_nothing_is_changed(tmp_path):
    leave_slow_instructions(tmp_path / "none")
    leave_slow_instructions(written(tmp_path, {}))
    assert SWITCH not in os.environ


BEGUN = """
import os, pathlib, sys
told = pathlib.Path(sys.argv[1]).read_text()
pathlib.Path.read_text = lambda path, **_: told if str(path) == "/proc/cpuinfo" else path.open().read()
import lcity
assert "numpy" not in sys.modules
print(os.environ.get(sys.argv[2]))
"""


def test_whoever_imports_lcity_has_numpy_told_before_it_is_read(tmp_path):
    command = [sys.executable, "-c", BEGUN, str(written(tmp_path, ZEN_4)), SWITCH]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == SLOW


ORDER = """
import os, sys
import streamlit  # as app.py does, before all of ours
assert "numpy" not in sys.modules, "streamlit reads numpy before we can tell it anything"
import lcity
import numpy as np
from numpy._core._multiarray_umath import __cpu_features__ as has
from lcity.processor import SLOW, SWITCH
told = os.environ.get(SWITCH) == SLOW
assert not (told and any(has[name] for name in SLOW.split())), "numpy heard nothing"
print(np.random.default_rng(1).normal(size=40_000).argsort().tobytes().hex())
"""


def test_numpy_hears_it_without_a_warning_and_sorts_as_ever(monkeypatch):
    def order() -> str:
        command = [sys.executable, "-W", "error", "-c", ORDER]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    found = order()
    monkeypatch.setenv(SWITCH, "")
    assert found == order()


LACKED = """
from numpy._core._multiarray_umath import __cpu_dispatch__ as made_for, __cpu_features__ as has
print(*(name for name in made_for if not has[name]))
"""


def test_numpy_passes_over_what_the_processor_has_not(monkeypatch):
    def lacked() -> list[str]:
        command = [sys.executable, "-W", "error", "-c", LACKED]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()

    found = lacked()
    monkeypatch.setenv(SWITCH, " ".join(found))
    assert lacked() == found
