"""What stands where a number is expected: codes for unknown, signs of two meanings, suppressed values."""

import re
import unicodedata

MISSING = frozenset(
    [
        *"/ ? n/a na n.a. #n/a nan null none".split(),
        *"nd n.d. n.d bd b.d. b.d k.a. s.d. s/d missing unknown brak".split(),
        *"k. a.|brak danych|no data|not available|n. d.|b. d.".split("|"),
        *"缺 缺失 无 无数据 暂无 不详".split(),
    ]
)
"""What is written where nothing is known."""

SIGNS = frozenset("- -- – — － − . .. ... …".split())
"""What means nothing at all (zero) to some offices and nothing known to others."""

SUPPRESSED = re.compile(
    r"[<≤]\s?\d+([.,]\d+)?|(fewer|less) than \d+|under \d+|(少于|不足|小于)\d+"
    r"|[cxsz:*]|\*\*|[(\[][cxsuz][)\]]|suppressed|confidential|geheim|保密",
    re.IGNORECASE,
)
"""What is written where a number is known and not given: few people stand behind it."""

INDIAN = re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}")
"""Lakhs and crores: 12,34,567."""

HAN = {"千": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8}
ENGLISH = {"thousand": 1e3, "million": 1e6, "mn": 1e6, "mln": 1e6, "billion": 1e9, "bn": 1e9}
TENS = {"": 1, "十": 1e1, "百": 1e2, "千": 1e3}
COUNTED = "人口|人次|人|户|元|册|个|座|名|所|间|處|处|件|平方米|㎡|m2|people|persons|inhabitants"
MULTIPLE = re.compile(
    rf"(?P<number>[^\s万萬亿億千百十a-z]+)\s*"
    rf"(?:(?P<tens>[十百千]?)(?P<han>[万萬亿億])|(?P<thousand>千)|(?P<english>{'|'.join(ENGLISH)}))"
    rf"\s*(?:{COUNTED})?"
)


def is_missing(text: str) -> bool:
    """Say whether a cell holds what people write where nothing is known."""
    return text.strip().casefold() in MISSING


def is_suppressed(text: str) -> bool:
    """Say whether a cell holds what offices write where they do not give a number: <5, c, x, *."""
    return SUPPRESSED.fullmatch(_plain(text)) is not None


def sign(text: str) -> str:
    """Return the sign a cell holds that may mean zero or unknown; "" where it holds none."""
    return text.strip() if text.strip() in SIGNS else ""


def multiple(text: str) -> tuple[str, float] | None:
    """Return the number before 万, 亿, thousand or million, and by what it is to be multiplied; None without.

    Parameters
    ----------
    text
        The cell.
    """
    match = MULTIPLE.fullmatch(_plain(text))
    if match is None:
        return None
    if match["han"]:
        factor = TENS[match["tens"]] * HAN[match["han"]]
    else:
        factor = HAN["千"] if match["thousand"] else ENGLISH[match["english"]]
    return match["number"], factor


def kind(text: str) -> str:
    """Return what a cell that is no number seems to hold: a name of `dataset.held`, or ""."""
    if sign(text):
        return "sign"
    if is_suppressed(text):
        return "suppressed"
    if multiple(text):
        return "multiple"
    return "grouped" if INDIAN.fullmatch(text.strip()) else ""


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().casefold()
