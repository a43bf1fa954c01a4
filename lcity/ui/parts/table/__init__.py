"""A table of units, of which the reader may choose one; its rows glide when their order changes."""

from collections.abc import Callable

import streamlit as st

from lcity.charts.table import Table
from lcity.ui.shared.component import Component

_table = Component("table", "table/table.js")


def table(
    content: Table,
    key: str,
    selected: str = "",
    on_choose: Callable[[str], None] | None = None,
    on_act: Callable[[str, str], None] | None = None,
) -> None:
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
        Called with the id of the unit the reader clicks; None where rows are only read.
    on_act
        Called with the id of a row and what the button in it is called.
    """
    allowed = {(row.id, code) for row in content.rows for cell in row.cells for code, _, _ in cell.actions}

    def acted() -> None:
        told = st.session_state[key].acted
        if isinstance(told, list | tuple) and tuple(told) in allowed:
            on_act(*told)

    more = {"on_acted_change": acted} if on_act else {}
    told = content.data() | {"selected": selected, "chosen_from": on_choose is not None}
    if on_choose is None:
        _table.draw(key, told, least_px=content.shown_px, **more)
    else:
        _table.choose_from(key, told, content.ids, on_choose, least_px=content.shown_px, **more)
