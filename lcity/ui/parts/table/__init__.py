"""A table of units that the reader can choose from; its rows glide when their order changes."""

from collections.abc import Callable

from lcity.charts.table import Table
from lcity.ui.shared.component import Component

_table = Component("table", "table/table.js")


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
    _table.choose_from(key, content.data() | {"selected": selected}, content.ids, on_choose)
