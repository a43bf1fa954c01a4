"""CONTRIBUTING.md is held to the tree: every folder it names exists, and every folder is named."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PLACE = re.compile(r"\b((?:lcity|tests|pages|benchmarks|data)(?:/[\w.]+)*/?)")
OF_ITS_OWN = {"js", "fonts", "pictures", "forms", "en", "zh"}
"""Folders inside a part that is named, which are no rooms."""


def test_every_place_it_names_exists():
    named = {place for place in PLACE.findall(TEXT) if "/" in place}
    assert len(named) > 25
    assert sorted(place for place in named if not (ROOT / place).exists()) == []


def test_every_folder_of_code_is_named():
    packages = {path.parent for path in (ROOT / "lcity").rglob("__init__.py")} - {ROOT / "lcity"}
    rooms = {
        str(folder.relative_to(ROOT))
        for folder in packages
        if folder.name not in OF_ITS_OWN
        and len(folder.relative_to(ROOT).parts) <= 3
        and folder.parent.name not in ("build", "parts")
        and folder != ROOT / "lcity" / "ui"
    }
    named = {place.rstrip("/") for place in PLACE.findall(TEXT)}
    assert sorted(rooms - named) == []


def test_the_floors_it_tells_are_those_the_linter_holds():
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contract = settings[settings.index('containers = ["lcity.ui"]') :]
    floors = re.findall(r'^    "([\w |]+)",$', contract[: contract.index("]\n\n")], re.MULTILINE)
    assert len(floors) == 6
    assert f"page rooms → {' → '.join(floors[1:])}" in TEXT
