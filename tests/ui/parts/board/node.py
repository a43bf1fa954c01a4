"""Asking node what the board's JavaScript makes of something."""

import base64
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

HERE = Path(__file__).parent


def node() -> str:
    """Return the path of node; skip the test where there is none."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("node, which runs the board's modules outside the browser, is not installed")
    return found


class Modules:
    """The board's modules, loaded once in a node that waits for questions (see answer.mjs)."""

    def __init__(self):
        self._process = subprocess.Popen(
            [node(), str(HERE / "answer.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )

    def __enter__(self) -> "Modules":
        return self

    def __exit__(self, *_) -> None:
        with self._process as process:
            process.stdin.close()

    def ask(self, name: str, *given: Any) -> Any:
        """Return the answer to a question, as JSON tells it."""
        self._process.stdin.write(json.dumps([name, *given], allow_nan=False) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"node ended without answering {name}; see its standard error"
        return json.loads(line)


def pack(data: bytes | np.ndarray) -> str:
    """Return bytes, or numbers as 64-bit floats, in base64."""
    return base64.b64encode(data if isinstance(data, bytes) else data.astype("<f8").tobytes()).decode()


def unpack(text: str) -> np.ndarray:
    """Return the numbers packed as 64-bit floats."""
    return np.frombuffer(base64.b64decode(text), "<f8")
