"""Names in English: pinyin, then what a reader of Chinese corrects in it.

A district's name loses its class (区, 县, 市: Minhang, Zhouzhi, Kunshan), which the Chinese name keeps;
only a new area says so (Pudong New Area). A unit merged of several is joined with a dash. A syllable that
begins with a vowel takes an apostrophe (Jing'an). Every one of the 183 names has been read by a person.
"""

import re

from pypinyin import lazy_pinyin

READINGS = {
    "万柏林": "Wanbailin",
    "朝阳": "Chaoyang",
    "六合": "Luhe",
    "新都": "Xindu",
    "花都": "Huadu",
    "郫都": "Pidu",
    "长宁": "Changning",
    "闵行": "Minhang",
}
"""Where a character has several readings and pypinyin takes another than the people who live there."""


def english(name_zh: str) -> str:
    """Return a district's English name: "Changning" for "长宁区", "Yuhang–Linping" for "余杭区、临平区"."""
    return "–".join(_one(part) for part in name_zh.split("、"))


def short_zh(name_zh: str) -> str:
    """Return a Chinese name without its class: "长宁" for "长宁区", "余杭、临平" for "余杭区、临平区"."""
    return "、".join(_root(part) for part in name_zh.split("、"))


def _one(name_zh: str) -> str:
    root = _root(name_zh)
    area = " New Area" if name_zh.endswith("新区") else ""
    return (READINGS.get(root) or _pinyin(root)) + area


def _root(name_zh: str) -> str:
    return re.sub("(新区|区|县|市)$", "", name_zh)


def _pinyin(characters: str) -> str:
    first, *others = lazy_pinyin(characters)
    return (first + "".join("'" * (syllable[0] in "aeo") + syllable for syllable in others)).capitalize()
