"""What others have published on who can walk to a place to learn, to stand beside what is computed here."""

import pandas as pd

from lcity.dataset.vintage import span
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.coverage.words import district_in_sentence
from lcity.ui.shared import cache, selection
from lcity.ui.shared.reader import reader_language, t

WALKS = {"library_30min_walk": 30}
"""Indicators that give the share of residents within a walk along paths, and its minutes."""
METRES_A_MINUTE = 80
"""4.8 km/h, at which they are reckoned."""


def sentence(answer: Answer, question: Question) -> str:
    """Return the sentence on the published share of the district the page's answer is about; "" if none."""
    district, indicators = district_in_sentence(answer), cache.open_dataset().indicators
    keys = [key for key in WALKS if key in indicators.index]
    if not keys or not district or question.group != "people" or question.hour is not None:
        return ""
    key, lang = keys[0], reader_language()
    values = cache.values("district", selection.chosen_year())
    share = values.values.at[district, key]
    if pd.isna(share):
        return ""
    years = values.years_of(district, key)
    return t(
        "coverage.published",
        district=cache.names("districts", lang.code)[district],
        share=lang.percent(share / 100),
        minutes=lang.number(WALKS[key]),
        metres=lang.number(WALKS[key] * METRES_A_MINUTE),
        producer=cache.producers(lang.code).get(indicators.at[key, "source"], ""),
        years=span(*years) if years else "",
    )
