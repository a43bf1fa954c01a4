"""The two documents beside the data: the dictionary of all datasets, and how the shipped one was made."""

from itertools import groupby
from pathlib import Path
from string import Template

import pandas as pd

from lcity.build import centres, facts, numbers, participation, places, schedules, tables, towns
from lcity.dataset.contract import Entry, dictionary
from lcity.text import language

HERE = Path(__file__).parent
PARTS = {
    "cities.csv": "official (UNESCO), GeoNames",
    "districts.geojson": "official outlines, simplified",
    "values_district.csv": "official 2010 and 2020; simulated 2024",
    "centres.csv": "simulated",
    "population.parquet": "simulated, adding up to the census",
    "participation.csv": "simulated",
}


def data_dictionary() -> str:
    """Return `data/README.md`: every column of the contract, the shipped indicators, sources and licences."""
    lang = language("en")
    files = []
    for file, entries in groupby(dictionary(), key=lambda entry: entry.file):
        rows = [_entry(entry, lang.t(entry.meaning)) for entry in entries]
        files.append(
            f"### {file}\n" + _table(["column", "holds", "in the file", "in a row", "meaning"], rows)
        )
    indicators = tables.indicators().dropna(subset=["parent"])
    shipped = [
        [f"`{row.key}`", row.name, row.unit, row.provenance, row.source, row.definition]
        for row in indicators.fillna("").itertuples(index=False)
    ]
    sources = [
        [f"`{row.source}`", row.producer, row.title, row.url, row.licence]
        for row in tables.sources().fillna("").itertuples(index=False)
    ]
    return Template((HERE / "data.md").read_text(encoding="utf-8")).substitute(
        files="\n".join(files),
        indicators=_table(["key", "name", "unit", "provenance", "source", "definition"], shipped),
        sources=_table(["source", "producer", "title", "where", "licence"], sources),
    )


def china15(folder: Path) -> str:
    """Return `data/china15/README.md`: how each part was made, with the figures it was made with.

    Parameters
    ----------
    folder
        The dataset, already written.
    """
    count = pd.read_csv(folder / "centres.csv")["kind"].value_counts()
    kinds = [
        [f"`{kind}`", f"{count[kind]:,}", f"{numbers.PER_100_000.get(kind, '')}", f"{seats:,}", f"{m2}"]
        for kind, (_, _, _, seats, m2) in centres.KINDS.items()
    ]
    years = [
        [f"{year}", f"{participation.ONSITE_PATH[year]:g}", f"{participation.ONLINE_PATH[year]:g}"]
        for year in participation.YEARS
    ]
    known = {
        "files": _files(folder),
        "kinds": _table(
            ["kind", "centres", "per 100,000 before thinning", "median seats", "m² a seat"], kinds
        ),
        "path": _table(["year", "on site", "online"], years),
        "people_per_town": f"{towns.PEOPLE_PER_TOWN:,}",
        "redrawn": f"{len(numbers.REDRAWN)}",
        "seed": f"{facts.SEED}",
    }
    for name, share in {"unknown": schedules.UNKNOWN, "no_seats": centres.NO_SEATS}.items():
        known[name] = f"{share:.0%}"
    for module in (towns, places, numbers, centres, participation):
        known |= {name: _written(value) for name, value in vars(module).items() if name.isupper()}
    return Template((HERE / "china15.md").read_text(encoding="utf-8")).substitute(known)


def _files(folder: Path) -> str:
    rows = []
    for name, provenance in PARTS.items():
        path = folder / name
        rows.append([f"`{name}`", f"{_rows(path):,}", f"{path.stat().st_size / 1000:,.0f}", provenance])
    return _table(["file", "rows", "kB", "provenance"], rows)


def _rows(path: Path) -> int:
    if path.suffix == ".parquet":
        return len(pd.read_parquet(path, columns=["people"]))
    lines = path.read_text(encoding="utf-8").splitlines()
    return sum(line.startswith('{"type":"Feature",') for line in lines) or len(lines) - 1


def _entry(entry: Entry, meaning: str) -> list[str]:
    must = "required" if entry.required else "optional"
    return [
        f"`{entry.column}`",
        entry.kind,
        must,
        "may be blank" if entry.blank else "always filled",
        meaning,
    ]


def _written(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value}"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return (
        "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
        + "\n"
    )
