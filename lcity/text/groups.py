"""What groups of people are called: ages as ranges, others as the dataset names them, in every place alike.

A group is called by its column, such as `people_65p`, or by the word that participation has for it, `65p`.
"""

import re
from collections.abc import Mapping

from lcity.text.language import Language

PREFIX = "people_"
EVERYONE = ("people", "all")
SPAN, FROM = re.compile(r"(\d+)_(\d+)"), re.compile(r"(\d+)p")
NO_NAMES: Mapping[str, str] = {}


def is_age(group: str) -> bool:
    """Say whether a group is one of ages, such as 0_14 or people_65p."""
    code = group.removeprefix(PREFIX)
    return bool(SPAN.fullmatch(code) or FROM.fullmatch(code))


def group_label(group: str, lang: Language, named: Mapping[str, str] = NO_NAMES) -> str:
    """Return a group's short name, as on a button or in a legend: "0–15", "65 and over", "Everyone".

    Parameters
    ----------
    group
        A column of the population, or a group of participation.
    lang
        The reader's language.
    named
        What the dataset calls its groups: by column, and by column with "_zh" in Chinese.
    """
    return _group_name("group.label", group, lang, named)


def group_standing_alone(group: str, lang: Language, named: Mapping[str, str] = NO_NAMES) -> str:
    """Return a group's name where nothing beside it tells that it is one: "Aged 0–15", "Living alone".

    For parameters see `group_label`.
    """
    return _group_name("group.alone", group, lang, named)


def group_people(group: str, lang: Language, named: Mapping[str, str] = NO_NAMES) -> str:
    """Return the people of a group within a sentence: "residents aged 65 and over".

    For parameters see `group_label`.
    """
    if not _own(group, lang, named) and (aged := _of_ages("group.people", group, lang)):
        return aged
    return lang.t("group.people.other", group=group_label(group, lang, named))


def _group_name(key: str, group: str, lang: Language, named: Mapping[str, str]) -> str:
    if name := _own(group, lang, named) or _of_ages(key, group, lang):
        return name
    code = group.removeprefix(PREFIX)
    known = f"group.known.{code}"
    return lang.t(known) if lang.has(known) else code.replace("_", " ").capitalize()


def _own(group: str, lang: Language, named: Mapping[str, str]) -> str:
    """Return what the dataset calls a group; "" where it does not say."""
    column = PREFIX + group.removeprefix(PREFIX)
    return lang.text({"name": named.get(column), "name_zh": named.get(f"{column}_zh")}, "name")


def _of_ages(key: str, group: str, lang: Language) -> str:
    """Return the name of a group of ages, or of everyone; "" for any other."""
    if group in EVERYONE:
        return lang.t(f"{key}.everyone")
    code = group.removeprefix(PREFIX)
    if ages := SPAN.fullmatch(code):
        return lang.t(f"{key}.span", low=ages[1], high=ages[2])
    if age := FROM.fullmatch(code):
        return lang.t(f"{key}.from", low=age[1])
    return ""
