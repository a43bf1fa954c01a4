"""Components of ours on the page: one loader loads their modules, so that none travels with every answer.

Neither does the loader: what travels is but where to fetch it.
"""

from collections.abc import Callable, Container, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import streamlit as st

from lcity.ui.server import assets, early_style
from lcity.ui.shared.reader import t


def _travelling(name: str) -> str:
    """Return a module without its lines of comment: it travels with every answer."""
    lines = assets.source(name).splitlines(keepends=True)
    return "".join(line for line in lines if line.strip() and not line.lstrip().startswith("//"))


BEGIN = _travelling("lib/begin.js").replace("LOADER", assets.script("lib/load.js"))


class Component:
    """A component: what the browser loads for it, and how it is put on the page.

    Parameters
    ----------
    name
        As Streamlit shall know it.
    script
        The module it runs, of those `lcity.ui.server.assets` serves; it finds its style sheet itself.
    at_once
        Whether the module travels with the component all the same: short, importing nothing, and needed
        before anything can be fetched.
    html, css
        What is to stand in its place before the module is there, where anything is.
    """

    def __init__(
        self,
        name: str,
        script: str,
        *,
        at_once: bool = False,
        html: str | None = None,
        css: str | None = None,
    ):
        js = _travelling(script) if at_once else BEGIN
        self._mount = st.components.v2.component(f"lcity_{name}", html=html, css=css, js=js)
        self._script = script

    def draw(
        self,
        key: str,
        data: dict[str, Any],
        *,
        least_px: float = 0,
        shape: early_style.Shape | None = None,
        **more: Any,
    ) -> None:
        """Put it on the page.

        Parameters
        ----------
        key
            Its name on the page.
        data
            What it is told; "script" and "lost" are the loader's.
        least_px
            How high it is at least, where letters have 16 px: so much is kept for it before it is there,
            that what stands below need not jump.
        shape
            The same where it goes by how wide its place is; None where it does not.
        more
            What Streamlit takes besides: `height`, `on_…_change`.
        """
        lost = [t("frame.part_lost"), t("frame.reload")]
        told = {"script": assets.script(self._script), "lost": lost, **data}
        with _kept(key, least_px, shape):
            self._mount(key=key, data=told, **more)

    def choose_from(
        self,
        key: str,
        data: dict[str, Any],
        allowed: Container,
        on_choose: Callable[[Any], None],
        **more: Any,
    ) -> None:
        """Put it on the page; `on_choose` is called with what the reader clicks, if it is `allowed`.

        For `more` see `draw`.
        """

        def chosen() -> None:
            value = st.session_state[key].chosen
            if isinstance(value, str | int) and value in allowed:
                on_choose(value)

        self.draw(key, data, on_chosen_change=chosen, **more)


@contextmanager
def _kept(key: str, least_px: float, shape: early_style.Shape | None) -> Iterator[None]:
    """Keep room for what is drawn in it."""
    with ExitStack() as places:
        if shape is not None:
            places.enter_context(st.container(key=early_style.WIDE + key))
            places.enter_context(st.container(key=shape.kept(key)))
        elif least_px:
            places.enter_context(st.container(key=early_style.kept(key, least_px)))
        yield
