"""What ``plan`` does: the places that do most, and how good that answer is."""

import argparse
import json
import math
import sys

import numpy as np
import pandas as pd

from lcity.access.along import LINE, checked
from lcity.access.hours import hour_label, weeks
from lcity.access.reach import Reach
from lcity.cli import rising, verbs
from lcity.cli.output import Output, print_rows
from lcity.dataset import Dataset
from lcity.dataset.provenance import reach_provenances, weakest
from lcity.errors import ArgumentError
from lcity.hours import is_valid
from lcity.scenario.hours import EVENINGS_AND_WEEKENDS, worth
from lcity.scenario.question import Plan, Question, Site, Total
from lcity.scenario.siting import plan as planned
from lcity.text import language

EN = language("en")
COLUMNS = ("site", "name", "lon", "lat", "gained", "covered", "share")


def plan(options: argparse.Namespace) -> int:
    """Say where the next centres do most."""
    hours = _hours(options.hours)
    opened = verbs.read(options)
    default = LINE if options.objective == "distance" else None
    along = checked(opened, options.along or default)
    question = Question(
        new=options.new,
        share=options.share,
        budget=options.budget,
        objective=options.objective,
        city=options.city,
        district=options.district,
        radius=verbs.radius(options, opened, along),
        group=options.group,
        hours=hours,
        candidates=options.candidates,
        along=along,
        locked=tuple(options.lock),
        banned=tuple(options.ban),
        placed=tuple(options.place),
    )
    if options.open is not None:
        _hours(options.open)
    if options.which_hours:
        return _which_hours(options, opened, question)
    if options.rank is not None:
        return rising.rise(options, opened, question)
    found = planned(opened, question, options.seconds)
    if options.format == "json":
        print(json.dumps(_as_json(found), ensure_ascii=False, allow_nan=False, indent=1))
        return 0
    rows = pd.DataFrame([_row(site) for site in found.sites], columns=list(COLUMNS))
    notes = _notes(opened, question, found)
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


def _notes(opened: Dataset, question: Question, found: Plan) -> tuple[str, ...]:
    """Say what the plan brings, how good it is, and what it stands on."""
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
    stood_on = weakest([*reach_provenances(opened, hours=bool(question.hours)), "derived"])
    told.append(EN.t("cli.plan_rests_on", provenance=EN.t(f"common.provenance.{stood_on}")))
    return tuple(told)
