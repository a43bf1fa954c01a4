"""How units do against their targets, as it is written in documents: counts, alerts, cells and doubts."""

import math
from collections.abc import Collection, Iterator

import pandas as pd

from lcity.dataset import Dataset
from lcity.export import mark
from lcity.export.names import Names
from lcity.monitor.progress import STATUSES
from lcity.monitor.status import FALLING
from lcity.text import Language
from lcity.text.language import MISSING

SLIPPED = (*FALLING, "missed")
KINDS = tuple(
    (unsure, late, pending)
    for unsure, late in ((False, True), (False, False), (True, False))
    for pending in (False, True)
)
"""Whether it is unsure, late, and without a figure of its year, in the order in which they are counted."""
NO_FORECAST = (*FALLING, "reached", "missed", "unknown")
"""Statuses beside which no year is told in which it would be reached."""


def finding(rows: pd.DataFrame, names: Names, provenances: Collection[str]) -> str:
    """Return the sentence that counts statuses; what is simulated of them says so first."""
    lang = names.lang
    told = counted(rows, lang) or lang.t("report.no_targets")
    return mark.headlined(told, provenances, lang)


def counted(rows: pd.DataFrame, lang: Language) -> str:
    """Return how many rows with a target have each status, the worst first; "" where none has a target.

    What may not fall at all is counted apart from what does, what was reached too late from the rest, and so
    is what is due and has no figure of its year yet.
    """
    held = rows[rows["target"].notna()]
    if held.empty:
        return ""
    counts = held.groupby(["status", "unsure", "late", "pending"]).size()
    parts = [
        lang.t("monitor.counted", count=lang.number(count), status=named(*kind, lang))
        for word in STATUSES
        for kind in ((word, *flags) for flags in KINDS)
        if (count := counts.get(kind))
    ]
    return lang.t("monitor.finding", n=len(held), count=lang.number(len(held)), parts=lang.listed(parts))


def named(word: str, unsure: bool, late: bool, pending: bool, lang: Language) -> str:
    """Write a status as a word: unsure is perhaps, late after its year, pending without a figure of it."""
    if late:
        return lang.t("monitor.late")
    told = lang.t(f"monitor.status.{word}")
    told = lang.t("monitor.perhaps", status=told) if unsure else told
    return lang.t("monitor.pending", status=told) if pending else told


def judged(row, lang: Language) -> str:
    """Write the status of a row, as `named` does."""
    return named(row.status, row.unsure, row.late, row.pending, lang)


def alerts(rows: pd.DataFrame, names: Names, most: int) -> Iterator[str]:
    """Yield a sentence for each of the rows that slipped most, marked where it is simulated."""
    slipped = rows[rows["status"].isin(SLIPPED) & rows["target"].notna()]
    for row in slipped[:most].itertuples():
        kind = "missed" if row.status == "missed" else "away_perhaps" if row.unsure else "away"
        told = names.lang.t(
            f"report.alert_{kind}",
            name=names.unit(row.id),
            indicator=names.indicator(row.key),
            value=names.value(row.key, row.value),
            year=year(row.year),
            target=names.value(row.key, row.target),
            by=year(row.target_year),
        )
        if row.unsure:
            told += names.lang.t("monitor.alert_unsure_all", n=1)
        yield names.marked(told, row.key)


def latest(row, names: Names) -> str:
    """Write the latest figure, and below it the year it is from."""
    return _dated(names.number(row.key, row.value), row.year)


def target(row, names: Names) -> str:
    """Write a target, and below it the year by which it is to be reached."""
    return MISSING if math.isnan(row.target) else _dated(names.number(row.key, row.target), row.target_year)


def trend(row, names: Names) -> str:
    """Write what a figure does a year, and below it the interval of that."""
    if math.isnan(row.trend_per_year):
        return MISSING
    digits = names.digits[row.key] + 1
    pace, low, high = (
        names.lang.number(amount, digits, sign=True) for amount in (row.trend_per_year, row.low, row.high)
    )
    return names.lang.t("report.trend", pace=pace, low=low, high=high)


def status(row, names: Names) -> str:
    """Write a status, and below it between which years the target is reached if it goes on so."""
    t = names.lang.t
    if math.isnan(row.target):
        return t("report.without_target")
    word = judged(row, names.lang)
    if not math.isfinite(row.reached_from) or row.status in NO_FORECAST:
        return word
    if not math.isfinite(row.reached_to):
        return f"{word}\n{t('report.reached_from', year=year(row.reached_from))}"
    ends = dict.fromkeys(map(year, (row.reached_from, row.reached_to)))
    return f"{word}\n{t('report.reached', years='–'.join(ends))}"


def about_targets(
    dataset: Dataset, rows: pd.DataFrame, targets: pd.DataFrame | None, names: Names
) -> Iterator[str]:
    """Yield whose targets they are and what is doubtful about them, each told once."""
    if targets is None:
        return
    told: dict[str, list[str]] = {}
    held = rows.dropna(subset="target_row").drop_duplicates(["key", "target_row"])
    for row in held.itertuples():
        own = targets.loc[row.target_row]
        parts = [_target_of(dataset, own, names), names.lang.text(own, "doubt")]
        if text := " ".join(filter(None, parts)):
            told.setdefault(text, []).append(names.indicator(row.key))
    for text, indicators in told.items():
        listed = names.lang.listed(dict.fromkeys(indicators))
        yield names.lang.t("report.of_target", indicator=listed, told=text)


def year(number) -> str:
    """Write a year; missing is a dash."""
    return MISSING if pd.isna(number) else str(int(number))


def _dated(written: str, number) -> str:
    return written if pd.isna(number) else f"{written}\n{year(number)}"


def _target_of(dataset: Dataset, own: pd.Series, names: Names) -> str:
    """Say which policy or whose figures a target is of."""
    lang = names.lang
    if bool(own.get("own", False)):
        return lang.t("report.target_own")
    if dataset.policies is not None and isinstance(own.get("policy"), str):
        for row in dataset.policies[dataset.policies["policy"] == own["policy"]].to_dict("records"):
            titles = [row.get(f"title_{code}") for code in (lang.code, "en")]
            title = next(text for text in titles if isinstance(text, str) and text)
            return lang.t("report.target_of", name=title)
    source = own.get("source")
    if isinstance(source, str) and source in dataset.sources.index:
        return lang.t("report.target_of", name=lang.text(dataset.sources.loc[source], "producer"))
    return ""
