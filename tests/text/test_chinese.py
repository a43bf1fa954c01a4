"""Chinese messages keep one way of writing: numbers, marks, measure words and terms."""

import re

import pytest

from tests.text.test_catalogues import CHINESE, forms

HAN = "[\u4e00-\u9fff]"
# What is quoted as it stands in files is not Chinese prose: opening hours, values of columns, Latin terms.
QUOTED = (
    r"Mo-Fr[\d:; A-Za-z-]*",
    r"direction 为 -1",
    r"(?<=，)-1表示",
    r"\$[^$]*\$",
    r"https?://\S+",
    r"\b2024-05-13\b",
)
LATIN = re.compile(r"(?<!\{)\b[A-Za-z][\w.]*(?:[ -]\d[\d.]*)?(?!\w*\})")
WRONG = {
    "a blank between Chinese and a number": rf"{HAN} \d|(?<![\w.-])\d[\d.,]* {HAN}",
    "a blank between a number and its measure word": r"\{\w+\} [个项行处列秒倍米座种张次]",
    "a half-width mark": rf"{HAN}[,;:?!()]|[,;:?!()]{HAN}",
    "cities not counted as 座": r"[\d}]个城市",
    "a range not written with —": r"[\d}][–~～-][\d{]",
    "a hyphen for a minus sign": r"(?<![\w}-])-[\d{]",
    "thousands parted by a comma": r"\d,\d{3}",
    "another word for 内容校验码": r"内容标识|校验和",
    "a per cent sign without its brackets": rf"{HAN}%",
}


def prose(text):
    for quoted in QUOTED:
        text = re.sub(quoted, "", text)
    return LATIN.sub("A", text)


@pytest.mark.parametrize("what", WRONG)
def test_chinese_is_written_one_way(what):
    wrong = re.compile(WRONG[what])
    found = [
        (key, form)
        for key, message in CHINESE.items()
        for form in forms(message)
        if wrong.search(prose(form))
    ]
    assert found == [], what


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a blank between Chinese and a number", "共 15座"),
        ("a blank between a number and its measure word", "共{count} 个"),
        ("a half-width mark", "共有,三"),
        ("cities not counted as 座", "{count}个城市"),
        ("a range not written with —", "0–100"),
        ("a hyphen for a minus sign", "为 -5"),
        ("thousands parted by a comma", "1,000米"),
        ("another word for 内容校验码", "内容标识"),
        ("a per cent sign without its brackets", "覆盖率%"),
    ],
)
def test_what_is_wrong_is_found(what, text):
    assert re.search(WRONG[what], prose(text))
    assert not re.search(
        WRONG[what], prose("15座城市、{count}个区县（0—100分，UTF-8 编码，$x-1$），1000米内−5%")
    )
