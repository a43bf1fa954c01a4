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
LANGUAGE = "lang"
_KEPT = "lcity.kept"


def _session() -> tuple[dict[str, str], dict[str, tuple[Any, str | None]], list[str]]:
    """Return what the link still holds, what was chosen, and what was refused.

    The link is taken over once a session; everything later is the reader's own doing.
    """
    try:
        return st.session_state[_KEPT]
    except KeyError:
        link = {key: value[:LINK_CHARACTERS] for key, value in st.query_params.items()}
        st.session_state[_KEPT] = link, {}, []
        return st.session_state[_KEPT]


def refused() -> list[str]:
    """Return the names of the link's parameters that could not be understood, until something is chosen."""
    return _session()[2].copy()


def write_link() -> None:
    """Bring the address bar in line with the choices."""
    link, chosen, _ = _session()
    wanted = link | {key: text for key, (_, text) in chosen.items() if text is not None}
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
        link, chosen, refused_ = _session()
        if self.name in link:
            self._take(link.pop(self.name), chosen, refused_)
        value, _ = chosen.get(self.name, (self.default, None))
        if not self._allows(value):
            del chosen[self.name]
            return self.default
        return value

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
        link, chosen, refused_ = _session()
        link.pop(self.name, None)
        refused_.clear()
        chosen[self.name] = (value, None if value == self.default else self.write(value))
        write_link()

    @property
    def _widget(self) -> str:
        # A widget of another language is another widget: the browser answers with labels, not with values.
        code, _ = _session()[1].get(LANGUAGE, ("", None))
        return f"widget.{self.name}.{code}"

    def _allows(self, value: Any) -> bool:
        return self.allowed is None or value == self.default or value in self.allowed

    def _take(self, text: str, chosen: dict, refused_: list) -> None:
        try:
            value = self.parse(text)
        except (ArgumentError, KeyError, ValueError):
            refused_.append(self.name)
            return
        if self._allows(value):
            chosen[self.name] = (value, None if value == self.default else text)
        else:
            refused_.append(self.name)


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
