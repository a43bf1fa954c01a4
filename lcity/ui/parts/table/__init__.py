"""A table of units that the reader can choose from; its rows glide when their order changes."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from lcity.charts.table import Table

_FOLDER = Path(__file__).parent
_mount = st.components.v2.component(
    "lcity_table",
    css=(_FOLDER / "table.css").read_text(encoding="utf-8"),
    js=(_FOLDER / "table.js").read_text(encoding="utf-8"),
)


def table(content: Table, key: str, selected: str, on_choose: Callable[[str], None]) -> None:
    """Draw a table.

    Parameters
    ----------
    content
        What stands in it.
    key
        Its name on the page; the same from run to run, so that its rows glide.
    selected
        The unit to mark; "" for none.
    on_choose
        Called with the id of the unit the reader clicks.
    """

    def chosen() -> None:
        unit = st.session_state[key].unit
        if unit in content.ids:
            on_choose(unit)

    _mount(key=key, data=content.data() | {"selected": selected}, on_unit_change=chosen)
