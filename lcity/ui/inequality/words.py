"""Sentences of the view of inequality."""

from typing import Any

import pandas as pd

from lcity.computed import is_spatial
from lcity.index.clusters import FALSE_DISCOVERIES, LEAST_UNITS, PERMUTATIONS, Clusters
from lcity.ui.inequality import numbers
from lcity.ui.inequality.numbers import INDEX, TAIL, Spread
from lcity.ui.shared import cache, selection, standing
from lcity.ui.shared.reader import and_more, reader_language, t
from lcity.ui.shared.vocabulary import simulated_tip

MOST_NAMED = 6
PLAIN = ("high_high", "high_low", "low_high", "low_low")
UNTESTED = ("no_data", "alone")


def name(measure: str) -> str:
    """Name a measure as a list does."""
    if measure == INDEX:
        return t("inequality.index")
    return cache.names("indicators", reader_language().code)[measure]


def spoken(measure: str) -> str:
    """Name a measure as a sentence does."""
    return t("inequality.the_index") if measure == INDEX else t("inequality.measure", name=name(measure))


def simulated(measure: str) -> bool:
    """Say whether a measure rests on simulated figures, wholly or in part."""
    if measure == INDEX:
        return standing.simulated_share(standing.chosen_rules(), "district") > 0
    return measure in cache.simulated()


def finding(measure: str) -> str:
    """Say how much of a measure's inequality lies within cities."""
    measure_name = spoken(measure)
    if "district" not in cache.open_dataset().levels:
        return t("inequality.no_districts")
    if numbers.refused(measure):
        return t("inequality.negative", measure=measure_name)
    found = numbers.spread(measure)
    if found is None:
        return t("inequality.nothing", measure=measure_name)
    lang = reader_language()
    within = found.parts.within_share
    if not found.gini > 0 or pd.isna(within):
        return t("inequality.even", measure=measure_name)
    if len(found.cities) < 2:
        return t("inequality.one_city", measure=measure_name, gini=lang.number(found.gini, 2))
    return t(
        "inequality.finding" if within >= 0.5 else "inequality.finding_between",
        measure=measure_name,
        within=lang.percent(within),
        between=lang.percent(1 - within),
    )


def tails(found: Spread, measure: str) -> str:
    """Say what of the sum over all residents those with the lowest and the highest values account for."""
    lang = reader_language()
    if found.palma == float("inf"):
        return t("inequality.tails_nothing", tail=lang.percent(TAIL), measure=spoken(measure))
    return t(
        "inequality.tails",
        measure=spoken(measure),
        tail=lang.percent(TAIL),
        least=lang.percent(found.held_by_least),
        most=lang.percent(found.palma * found.held_by_least),
        palma=lang.number(found.palma, 2),
    )


def kind_label(kind: str, measure: str) -> str:
    """Name a kind of cluster in plain words."""
    if kind not in PLAIN:
        return t(f"inequality.cluster.{kind}")
    served = measure != INDEX and is_spatial(cache.row("indicators", measure)["computed"])
    return t(f"inequality.{'served' if served else 'placed'}.{kind}")


def clusters_found(found: Clusters, measure: str) -> list[str]:
    """Say how many districts lie in clusters, and name them by kind; and why others were not tested."""
    lang = reader_language()
    kinds = found.table["kind"]
    count = int(kinds.isin(PLAIN).sum())
    sentences = [
        t("inequality.clusters_found", n=count, count=lang.number(count), tested=lang.number(found.tested))
    ]
    for kind in PLAIN:
        units = kinds.index[kinds == kind]
        if len(units):
            label = kind_label(kind, measure)
            sentences.append(t("inequality.named", kind=label, names=_by_city(units)))
    for kind in UNTESTED:
        units = kinds.index[kinds == kind]
        if n := len(units):
            label = t(f"inequality.untested.{kind}")
            many = t("inequality.districts", n=n, count=lang.number(n))
            names = _by_city(units) if n <= MOST_NAMED else many
            sentences.append(t("inequality.named", kind=label, names=names))
    return sentences


def none_clustered(found: Clusters, city: str, units: pd.Index) -> str:
    """Say that no district on a city's map ("" for all cities) stands in a cluster; "" where one does."""
    if found.table["kind"].reindex(units).isin(PLAIN).any():
        return ""
    return (
        t("inequality.none_in_city", city=selection.city_label(city))
        if city
        else t("inequality.none_anywhere")
    )


def _by_city(units: pd.Index) -> str:
    """List districts city by city."""
    lang = reader_language()
    names = standing.names("district", units)
    cities = cache.open_dataset().districts.loc[units, "city"].fillna("")
    parts = [
        t("inequality.of_city", city=selection.city_label(city), names=_few(list(names[own.index])))
        if city
        else _few(list(names[own.index]))
        for city, own in cities.groupby(cities, sort=False)
    ]
    return lang.t("inequality.and_city").join(parts)


def _few(names: list[str]) -> str:
    return reader_language().listed(and_more(names[:MOST_NAMED], len(names), "inequality.more"))


def too_few() -> str:
    """Say why no clusters are looked for."""
    return t("inequality.too_few", least=reader_language().number(LEAST_UNITS))


def city_to_show(found: Clusters) -> str:
    """Return the city chosen, by itself or by its district; else the one with most districts in clusters."""
    dataset = cache.open_dataset()
    if not len(dataset.cities):
        return ""
    if selection.city_choice().value or selection.district_choice().value:
        return selection.city_in_view()
    clustered = dataset.districts.loc[found.table["kind"].isin(PLAIN), "city"].value_counts()
    return clustered.index[0] if len(clustered) else selection.city_in_view()


def unit(measure: str) -> str:
    """Write what a measure is measured in; "" for the index and for plain numbers."""
    return "" if measure == INDEX else reader_language().text(cache.row("indicators", measure), "unit")


def marked(title: str, measure: str) -> str:
    """Return a caption with the mark of what it names, where that is simulated."""
    return simulated_tip(title, reader_language()) if simulated(measure) else title


def footing(measure: str) -> dict[str, Any]:
    """Return the footing of a measure, as `frame.foot` wants it."""
    if measure == INDEX:
        return standing.footing(standing.chosen_rules(), "district") | {"method": method()}
    sources, provenances = cache.sources_of((measure,))
    year = cache.years_of("district", selection.chosen_year(), (measure,), reader_language().code)
    return {"sources": sources, "provenances": provenances, "year": year, "method": method()}


def method() -> str:
    """Say how the figures are computed, as Markdown."""
    lang = reader_language()
    values = {
        "times": lang.number(PERMUTATIONS),
        "false": lang.percent(FALSE_DISCOVERIES),
        "least": lang.number(LEAST_UNITS),
    }
    keys = ("people", "gini", "palma", "theil", "clusters")
    return "\n\n".join(t(f"inequality.method_{key}", **values) for key in keys)
