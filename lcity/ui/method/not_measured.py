"""How it is computed: what a learning city is asked for and the open dataset does not measure."""

import csv
import io

import streamlit as st

from lcity.index.not_measured import Ask
from lcity.ui.method import numbers
from lcity.ui.shared import cache, frame
from lcity.ui.shared.reader import t

COLUMNS = ("key", "parent", "name", "unit", "direction", "weight", "provenance", "source", "computed")


def there() -> bool:
    """Say whether anything is asked for that the dataset does not measure."""
    return bool(numbers.unmeasured())


def draw() -> None:
    """Write what is not measured, each with the row and the column that would bring it in."""
    st.markdown(t("method.asked.note"))
    for ask in numbers.unmeasured():
        about = t(f"method.asked.{ask.key}")
        st.markdown(f"**{frame.plain(t(f'method.asked.{ask.key}.name'))}** {frame.plain(about)}")
        st.caption(frame.plain(t("method.asked.add", table=ask.table, column=ask.figures)))
        st.code(row(ask), language=None, wrap_lines=True)


def row(ask: Ask) -> str:
    """Return the rows of `indicators.csv` that would bring an indicator in: the heads and its own."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    name, unit = t(f"method.asked.{ask.key}.name"), t(f"method.asked.{ask.key}.unit")
    provenance = "derived" if ask.computed else "official"
    writer.writerow(COLUMNS)
    writer.writerow((ask.key, _parent(ask), name, unit, ask.direction, 1, provenance, "", ask.computed))
    return written.getvalue().rstrip("\n")


def _parent(ask: Ask) -> str:
    """Return the dimension that speaks to the same of UNESCO's key features, else the last."""
    tree = cache.tree()
    placed = numbers.placed()
    for leaf in placed.index[(placed == ask.feature).fillna(False).astype(bool)]:
        key = leaf
        while tree.parent[key] is not None:
            key = tree.parent[key]
        if tree.children(key):
            return key
    return next((key for key in reversed(tree.dimensions) if tree.children(key)), "")
