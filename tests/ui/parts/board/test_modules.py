"""The components' modules, each held to worked cases by node's own test runner."""

import subprocess

import pytest

from tests.ui.parts.board.node import HERE, node


@pytest.mark.parametrize("file", sorted(HERE.parent.rglob("*.test.mjs")), ids=lambda path: path.name)
def test_what_node_tests_passes(file):
    run = subprocess.run([node(), "--test", str(file)], capture_output=True, encoding="utf-8", timeout=60)
    assert run.returncode == 0, run.stdout + run.stderr
