"""What ``partition`` and ``measure`` do: a country larger than memory, cut into tiles and measured."""

import argparse
import sys
from pathlib import Path

from lcity import partitions
from lcity.cli.output import Output, print_rows
from lcity.dataset.provenance import weakest
from lcity.errors import ArgumentError
from lcity.partitions.sums import Question
from lcity.text import language

EN = language("en")
FINEST = 15
"""The finest resolution of H3."""


def partition(options: argparse.Namespace) -> int:
    """Write a dataset anew with its places in tiles."""
    folder = Path(options.dataset)
    if not folder.is_dir():
        raise ArgumentError(EN.t("cli.no_folder", found=options.dataset))
    if not 0 <= options.resolution <= FINEST:
        raise ArgumentError(EN.t("cli.no_resolution", found=str(options.resolution)))
    made = partitions.partition(folder, Path(options.out), options.resolution, _print_rows)
    counts = {"rows": EN.number(made.rows), "tiles": EN.number(len(made.tiles))}
    print(EN.t("partitions.made", folder=options.out, **counts))
    return 0


def measure(options: argparse.Namespace) -> int:
    """Say how a country's people reach its centres, from its tiles."""
    kinds = None if options.kind is None else tuple(options.kind)
    question = Question(options.radius_m, options.group, kinds, options.unknown_hours)
    progress = Progress("reach", "demand", "seats")
    with partitions.workers(options.scheduler, options.workers) as own:
        country = partitions.Country.open(Path(options.dataset), own, options.along, progress)
        found = partitions.measure(country, options.level, question)
    rows = found.rename_axis("id").reset_index()
    names = country.dataset.units(options.level)["name"]
    rows.insert(1, "name", names.loc[rows["id"]].to_numpy())
    rows["provenance"] = worst = weakest(country.provenances)
    note = EN.t("cli.rests_on", provenance=EN.t(f"common.provenance.{worst}"))
    print_rows(Output(rows, notes=(note,)), options.format, EN)
    return 0


def _print_rows(rows: int) -> None:
    print(EN.t("partitions.written", rows=EN.number(rows)), file=sys.stderr, flush=True)


class Progress:
    """Tells each tenth of each step once, and which step it is of.

    Parameters
    ----------
    steps
        What is measured at each going over the country, in order: of `partitions.step`.
    """

    def __init__(self, *steps: str) -> None:
        self._steps, self._step, self._last = steps, 0, 0

    def __call__(self, done: int, of: int) -> None:
        """Take how many places are measured, and of how many."""
        tenth = 10 * done // max(of, 1)
        if tenth > self._last:
            what = EN.t(f"partitions.step.{self._steps[self._step]}")
            step = {"step": EN.number(self._step + 1), "of": EN.number(len(self._steps)), "what": what}
            told = EN.t("partitions.measured", share=EN.number(10 * tenth), **step)
            print(told, file=sys.stderr, flush=True)
        self._last = tenth % 10
        self._step += done == of
