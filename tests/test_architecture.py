"""What keeps the parts apart and small; see the contracts in pyproject.toml for who may import whom."""

import ast
import re
import sys
import tomllib
from pathlib import Path

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from lcity import colour

ROOT = Path(__file__).parents[1]
PAGES = sorted((ROOT / "pages").glob("*.py"))
PACKAGE = sorted((ROOT / "lcity").rglob("*.py"))
SOURCES = [ROOT / "app.py", *PAGES, *PACKAGE]
SHIPPED = [
    path
    for folder in ("lcity", "pages", ".streamlit")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".js", ".mjs", ".css", ".html", ".toml"}
]
FOREIGN = re.compile(r"cdn\.|unpkg|jsdelivr|googleapis|gstatic|cartocdn|mapbox://|openstreetmap\.org/\{")


# Words that meant several things, or that another word means as well; those in use are in CONTRIBUTING.md.
RETIRED = (
    "said asked sound paper account came carrier lasting stands_on stood_on hand_out hands_out handed_out"
    " lead leads led follow follows followed"
).split()
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
TEXT = r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
NAME = r"([A-Za-z_$][\w$]*)"
PYTHON = re.compile(rf'#[^\n]*|"""(?:\\.|[^\\])*?"""|{TEXT}|{NAME}')
JS = re.compile(rf"//[^\n]*|/\*(?:.|\n)*?\*/|{TEXT}|`(?:\\.|[^`\\])*`|{NAME}")


def named(path):
    return str(path.relative_to(ROOT))


def tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path):
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module


def roots(path):
    return {name.split(".")[0] for name in imports(path)}


def streamlit_calls(path):
    attributes = (node for node in ast.walk(tree(path)) if isinstance(node, ast.Attribute))
    return {node.attr for node in attributes if isinstance(node.value, ast.Name) and node.value.id == "st"}


def test_imports_point_down(monkeypatch):
    monkeypatch.chdir(ROOT)
    # Its own logging would silence every logger there is already, for all tests after.
    monkeypatch.setattr("logging.config.dictConfig", lambda _: None)
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


def test_every_folder_of_code_is_a_package_and_so_is_held_to_the_contracts():
    folders = {path.parent for path in PACKAGE}
    assert [named(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_only_the_app_its_pages_and_ui_know_streamlit():
    knowing = [path for path in SOURCES if "streamlit" in roots(path)]
    allowed = (ROOT / "app.py", ROOT / "pages", ROOT / "lcity" / "ui")
    assert [named(path) for path in knowing if not any(map(path.is_relative_to, allowed))] == []


def test_pages_compose_and_do_not_know_each_other():
    foreign = {named(path): roots(path) - sys.stdlib_module_names - {"streamlit", "lcity"} for path in PAGES}
    assert {path: names for path, names in foreign.items() if names} == {}


def test_nothing_is_drawn_from_raw_html_or_by_guessing_its_type():
    raw = [path for path in SOURCES if "unsafe_allow_html" in path.read_text(encoding="utf-8")]
    guessed = [path for path in SOURCES if "write" in streamlit_calls(path)]
    assert list(map(named, raw + guessed)) == []


def test_only_one_module_caches_what_readers_share():
    caching = [path for path in SOURCES if {"cache_data", "cache_resource"} & streamlit_calls(path)]
    assert set(map(named, caching)) <= {"lcity/ui/shared/cache.py"}


def test_nothing_shipped_names_a_host_that_serves_tiles_fonts_or_scripts():
    found = {named(path): FOREIGN.findall(path.read_text(encoding="utf-8")) for path in SHIPPED}
    assert {path: hosts for path, hosts in found.items() if hosts} == {}


def test_a_file_is_short_enough_to_be_read_at_once():
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    most = {path: 40 if path.parent == ROOT else 80 if path in PAGES else 420 for path in SOURCES}
    assert {named(path): lines[path] for path in SOURCES if lines[path] > most[path]} == {}


def test_no_file_is_a_drawer_for_everything():
    drawers = {"utils", "util", "helpers", "helper", "common", "misc"}
    assert [named(path) for path in PACKAGE if path.stem in drawers or path.parent.name in drawers] == []


def test_no_name_is_a_retired_word():
    found = []
    for folder in ("lcity", "pages", "tests", "benchmarks"):
        for path in (ROOT / folder).rglob("*"):
            pattern = {".py": PYTHON, ".js": JS, ".mjs": JS}.get(path.suffix)
            names = {path.stem, *(pattern.findall(path.read_text(encoding="utf-8")) if pattern else ())}
            # What a test is called is a sentence.
            found += [(named(path), name) for name in names if _is_retired(name) and name[:5] != "test_"]
    assert sorted(found) == []


def _is_retired(name):
    if not any(word.split("_")[0] in name.lower() for word in RETIRED):
        return False
    parts = "_".join(part.lower() for part in PART.findall(name))
    return any(f"_{word}_" in f"_{parts}_" for word in RETIRED)


def test_nothing_is_imported_by_a_string():
    # The linter sees imports inside functions, and none that a string names. The process that reads
    # uploads imports before the first comes; that list is its own.
    allowed = {"lcity/intake/worker/worker.py"}
    called = {
        named(path)
        for path in SOURCES
        if re.search(r"\b(import_module|__import__)\(", path.read_text(encoding="utf-8"))
    }
    assert called <= allowed


def test_no_test_asks_for_a_group_of_workers():
    # pytest 9.2 and xdist 3.8 do not keep such groups, and say nothing; a file's tests stay together.
    mark = "xdist_" + "group"
    asking = [named(path) for path in (ROOT / "tests").rglob("*.py") if mark in path.read_text("utf-8")]
    assert asking == []
    runs = re.findall(r"-n \$\(WORKERS\) --dist (\w+)", (ROOT / "Makefile").read_text("utf-8"))
    assert set(runs) == {"loadfile"}


def test_the_accent_is_the_same_in_widgets_and_in_charts():
    theme = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert theme["light"]["primaryColor"] == colour.ACCENT
    assert theme["dark"]["primaryColor"] == colour.ACCENT_ON_DARK
