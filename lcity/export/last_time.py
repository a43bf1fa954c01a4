"""What changed since last time, in sentences: what moved most, who passed whom, what is old or missing."""

from collections.abc import Iterable, Iterator

from lcity.export.names import Names
from lcity.monitor.since import LastTime, crossings
from lcity.text import Language

FAR_YEARS = 5
"""From so many years on, areas may have been redrawn under the same id."""
MOST_MOVED, MOST_CROSSED, MOST_NAMED = 6, 5, 4


def held_against(found: LastTime, names: Names) -> str:
    """Say which years are held against each other; "" where nothing has two."""
    lang, spans = names.lang, {}
    for key, span in found.twice.years.items():
        spans.setdefault(span, []).append(names.indicator(key))
    told = [
        lang.t("since.span", before=str(before), after=str(after), indicators=_listed(own, lang))
        for (before, after), own in sorted(spans.items(), key=lambda one: one[0][::-1], reverse=True)
    ]
    if not told:
        return ""
    held = lang.t("since.held_years", spans=lang.t("export.semicolon").join(told))
    if any(after - before >= FAR_YEARS for before, after in spans):
        return lang.sentences((held, lang.t("since.areas")))
    return held


def moved_most(found: LastTime, names: Names, most: int = MOST_MOVED) -> Iterator[tuple[str, str]]:
    """Yield the indicator and a sentence of each of the figures that moved most, the furthest first."""
    lang = names.lang
    for row in found.since.moved[:most].itertuples():
        before, after = names.pair(row.key, row.before, row.after)
        better = row.change * names.indicators.at[row.key, "direction"] > 0
        if not row.sure:
            way = "unsure_better" if better else "unsure_worse"
        else:
            way = "better" if better else "worse"
        span = found.twice.years.get(row.key)
        told = {
            "name": names.unit(row.id),
            "indicator": names.indicator(row.key),
            "before": before,
            "after": after,
            "way": lang.t(f"since.{way}"),
        }
        if span is None:
            yield row.key, lang.t("since.moved", **told)
        else:
            first, last = map(str, span)
            yield row.key, lang.t("since.moved_years", first=first, last=last, **told)


def crossed(found: LastTime, names: Names, unit: str = "", most: int = MOST_CROSSED) -> Iterator[str]:
    """Yield who passed whom, those that moved furthest first.

    Of one unit only its own, in a sentence with what both times are ranked on: elsewhere it ranks otherwise.
    """
    lang = names.lang
    if unit:
        yield from (_on(found, told, lang) for told in _crossed(found, names, unit, most))
    else:
        yield from _crossed(found, names, unit, most)


def keeps(found: LastTime, names: Names, unit: str) -> str:
    """Say that a unit has the rank it had, and on what both times are ranked."""
    return _on(found, names.lang.t("since.keeps", name=names.unit(unit)), names.lang)


def _on(found: LastTime, told: str, lang: Language) -> str:
    """Put before a sentence on how many of the indicators it holds."""
    key = "since.on_all" if found.on == found.of_all else "since.on"
    return lang.t(key, count=lang.number(found.on), all=lang.number(found.of_all), told=told)


def _crossed(found: LastTime, names: Names, unit: str, most: int) -> Iterator[str]:
    lang = names.lang
    told = crossings(found.ranks, len(found.ranks) if unit else most)
    for row in (told[told["id"] == unit] if unit else told).itertuples():
        rises = row.after < row.before
        others = row.passed if rises else row.passed_by
        ranks = {
            "name": names.unit(row.id),
            "before": lang.number(row.before),
            "after": lang.number(row.after),
        }
        kind = "rises" if rises else "falls"
        if others:
            yield lang.t(f"since.{kind}", others=_listed(map(names.unit, others), lang), **ranks)
        else:
            # Whom it was level with has moved.
            yield lang.t(f"since.{kind}_alone", **ranks)


def ranked_on(found: LastTime, names: Names) -> str:
    """Say on which part of the indicators both times are ranked."""
    lang = names.lang
    return lang.t("since.ranked_on", count=lang.number(found.on), all=lang.number(found.of_all))


def rest(found: LastTime, names: Names) -> Iterator[str]:
    """Yield what is missing, new, gone and old."""
    lang, own = names.lang, found.since
    for kind, table in (("lost", own.lost), ("gained", own.gained)):
        if len(table):
            told = [
                lang.t("since.one", name=names.unit(row.id), indicator=names.indicator(row.key))
                for row in table[: MOST_NAMED + 1].itertuples()
            ]
            figures = _listed(told, lang, len(table))
            yield lang.t(f"since.{kind}", n=len(table), count=lang.number(len(table)), figures=figures)
    for kind, keys in (("new", own.new), ("gone", own.gone)):
        if keys:
            listed = _listed(map(names.indicator, keys), lang)
            yield lang.t(f"since.{kind}", n=len(keys), count=lang.number(len(keys)), indicators=listed)
    for kind, units in (("joined", own.joined), ("left", own.left)):
        if units:
            yield lang.t(f"since.{kind}", names=_listed(map(names.unit, units), lang))
    if len(found.old):
        years = found.old.groupby("key", sort=False)["year"].agg(["min", "max"])
        told = [
            lang.t("since.old_one", indicator=names.indicator(key), year=_span(row["min"], row["max"]))
            for key, row in years.iterrows()
        ]
        count = len(found.old)
        yield lang.t("since.old", n=count, count=lang.number(count), indicators=_listed(told, lang))


def counted(found: LastTime, names: Names) -> str:
    """Say how many of the figures that both times have are others now."""
    lang, moved = names.lang, len(found.since.moved)
    both = moved + found.since.same
    return lang.t("since.counted", n=both, count=lang.number(moved), all=lang.number(both))


def sentences(found: LastTime, names: Names, unit: str = "") -> list[str]:
    """Return all there is to say, figures that are simulated or planned marked so.

    Parameters
    ----------
    found
        What changed.
    names
        What all is called.
    unit
        Only of this one; "" for all.
    """
    own = found.of(unit) if unit else found
    passed = list(crossed(own, names, unit))
    return [
        counted(own, names),
        *(names.marked(told, key) for key, told in moved_most(own, names)),
        *([ranked_on(own, names)] if passed and not unit else []),
        *passed,
        *rest(own, names),
    ]


def _listed(items: Iterable[str], lang: Language, count: int | None = None) -> str:
    """Join names into a list, only the first of many and how many more there are."""
    items = list(items)
    count = len(items) if count is None else count
    named = items if count <= MOST_NAMED + 1 else items[:MOST_NAMED]
    return lang.listed(lang.and_more(named, count))


def _span(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
