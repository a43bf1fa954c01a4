"""Sentences of Monitor: what stands against targets, what slipped, and what is doubtful about it."""

import pandas as pd

from lcity.monitor.progress import STATUSES
from lcity.text.language import MISSING
from lcity.ui.shared import amounts, cache
from lcity.ui.shared.reader import reader_language, t

SIGNS = {
    "away": "▼", "decreasing": "▼", "missed": "✕", "stalled": "▬", "stagnating": "▬", "insufficient": "▬",
    "slow": "△", "improving": "△", "moderate": "△", "unknown": "?", "on_track": "▲", "significant": "▲",
    "reached": "✓",
}  # fmt: skip
ALERTS = ("away", "decreasing", "missed")
MOST_ALERTS, MOST_DOUBTS = 4, 8


def finding(rows: pd.DataFrame) -> str:
    """Return the sentence that answers whether they are on the way."""
    lang = reader_language()
    counted = rows.loc[rows["target"].notna(), "status"].value_counts()
    if counted.empty:
        return t("monitor.nothing" if rows["trend_per_year"].isna().all() else "monitor.no_targets")
    parts = [
        t("monitor.counted", count=lang.number(counted[word]), status=t(f"monitor.status.{word}"))
        for word in STATUSES
        if counted.get(word)
    ]
    return t(
        "monitor.finding", n=int(counted.sum()), count=lang.number(counted.sum()), parts=lang.listed(parts)
    )


def status(word: str) -> str:
    """Return a status as sign and word: never as colour alone."""
    return f"{SIGNS[word]} {t(f'monitor.status.{word}')}"


def alerts(level: str, rows: pd.DataFrame) -> list[tuple[str, bool]]:
    """Return a sentence for each of the rows that slipped most, and whether it is simulated."""
    slipped = rows[rows["status"].isin(ALERTS) & rows["target"].notna()][:MOST_ALERTS]
    marks = cache.provenance()
    return [(_alert(level, row), marks[row.key] == "simulated") for row in slipped.itertuples()]


def _alert(level: str, row) -> str:
    names = cache.names("indicators", reader_language().code)
    told = {
        "name": unit(level, row.id),
        "indicator": names[row.key],
        "value": amounts.value(level, row.key, row.value),
        "year": MISSING if pd.isna(row.year) else str(row.year),
        "target": amounts.value(level, row.key, row.target),
        "by": str(row.target_year),
    }
    return t("monitor.alert_missed" if row.status == "missed" else "monitor.alert_away", **told)


def unit(level: str, id_: str) -> str:
    """Name a unit."""
    return cache.names("cities" if level == "city" else "districts", reader_language().code)[id_]


def doubts(rows: pd.DataFrame) -> list[str]:
    """Return what is doubtful about holding these rows to their targets, each said once."""
    targets = cache.open_dataset().targets
    if targets is None:
        return []
    lang, names = reader_language(), cache.names("indicators", reader_language().code)
    held = targets.loc[sorted(rows["target_row"].dropna().unique())]
    told: dict[str, list[str]] = {}
    for row in held.to_dict("records"):
        if text := lang.text(row, "doubt"):
            told.setdefault(text, []).append(names[row["key"]])
    return [
        t("monitor.doubt", indicators=lang.listed(dict.fromkeys(own)), doubt=text)
        for text, own in list(told.items())[:MOST_DOUBTS]
    ]
