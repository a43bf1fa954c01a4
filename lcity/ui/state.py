"""What the reader has chosen: kept across pages, written into the link, read back from it.

A `Choice` lives in the session under its own name, apart from the widget that shows it, so that it
outlives the page with the widget. The link holds codes, never labels, and only what differs from
the default; what a link holds for a page not yet opened is passed on as it came.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lcity.errors import ArgumentError

LINK_CHARACTERS = 4_000
_CHOSEN = "lcity.chosen"
_LINK = "lcity.link"
_REFUSED = "lcity.refused"


def open_link() -> None:
    """Take over the link's parameters, once a session; everything later is the reader's own doing."""
    if _LINK not in st.session_state:
        given = {key: value[:LINK_CHARACTERS] for key, value in st.query_params.items()}
        st.session_state[_LINK] = given
        st.session_state[_CHOSEN] = {}
        st.session_state[_REFUSED] = []


def refused() -> list[str]:
    """Return the names of the link's parameters that could not be understood, and forget them."""
    names, st.session_state[_REFUSED] = st.session_state[_REFUSED], []
    return names


def write_link() -> None:
    """Bring the address bar in line with the choices."""
    chosen = {key: text for key, (_, text) in st.session_state[_CHOSEN].items() if text is not None}
    wanted = st.session_state[_LINK] | chosen
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


@dataclass(frozen=True)
class Choice:
    """One thing a reader can choose.

    Parameters
    ----------
    name
        Its name in the link and in the session.
    default
        The value while nothing was chosen; it is left out of the link.
    parse
        Reads the link's text; raises ArgumentError, KeyError or ValueError on what it does not allow.
    write
        Writes a value as the link's text.
    allowed
        The values that exist in the open dataset, where they can be listed: a value chosen before
        that no longer exists gives way to the default.
    """

    name: str
    default: Any = None
    parse: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    allowed: tuple | None = None

    @property
    def value(self) -> Any:
        """The value in force."""
        self._take_from_link()
        value, _ = st.session_state[_CHOSEN].get(self.name, (self.default, None))
        return value if self._allows(value) else self.default

    def set(self, value: Any) -> None:
        """Choose `value`, in the session, in the link and in the widget that shows it."""
        st.session_state.pop(self._widget, None)
        self._keep(value)

    def widget(self) -> dict[str, Any]:
        """Return `key` and `on_change` for the widget that shows this choice."""
        if self._widget not in st.session_state or not self._allows(st.session_state[self._widget]):
            st.session_state[self._widget] = self.value
        return {"key": self._widget, "on_change": self._changed}

    def _changed(self) -> None:
        value = st.session_state[self._widget]
        self._keep(self.default if value is None else value)

    def _keep(self, value: Any) -> None:
        st.session_state[_LINK].pop(self.name, None)
        text = None if value == self.default else self.write(value)
        st.session_state[_CHOSEN][self.name] = (value, text)
        write_link()

    @property
    def _widget(self) -> str:
        return f"widget.{self.name}"

    def _allows(self, value: Any) -> bool:
        return self.allowed is None or value == self.default or value in self.allowed

    def _take_from_link(self) -> None:
        text = st.session_state[_LINK].get(self.name)
        if text is None:
            return
        del st.session_state[_LINK][self.name]
        try:
            value = self.parse(text)
        except (ArgumentError, KeyError, ValueError):
            value = None
        if value is None or not self._allows(value):
            st.session_state[_REFUSED].append(self.name)
        else:
            st.session_state[_CHOSEN][self.name] = (value, None if value == self.default else text)


def whole_number(low: int, high: int) -> Callable[[str], int]:
    """Return a parser for whole numbers from `low` to `high`."""

    def parse(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return parse


def one_of(options: tuple) -> Callable[[str], Any]:
    """Return a parser for exactly these options, told apart by how they are written."""
    by_text = {str(option): option for option in options}
    return by_text.__getitem__
