"""Sentences of a country in tiles."""

from typing import Any

from lcity.access import hour_label
from lcity.ui.coverage import view, words
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.coverage.tiles import numbers
from lcity.ui.coverage.tiles.choices import LEVEL
from lcity.ui.coverage.words import centre, within
from lcity.ui.shared import cache, selection, tiled, unit_names
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.vocabulary import who


def finding(answer: Answer, question: Question) -> str:
    """Answer the page's question: of a district in its city, or of a city or district in the country."""
    return _of_country(answer, question) if is_country(question) else words.finding(answer, question)


def is_country(question: Question) -> bool:
    """Say whether it is asked of several cities together."""
    return not question.city and len(cache.open_dataset().cities) > 1


def place(answer: Answer, question: Question) -> str:
    """Name what the page is first of all about: a district, a city, or all cities there are."""
    if not is_country(question):
        return words.place_name(answer, question)
    return everywhere()


def within_reach(answer: Answer, question: Question) -> str:
    """Name the figure: the share of whose people is within reach."""
    return begun(t("coverage.within_reach", place=place(answer, question)))


def unmeasured(question: Question) -> str:
    """Say of whom it has not been measured whether they have a centre in reach."""
    return _of_measuring("unmeasured", question)


def under_way(question: Question) -> str:
    """Say of whom, and of which hour if one is chosen, it is being measured."""
    return _of_measuring("under_way", question)


def _of_measuring(state: str, question: Question) -> str:
    if question.hour is None:
        return t(f"partitions.page.{state}", **_of(question))
    hour = hour_label(question.hour, reader_language())
    return t(f"partitions.page.{state}_at", hour=hour, **_of(question))


def table_title(question: Question) -> str:
    """Return the title of the table of cities, or of a city's districts."""
    if is_country(question):
        return title_of_country(LEVEL.value)
    return words.measured(t("coverage.table_title", city=selection.city_label(question.city)))


def title_of_country(level: str) -> str:
    """Return the title of the table of a country's cities, or of all its districts."""
    return words.measured(t(f"partitions.page.of_{level}"))


def week_title(answer: Answer, question: Question) -> str:
    """Say what the week is of: where, who, and how far they go."""
    return begun(t("coverage.week_title", place=place(answer, question), **_of(question)))


def week_alt(answer: Answer, question: Question) -> str:
    """Say what the picture of the week shows, for who cannot see it."""
    return t("coverage.week_alt", place=place(answer, question), **_of(question))


def everywhere() -> str:
    """Name all cities there are together."""
    return t("partitions.page.all", count=len(cache.open_dataset().cities))


def basis() -> dict[str, Any]:
    """Return the footing of the page: its sources, provenances, years and method."""
    tiles = len(tiled.partitions(cache.open_dataset()).tiles)
    method = t("partitions.page.method", tiles=reader_language().number(tiles))
    return view.basis() | {"method": f"{words.method()}\n\n{method}"}


def begun(sentence: str) -> str:
    """Return words as they stand at the head of a title."""
    return sentence[:1].upper() + sentence[1:]


def _of_country(answer: Answer, question: Question) -> str:
    lang = reader_language()
    hour = {} if question.hour is None else {"hour": hour_label(question.hour, lang)}
    values = _of(question) | hour | {"city": place(answer, question), "place": place(answer, question)}
    if words.is_unknown(answer, question):
        centres = answer.hours.centres
        return t("coverage.finding_unknown_at", n=centres, count=lang.number(centres), **values)
    level = LEVEL.value
    units = numbers.of_level(answer, level).dropna(subset="share")
    if units.empty:
        return t("coverage.finding_nobody", **values)
    suffix = "" if question.hour is None else _at(answer, question)
    worst = words.lowest(units)
    if not units.at[worst[0], "out"]:
        return t(f"coverage.finding_all{suffix}", **values)
    out, all_out = lang.percents([1 - units.at[worst[0], "share"], 1 - answer.share])
    values |= {"out": out, "all_out": all_out}
    if len(worst) == len(units):
        return t(f"coverage.finding_city{suffix}", **values)
    values["district"] = words.sharing(worst, units, level) or unit_names.name(worst[0], level)
    return t(f"coverage.finding{suffix}", **values)


def _at(answer: Answer, question: Question) -> str:
    if question.unknown_hours == "count":
        return "_at_counted" if answer.hours.unknown else "_at"
    return "_at_known" if answer.hours.unknown + answer.hours.by_appointment else "_at"


def _of(question: Question) -> dict[str, str]:
    of_whom = who(question.group, reader_language())
    return {"who": of_whom, "centre": centre(question), "reach": within()}
