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


def make(options: argparse.Namespace) -> int:
    """Make a dataset folder of files."""
    if options.provenance is not None and options.provenance not in PROVENANCES:
        known = ", ".join(PROVENANCES)
        raise ArgumentError(
            EN.t("cli.not_one_of", option="provenance", found=options.provenance, known=known)
        )
    wanted = making.Wanted(
        centres=Path(options.centres),
        kind=options.kind,
        provenance=options.provenance,
        streets=_path(options.streets),
        outlines=_path(options.outlines),
        id_column=options.id_column,
        name_column=options.name_column,
        city_column=options.city_column,
        admin_level=options.admin_level or "",
        population=_path(options.population),
        value_column=options.value_column,
        place_column=options.place_column,
        travel=_path(options.travel),
        from_column=options.from_column,
        to_column=options.to_column,
        minutes_column=options.minutes_column,
        metres_column=options.metres_column,
        places_from=_path(options.places_from),
        title=options.title or "",
    )
    making.make(Path(options.out), wanted, _tell)
    return _done(options.out)


def fetch(options: argparse.Namespace) -> int:
    """Make a dataset folder of what a server of Overpass knows of a city."""
    population = {"population": _path(options.population), "value_column": options.value_column}
    fetching.fetch(
        Path(options.out),
        options.place,
        options.overpass or fetching.SERVER,
        _tell,
        with_streets=not options.without_streets,
        **population,
    )
    return _done(options.out)


def _path(text: str | None) -> Path | None:
    return None if text is None else Path(text)


def _tell(code: str, **named) -> None:
    print(EN.t(f"ground.told.{code}", **written(named, EN)), file=sys.stderr, flush=True)


def _done(out: str) -> int:
    print(EN.t("ground.made", folder=out))
    return 0
