"""What ``plan --rank`` does: the shortest way to a rank, by improvements or by new places."""

import argparse
import json
import sys
from dataclasses import replace

import pandas as pd

from lcity.access.reach import Reach
from lcity.access.update import updated
from lcity.cli.output import Output, print_rows
from lcity.computed import complete
from lcity.dataset import Dataset
from lcity.dataset.groups import group_counts
from lcity.dataset.in_people import in_people
from lcity.errors import ArgumentError
from lcity.index import Tree, score_units
from lcity.scenario import apply
from lcity.scenario.alike import alike
from lcity.scenario.of_plan import scenario_of
from lcity.scenario.path import Path, shortest_path
from lcity.scenario.question import Plan, Question
from lcity.scenario.rise import fewest_places
from lcity.scenario.siting import Model
from lcity.text import language

EN = language("en")


def rise(options: argparse.Namespace, opened: Dataset, question: Question) -> int:
    """Print the fewest improvements, or new places, that bring a unit to a rank."""
    level, unit = _unit(opened, question)
    by_places = question.candidates is not None
    if by_places:
        told, rows, notes = _by_places(options, opened, question, level, unit)
    else:
        told, rows, notes = _by_improvements(options, opened, level, unit)
    if options.format == "json":
        print(json.dumps(told, ensure_ascii=False, allow_nan=False, indent=1))
        return 0
    if options.format == "csv":
        print(*(EN.t("cli.note", line=line) for line in notes), sep="\n", file=sys.stderr)
    print_rows(Output(rows, notes=tuple(notes)), options.format, EN)
    return 0


def _unit(opened: Dataset, question: Question) -> tuple[str, str]:
    if question.district is not None:
        return "district", question.district
    if question.city is None:
        raise ArgumentError(EN.t("cli.rank_of_whom"))
    return "city", question.city


def _by_improvements(
    options: argparse.Namespace, opened: Dataset, level: str, unit: str
) -> tuple[dict, pd.DataFrame, list[str]]:
    found = complete(opened, level)
    if unit not in found.values.index:
        raise ArgumentError(EN.t("cli.no_unit", found=unit))
    tree = Tree.from_table(opened.indicators)
    others = alike(opened, level, unit, found.people)
    path = shortest_path(found.values, opened.indicators, tree, unit, options.rank, others)
    counts = group_counts(opened, level)
    rows = pd.DataFrame(
        [
            {
                "indicator": one.indicator,
                "name": opened.indicators.at[one.indicator, "name"],
                "unit": opened.indicators.at[one.indicator, "unit"],
                "value": one.value,
                "needed": one.needed,
                "people": in_people(opened, counts, unit, one.indicator, abs(one.needed - one.value)),
            }
            for one in path.improvements
        ],
        columns=["indicator", "name", "unit", "value", "needed", "people"],
    )
    told = {
        "rank": path.rank,
        "now": path.now,
        "reachable": path.reachable,
        "exact": path.exact,
        "at_least": path.at_least,
        "improvements": json.loads(rows.to_json(orient="records")),
    }
    return told, rows, [_verdict(path)]


def _verdict(path: Path) -> str:
    now = "–" if path.now is None else EN.number(path.now)
    if not path.reachable:
        return EN.t("cli.rank_unreachable", now=now, rank=EN.number(path.rank))
    if not path.improvements:
        return EN.t("cli.rank_held", now=now)
    key = "cli.rank_exact" if path.exact else "cli.rank_bound"
    count = len(path.improvements)
    return EN.t(key, n=count, count=EN.number(count), least=EN.number(path.at_least), now=now)


def _by_places(
    options: argparse.Namespace, opened: Dataset, question: Question, level: str, unit: str
) -> tuple[dict, pd.DataFrame, list[str]]:
    model = Model.of(opened, replace(question, new=1))
    tree, reach = Tree.from_table(opened.indicators), Reach.of(opened)

    def rank_of(dataset: Dataset, own: Reach | None) -> int | None:
        values = complete(dataset, level, reach=own).values
        found = score_units(values, opened.indicators, tree).rank.get(unit)
        return None if pd.isna(found) else int(found)

    def rank_with(plan: Plan) -> int | None:
        planned = apply(opened, scenario_of(opened, question, plan, "plan", options.open))
        return rank_of(planned, None if reach is None else updated(reach, planned))

    found = fewest_places(
        lambda count: model.answer(replace(question, new=count), options.seconds),
        rank_with,
        rank_of(opened, reach),
        options.rank,
    )
    sites = found.plan.sites if found.plan else ()
    columns = ["site", "name", "lon", "lat", "gained", "covered", "share"]
    rows = pd.DataFrame([{name: getattr(site, name) for name in columns} for site in sites], columns=columns)
    told = {
        "rank": options.rank,
        "places": found.places,
        "reached": found.rank,
        "exact": found.exact,
        "sites": rows.to_dict("records"),
    }
    values = {"places": EN.number(found.places or 0), "most": EN.number(found.most)}
    values["rank"] = "–" if found.rank is None else EN.number(found.rank)
    key = "unreachable" if found.places is None else "exact" if found.exact else "bound"
    return told, rows, [EN.t(f"cli.places_{key}", **values)]
