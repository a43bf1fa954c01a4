"""English and Chinese say the same things, and the code says nothing else."""

import ast
import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from lcity.text import LANGUAGES

ROOT = Path(__file__).parents[2]
TEXT = ROOT / "lcity" / "text"
SOURCES = [ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "lcity").rglob("*.py")]
KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
START = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*\.")


def catalogue(code):
    """Return the messages of a language, key → Message, by area."""
    areas = {}
    for path in sorted((TEXT / code).glob("*.po")):
        with path.open("rb") as file:
            messages = [message for message in read_po(file, locale=code, abort_invalid=True) if message.id]
        areas[path.stem] = {
            message.id if isinstance(message.id, str) else message.id[0]: message for message in messages
        }
    return areas


CATALOGUES = {code: catalogue(code) for code in LANGUAGES}
MESSAGES = {
    code: {k: m for area in areas.values() for k, m in area.items()} for code, areas in CATALOGUES.items()
}
ENGLISH, CHINESE = MESSAGES["en"], MESSAGES["zh"]


def forms(message):
    return message.string if isinstance(message.string, tuple) else (message.string,)


def placeholders(message):
    return {name for form in forms(message) for _, name, _, _ in Formatter().parse(form) if name is not None}


def pattern(node):
    """Return the keys an f-string can stand for, as a regular expression; None if it may be any text."""
    parts = [re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w.]+" for part in node.values]
    fixed = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
    return re.compile("".join(parts)) if "." in fixed and re.search("[a-z]", fixed) else None


def calls_of_t():
    """Yield the first argument and the keywords of every call of `t`, with its place."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = getattr(node.func, "attr", getattr(node.func, "id", None))
                if name == "t":
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node.args[0], node.keywords


def literals():
    """Return the texts of the code that look like a key or the start of one, and its f-strings' patterns."""
    texts, patterns = set(), set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                patterns.add(pattern(node))
    return texts, tuple(filter(START.fullmatch, texts)), patterns - {None}


def test_both_languages_have_the_same_areas_and_keys():
    assert {area: list(messages) for area, messages in CATALOGUES["en"].items()} == {
        area: list(messages) for area, messages in CATALOGUES["zh"].items()
    }


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_key_starts_with_its_area_and_stands_once(code):
    for area in CATALOGUES[code]:
        text = (TEXT / code / f"{area}.po").read_text(encoding="utf-8")
        written = Counter(re.findall(r'^msgid "(.+)"$', text, re.MULTILINE))
        assert {key: n for key, n in written.items() if n > 1} == {}
        assert [key for key in written if not KEY.fullmatch(key) or key.split(".")[0] != area] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_message_is_written_and_sure(code):
    unsure = [
        key for key, m in MESSAGES[code].items() if m.fuzzy or not all(form.strip() for form in forms(m))
    ]
    assert unsure == []


def test_both_languages_want_the_same_values():
    wanted = {
        key: (placeholders(ENGLISH[key]), placeholders(CHINESE[key])) for key in ENGLISH.keys() & CHINESE
    }
    assert {key: pair for key, pair in wanted.items() if pair[0] != pair[1]} == {}


def test_both_languages_count_in_the_same_messages():
    plural = {key for key, m in ENGLISH.items() if m.pluralizable}
    assert plural == {key for key, m in CHINESE.items() if m.pluralizable}
    assert {len(forms(ENGLISH[key])) for key in plural} <= {2}
    assert {len(forms(CHINESE[key])) for key in plural} <= {1}


def test_the_tone_is_calm_and_the_punctuation_the_language_s_own():
    loud = [
        key
        for m in MESSAGES.values()
        for key, message in m.items()
        if re.search("[!！]", str(message.string))
    ]
    narrow = re.compile(r"[\u4e00-\u9fff][,;:?]|[,;:?][\u4e00-\u9fff]")
    assert loud + [key for key, message in CHINESE.items() if narrow.search(str(message.string))] == []


def test_every_key_the_code_says_exists():
    missing = []
    for place, key, _ in calls_of_t():
        if isinstance(key, ast.Constant) and key.value not in ENGLISH:
            missing.append(f"{place}: {key.value}")
        elif (
            isinstance(key, ast.JoinedStr)
            and (keys := pattern(key))
            and not any(map(keys.fullmatch, ENGLISH))
        ):
            missing.append(f"{place}: {ast.unparse(key)}")
    assert missing == []


def test_every_message_gets_the_values_it_wants():
    wrong = []
    for place, key, keywords in calls_of_t():
        spread = any(keyword.arg is None for keyword in keywords)
        if isinstance(key, ast.Constant) and key.value in ENGLISH and not spread:
            message = ENGLISH[key.value]
            wanted = placeholders(message) | ({"n"} if message.pluralizable else set())
            given = {keyword.arg for keyword in keywords}
            if given != wanted:
                wrong.append(f"{place}: {key.value} wants {sorted(wanted)}, is given {sorted(given)}")
    assert wrong == []


def test_every_message_is_said_somewhere():
    texts, starts, patterns = literals()
    unsaid = [key for key in ENGLISH if key not in texts and not key.startswith(starts)]
    assert [key for key in unsaid if not any(p.fullmatch(key) for p in patterns)] == []


NOUNS = "points cities districts units indicators dimensions places people residents centres years hours"
ALWAYS_MANY = {
    # What these count is never one: limits, minutes that come in fives, what is said of several only.
    *("data.upload_help", "persona.walk", "dataset.problem.too_many", "dataset.problem.group_larger"),
    *("frame.few.city", "frame.few.district", "crosswalk.both_count.city", "crosswalk.both_count.district"),
    *("crosswalk.furthest", "dataset.problem.too_many_vertices", "inequality.method_clusters"),
}


def test_a_number_and_its_noun_agree():
    plural = re.compile(r"\{\w+\} (?:percentage )?(?:" + "|".join(NOUNS.split()) + r")\b")
    stiff = {
        key
        for key, message in ENGLISH.items()
        if not isinstance(message.id, tuple) and plural.search(message.string)
    }
    assert stiff - ALWAYS_MANY == set()
