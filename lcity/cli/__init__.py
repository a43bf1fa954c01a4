"""The verbs of the command line, for checking and batch work: parse, call, print."""

import argparse
import sys
from collections.abc import Sequence

from lcity.cli.arguments import parser
from lcity.errors import ArgumentError, DatasetError
from lcity.text import language

VALID, PROBLEMS, UNUSABLE, STOPPED = 0, 1, 2, 130


def main(arguments: Sequence[str]) -> int:
    """Run one verb and return the exit status.

    Parameters
    ----------
    arguments
        What stands after ``python -m lcity``.

    Returns
    -------
    int
        0; 1 for a dataset with problems; 2 for arguments that cannot be used; 3 where `monitor` finds a
        status it is to fail on; 130 where somebody stopped it.
    """
    try:
        options = parser().parse_args(arguments)
    except SystemExit as done:
        return int(done.code or 0)
    except KeyboardInterrupt:
        return stopped(arguments)
    try:
        return _run(options)
    except KeyboardInterrupt:
        return stopped(arguments, writes=any(getattr(options, file, None) for file in ("out", "report")))


def stopped(arguments: Sequence[str], *, writes: bool = False) -> int:
    """Say that somebody stopped a verb, and whether that writes a file, and return the exit status.

    Parameters
    ----------
    arguments
        As `main` takes them.
    writes
        Whether a file was asked for, of which nothing was written.
    """
    sentence = "cli.stopped_writing" if writes else "cli.stopped"
    print(language("en").t(sentence, verb=next(iter(arguments), "")), file=sys.stderr)
    return STOPPED


def _run(options: argparse.Namespace) -> int:
    from lcity.cli import (  # pandas and geopandas are not needed to say how LCity is used
        countries,
        making,
        monitoring,
        planning,
        verbs,
    )
    from lcity.ground import GroundError
    from lcity.partitions import PartitionError

    try:
        modules = {"make": making, "fetch": making, "plan": planning, "monitor": monitoring}
        modules |= {"partition": countries, "measure": countries}
        return getattr(modules.get(options.verb, verbs), options.verb)(options)
    except DatasetError as error:
        verbs.tell(error.problems, language("en"), everything=False)
        return PROBLEMS
    except (GroundError, PartitionError) as error:
        print(f"lcity {options.verb}: {error}", file=sys.stderr)
        return PROBLEMS
    except ArgumentError as error:
        print(f"lcity {options.verb}: {error}", file=sys.stderr)
        return UNUSABLE
