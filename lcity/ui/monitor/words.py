"""Sentences of Monitor: what stands against targets, what slipped, and what is doubtful about it."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd

from lcity.export import progress
from lcity.monitor.own import OwnTarget
from lcity.monitor.status import FALLING
from lcity.ui.monitor import choices, numbers
from lcity.ui.shared import amounts, cache, selection
from lcity.ui.shared.reader import and_more, reader_language, t

SIGNS = {
    "away": "▼", "decreasing": "▼", "missed": "✕", "stalled": "■", "stagnating": "■", "insufficient": "■",
    "slow": "△", "improving": "△", "moderate": "△", "unknown": "?", "on_track": "▲", "significant": "▲",
    "reached": "✓",
}  # fmt: skip
MISSED = ("missed",)
PERHAPS = "▽"
MOST_ALERTS, MOST_NAMED, MOST_DOUBTS = 6, 3, 8
SLOW, SLOW_DIGITS = 0.05, 4
LAST_YEAR = 2100
"""What would be reached later than this is not reached as far as anybody can say."""


def finding(level: str, rows: pd.DataFrame) -> str:
    """Return the sentence that answers whether they are on the way: of the chosen unit first."""
    lang, chosen = reader_language(), selection.chosen_unit(level)
    counted = progress.counted(rows, lang)
    if not counted:
        return t("monitor.nothing" if rows["trend_per_year"].isna().all() else "monitor.no_targets")
    own = progress.counted(rows[rows["id"] == chosen], lang)
    if not own or rows["id"].nunique() < 2:
        return counted
    return t("monitor.of_unit", name=unit(level, chosen), own=own, all=counted)


def status(row: Any) -> str:
    """Return the status of a row as sign and word: never as colour alone."""
    sign = PERHAPS if row.unsure else SIGNS[row.status]
    return f"{sign} {progress.judged(row, reader_language())}"


def alerts(level: str, rows: pd.DataFrame) -> list[tuple[str, bool]]:
    """Return a sentence for each target that units move away from or missed, and whether it is simulated.

    The targets most units move away from come first, and in a sentence those that move fastest or are
    furthest off.
    """
    held, marks = rows[rows["target"].notna()], cache.provenance()
    found = []
    for statuses, say in ((FALLING, _away), (MISSED, _missed)):
        aims = held[held["status"].isin(statuses)].groupby(["key", "target", "target_year"], sort=False)
        for (key, target, by), own in sorted(aims, key=lambda group: -len(group[1])):
            same = held["key"].eq(key) & held["target"].eq(target) & held["target_year"].eq(by)
            found.append((say(level, own, int(same.sum())), marks[key] == "simulated"))
    return found[:MOST_ALERTS]


def _away(level: str, rows: pd.DataFrame, among: int) -> str:
    direction = _direction(rows["key"].iloc[0])
    rows = rows.iloc[np.argsort((direction * rows["trend_per_year"]).to_numpy(), kind="stable")]
    named = [_fallen(level, row) for row in rows[:MOST_NAMED].itertuples()]
    unsure, placeholders = int(rows["unsure"].sum()), _placeholders(level, rows, among, named)
    if unsure == len(rows):
        told = t("monitor.alert_away_perhaps", **placeholders)
    elif unsure:
        told = t("monitor.alert_away_some", unsure=reader_language().number(unsure), **placeholders)
    else:
        told = t("monitor.alert_away", **placeholders)
    return told + _unsure(unsure, len(rows))


def _unsure(count: int, among: int) -> str:
    """Say of how many the interval of the trend leaves open whether they fall; "" where of none."""
    if not count:
        return ""
    key = "monitor.alert_unsure_all" if count == among else "monitor.alert_unsure"
    return t(key, n=count, count=reader_language().number(count))


def _missed(level: str, rows: pd.DataFrame, among: int) -> str:
    beyond = _direction(rows["key"].iloc[0]) * (rows["value"] - rows["target"])
    rows = rows.iloc[np.argsort(beyond.to_numpy(), kind="stable")]
    named = [_figure(level, row) for row in rows[:MOST_NAMED].itertuples()]
    return t("monitor.alert_missed", **_placeholders(level, rows, among, named))


def _placeholders(level: str, rows: pd.DataFrame, among: int, named: list[str]) -> dict[str, Any]:
    lang, first = reader_language(), rows.iloc[0]
    target = amounts.value(level, first["key"], first["target"])
    return {
        "n": len(rows),
        "count": lang.number(len(rows)),
        "all": lang.number(among),
        "units": t(f"monitor.units.{level}"),
        "indicator": _indicator(first["key"]),
        "target": t("monitor.own.aim", target=target) if is_own(first["target_row"]) else target,
        "by": str(first["target_year"]),
        "names": lang.listed(and_more(named, len(rows))),
    }


def _fallen(level: str, row: Any) -> str:
    """Name a unit with its best figure and its latest."""
    if row.best_year == row.year:
        return _figure(level, row)
    before, now = amounts.told_apart(level, row.key, [row.best, row.value])
    return t(
        "monitor.fallen",
        name=unit(level, row.id),
        before=before,
        then=str(row.best_year),
        value=now,
        year=str(row.year),
    )


def _figure(level: str, row: Any) -> str:
    value = amounts.number(level, row.key, row.value)
    if pd.isna(row.year):
        return t("monitor.stands_undated", name=unit(level, row.id), value=value)
    return t("monitor.stands", name=unit(level, row.id), value=value, year=str(row.year))


def dated(level: str, key: str, amount: float, year: float) -> str:
    """Write a figure and its year beside it; "" where there is no figure."""
    if pd.isna(amount):
        return ""
    value = amounts.number(level, key, amount)
    return value if pd.isna(year) else t("monitor.dated", value=value, year=str(int(year)))


def course(level: str, unit_: str, key: str) -> str:
    """Write what is known of a unit's indicator, year by year."""
    found = numbers.lines(level)
    own = found.values[found.units.get_loc(unit_), found.keys.index(key)]
    told = zip(found.years, own, strict=True)
    return "; ".join(
        f"{int(year)}: {amounts.number(level, key, value)}" for year, value in told if not np.isnan(value)
    )


def aim(level: str, row: Any) -> str:
    """Write a target and its year beside it, and that it is the reader's own; "" where there is none."""
    told = dated(level, row.key, row.target, row.target_year)
    return t("monitor.own.dated", target=told) if told and is_own(row.target_row) else told


def units(keys: Iterable[str]) -> str:
    """Return the sentence that says in what unit figures are written; "" where none has one to tell."""
    told: dict[str, list[str]] = {}
    for key in dict.fromkeys(keys):
        if (unit := amounts.unit_of(key)) not in ("", "%"):
            told.setdefault(unit, []).append(_indicator(key))
    lang = reader_language()
    listed = [t("monitor.in_unit", unit=unit, indicators=lang.listed(own)) for unit, own in told.items()]
    return t("monitor.units_are", listed=t("monitor.units_join").join(listed)) if listed else ""


def pace(per_year: float) -> str:
    """Write a trend a year, with decimals enough to tell a slow one from none."""
    slow = 0 < abs(per_year) < SLOW
    return reader_language().number(per_year, SLOW_DIGITS if slow else 2, sign=True)


def when(row: Any) -> str:
    """Return between which years a target is reached if it goes on so; "" where nothing can be said of it."""
    first, last = row.reached_from, row.reached_to
    if pd.isna(first) or pd.isna(last):
        return ""
    # Where the interval leads there and the trend itself does not, no year is promised.
    if first > LAST_YEAR or row.status in FALLING or _direction(row.key) * row.trend_per_year <= 0:
        return t("monitor.when.never")
    if last > LAST_YEAR:
        return t("monitor.when.from", year=str(int(first)))
    if first == last:
        return str(int(first))
    return t("monitor.when.range", first=str(int(first)), last=str(int(last)))


def whose(rows: pd.DataFrame) -> list[str]:
    """Return by row whose target it is held to: the reader's own, a policy's, or of who published it."""
    targets = _targets()
    if targets is None:
        return [""] * len(rows)
    own = {number: _set_by(targets.loc[number]) for number in rows["target_row"].dropna().unique()}
    return ["" if pd.isna(number) else own[number] for number in rows["target_row"]]


def _set_by(target: pd.Series) -> str:
    if target["own"]:
        return t("monitor.own.whose")
    policies = cache.open_dataset().policies
    if policies is not None and pd.notna(target.get("policy")):
        named = policies[policies["policy"] == target["policy"]]
        if len(named):
            return text_of(named.iloc[0].to_dict(), "title")
    return cache.producers(reader_language().code).get(target.get("source"), "")


def is_own(target_row: Any) -> bool:
    """Say whether a target is one the reader set."""
    return pd.notna(target_row) and bool(_targets().at[target_row, "own"])


def text_of(row: dict[str, Any], column: str) -> str:
    """Return a text of a case or policy in the reader's language, else in English; "" where there is none."""
    both = (row.get(f"{column}_{code}") for code in (reader_language().code, "en"))
    return next((text for text in both if isinstance(text, str) and text), "")


def own_target(own: OwnTarget) -> str:
    """Return a target of the reader's in words."""
    return t(
        "monitor.own.of",
        indicator=_indicator(own.key),
        whose=unit(own.level, own.unit) if own.unit else t(f"monitor.own.every.{own.level}"),
        value=amounts.value(own.level, own.key, own.value),
        year=str(own.year),
    )


def breaks(keys: Sequence[str]) -> str:
    """Return the sentence that says over which years there is no trend; "" where there is one over all."""
    stated = cache.open_dataset().indicators["breaks"].reindex(list(keys)).dropna()
    if stated.empty:
        return ""
    lang = reader_language()
    listed = [
        t("monitor.break", indicator=_indicator(key), years=lang.listed(text.replace(" ", "").split(";")))
        for key, text in stated.items()
    ]
    return t("monitor.breaks", listed=lang.listed(listed))


def _targets() -> pd.DataFrame:
    return numbers.targets(choices.own_choice().value)


def _direction(key: str) -> float:
    return float(cache.row("indicators", key)["direction"])


def _indicator(key: str) -> str:
    return cache.names("indicators", reader_language().code)[key]


def unit(level: str, id_: str) -> str:
    """Name a unit."""
    return cache.names("cities" if level == "city" else "districts", reader_language().code)[id_]


def doubts(rows: pd.DataFrame) -> list[str]:
    """Return whose the targets of these rows are and what is doubtful about them, each said once."""
    targets = _targets()
    if targets is None:
        return []
    lang, names = reader_language(), cache.names("indicators", reader_language().code)
    held = targets.loc[sorted(rows["target_row"].dropna().unique())]
    told: dict[str, list[str]] = {}
    for number, row in held.iterrows():
        of, doubt = _of(number), lang.text(row, "doubt")
        if text := t("monitor.of_and_doubt", of=of, doubt=doubt) if of and doubt else of or doubt:
            told.setdefault(text, []).append(names[row["key"]])
    return [
        t("monitor.doubt", indicators=lang.listed(dict.fromkeys(own)), doubt=text)
        for text, own in list(told.items())[:MOST_DOUBTS]
    ]


def _of(target_row: Any) -> str:
    """Say whose a target is; "" where that is not known, or it is the reader's own, which the row says."""
    by = "" if is_own(target_row) else _set_by(_targets().loc[target_row])
    return t("report.target_of", name=by) if by else ""
