"""What the coverage page calls groups of people, kinds of centres and the centres themselves."""

from lcity.export import mark
from lcity.text import Language


def group_label(group: str, lang: Language) -> str:
    """Name a group of people: "Everyone", "60 and over"."""
    return _known(f"coverage.group.{group}", group, lang)


def kind_label(kind: str, lang: Language) -> str:
    """Name a kind of centre."""
    return _known(f"coverage.kind.{kind}", kind, lang)


def who(group: str, lang: Language) -> str:
    """Name the people of a group within a sentence: "residents aged 60 and over"."""
    key = f"coverage.who.{group}"
    return lang.t(key) if lang.has(key) else lang.t("coverage.who_else", group=group_label(group, lang))


def _known(key: str, code: str, lang: Language) -> str:
    return lang.t(key) if lang.has(key) else code.removeprefix("people_").replace("_", " ").capitalize()


def simulated_tip(text: str, lang: Language) -> str:
    """Mark what a map says on hover as simulated."""
    return mark.marked(text, "simulated", lang)
