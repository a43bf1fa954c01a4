"""What every room calls groups of people, kinds of centres and the centres themselves."""

from lcity.export import mark
from lcity.text import Language, groups
from lcity.ui.shared import cache


def group_label(group: str, lang: Language) -> str:
    """Name a group of people: "Everyone", "60 and over"."""
    return groups.group_label(group, lang, cache.open_dataset().meta.groups)


def group_standing_alone(group: str, lang: Language) -> str:
    """Name a group of people where nothing tells that it is one: "Aged 60 and over"."""
    return groups.group_standing_alone(group, lang, cache.open_dataset().meta.groups)


def kind_label(kind: str, lang: Language) -> str:
    """Name a kind of centre."""
    key = f"coverage.kind.{kind}"
    return lang.t(key) if lang.has(key) else kind.replace("_", " ").capitalize()


def who(group: str, lang: Language) -> str:
    """Name the people of a group within a sentence: "residents aged 60 and over"."""
    return groups.group_people(group, lang, cache.open_dataset().meta.groups)


def simulated_tip(text: str, lang: Language) -> str:
    """Mark what a map says on hover as simulated."""
    return mark.marked(text, "simulated", lang)
