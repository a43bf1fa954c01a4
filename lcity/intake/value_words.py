"""Words for what the contract writes otherwise: 正向 is 1, 官方 is official, 2023年 is 2023."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

WORDS = Path(__file__).parent / "value_words.toml"
YEAR = re.compile(r"([12]\d{3})\s*年(度|末|底)?")


def read(column: str, text: str) -> str | None:
    """Return what a cell means in the contract's own words; None where that is not known.

    Parameters
    ----------
    column
        The column of the contract.
    text
        The cell as it is written.
    """
    folded = _plain(text)
    if column == "year":
        match = YEAR.fullmatch(folded)
        return match[1] if match else None
    return _words().get(column, {}).get(folded)


@cache
def _words() -> dict[str, dict[str, str]]:
    found = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return {
        column: {_plain(word): value for value, words in values.items() for word in words}
        for column, values in found.items()
    }


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
