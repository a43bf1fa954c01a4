"""What may be written after ``python -m lcity``."""

import argparse
from typing import NoReturn

from lcity.text import LANGUAGES, language

VERBS = ("check", "rank", "coverage", "plan", "monitor", "make", "fetch", "partition", "measure")
LEVELS = ("city", "district")
FORMATS = ("table", "csv", "json")
ALONG = ("streets", "travel", "line")
OBJECTIVES = ("people", "worst", "distance")
METHODS = ("theil_sen", "four_arrows", "compound_rate")
UNKNOWN_HOURS = ("leave_out", "count")
MOST_CHANGES = 500
"""As many as a scenario holds: "all" of some centres."""


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def parser() -> argparse.ArgumentParser:
    """Return the parser of all verbs."""
    t = language("en").t
    whole = _Parser(prog="python -m lcity", description=t("cli.lcity"), allow_abbrev=False)
    verbs = whole.add_subparsers(dest="verb", required=True, metavar=" | ".join(VERBS))

    check = _verb(verbs, "check")
    check.add_argument("--all", action="store_true", help=t("cli.all"))

    rank = _verb(verbs, "rank")
    rank.add_argument("--level", choices=LEVELS, help=t("cli.level_city"))
    rank.add_argument("--year", type=int, help=t("cli.year"))
    rank.add_argument(
        "--weight", action="append", default=[], type=weight, metavar="KEY=W", help=t("cli.weight")
    )
    rank.add_argument("--normalise", default="goalposts", metavar="METHOD", help=t("cli.normalise"))
    rank.add_argument("--aggregate", default="arithmetic", metavar="METHOD", help=t("cli.aggregate"))

    coverage = _verb(verbs, "coverage")
    coverage.add_argument("--radius-m", type=float, metavar="METRES", help=t("cli.radius"))
    coverage.add_argument("--minutes", type=float, metavar="MINUTES", help=t("cli.minutes"))
    coverage.add_argument("--along", choices=ALONG, help=t("cli.along"))
    coverage.add_argument("--group", default="people", help=t("cli.group"))
    coverage.add_argument("--kind", action="append", metavar="KIND", help=t("cli.kind"))
    coverage.add_argument("--hour", metavar='"DAY HOUR"', help=t("cli.hour"))
    coverage.add_argument(
        "--unknown-hours", choices=UNKNOWN_HOURS, default="leave_out", help=t("cli.unknown_hours")
    )
    coverage.add_argument("--level", choices=LEVELS, help=t("cli.level_district"))

    plan, monitor = _plan(verbs), _monitor(verbs)
    _ground(verbs)
    measure = _country(verbs)
    for verb in (rank, coverage, plan):
        verb.add_argument("--scenario", metavar="FILE", help=t("cli.scenario"))
    for verb in (plan, measure):
        verb.add_argument("--workers", type=_count, metavar="N", help=t("cli.workers"))
        verb.add_argument("--scheduler", metavar="ADDRESS", help=t("cli.scheduler"))
    for verb in (rank, coverage, plan, monitor, measure):
        verb.add_argument("--format", choices=FORMATS, default="table", help=t("cli.format"))
    return whole


def _plan(verbs: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """Add the verb that finds the next places."""
    t = language("en").t
    plan = _verb(verbs, "plan")
    much = plan.add_mutually_exclusive_group(required=True)
    much.add_argument("--new", type=_count, metavar="K | all", help=t("cli.new"))
    much.add_argument("--share", type=float, metavar="SHARE", help=t("cli.share"))
    much.add_argument("--budget", type=float, metavar="B", help=t("cli.budget"))
    much.add_argument("--which-hours", action="store_true", help=t("cli.which_hours"))
    much.add_argument("--rank", type=int, metavar="N", help=t("cli.to_rank"))
    plan.add_argument("--objective", choices=OBJECTIVES, default="people", help=t("cli.objective"))
    plan.add_argument("--city", metavar="CITY", help=t("cli.city"))
    plan.add_argument("--district", metavar="DISTRICT", help=t("cli.district"))
    plan.add_argument("--radius-m", type=float, metavar="METRES", help=t("cli.radius"))
    plan.add_argument("--minutes", type=float, metavar="MINUTES", help=t("cli.minutes"))
    plan.add_argument("--along", choices=ALONG, help=t("cli.along"))
    plan.add_argument("--group", default="people", help=t("cli.group"))
    plan.add_argument("--hours", metavar="HOURS", help=t("cli.hours"))
    plan.add_argument("--candidates", metavar="listed | cells | hours | KIND", help=t("cli.candidates"))
    for way in ("lock", "ban"):
        plan.add_argument(f"--{way}", action="append", default=[], metavar="SITE", help=t(f"cli.{way}"))
    plan.add_argument(
        "--place", action="append", default=[], type=_place, metavar="LON,LAT", help=t("cli.placed")
    )
    plan.add_argument("--open", metavar="HOURS", help=t("cli.open"))
    plan.add_argument("--seconds", type=float, default=30.0, metavar="S", help=t("cli.seconds"))
    return plan


def _monitor(verbs: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """Add the verb that says who is on the way to which target."""
    t = language("en").t
    monitor = _verb(verbs, "monitor")
    monitor.add_argument("--level", choices=LEVELS, help=t("cli.level_district"))
    monitor.add_argument("--key", action="append", default=[], metavar="KEY", help=t("cli.key"))
    monitor.add_argument("--method", choices=METHODS, default=METHODS[0], help=t("cli.method"))
    monitor.add_argument("--since", metavar="RECORD", help=t("cli.record"))
    monitor.add_argument("--out", metavar="FILE", help=t("cli.out_digest"))
    monitor.add_argument("--report", metavar="FILE", help=t("cli.report"))
    monitor.add_argument("--unit", metavar="UNIT", help=t("cli.unit"))
    monitor.add_argument("--lang", choices=tuple(LANGUAGES), default="en", help=t("cli.lang"))
    monitor.add_argument("--fail-on", action="append", default=[], metavar="STATUS", help=t("cli.fail_on"))
    return monitor


def _ground(verbs: argparse._SubParsersAction) -> None:
    """Add the verbs that make a dataset of one's own ground."""
    t = language("en").t
    make = _made(verbs, "make")
    make.add_argument("--centres", required=True, metavar="FILE", help=t("cli.centres"))
    make.add_argument("--kind", metavar="KIND", help=t("cli.centres_kind"))
    make.add_argument("--provenance", metavar="PROVENANCE", help=t("cli.centres_provenance"))
    make.add_argument("--streets", metavar="FILE", help=t("cli.streets"))
    make.add_argument("--outlines", metavar="FILE", help=t("cli.outlines"))
    for column in ("id", "name", "city"):
        make.add_argument(f"--{column}-column", metavar="COLUMN", help=t(f"cli.{column}_column"))
    make.add_argument("--admin-level", metavar="LEVEL", help=t("cli.admin_level"))
    make.add_argument("--place-column", metavar="COLUMN", help=t("cli.place_column"))
    make.add_argument("--travel", metavar="FILE", help=t("cli.travel"))
    for column in ("from", "to"):
        make.add_argument(f"--{column}-column", metavar="COLUMN", help=t(f"cli.{column}_column"))
    length = make.add_mutually_exclusive_group()
    for column in ("minutes", "metres"):
        length.add_argument(f"--{column}-column", metavar="COLUMN", help=t(f"cli.{column}_column"))
    make.add_argument("--places-from", metavar="FILE", help=t("cli.places_from"))
    make.add_argument("--title", help=t("cli.title"))
    fetch = _made(verbs, "fetch")
    fetch.add_argument("place", metavar='"CITY, COUNTRY"', help=t("cli.place"))
    fetch.add_argument("--overpass", metavar="URL", help=t("cli.overpass"))
    fetch.add_argument("--without-streets", action="store_true", help=t("cli.without_streets"))
    for verb in (make, fetch):
        verb.add_argument("--population", metavar="FILE", help=t("cli.population"))
        verb.add_argument("--value-column", metavar="COLUMN", help=t("cli.value_column"))


def _country(verbs: argparse._SubParsersAction) -> argparse.ArgumentParser:
    """Add the verbs for a country larger than memory; return the one that measures it."""
    t = language("en").t
    partition, measure = _verb(verbs, "partition"), _verb(verbs, "measure")
    partition.add_argument("out", metavar="OUT", help=t("cli.out"))
    partition.add_argument("--resolution", type=int, default=4, metavar="R", help=t("cli.resolution"))
    measure.add_argument("--level", choices=LEVELS, default="district", help=t("cli.level_district"))
    measure.add_argument("--radius-m", type=float, default=1_000.0, metavar="METRES", help=t("cli.radius"))
    measure.add_argument("--along", choices=("streets", "line"), help=t("cli.along"))
    measure.add_argument("--group", default="people", help=t("cli.group"))
    measure.add_argument("--kind", action="append", metavar="KIND", help=t("cli.kind"))
    measure.add_argument(
        "--unknown-hours", choices=UNKNOWN_HOURS, default="leave_out", help=t("cli.unknown_hours")
    )
    return measure


def _made(verbs: argparse._SubParsersAction, name: str) -> argparse.ArgumentParser:
    about = language("en").t(f"cli.{name}")
    verb = verbs.add_parser(name, help=about, description=about, allow_abbrev=False)
    verb.add_argument("out", metavar="OUT", help=language("en").t("cli.out"))
    return verb


def weight(text: str) -> tuple[str, float]:
    """Read ``KEY=W``.

    Raises
    ------
    argparse.ArgumentTypeError
        It is not of this form.
    """
    key, _, number = text.partition("=")
    try:
        return key.strip(), float(number)
    except ValueError:
        raise argparse.ArgumentTypeError(language("en").t("cli.not_weight", found=text)) from None


def _count(text: str) -> int:
    """Read a number of places, or "all"."""
    if text == "all":
        return MOST_CHANGES
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(language("en").t("cli.not_count", found=text)) from None


def _place(text: str) -> tuple[float, float]:
    """Read ``LON,LAT``."""
    lon, _, lat = text.partition(",")
    try:
        return float(lon), float(lat)
    except ValueError:
        raise argparse.ArgumentTypeError(language("en").t("cli.not_place", found=text)) from None


def _verb(verbs: argparse._SubParsersAction, name: str) -> argparse.ArgumentParser:
    about = language("en").t(f"cli.{name}")
    verb = verbs.add_parser(name, help=about, description=about, allow_abbrev=False)
    verb.add_argument("dataset", metavar="DATASET", help=language("en").t("cli.dataset"))
    return verb
