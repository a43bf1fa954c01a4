"""What each verb does."""

import argparse
import math
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pandas as pd

from lcity import dataset as datasets
from lcity import scenario
from lcity.access.along import LINE, MINUTES, checked, found_within, in_metres, offered, unit
from lcity.access.centres import Centres
from lcity.access.hours import parse_hour
from lcity.access.persona import Persona
from lcity.access.reach import RADIUS_M, SEATS_RADIUS_M, Reach
from lcity.cli.output import Output, print_rows
from lcity.computed import COMPUTATIONS, complete, district_coverage, is_spatial
from lcity.dataset import Dataset, Problem, UnitValues
from lcity.dataset.answers import label
from lcity.dataset.check_years import is_of_years
from lcity.dataset.files import FILES
from lcity.dataset.problem import visible
from lcity.dataset.provenance import leaf_provenance, provenance_shares, reach_provenances, weakest
from lcity.dataset.tables import read_table
from lcity.dataset.vintage import span, vintage
from lcity.errors import ArgumentError
from lcity.index import AGGREGATIONS, NORMALISATIONS, Tree, Weights, score_units
from lcity.intake import headings
from lcity.intake.part import Part
from lcity.partitions import is_partitioned, read_partitions
from lcity.scenario.written import MOST_BYTES
from lcity.store import derived
from lcity.text import Language, language
from lcity.text.groups import group_people

TOLD = 50
EVERYONE = "people"
EN = language("en")
SEVERITIES = ("error", "question", "note")


def check(options: argparse.Namespace) -> int:
    """Say what is wrong with a dataset, or that nothing is."""
    folder = _folder(options)
    opened, problems = datasets.examine(folder, COMPUTATIONS)
    tell(problems, EN, everything=options.all)
    if opened is None:
        _tell_unread(folder)
        return 1
    tiles = read_partitions(folder) if in_tiles(opened) else None
    counted = {
        "cities": len(opened.cities),
        "districts": len(opened.districts),
        "indicators": (~opened.indicators.index.isin(opened.indicators["parent"])).sum(),
        "centres": 0 if opened.centres is None else len(opened.centres),
        "places": tiles.rows if tiles else 0 if opened.population is None else len(opened.population),
        "notes": sum(note.severity == "note" for note in opened.notes),
        "questions": sum(note.severity == "question" for note in opened.notes),
    }
    print(EN.t("cli.valid", title=opened.meta.title, **{name: EN.number(n) for name, n in counted.items()}))
    if tiles:
        print(EN.t("cli.tiles_not_read", n=len(tiles.tiles), count=EN.number(len(tiles.tiles))))
    return 0


def rank(options: argparse.Namespace) -> int:
    """Rank cities or districts."""
    _one_of(options.normalise, NORMALISATIONS, "normalise")
    _one_of(options.aggregate, AGGREGATIONS, "aggregate")
    opened = read(options)
    level = level_of(opened, options.level or _levels(opened)[0])
    _year(opened, options.year)
    tree = Tree.from_table(opened.indicators)
    weights = Weights.over(tree, dict(options.weight))
    found = complete(opened, level, options.year, reach=_reach_of_index(opened))
    values = found.values
    ranking = score_units(values, opened.indicators, tree, weights, options.normalise, options.aggregate)
    effective = ranking.shares[list(ranking.leaves)]
    provenance = leaf_provenance(opened)
    rows = ranking.table().reset_index(names="id")
    rows.insert(2, "name", opened.units(level)["name"].loc[rows["id"]].to_numpy())
    rows["provenance"] = _by_unit(values, effective, provenance).loc[rows["id"]].to_numpy()
    dated = vintage(found, effective.index[effective > 0])
    if dated:
        rows["years"] = _years_by_unit(found, effective).loc[rows["id"]].to_numpy()
    known = effective[values[effective.index].notna().any()]
    shares = provenance_shares(known / known.sum(), provenance)
    print_rows(
        Output(
            rows[["rank", "id", "name", "score", "present", "provenance", *(["years"] if dated else [])]],
            ranking.contributions.loc[rows["id"]].reset_index(drop=True),
            labels={key: opened.indicators.loc[key, "name"] for key in tree.dimensions},
            notes=(_rests_on(shares, EN), *([EN.t("cli.years", years=dated.text(EN))] if dated else [])),
        ),
        options.format,
        EN,
    )
    tell(filter(is_of_years, opened.notes), EN, everything=False)
    if in_tiles(opened) and (unknown := [key for key, name in _computed(opened).items() if is_spatial(name)]):
        line = EN.t("cli.rank_in_tiles", keys=EN.listed(unknown), folder=options.dataset)
        print(EN.t("cli.note", line=line), file=sys.stderr)
    return 0


def coverage(options: argparse.Namespace) -> int:
    """Say how many people of each unit have a centre in reach."""
    hour = None if options.hour is None else parse_hour(options.hour)
    for length in (options.radius_m, options.minutes):
        if length is not None and not 0 <= length < math.inf:
            raise ArgumentError(EN.t("cli.no_radius", found=f"{length:g}"))
    opened = read(options)
    if in_tiles(opened):
        raise ArgumentError(EN.t("cli.coverage_in_tiles", folder=options.dataset))
    level = level_of(opened, options.level or _levels(opened)[-1])
    along = checked(opened, options.along)
    within = radius(options, opened, along)
    reach = _reach(opened, along, within)
    found = district_coverage(
        opened,
        radius_m=within,
        group=options.group,
        kinds=options.kind,
        hour=hour,
        unknown_hours=options.unknown_hours,
        level=level,
        reach=reach,
    )
    rows = found[["people", "covered", "share"]].rename_axis("id").reset_index()
    rows.insert(1, "name", opened.units(level)["name"].loc[rows["id"]].to_numpy())
    rows["provenance"] = worst = weakest(reach_provenances(opened, hours=hour is not None))
    notes = [EN.t("cli.rests_on", provenance=EN.t(f"common.provenance.{worst}"))]
    if options.group != EVERYONE:
        notes.insert(0, EN.t("cli.of_group", group=group_people(options.group, EN, opened.meta.groups)))
    if len(offered(opened)) > 1:
        measured = _measured(opened, along, within, reach)
        if options.format == "table":
            notes += measured
        else:
            # Rows have no room for it, and without it their figures can be taken for others.
            print(*(EN.t("cli.note", line=line) for line in measured), sep="\n", file=sys.stderr)
    if hour is not None:
        notes += _unknown_hours(opened, options.kind, hour, options.unknown_hours)
    print_rows(Output(rows, notes=tuple(notes)), options.format, EN)
    return 0


def radius(options: argparse.Namespace, opened: Dataset, along: str) -> float:
    """Return how far is asked for, in what the way of measuring gives."""
    minutes = unit(opened, along) == MINUTES
    if minutes and options.radius_m is not None:
        raise ArgumentError(EN.t("cli.in_minutes"))
    if not minutes and options.minutes is not None:
        raise ArgumentError(EN.t("cli.in_metres"))
    given = options.minutes if minutes else options.radius_m
    return (Persona.minutes if minutes else RADIUS_M) if given is None else given


def _reach(opened: Dataset, along: str, radius: float) -> Reach | None:
    """Return who reaches what, where it is not the straight line."""
    if along == LINE or opened.centres is None or opened.population is None:
        return None
    most = found_within(unit(opened, along), radius)
    return Reach.of(opened, None, most, along, derived.ways(opened, along, most))


def _reach_of_index(opened: Dataset) -> Reach | None:
    """Return who reaches what as computed indicators have it, where the index has such and it is kept."""
    spatial = any(map(is_spatial, _computed(opened)))
    return _reach(opened, in_metres(opened), SEATS_RADIUS_M) if spatial else None


def _computed(opened: Dataset) -> pd.Series:
    """Return the computation of each indicator that has one."""
    return opened.indicators["computed"].dropna()


def in_tiles(opened: Dataset) -> bool:
    """Say whether the places where people live lie in tiles."""
    return opened.population is None and is_partitioned(opened.folder)


def _measured(opened: Dataset, along: str, radius: float, reach: Reach | None) -> list[str]:
    """Say how it was measured, and whom no street is near."""
    told = [EN.t(f"cli.along_{along}_{unit(opened, along)}", radius=EN.number(radius))]
    if reach is not None and (count := int(reach.off_street.sum())):
        people = EN.people(float(np.nansum(reach.places.people()[reach.off_street])))
        told.append(EN.t("access.off_street", n=count, count=EN.number(count), people=people))
    return told


def _unknown_hours(opened: Dataset, kinds: Iterable[str] | None, hour: int, unknown_hours: str) -> list[str]:
    """Say of which week hours are, and how many centres are not known to be open or closed at one."""
    found = Centres.of(opened).unknown_at(hour, kinds)
    told = [EN.t("access.reference_week", week=opened.meta.reference_week.isoformat())]
    if found.unknown:
        key = "counted" if unknown_hours == "count" else "left_out"
        told.append(EN.t(f"access.unknown_hours_{key}", n=found.unknown, **found.written(EN)))
    if found.by_appointment:
        told.append(EN.t("access.by_appointment", n=found.by_appointment, **found.written(EN)))
    return told


def tell(problems: Iterable[Problem], lang: Language, *, everything: bool) -> None:
    """Print problems to the error stream, errors before notes: the first 50 and the count of the rest."""
    told = sorted(problems, key=lambda p: SEVERITIES.index(p.severity))
    shown = told if everything else told[:TOLD]
    for problem in shown:
        line = problem.text(lang)
        answers = lang.listed_either([label(answer, problem, lang) for answer in problem.answers])
        marked = {"note": "cli.note", "question": "cli.question"}.get(problem.severity)
        print(lang.t(marked, line=line, answers=answers) if marked else line, file=sys.stderr)
    if rest := len(told) - len(shown):
        print(lang.t("cli.rest", n=rest, count=lang.number(rest)), file=sys.stderr)


def read(options: argparse.Namespace) -> Dataset:
    """Return the dataset, with the scenario asked for, and tell what of it may be meant otherwise."""
    opened = datasets.read(_folder(options), COMPUTATIONS)
    questions = [note for note in opened.notes if note.severity == "question"]
    tell(questions, EN, everything=False)
    if getattr(options, "scenario", None) is None:
        return opened
    path = Path(options.scenario)
    if not path.is_file():
        raise ArgumentError(EN.t("cli.no_file", found=options.scenario))
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    return scenario.apply(opened, scenario.parse(content, path.name), path.name)


def _tell_unread(folder: Path) -> None:
    """Tell what tables of other names seem to be, as the page Data would propose."""
    known = {name for names in FILES.values() for name in names}
    for path in sorted(folder.glob("*.csv")):
        frame = None if path.name in known else read_table(path)[0]
        part = None if frame is None else Part(path.name, path.stem.lower(), path, tuple(frame))
        if part and (table := headings.suggested_table(part, {})):
            heads = headings.suggest(table, part.columns, {})
            named = EN.listed(EN.t("cli.read_as", heading=visible(h), column=c) for h, c in heads.items())
            line = EN.t("cli.seems", file=visible(path.name), table=FILES[table][0], named=named)
            print(EN.t("cli.note", line=line), file=sys.stderr)


def _folder(options: argparse.Namespace) -> Path:
    folder = Path(options.dataset)
    if not options.dataset or not folder.is_dir():
        raise ArgumentError(EN.t("cli.no_folder", found=options.dataset))
    return folder


def _one_of(found: str, known: Iterable[str], option: str) -> None:
    if found not in known:
        raise ArgumentError(EN.t("cli.not_one_of", option=option, found=found, known=", ".join(known)))


def _levels(opened: Dataset) -> tuple[str, ...]:
    """Return the levels of a dataset, of which there must be one."""
    if not opened.levels:
        raise ArgumentError(EN.t("cli.centres_alone", title=opened.meta.title))
    return opened.levels


def level_of(opened: Dataset, level: str) -> str:
    """Return a level; an ArgumentError where the dataset has no units of it."""
    if level not in opened.levels:
        raise ArgumentError(EN.t(f"cli.no_{level}", title=opened.meta.title))
    return level


def _year(opened: Dataset, year: int | None) -> None:
    """Raise ArgumentError where nothing is dated to a year or before."""
    if year is None:
        return
    if not opened.years:
        raise ArgumentError(EN.t("cli.no_years", title=opened.meta.title))
    if year < opened.years[0]:
        raise ArgumentError(EN.t("cli.too_early", found=str(year), first=str(opened.years[0])))


def _by_unit(values: pd.DataFrame, effective: pd.Series, provenance: pd.Series) -> pd.Series:
    """Return the weakest provenance among the values each unit's score rests on; None where it has none."""
    counts = values[effective.index[effective > 0]].notna()
    declared = provenance[counts.columns].to_numpy()
    found = [weakest(declared[there]) if there.any() else None for there in counts.to_numpy()]
    return pd.Series(found, values.index, dtype=object)


def _years_by_unit(found: UnitValues, effective: pd.Series) -> pd.Series:
    """Return between which years the values are that each unit's score rests on; None where none is dated."""
    counting = effective.index[effective > 0]
    first, last = found.first_years[counting].min(axis=1), found.years[counting].max(axis=1)
    written = [
        None if pd.isna(end) else span(int(start), int(end)) for start, end in zip(first, last, strict=True)
    ]
    return pd.Series(written, found.values.index, dtype=object)


def _rests_on(shares: pd.Series, lang: Language) -> str:
    """Say how much of the weight rests on figures of each provenance."""
    parts = [
        lang.t("cli.share_of", share=lang.percent(share, 1), provenance=lang.t(f"common.provenance.{name}"))
        for name, share in shares.items()
        if share > 0
    ]
    return lang.t("cli.weight_rests_on", parts=lang.listed(parts))
