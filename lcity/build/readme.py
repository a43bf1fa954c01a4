"""The data dictionary: every column of the contract, the shipped indicators, sources and licences."""

from itertools import groupby
from pathlib import Path
from string import Template

from lcity.build import document, tree
from lcity.build.china15 import dataset as china15
from lcity.build.england9 import dataset as england9
from lcity.dataset.contract import Entry, dictionary
from lcity.dataset.files import FILES
from lcity.text import language

HERE = Path(__file__).parent
SHIPPED = {"china15": china15, "england9": england9}
"""The shipped datasets, by folder."""


def data_dictionary() -> str:
    """Return `data/README.md`."""
    lang = language("en")
    files = []
    for file, entries in groupby(dictionary(), key=lambda entry: entry.file):
        rows = [_entry(entry, lang.t(entry.meaning)) for entry in entries]
        columns = document.table(["column", "holds", "in the file", "in a row", "meaning"], rows)
        files.append(f"### {file}\n{_others(file)}{columns}")
    own = {f"{kind}_{name}": made for name, of in SHIPPED.items()
           for kind, made in (("indicators", _indicators(of)), ("sources", _sources(of)))}  # fmt: skip
    return Template((HERE / "data.md").read_text(encoding="utf-8")).substitute(own, files="\n".join(files))


def _others(file: str) -> str:
    """Return the other files a table may stand in, as a line under its heading; "" where there are none."""
    others = next((names[1:] for names in FILES.values() if names[0] == file), ())
    return f"or {', '.join(f'`{name}`' for name in others)}\n\n" if others else ""


def _indicators(of) -> str:
    table = tree.indicators(of.INDICATORS).dropna(subset=["parent"])
    rows = [
        [f"`{row.key}`", row.name, row.unit, row.provenance, row.source, row.definition]
        for row in table.fillna("").itertuples(index=False)
    ]
    return document.table(["key", "name", "unit", "provenance", "source", "definition"], rows)


def _sources(of) -> str:
    table = tree.sources(of.SOURCES).fillna("")
    rows = [
        [f"`{row.source}`", row.producer, row.title, row.url, row.licence]
        for row in table.itertuples(index=False)
    ]
    return document.table(["source", "producer", "title", "where", "licence"], rows)


def _entry(entry: Entry, meaning: str) -> list[str]:
    must = "required" if entry.required else "optional"
    return [
        f"`{entry.column}`",
        entry.kind,
        must,
        "may be blank" if entry.blank else "always filled",
        meaning,
    ]
