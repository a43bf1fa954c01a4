"""The board's modules, each held to worked cases by node's own test runner."""

import subprocess

import pytest

from tests.ui.parts.board.node import HERE, node


@pytest.mark.parametrize("file", sorted(path.name for path in HERE.glob("*.test.mjs")))
def test_what_node_tests_passes(file):
    run = subprocess.run(
        [node(), "--test", str(HERE / file)], capture_output=True, encoding="utf-8", timeout=60
    )
    assert run.returncode == 0, run.stdout + run.stderr
