"""What the board asks of the server beside its settings; the protocol stands in `lcity.ui.parts.board`."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from lcity.ui.shared.component import Component


class Channel:
    """The element one kind of request goes by and its reply comes back by.

    Drawn in a fragment of its own, so that a request runs that anew and nothing else.

    Parameters
    ----------
    kind
        What is asked for, as the browser calls it.
    once
        Whether a request holds for one run of the page, and not until the next.
    html, css
        What stands in its place, where anything does.
    """

    def __init__(self, kind: str, *, once: bool = False, html: str | None = None, css: str | None = None):
        self.key = f"board.{kind}"
        self._told = {"kind": kind, "once": once}
        self._component = Component(kind, "board/js/channel.js", html=html, css=css)

    @property
    def request(self) -> dict[str, Any] | None:
        """What the browser asks for, with a "token"; None while it asks for nothing."""
        return st.session_state.get(self.key, {}).get("request")

    def draw(
        self,
        request: dict[str, Any] | None,
        reply: dict[str, Any] | None,
        on_request: Callable[[], None],
        **more: Any,
    ) -> None:
        """Put the element on the page, with the reply to a request.

        Parameters
        ----------
        request
            That is replied to.
        reply
            None while there is none.
        on_request
            Called first when the browser asks.
        more
            What else the element is told.
        """
        token = {"token": request["token"]} if request and reply is not None else {}
        data = self._told | {"reply": token | reply if token else None} | more
        self._component.draw(self.key, data, on_request_change=on_request)
