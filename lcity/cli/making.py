"""What ``make`` and ``fetch`` do: a dataset folder of one's own ground."""

import argparse
import sys
from pathlib import Path

from lcity.dataset import PROVENANCES
from lcity.errors import ArgumentError
from lcity.ground import fetch as fetching
from lcity.ground import make as making
from lcity.ground.errors import written
from lcity.text import language

EN = language("en")


def make(asked: argparse.Namespace) -> int:
    """Make a dataset folder of files."""
    if asked.provenance is not None and asked.provenance not in PROVENANCES:
        known = ", ".join(PROVENANCES)
        raise ArgumentError(EN.t("cli.not_one_of", option="provenance", found=asked.provenance, known=known))
    wanted = making.Wanted(
        centres=Path(asked.centres),
        kind=asked.kind,
        provenance=asked.provenance,
        streets=_path(asked.streets),
        outlines=_path(asked.outlines),
        id_column=asked.id_column,
        name_column=asked.name_column,
        city_column=asked.city_column,
        admin_level=asked.admin_level or "",
        population=_path(asked.population),
        value_column=asked.value_column,
        travel=_path(asked.travel),
        title=asked.title or "",
    )
    making.make(Path(asked.out), wanted, _tell)
    return _done(asked.out)


def fetch(asked: argparse.Namespace) -> int:
    """Make a dataset folder of what a server of Overpass knows of a city."""
    population = {"population": _path(asked.population), "value_column": asked.value_column}
    fetching.fetch(Path(asked.out), asked.place, asked.overpass or fetching.SERVER, _tell, **population)
    return _done(asked.out)


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)


def _tell(code: str, **named) -> None:
    print(EN.t(f"ground.told.{code}", **written(named, EN)), file=sys.stderr, flush=True)


def _done(out: str) -> int:
    print(EN.t("ground.made", folder=out))
    return 0
