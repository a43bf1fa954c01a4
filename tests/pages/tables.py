"""Reading what a page's tables of units and maps show, from what it hands to the browser."""

import json

import pandas as pd
from streamlit.testing.v1 import AppTest


def shown(app: AppTest, name: str, number: int = 0) -> dict:
    """Return the data of the page's `number`-th component of a name ("lcity_table", "lcity_map")."""
    return every(app, name)[number]


def every(app: AppTest, name: str) -> list[dict]:
    """Return the data of all of the page's components of a name."""
    protos = (element.proto for element in app.main.get("bidi_component"))
    return [json.loads(proto.json) for proto in protos if proto.component_name == name]


def column(table: dict, number: int) -> list[str]:
    """Return what stands in a column of a table, top to bottom."""
    return [row["cells"][number]["text"] for row in table["rows"]]


def ids(table: dict) -> list[str]:
    """Return the units of a table, top to bottom."""
    return [row["id"] for row in table["rows"]]


def frame(app: AppTest, number: int = 0) -> pd.DataFrame:
    """Return the page's `number`-th table by its heads: what stands in its cells; of a line, its amounts."""
    table = shown(app, "lcity_table", number)
    cells = [[cell.get("line", cell.get("text", "")) for cell in row["cells"]] for row in table["rows"]]
    return pd.DataFrame(cells, columns=[column["label"] for column in table["columns"]])
