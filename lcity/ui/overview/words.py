"""What the overview says of a unit that is chosen: one sentence a question."""

import pandas as pd

from lcity.access import hour_label
from lcity.ui.overview import numbers
from lcity.ui.shared import cache, reach, selection, standing
from lcity.ui.shared.amounts import value
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules

PRINTABLE = ("official", "survey")
"""Provenances of figures somebody answers for."""
LEAST_COMPARED = 3


def trusted(level: str, rules: Rules, unit: str) -> str:
    """Say how far a unit's rank can be trusted, all doubts in one sentence; "" where it has none."""
    found = numbers.trust_in(level, rules, unit)
    if found is None:
        return ""
    lang = reader_language()
    low, high = found.places
    places = t("overview.trust.place" if low == high else "overview.trust.places", low=low, high=high)
    return t(
        f"overview.trust.{found.verdict}",
        name=standing.names(level)[unit],
        over=_over(found),
        places=places,
        count=lang.number(found.ranked),
        simulated=lang.percent(found.simulated),
        units=t(f"overview.units.{level}"),
    )


def _over(found: numbers.Trust) -> str:
    """Say over which weights, figures and methods a range of ranks is."""
    drawn = t("overview.trust.drawn") if found.drawn_too else ""
    if found.of_methods is None:
        return t("overview.trust.over_weights", drawn=drawn)
    return t("overview.trust.over", drawn=drawn, methods=reader_language().number(found.methods))


def hardest_hour(level: str, unit: str) -> str:
    """Say when it is hardest to reach an open centre, and when easiest; "" where that is unknown."""
    found = numbers.hours(level, unit)
    if found is None:
        return ""
    lang = reader_language()
    low, high = lang.percents([found.low, found.high])
    values = {"name": standing.names(level)[unit], "centre": reach.centre(), "low": low, "high": high}
    if low == high:
        return t("overview.hour.always", **values)
    return t(
        "overview.hour.alike" if found.alike > 1 else "overview.hour",
        **values,
        worst=hour_label(found.worst, lang),
        more=lang.number(found.alike - 1),
        best=hour_label(found.best, lang),
    )


def changed(level: str, rules: Rules, unit: str) -> str:
    """Say what has changed since the year before on what is known in both; "" where nothing can be said.

    How many of the figures are newer, and how many of these moved, stands beside it: changes may cancel out.

    The rank among what both years have is another than the one on top, and would stand against it: what is
    said is by how many places it has moved.
    """
    found = numbers.since(level, rules, unit)
    if found is None:
        return ""
    lang, before = reader_language(), numbers.year_before(level, rules, unit)
    then, now = (int(end["rank"]) for end in (found.before, found.after))
    points = float(found.after["score"] - found.before["score"])
    kind = "rises" if now < then else "falls" if now > then else "stays"
    if kind == "stays" and not lang.number(abs(points), 1).strip("0.,"):
        kind = "same"
    told = t(
        f"overview.changed.{kind}",
        on=_on(level, rules, before),
        name=standing.names(level)[unit],
        year=str(before),
        places=lang.number(abs(then - now)),
        points=lang.number(points, 1, sign=True),
    )
    newer, moved = numbers.renewed(level, rules, unit, before)
    shared = len(numbers.in_both_years(level, rules, before))
    figures = t(
        "overview.changed.newer" if newer < shared else "overview.changed.all_newer",
        n=newer,
        newer=lang.number(newer),
        moved=lang.number(moved),
    )
    return lang.sentences([told, figures])


def _on(level: str, rules: Rules, before: int) -> str:
    """Say on how many of the indicators that count now two years are compared."""
    lang, all_ = reader_language(), len(standing.counting(rules, level))
    shared = len(numbers.in_both_years(level, rules, before))
    key = "on_all" if shared == all_ else "on_some"
    return t(f"overview.changed.{key}", count=lang.number(shared), all=lang.number(all_))


def printable(level: str, rules: Rules, unit: str) -> str:
    """Return the sentence that may be published: where a unit stands on a figure somebody answers for.

    Of the indicators that count it is the one on which the unit stands nearest to either end; "" where
    fewer than three units have figures of any.
    """
    provenance, indicators = cache.provenance(), cache.open_dataset().indicators
    found = cache.values(level, selection.chosen_year())
    leaves = [leaf for leaf in standing.counting(rules, level).index if provenance[leaf] in PRINTABLE]
    places = {}
    for leaf in leaves:
        known = found.values[leaf].dropna()
        if unit in known.index and len(known) >= LEAST_COMPARED and known.min() < known.max():
            better = known.rank(ascending=indicators.at[leaf, "direction"] < 0, method="min")
            places[leaf] = int(better[unit]), len(known)
    if not places:
        return ""
    leaf = min(places, key=lambda leaf: min(places[leaf][0] - 1, places[leaf][1] - places[leaf][0]))
    lang, (place, count) = reader_language(), places[leaf]
    year, source = found.years.at[unit, leaf], indicators.at[leaf, "source"]
    producer = cache.producers(lang.code).get(source, "") if isinstance(source, str) else ""
    return t(
        "overview.press",
        name=standing.names(level)[unit],
        indicator=cache.names("indicators", lang.code)[leaf],
        value=value(level, leaf, found.values.at[unit, leaf]),
        year="" if pd.isna(year) else t("overview.press.year", year=str(int(year))),
        place=lang.number(place),
        count=lang.number(count),
        units=t(f"overview.units.{level}"),
        source=t(
            f"overview.press.{provenance[leaf]}",
            producer=producer or t("overview.press.no_producer"),
        ),
    )
