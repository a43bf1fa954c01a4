"""What the scenario in force makes different in who is covered, where the reader wants to see that."""

from dataclasses import replace

import pandas as pd

from lcity.colour import CHANGES
from lcity.ui.coverage import numbers
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.shared import cache, scenario
from lcity.ui.shared.reader import reader_language


def before(question: Question) -> Answer | None:
    """Return the answer without the scenario; None where only kinds count that it brings."""
    with scenario.before():
        kinds = tuple(kind for kind in question.kinds if kind in cache.kinds())
        if question.kinds and not kinds:
            return None
        return numbers.coverage(replace(question, kinds=kinds))


def shares(answer: Answer, question: Question) -> pd.Series | None:
    """Return by how much each district's share (-1–1) changes; None where that is not to be seen."""
    was = before(question) if scenario.shows_difference() else None
    return None if was is None else answer.districts["share"] - was.districts["share"]


def classes() -> list[str]:
    """Write the classes of changes in points, in their order: "−10 … −2", "0", "0 … +2"."""
    lang = reader_language()
    fall, *inner, rise = (
        lang.number(100 * bound, sign=True) if abs(bound) >= 0.01 else lang.number(0)
        for bound in CHANGES.bounds[1:-1]
    )
    pairs = zip((fall, *inner), (*inner, rise), strict=True)
    between = [low if low == high else f"{low} … {high}" for low, high in pairs]
    return [f"< {fall}", *between, f"> {rise}"]


def whole(answer: Answer, question: Question, district: str) -> str | None:
    """Write by how many points the share of a district ("" for the city) changes; None as for `shares`."""
    was = before(question) if scenario.shows_difference() else None
    if was is None:
        return None
    pair = [of.districts.at[district, "share"] if district else of.share for of in (answer, was)]
    # By the hyphen Streamlit knows what has fallen.
    return reader_language().number(100 * (pair[0] - pair[1]), 1, sign=True).replace("\N{MINUS SIGN}", "-")
