"""The reader's language and theme."""

import streamlit as st

from lcity.text import LANGUAGES, Language, language
from lcity.ui.shared import cache, state
from lcity.ui.shared.state import Choice, one_of

LANGUAGE = Choice(state.LANGUAGE, "", parse=one_of(tuple(LANGUAGES)), allowed=tuple(LANGUAGES))


def greet() -> None:
    """Settle the language of a new session: the link's, else the browser's.

    It is chosen outright, so that a link always says in which language its sender read.
    """
    if not LANGUAGE.value:
        locale = st.context.locale or ""
        LANGUAGE.settle("zh" if locale.lower().startswith("zh") else "en")


def reader_language() -> Language:
    """Return the language this session reads, with the open dataset's words for its units."""
    return language(LANGUAGE.value or "en", cache.units_named())


def t(key: str, **values) -> str:
    """Return a message in the reader's language."""
    return reader_language().t(key, **values)


def and_more(named: list[str], count: int, key: str = "ranking.more") -> list[str]:
    """Return names and how many more there are, as `Language.and_more` does, in the reader's language."""
    return reader_language().and_more(named, count, key)


def on_phone() -> bool:
    """Say whether the page is read on a phone, as far as the browser tells."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def dark() -> bool:
    """Say whether the page is drawn on a dark ground."""
    return st.context.theme.type == "dark"


def ground() -> str:
    """Return the colour of the page's ground."""
    return st.get_option(f"theme.{'dark' if dark() else 'light'}.backgroundColor")
