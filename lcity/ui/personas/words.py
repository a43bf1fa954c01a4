"""Sentences of the personas' view."""

from itertools import pairwise
from typing import Any

import pandas as pd

from lcity.access import hour_label
from lcity.access.along import LINE
from lcity.access.persona import CAUSES, DAYS, Persona
from lcity.access.presets import PERSONAS
from lcity.index import Ranking, moves
from lcity.ui.personas import choices, numbers
from lcity.ui.shared import cache, frame, reach, selection, standing, unit_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.vocabulary import group_label, kind_label, who

LEAST_LOSS = 0.0005


def place_in_view() -> tuple[str, str]:
    """Return the level and the id of the place coverage is told of: the chosen district, else the city."""
    dataset, district = cache.open_dataset(), selection.district_choice().value
    if district or not len(dataset.cities):
        return "district", district or cache.units("district", None).index[0]
    return "city", selection.city_in_view()


def place_name() -> str:
    """Name the place the coverage is told of."""
    level, unit = place_in_view()
    return unit_choice.names("district")[unit] if level == "district" else selection.city_label(unit)


def centre() -> str:
    """Name what the persona can use: what is counted, or one of the kinds it asks for."""
    return t("coverage.centre_any") if choices.chosen().kinds else reach.centre()


def finding() -> str:
    """Say whom of the persona's group a centre serves, against everyone, and what costs most."""
    persona, lang = choices.chosen(), reader_language()
    level, unit = place_in_view()
    shares = numbers.way(persona, level, unit)
    values = {
        "persona": chosen_name(),
        **dict(zip(("share", "all"), lang.percents([shares["kinds"], shares["everyone"]]), strict=True)),
        "who": who(persona.group, lang),
        "place": place_name(),
        "centre": centre(),
    }
    costly = costliest(shares)
    if not costly:
        return t("persona.finding_same", **values)
    return t("persona.finding", **values, cause=t(f"persona.cost.{costly}"))


def costliest(shares: dict[str, float]) -> str:
    """Return the cause that takes most from the share covered; "" if none takes anything."""
    losses = {
        cause: before - after
        for cause, (before, after) in zip(CAUSES, pairwise(shares.values()), strict=True)
    }
    cause = max(losses, key=losses.get)
    return cause if losses[cause] > LEAST_LOSS else ""


def changes(shares: dict[str, float]) -> list[str]:
    """Write what each cause takes or gives, in points."""
    lang, steps = reader_language(), shares.values()
    return [lang.number(100 * (after - before), 1, sign=True) for before, after in pairwise(steps)]


def steps() -> list[str]:
    """Name the rows from everyone to the persona."""
    named = (t(f"persona.step.{cause}") for cause in ("everyone", *CAUSES))
    return [*named, chosen_name()]


def moved(own: Ranking, level: str) -> str:
    """Say who stands best through the persona's eyes, and who gains and loses most places."""
    lang, names = reader_language(), unit_choice.names(level)
    ranks = own.rank.dropna()
    if ranks.empty:
        return t("persona.nobody_ranked")
    change = moves(numbers.usual(level), own).dropna().astype(int)
    up, down = change.idxmax(), change.idxmin()
    first = t("persona.first", names=lang.listed(names[ranks.index[ranks == 1]])) + _of_chosen_unit(
        own, level
    )
    if not change[up] > 0:
        return first
    return first + t(
        "persona.moved",
        up=names[up],
        gained=lang.number(int(change[up])),
        down=names[down],
        lost=lang.number(int(-change[down])),
    )


def _of_chosen_unit(own: Ranking, level: str) -> str:
    """Say where the chosen unit stands through the persona's eyes and usually; "" if none is chosen."""
    unit, lang = selection.chosen_unit(level), reader_language()
    if not unit:
        return ""
    name, rank, usual = unit_choice.names(level)[unit], own.rank[unit], numbers.usual(level).rank[unit]
    if pd.isna(rank) or pd.isna(usual):
        return t("persona.chosen_unranked", name=name)
    key = "persona.chosen_stays" if rank == usual else "persona.chosen_moves"
    return t(key, name=name, rank=lang.number(int(rank)), usual=lang.number(int(usual)))


def assumptions(persona: Persona) -> dict[str, str]:
    """Write what is assumed of a persona: what it is → what is assumed."""
    lang = reader_language()
    pace = {"minutes": lang.number(persona.minutes), "speed": lang.number(persona.speed_kmh, 1)}
    if numbers.along() == LINE:
        walk = t(
            "persona.walk",
            detour=lang.number(persona.detour, 1 if round(persona.detour, 1) == persona.detour else 2),
            radius=lang.number(persona.radius_m),
            **pace,
        )
    else:
        way = "step_free" if persona.step_free and numbers.heeds_steps() else numbers.along()
        way = t(f"persona.way_{way}")
        walk = t("persona.walk_along", radius=lang.number(persona.way_m), way=way, **pace)
    kinds = lang.listed(kind_label(kind, lang) for kind in persona.kinds) or t("persona.all_kinds")
    return {
        t("persona.row_walk"): walk,
        t("persona.row_group"): group_label(persona.group, lang),
        t("persona.row_free"): free(persona),
        t("persona.row_kinds"): kinds,
        t("persona.row_weights"): shares(persona),
    }


def free(persona: Persona) -> str:
    """Write when a persona is free."""
    lang = reader_language()
    spans = {(start, end) for _, start, end in persona.free}
    if len(spans) == 1 and len(persona.free) == len(DAYS):
        start, end = spans.pop()
        return t("persona.every_day", start=f"{start}:00", end=f"{end}:00")
    windows = [
        t("persona.window", days=t(f"persona.day.{code}"), start=f"{start}:00", end=f"{end}:00")
        for code, start, end in sorted(persona.free, key=lambda window: list(DAYS).index(window[0]))
    ]
    return lang.listed(windows) or t("persona.any_time")


def shares(persona: Persona) -> str:
    """Write what share of the index each dimension has for a persona, the largest first."""
    lang, rules = reader_language(), numbers.rules(persona)
    names = cache.names("indicators", lang.code)
    if not numbers.counts(persona):
        return t("index.all_zero")
    found = rules.weights.shares(rules.tree)[list(rules.tree.dimensions)]
    found = found.sort_values(ascending=False, kind="stable")
    return lang.listed(
        t("persona.weighted", name=names[key], share=lang.percent(share)) for key, share in found.items()
    )


def pace_source(key: str) -> str:
    """Say where a preset's walking speed is from; "" for one's own."""
    return t(f"persona.source.{key}") if key in PERSONAS else ""


def used() -> str:
    """Say what the button sets, the hour included."""
    hour = choices.best_hour(choices.chosen())
    if hour is None:
        return t("persona.use_help")
    return t("persona.use_help_hour", hour=hour_label(hour, reader_language()))


def chosen_name() -> str:
    """Name the persona chosen."""
    return choices.label(choices.choice().value)


def footing() -> dict[str, Any]:
    """Return what coverage and ranking stand on, as `frame.foot` wants it."""
    leaves = (*standing.chosen_rules().tree.leaves, *numbers.replaced())
    sources, provenances = cache.sources_of(tuple(dict.fromkeys(leaves)))
    state = t("coverage.one_state") if cache.open_dataset().years else ""
    return {"sources": sources, "provenances": provenances, "year": state, "method": method()}


def method() -> str:
    """Say how it is computed, as Markdown."""
    lang = reader_language()
    names = cache.names("indicators", lang.code)
    in_index = standing.chosen_rules().tree.leaves
    leaves = lang.listed(names[leaf] for leaf in numbers.replaced() if leaf in in_index)
    covered = t("persona.method_covered" if numbers.along() == LINE else "persona.method_covered_along")
    parts = [t("persona.method_assumed"), covered, t("persona.method_steps")]
    if leaves:
        parts.append(t("persona.method_index", names=frame.plain(leaves)))
    return "\n\n".join([*parts, t("persona.method_usual")])
