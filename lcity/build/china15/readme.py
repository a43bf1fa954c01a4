"""How the dataset of fifteen Chinese cities was made, with the figures it was made with."""

from pathlib import Path
from string import Template

import pandas as pd

from lcity.build import document
from lcity.build.china15 import centres, facts, numbers, participation, places, schedules, towns

HERE = Path(__file__).parent
PARTS = {
    "cities.csv": "official (UNESCO), GeoNames",
    "districts.geojson": "official outlines, simplified",
    "values_district.csv": "official 2010 and 2020; simulated 2024",
    "centres.csv": "simulated",
    "population.parquet": "simulated, adding up to the census",
    "participation.csv": "simulated",
}


def text(folder: Path) -> str:
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
        "files": document.files(folder, PARTS),
        "kinds": document.table(
            ["kind", "centres", "per 100,000 before thinning", "median seats", "m² a seat"], kinds
        ),
        "path": document.table(["year", "on site", "online"], years),
        "people_per_town": f"{towns.PEOPLE_PER_TOWN:,}",
        "redrawn": f"{len(numbers.REDRAWN)}",
        "seed": f"{facts.SEED}",
    }
    for name, share in {"unknown": schedules.UNKNOWN, "no_seats": centres.NO_SEATS}.items():
        known[name] = f"{share:.0%}"
    for module in (towns, places, numbers, centres, participation):
        known |= {name: _text(value) for name, value in vars(module).items() if name.isupper()}
    return Template((HERE / "readme.md").read_text(encoding="utf-8")).substitute(known)


def _text(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value}"
