"""A page names the modules that it will need, each of which there is."""

import re

from lcity.ui.server import assets, early_modules

NAMED = re.findall(
    r'<link rel="modulepreload" fetchpriority="low" href="\./([^"]+)">', early_modules.links().decode()
)


def test_a_page_names_modules_the_server_has():
    own = {name for name in NAMED if name.startswith("parts/")}
    assert own <= {assets.script(name) for name in assets.modules()}
    assert {assets.script("lib/component.js"), assets.script("table/table.js")} <= own


def test_what_streamlit_fetches_with_an_element_is_named_with_all_it_imports():
    files = [early_modules._STATIC / name for name in NAMED if name.startswith("static/")]
    names = {path.name for path in files}
    for element in early_modules.ELEMENTS:
        assert any(name.startswith(f"{element}.") for name in names), f"Streamlit has no {element} any more"
    by_itself = early_modules._SHELL.read_text(encoding="utf-8")
    for path in files:
        head = path.read_text(encoding="utf-8")
        for imported in re.findall(r'from\s*"\./([^"]+)"', head):
            assert imported in names or imported in by_itself
    assert not any(name in by_itself for name in names)


def test_none_is_named_twice():
    assert len(NAMED) == len(set(NAMED))


def test_what_the_board_needs_besides_comes_in_two_rounds_at_most():
    early = set(early_modules.BOARD)
    rounds = [early]
    while named := {other for module in rounds[-1] for other in _imports(module)} - early:
        rounds.append(named)
        early |= named
    assert "board/js/raster.js" in early
    assert len(rounds) - 1 <= 2


def _imports(module):
    """Return the board's modules that one of them imports."""
    named = re.findall(r'(?:from |import\()"\./(\w+\.js)"', assets.source(module))
    return {f"board/js/{name}" for name in named}
