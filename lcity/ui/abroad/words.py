"""What is said of a unit at home beside one abroad."""

import math
from typing import Any

from lcity.comparable import Measure
from lcity.export import mark
from lcity.ui.abroad import choices, numbers
from lcity.ui.abroad.choices import Unit
from lcity.ui.abroad.numbers import Figure
from lcity.ui.shared import cache, datasets, selection, unit_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.vocabulary import kind_label

MOST_KINDS = 2
"""Of more, the finding says how many: their names stand below."""


def question(level: str, home: str) -> str:
    """Return what the view asks."""
    return t("abroad.question", name=home_name(level, home))


def finding(level: str, home: str) -> str:
    """Return the sentence that sets the first thing both measure alike beside each other."""
    abroad = choices.choice(level).value
    alike = numbers.common(abroad.dataset).alike
    if not alike:
        return t("abroad.nothing")
    first, second = numbers.pair(alike[0], level, home, abroad)
    kinds: tuple[tuple[str, ...], ...] = ((), ())
    if alike[0].computed:
        with datasets.looking_into(abroad.dataset):
            there = numbers.kinds_counted()
        kinds = numbers.kinds_counted(), there
    return t(
        "abroad.finding",
        measure=measure_name(alike[0]),
        here=_of_kinds(home_name(level, home), kinds[0], kinds[1]),
        there=_of_kinds(abroad_name(level, abroad), kinds[1], kinds[0]),
        first=marked(alike[0], first),
        second=marked(alike[0], second),
    )


def _of_kinds(name: str, kinds: tuple[str, ...], others: tuple[str, ...]) -> str:
    """Name a unit with the kinds of centres that count there, where others count in the one beside it."""
    if set(kinds) == set(others) or not kinds:
        return name
    lang = reader_language()
    if len(kinds) > MOST_KINDS:
        return t("abroad.of_many_kinds", name=name, count=lang.number(len(kinds)))
    return t("abroad.of_kinds", name=name, kinds=lang.listed(kind_label(kind, lang) for kind in kinds))


def home_name(level: str, home: str) -> str:
    """Name the unit of the open dataset."""
    return unit_choice.names(level)[home]


def abroad_name(level: str, abroad: Unit) -> str:
    """Name the unit of the other dataset."""
    return choices.names(level)[abroad]


def measure_name(measure: Measure) -> str:
    """Name what both datasets measure alike; neither's own name for it need fit the other."""
    lang, key = reader_language(), f"comparable.{measure.name}"
    if lang.has(key):
        return lang.t(key)
    return cache.names("indicators", lang.code)[measure.sources[0].key]


def written(measure: Measure, figure: Figure) -> str:
    """Write a figure: a share per cent."""
    lang = reader_language()
    if math.isnan(figure.value):
        return t("frame.no_data")
    if is_share(measure):
        return lang.percent(figure.value, 1)
    row = cache.row("indicators", measure.sources[0].key)
    unit = lang.text(row, "unit")
    value = lang.number(figure.value, 2)
    return t("compare.with_unit", value=value, unit=unit) if unit else value


def marked(measure: Measure, figure: Figure) -> str:
    """Write a figure, with its mark where it is simulated."""
    told = figure.provenance if figure.provenance in ("simulated", "planned") else ""
    return mark.marked(written(measure, figure), told, reader_language())


def is_share(measure: Measure) -> bool:
    """Say whether the figures of a measure are shares (0–1)."""
    return all(source.group or source.per for source in measure.sources)


def caveats(level: str, abroad: Unit) -> list[str]:
    """Return what is to be known before the figures are held against each other."""
    alike = numbers.common(abroad.dataset).alike
    sentences = [
        t(f"comparable.{m.name}.about") for m in alike if reader_language().has(f"comparable.{m.name}.about")
    ]
    if any(measure.computed for measure in alike):
        sentences += [_kinds_sentence(open_name())]
        with datasets.looking_into(abroad.dataset):
            sentences += [_kinds_sentence(datasets.title(abroad.dataset, reader_language()))]
    return [sentence for sentence in sentences if sentence]


def apart(abroad: Unit) -> list[str]:
    """Return, in a sentence each, what cannot be compared and why."""
    found, lang = numbers.common(abroad.dataset), reader_language()
    at_home = cache.names("indicators", lang.code)
    with datasets.looking_into(abroad.dataset):
        there = cache.names("indicators", lang.code)
    called = at_home, there
    titles = open_name(), datasets.title(abroad.dataset, lang)
    sentences = [
        t(
            "abroad.unlike",
            here=lang.listed(at_home[list(unlike.keys[0])]),
            there=lang.listed(there[list(unlike.keys[1])]),
            reason=t(f"comparable.{unlike.name}"),
        )
        for unlike in found.unlike
    ]
    for keys, own, title in zip(found.alone, called, titles, strict=True):
        if keys:
            sentences.append(t("abroad.alone", title=title, names=lang.listed(own[list(keys)])))
    return sentences


def footing(level: str, abroad: Unit) -> dict[str, Any]:
    """Return what stands under the view, of both datasets: for `sources` who made them."""
    alike = numbers.common(abroad.dataset).alike
    here = _sources_of(level, selection.chosen_year(), _keys(alike, 0))
    with datasets.looking_into(abroad.dataset):
        there = _sources_of(level, cache.default_year(), _keys(alike, 1))
    years = dict.fromkeys(filter(None, (here[2], there[2])))
    return {
        "sources": here[0] + there[0],
        "provenances": here[1] + there[1],
        "year": " / ".join(years),
        "method": t("abroad.about"),
    }


def simulated(level: str, home: str) -> bool:
    """Say whether any of the figures is simulated."""
    abroad = choices.choice(level).value
    pairs = (numbers.pair(m, level, home, abroad) for m in numbers.common(abroad.dataset).alike)
    # What is planned on simulated centres is simulated too.
    kinds = {"simulated", "planned"} if cache.spatially_simulated() else {"simulated"}
    return any(figure.provenance in kinds for pair in pairs for figure in pair)


def _keys(alike: tuple[Measure, ...], side: int) -> tuple[str, ...]:
    return tuple(measure.sources[side].key for measure in alike if measure.sources[side].key)


def _sources_of(level: str, year: int | None, keys: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Return who made the figures of some indicators, their provenances, and their years."""
    lang = reader_language()
    sources, provenances = cache.sources_of(keys)
    known = cache.producers(lang.code)
    producers = tuple(known[source] for source in sources if source in known)
    return producers, provenances, cache.years_of(level, year, keys, lang.code)


def _kinds_sentence(title: str) -> str:
    """Say which kinds of centres count in the dataset looked at, and whether they are simulated."""
    lang, kinds = reader_language(), numbers.kinds_counted()
    if not kinds:
        return ""
    named = lang.listed(kind_label(kind, lang) for kind in kinds)
    key = "abroad.counted_simulated" if cache.spatially_simulated() else "abroad.counted"
    return t(key, title=title, kinds=named)


def open_name() -> str:
    """Return what the open dataset is called in short."""
    meta = cache.open_dataset().meta
    return datasets.short({"title": meta.title, "title_zh": meta.title_zh}, reader_language())
