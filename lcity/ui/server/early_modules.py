"""Modules that the page will need are named in it, and come while the browser waits for the first answer.

They come after Streamlit's own, without which there is nothing to draw in: a browser asks for six things at
a time.
"""

import re
from functools import cache
from pathlib import Path

import streamlit

from lcity.ui.server import assets

_NAMING = ("mount", "channel", "board", "layout", "level", "turning", "district", "map")
BOARD = tuple(f"board/js/{name}.js" for name in _NAMING)
"""Of the board's modules, many and only on one page, those that name the others."""

ELEMENTS = ("BidiComponent", "Button", "ButtonGroup", "Html", "PageLink", "Radio", "Selectbox", "Slider")
"""Elements of Streamlit's that every page has; it fetches each only when the first of its kind is drawn."""

_STATIC = Path(streamlit.__file__).parent / "static"
_SHELL = _STATIC / "index.html"
_SCRIPTS = _STATIC / "static" / "js"
_IMPORTED = re.compile(r'(?:\bfrom|\bimport)"\./([^"]+\.js)"')


@cache
def links() -> bytes:
    """Return the elements that name them, each relative to the page."""
    own = (name for name in assets.modules() if name.endswith(".js") and not name.startswith("board/"))
    early = [*(name for name in own if name not in assets.WITH_THE_PAGE), *BOARD]
    named = [*(f"static/js/{name}" for name in _of_elements()), *map(assets.script, early)]
    lines = (f'<link rel="modulepreload" fetchpriority="low" href="./{name}">\n' for name in named)
    return "".join(lines).encode()


def _of_elements() -> list[str]:
    """Return the modules of `ELEMENTS`, with all they import that does not come with the page by itself."""
    shell = _SHELL.read_text(encoding="utf-8")
    found: dict[str, None] = {}
    wanted = [path.name for name in ELEMENTS for path in _SCRIPTS.glob(f"{name}.*.js")]
    while wanted:
        name = wanted.pop()
        if name not in found and name not in shell:
            found[name] = None
            wanted += _IMPORTED.findall((_SCRIPTS / name).read_text(encoding="utf-8"))
    return list(found)
