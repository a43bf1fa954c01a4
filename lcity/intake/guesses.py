"""What the columns of a table of one's own may be: guessed from headings and cells, to be confirmed."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from lcity.dataset import codes
from lcity.dataset.cells import NUMBER, to_text
from lcity.dataset.tables import read_table
from lcity.intake import numerals, value_words
from lcity.intake.figures import LESS, MORE, UNSTATED, Figures, Indicator
from lcity.intake.headings import known_as
from lcity.intake.layout import BLOCK, MOST_BYTES
from lcity.intake.numerals import COMMA
from lcity.intake.part import Part

WORDS = Path(__file__).parent / "guesses.toml"
TABLES = (".csv", ".parquet")
MOST_ROWS = 500
LEAST_NUMBERS = 0.6
"""The share of a column's filled cells that are numbers, or codes for none, where it holds figures."""
FIRST_YEAR, LAST_YEAR = 1000, 2999
BRACKETS = re.compile(r"\s*[(\[（【]([^()\[\]（）【】]+)[)\]）】]\s*$")
AFTER_COMMA = re.compile(r"\s*[,，]\s*(%|per .+|in .+|每.+)$", re.IGNORECASE)
CODE = re.compile(r"id\b|code|number|no\.|lad|gss|代码|编码|编号", re.IGNORECASE)
"""What headings of numbers hold that name units: an area in km² is none."""
POSITION = {"lon": 180.0, "lat": 90.0}


def guess(part: Part) -> Figures | None:
    """Return what the columns of a table may be; None where it has no units or no figures to rank them by.

    Parameters
    ----------
    part
        A table as it came.
    """
    if part.outlined or part.path.suffix not in TABLES or part.path.stat().st_size > MOST_BYTES:
        return None
    frame, _ = read_table(part.path)
    if frame is None:
        return None
    cells = {str(heading): to_text(frame[heading].iloc[:MOST_ROWS]).dropna() for heading in frame}
    meant = _meant(cells)
    numbers = [heading for heading, texts in cells.items() if _are_numbers(texts)]
    unit, name, city = _units(cells, meant, numbers, year=meant.get("year", ""))
    level = "district" if meant.get("district") else "city"
    if not unit:
        return None
    if level == "district":
        # A district without outlines is called by its id: its name is the better one.
        name = ""
    people = meant.get("people", "")
    apart = {unit, name, city, people, *meant.values()}
    indicators = [of_heading(heading, cells[heading]) for heading in numbers if heading not in apart]
    if not indicators:
        return None
    return Figures(
        level,
        unit,
        name,
        city if level == "district" else "",
        meant.get("year", ""),
        meant.get("lon", ""),
        meant.get("lat", ""),
        people if level == "district" else "",
        tuple(indicators),
    )


def of_heading(heading: str, texts: pd.Series) -> Indicator:
    """Return what a column of figures may be: its name and unit apart, its dimension, its direction.

    Parameters
    ----------
    heading
        As it is written; a block of headings stands before `BLOCK`.
    texts
        Its cells that are not blank.
    """
    block, _, own = heading.rpartition(BLOCK)
    match = BRACKETS.search(own) or AFTER_COMMA.search(own)
    name, unit = (own[: match.start()], match[1].strip()) if match else (own, "")
    if not unit and len(texts) and texts.map(numerals.has_percent).all():
        unit = "%"
    return Indicator(heading, name.strip() or own, unit, direction(own), block.strip())


def direction(heading: str) -> int:
    """Return whether more is better, as a heading may say; `UNSAID` where it says nothing, or both."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    says = {
        sign: any(_says(folded, word) for word in _words()[name])
        for sign, name in ((MORE, "more"), (LESS, "less"))
    }
    if says[MORE] == says[LESS]:
        return UNSTATED
    return MORE if says[MORE] else LESS


def _says(folded: str, word: str) -> bool:
    return bool(re.search(rf"\b{re.escape(word)}", folded)) if word.isascii() else word in folded


def _meant(cells: Mapping[str, pd.Series]) -> dict[str, str]:
    """Return column of the contract → heading, of those that hold no figures to rank by."""
    found: dict[str, str] = {}
    for heading, texts in cells.items():
        known = known_as("values_district", heading, {}) or known_as("centres", heading, {})
        fits = {
            "year": _are_years,
            "lon": _are_degrees(POSITION["lon"]),
            "lat": _are_degrees(POSITION["lat"]),
        }.get(known)
        named = known in ("district", "city") and (CODE.search(heading) or not _are_numbers(texts))
        if named or known in ("people", "name") or (fits is not None and fits(texts)):
            found.setdefault(known, heading)
    if not {"lon", "lat"} <= found.keys():
        found = {column: heading for column, heading in found.items() if column not in POSITION}
    return found


def _units(
    cells: Mapping[str, pd.Series], meant: Mapping[str, str], numbers: list[str], year: str
) -> tuple[str, str, str]:
    """Return the headings of the units, of their names and, of districts, of their cities."""
    name = meant.get("name", "")
    if district := meant.get("district"):
        unit = name if name and cells[name].nunique() >= cells[district].nunique() else district
        return unit, "", meant.get("city", "")
    if city := meant.get("city"):
        return city, name, ""
    texts = [heading for heading in cells if heading not in numbers and heading != year]
    if name:
        return name, "", ""
    several = [heading for heading in texts if len(set(cells[heading])) > 1]
    return (several[0] if several else ""), "", ""


def _are_numbers(texts: pd.Series) -> bool:
    numbers = [_is_number(text) for text in texts]
    none = sum(_is_code(text) for text, is_number in zip(texts, numbers, strict=True) if not is_number)
    return any(numbers) and sum(numbers) + none >= LEAST_NUMBERS * len(texts)


def _is_code(text: str) -> bool:
    return codes.is_missing(text) or codes.is_suppressed(text) or bool(codes.sign(text))


def _is_number(text: str) -> bool:
    return bool(re.match(NUMBER, text) or numerals.decimals(text)) or numerals.read_multiple(text) is not None


def _are_years(texts: pd.Series) -> bool:
    written = texts.map(lambda text: value_words.read("year", text) or text)
    whole = written[written.str.fullmatch(r"\d{4}(\.0)?")].astype(float)
    return len(texts) > 0 and len(whole) == len(texts) and bool(whole.between(FIRST_YEAR, LAST_YEAR).all())


def _are_degrees(most: float):
    def are(texts: pd.Series) -> bool:
        written = (float(text) if re.match(NUMBER, text) else numerals.read(text, COMMA) for text in texts)
        numbers = [number for number in written if number is not None]
        return bool(numbers) and max(map(abs, numbers)) <= most

    return are


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))
