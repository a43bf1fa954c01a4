"""What the reader has chosen: kept across pages, written into the link, read back from it.

A `Choice` lives in the session under its own name, apart from the widget that shows it, so that it
outlives the page with the widget. The link holds codes, never labels, and only what differs from
the default; what a link holds for a page not yet opened is passed on as it came. Besides, it says in
which version it is written and which dataset its sender had open.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from lcity.errors import ArgumentError
from lcity.ui.shared import session
from lcity.ui.shared.datasets import Mark

LANGUAGE = "lang"
VERSION_NAME, VERSION = "v", "1"
DATASET_NAME = "d"
PRIVATE = frozenset({"steer"})
"""What stands in the address bar and is handed on in no link."""
PRESENT_NAME, VIEWS_NAME = "present", "views"
OF_THE_TALK = (PRESENT_NAME, VIEWS_NAME)
"""What is no part of a view: it stays where another is opened."""
FIRST_PAGE = "overview"
LINK_CHARACTERS = 4_000
LINK_NAMES = 80
_NAME = re.compile(r"[a-z][a-z_]{0,15}")
_KEPT = "lcity.kept"


@dataclass
class _Kept:
    """What the link still holds, what was chosen (value and its text), and what the link was like.

    Parameters
    ----------
    link
        Parameters no choice has asked for yet.
    chosen
        Name → value, and its text in the link (None for the default).
    refused
        The names of the link's parameters that could not be understood.
    readable
        Whether the link could be read at all.
    quiet
        Whether what of the link cannot be understood need not be told: the reader has turned to other data.
    sender
        The mark of the dataset of who sent the link; None where it does not say.
    own
        The mark of the dataset open here.
    renewed
        Name → how often the widget that shows a choice had to give way to one that shows another value.
    first
        The same for a choice `renewed` does not have.
    page, drawn
        The page in view, and the page each widget was last drawn on.
    shown
        What each widget shows, as far as is known: what it was drawn with or has told since.
    told
        The address the browser was told last, or came with.
    """

    link: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, tuple[Any, str | None]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    readable: bool = True
    quiet: bool = False
    sender: Mark | None = None
    own: Mark | None = None
    renewed: dict[str, int] = field(default_factory=dict)
    first: int = 0
    page: str = ""
    drawn: dict[str, str] = field(default_factory=dict)
    shown: dict[str, Any] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "_Kept":
        """Take a link over; of one of another version, or of a size no link has, only the language."""
        version = query.get(VERSION_NAME, VERSION)
        size = sum(len(name) + len(text) for name, text in query.items())
        if version != VERSION or size > LINK_CHARACTERS or len(query) > LINK_NAMES:
            language = query.get(LANGUAGE, "")
            return cls(
                {LANGUAGE: language} if len(language) < LINK_NAMES and language else {}, readable=False
            )
        link = {name: text for name, text in query.items() if _NAME.fullmatch(name)}
        link.pop(VERSION_NAME, None)
        sender = link.pop(DATASET_NAME, "")
        kept = cls(link)
        try:
            kept.sender = Mark.read(sender) if sender else None
        except ValueError:
            kept.refused.append(DATASET_NAME)
        return kept


def _session() -> _Kept:
    """Return what is kept of this session; its link is taken over once, all else is the reader's doing."""
    try:
        return st.session_state[_KEPT]
    except KeyError:
        session.replace(_KEPT, _first())
        return st.session_state[_KEPT]


def _glance() -> _Kept:
    """Return the same where nothing of it is changed, which is asked for far more often."""
    return session.glance(_KEPT, _first)


def _first() -> _Kept:
    kept = _Kept.of(st.query_params.to_dict())
    kept.told = st.query_params.to_dict()
    return kept


def mentions(name: str) -> bool:
    """Say whether something else than its default may have been chosen of what is called `name`."""
    kept = _glance()
    return name in kept.link or name in kept.chosen


def refused() -> list[str]:
    """Return the names of the link's parameters that could not be understood, until something is chosen."""
    return _session().refused.copy()


def refuse(name: str) -> None:
    """Note that a parameter of the link, or what stands for one, could not be followed."""
    _session().refused.append(name)


def readable() -> bool:
    """Say whether the link could be read at all; it counts as read once something is chosen."""
    return _session().readable


def of_other_data() -> bool:
    """Say whether the link was made with another dataset than the one open, until something is chosen."""
    kept = _session()
    return bool(kept.sender and kept.own and not kept.sender.same_figures(kept.own))


def sender() -> Mark | None:
    """Return the mark of the dataset a link was made with, until something is chosen; None if it has none."""
    return _session().sender


def opened(mark: Mark) -> None:
    """Tell which dataset is open: links say so."""
    _session().own = mark


def turned_to(page: str) -> None:
    """Tell which page is in view."""
    _session().page = page


def draw_anew() -> None:
    """Have every widget told its value once more.

    A run that is cut short before the browser has drawn its widgets has told their values to nobody, and
    the next would have them begin empty.
    """
    _session().drawn.clear()


def page() -> str:
    """Return the name of the page in view."""
    return _glance().page or FIRST_PAGE


def link() -> dict[str, str]:
    """Return the parameters of the link that reopens this view, for whomever it is given to."""
    return {name: text for name, text in _address().items() if name not in PRIVATE}


def _address() -> dict[str, str]:
    kept = _session()
    chosen = {name: text for name, (_, text) in kept.chosen.items() if text is not None}
    dataset = {DATASET_NAME: str(kept.own)} if kept.own else {}
    return kept.link | chosen | {VERSION_NAME: VERSION} | dataset


def view() -> dict[str, str]:
    """Return the parameters of the link to what is in view, for whoever is to see just that."""
    return {name: text for name, text in link().items() if name not in OF_THE_TALK}


def write_link() -> None:
    """Bring the address bar in line with the choices; whose data a link was made with stays in it."""
    kept = _session()
    wanted = _address() | ({DATASET_NAME: str(kept.sender)} if of_other_data() else {})
    # A browser may not have heard yet what it was told last, and seem to be where it is to be again.
    if not st.query_params.to_dict() == wanted == kept.told:
        st.query_params.from_dict(wanted)
        kept.told = wanted


def reopen(parameters: Mapping[str, str], *, quietly: bool = False) -> None:
    """Put these parameters of a link in the place of all choices, as if the reader had followed it.

    A talk that is under way goes on, unless the link is of another.

    Parameters
    ----------
    parameters
        Of the link.
    quietly
        Whether what of them means nothing here falls away without a word.
    """
    before, kept = _session(), _Kept.of(parameters)
    kept.own, kept.page, kept.quiet, kept.shown = before.own, before.page, quietly, before.shown
    kept.told = before.told
    kept.first = 1 + max([before.first, *before.renewed.values()])
    for name in (*OF_THE_TALK, *PRIVATE):
        if name not in parameters:
            kept.link |= {name: before.link[name]} if name in before.link else {}
            kept.chosen |= {name: before.chosen[name]} if name in before.chosen else {}
    session.replace(_KEPT, kept)


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
        kept = _glance()
        if self.name in kept.link:
            kept = _session()
            self._take(kept.link.pop(self.name), kept)
        value, _ = kept.chosen.get(self.name, (self.default, None))
        if not self._allows(value):
            del _session().chosen[self.name]
            return self.default
        return value

    def set(self, value: Any) -> None:
        """Choose `value`, in the session, in the link and in the widget that shows it."""
        choose((self, value))

    def settle(self, value: Any) -> None:
        """Choose `value` where the reader has not: what was to be said of the link is still to be said."""
        kept = _session()
        kept.link.pop(self.name, None)
        kept.chosen[self.name] = (value, None if value == self.default else self.write(value))

    def widget(self) -> dict[str, Any]:
        """Return `key` and `on_change` for the widget that shows this choice."""
        widget, kept = self._widget, _session()
        # To Streamlit a widget of the same key on another page is another one, and would begin empty.
        elsewhere = kept.drawn.get(widget) != kept.page
        if elsewhere or widget not in st.session_state or not self._allows(st.session_state[widget]):
            st.session_state[widget] = self.value
        kept.drawn[widget], kept.shown[widget] = kept.page, st.session_state[widget]
        return {"key": widget, "on_change": lambda: self._changed(widget)}

    def _changed(self, widget: str) -> None:
        if widget not in st.session_state:
            # It is gone, and what the browser told of it was under way before that.
            return
        shown, told = _session().shown, st.session_state[widget]
        # Streamlit has forgotten a replaced widget before the browser has, and takes all it tells for new.
        again = widget in shown and shown[widget] == told
        shown[widget] = told
        value = self.default if told is None else told
        if widget == self._widget:
            self.settle(value)
            _write_choices()
        elif not again:
            self.set(value)

    def _give_way(self, value: Any) -> None:
        """Have a widget that shows another value give way to a new one when it is next drawn.

        That need not be in this run: of the old one the browser goes on telling what it shows until then,
        and that must not count as the reader's answer, while a click on it must.
        """
        widget = self._widget
        if widget in st.session_state and (st.session_state[widget] != value or self.value != value):
            kept = _session()
            kept.renewed[self.name] = 1 + kept.renewed.get(self.name, kept.first)

    @property
    def _widget(self) -> str:
        # A widget of another language is another widget: the browser answers with labels, not with values.
        kept = _glance()
        code, _ = kept.chosen.get(LANGUAGE, ("", None))
        number = kept.renewed.get(self.name, kept.first)
        return f"widget.{self.name}.{code}" + (f".{number}" if number else "")

    def _allows(self, value: Any) -> bool:
        return self.allowed is None or value == self.default or value in self.allowed

    def _take(self, text: str, kept: _Kept) -> None:
        try:
            value = self.parse(text)
            if not self._allows(value):
                raise ValueError(text)
        except (ArgumentError, KeyError, ValueError):
            if not kept.quiet:
                kept.refused.append(self.name)
            return
        kept.chosen[self.name] = (value, None if value == self.default else text)


def choose(*chosen: tuple[Choice, Any]) -> None:
    """Choose several things in one go: in the session, in the widgets that show them, in the link."""
    for choice, value in chosen:
        choice._give_way(value)
        choice.settle(value)
    _write_choices()


def _write_choices() -> None:
    """Write what the reader has chosen into the link; what was to be said of the link before is no longer."""
    kept = _session()
    kept.refused.clear()
    kept.readable, kept.sender = True, None
    write_link()


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
