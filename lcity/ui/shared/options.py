"""A choice among few, its values side by side."""

from collections.abc import Callable

import streamlit as st

from lcity.ui.shared.markdown import plain
from lcity.ui.shared.reader import t
from lcity.ui.shared.state import Choice


def options(
    choice: Choice, label: str, name: Callable[[str], str], label_visibility: str = "collapsed"
) -> None:
    """Draw the values of a choice side by side; nothing where there is one only.

    Parameters
    ----------
    choice
        What is chosen; always one.
    label
        The key of what it is called.
    name
        Returns what a value is called, in the reader's language.
    label_visibility
        As for Streamlit: "visible", "hidden" or "collapsed".
    """
    if len(choice.allowed) > 1:
        st.segmented_control(
            t(label),
            choice.allowed,
            format_func=lambda code: plain(name(code)),
            required=True,
            label_visibility=label_visibility,
            **choice.widget(),
        )
