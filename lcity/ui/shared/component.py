"""Components of ours on the page: one loader loads their modules, so that none travels with every answer."""

from collections.abc import Callable, Container
from typing import Any

import streamlit as st

from lcity.ui.server import assets

LOADER = assets.source("lib/load.js")


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
        js = assets.source(script) if at_once else LOADER
        self._mount = st.components.v2.component(f"lcity_{name}", html=html, css=css, js=js)
        self._script = script

    def draw(self, key: str, data: dict[str, Any], **more: Any) -> None:
        """Put it on the page.

        Parameters
        ----------
        key
            Its name on the page.
        data
            What it is told; "script" is the loader's.
        more
            What Streamlit takes besides: `height`, `on_…_change`.
        """
        self._mount(key=key, data={"script": assets.script(self._script), **data}, **more)

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
