"""What ``plan`` does: the places that do most, and how good that answer is."""

import argparse
import json
import math
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from lcity.access.along import LINE, checked
from lcity.access.hours import hour_label, weeks
from lcity.access.reach import RADIUS_M, Reach
from lcity.cli import countries, rising, verbs
from lcity.cli.output import Output, print_rows
from lcity.dataset import Dataset
from lcity.dataset.provenance import reach_provenances, weakest
from lcity.errors import ArgumentError
from lcity.hours import is_valid
from lcity.partitions import Country, PartitionError, is_partitioned, workers
from lcity.partitions import plan as plan_country
from lcity.scenario.hours import EVENINGS_AND_WEEKENDS, worth
from lcity.scenario.question import Plan, Question, Site, Total
from lcity.scenario.siting import plan as planned
from lcity.text import language

EN = language("en")
IN_MEMORY = ("scenario", "minutes", "which_hours", "rank", "open")
"""What is asked of a dataset in memory only."""
COLUMNS = ("site", "name", "lon", "lat", "gained", "covered", "share")


def plan(options: argparse.Namespace) -> int:
    """Say where the next centres do most."""
    if is_partitioned(Path(options.dataset)):
        return _of_tiles(options)
    opened = verbs.read(options)
    default = LINE if options.objective == "distance" else None
    along = checked(opened, options.along or default)
    question = _question(options, verbs.radius(options, opened, along), along)
    if options.open is not None:
        _hours(options.open)
    if options.which_hours:
        return _which_hours(options, opened, question)
    if options.rank is not None:
        return rising.rise(options, opened, question)
    found = planned(opened, question, options.seconds)
    return _print(options, found, reach_provenances(opened, hours=bool(question.hours)))


def _of_tiles(options: argparse.Namespace) -> int:
    """Say where the next centres do most in a country, from its tiles."""
    for option in IN_MEMORY:
        if getattr(options, option):
            raise PartitionError("memory", option=f"--{option.replace('_', '-')}")
    radius_m = RADIUS_M if options.radius_m is None else options.radius_m
    with workers(options.scheduler, options.workers) as runner:
        country = Country.open(Path(options.dataset), runner, options.along, countries.Progress("sites"))
        question = _question(options, radius_m, country.along)
        found = plan_country(country, question, options.seconds)
    provenances = reach_provenances(country.dataset, hours=bool(question.hours))
    return _print(options, found, [*provenances, *country.partitions.provenances])


def _question(options: argparse.Namespace, radius: float, along: str) -> Question:
    return Question(
        new=options.new,
        share=options.share,
        budget=options.budget,
        objective=options.objective,
        city=options.city,
        district=options.district,
        radius=radius,
        group=options.group,
        hours=_hours(options.hours),
        candidates=options.candidates,
        along=along,
        locked=tuple(options.lock),
        banned=tuple(options.ban),
        placed=tuple(options.place),
    )


def _print(options: argparse.Namespace, found: Plan, provenances: list[str]) -> int:
    """Print a plan and its provenance."""
    if options.format == "json":
        print(json.dumps(_as_json(found), ensure_ascii=False, allow_nan=False, indent=1))
        return 0
    rows = pd.DataFrame([_row(site) for site in found.sites], columns=list(COLUMNS))
    notes = _notes(found, provenances)
    if options.format == "csv":
        print(*(EN.t("cli.note", line=line) for line in notes), sep="\n", file=sys.stderr)
    print_rows(Output(rows, notes=notes), options.format, EN)
    return 0


def _which_hours(options: argparse.Namespace, opened: Dataset, question: Question) -> int:
    """Print what each evening and weekend hour would bring if the centres there are were open in it."""
    reach = Reach.of(opened, question.city, question.radius, question.along)
    if reach is None:
        raise ArgumentError(EN.t("cli.no_centres"))
    found = worth(
        reach,
        question.radius,
        question.group,
        hours=question.hours or EVENINGS_AND_WEEKENDS,
        district=question.district,
    ).reset_index()
    found["hour"] = [hour_label(hour, EN) for hour in found["hour"]]
    print_rows(Output(found, notes=(EN.t("cli.hours_note"),)), options.format, EN)
    return 0


def _hours(expression: str | None) -> tuple[int, ...]:
    """Return the hours of the week an expression in the syntax of opening hours states as open throughout."""
    if expression is None:
        return ()
    if not is_valid(expression):
        raise ArgumentError(EN.t("cli.not_hours", found=expression))
    hours = np.flatnonzero(weeks([expression]).open[0])
    if not len(hours):
        raise ArgumentError(EN.t("cli.no_hours", found=expression))
    return tuple(int(hour) for hour in hours)


def _row(site: Site) -> dict[str, object]:
    return {name: getattr(site, name) for name in COLUMNS}


def _as_json(found: Plan) -> dict[str, object]:
    return {
        "sites": [{name: _plain(value) for name, value in _row(site).items()} for site in found.sites],
        "value": found.value,
        "bound": found.bound,
        "gap": _plain(found.gap),
        "optimal": found.optimal,
        "before": _total(found.before),
        "after": _total(found.after),
    }


def _total(total: Total) -> dict[str, float | None]:
    return {name: _plain(getattr(total, name)) for name in ("people", "covered", "share")}


def _plain(value: object) -> object:
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _notes(found: Plan, provenances: list[str]) -> tuple[str, ...]:
    """Say what the plan brings, how good it is, and its provenance."""
    people, before, after = EN.number(found.before.people), found.before, found.after
    told = [
        EN.t(
            "cli.plan_brings",
            people=people,
            before=EN.percent(before.share, 1),
            after=EN.percent(after.share, 1),
            more=EN.number(after.covered - before.covered),
        )
    ]
    if found.optimal:
        told.append(EN.t("cli.plan_optimal"))
    else:
        told.append(EN.t("cli.plan_gap", gap=EN.percent(found.gap, 2)))
    provenance = weakest([*provenances, "derived"])
    told.append(EN.t("cli.plan_rests_on", provenance=EN.t(f"common.provenance.{provenance}")))
    return tuple(told)
