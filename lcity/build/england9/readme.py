"""How the dataset of English city regions was made, with the figures it was made with."""

from pathlib import Path
from string import Template

from lcity.build import document
from lcity.build.england9 import facts, tables

HERE = Path(__file__).parent
PARTS = {
    "cities.csv": "derived (people-weighted centres)",
    "districts.geojson": "official outlines, simplified",
    "values_district.csv": "official, survey; library hours per person derived",
    "values_city.csv": "official, survey",
    "centres.csv": "official; hours official or derived",
    "population.parquet": "official",
    "participation.csv": "official, survey",
}
BASES = {
    "listed_confirmed": "an exact list with the open days of the survey, and its weekly hours within 1.0",
    "listed_near": "the same open days, weekly hours within 5.0",
    "read_from_day_parts": "read from the survey's parts of the day, stretched to its weekly hours",
    "listed_unconfirmed": "an exact list, nothing to hold it against",
    "unknown": "neither; blank",
}


def text(folder: Path) -> str:
    """Return `data/england9/README.md`.

    Parameters
    ----------
    folder
        The dataset, already written.
    """
    libraries = facts.libraries()
    basis = libraries["hours_basis"].value_counts()
    own = {"listed_confirmed": "official", "unknown": "–"}
    hours = [[f"`{name}`", f"{basis[name]}", rule, own.get(name, "derived")] for name, rule in BASES.items()]
    people = tables.counted()["people"]
    return Template((HERE / "readme.md").read_text(encoding="utf-8")).substitute(
        files=document.files(folder, PARTS),
        hours=document.table(["how read", "libraries", "rule", "provenance"], hours),
        people=f"{people.sum():,}",
        areas=f"{len(facts.small_areas()):,}",
        libraries=f"{len(libraries):,}",
        colleges=f"{len(facts.colleges())}",
    )
