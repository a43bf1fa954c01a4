"""What a room's result says in a sentence, wherever it is told."""

from collections.abc import Mapping

from lcity.meeting.consensus import Disagreement
from lcity.text import Language

LEAST_WRITTEN = 0.005
"""A share below is written as 0 %."""


def disagreement(
    found: Disagreement, keys: Mapping[str, str], units: Mapping[str, str], lang: Language
) -> str:
    """Return what divides a room, and what it changes.

    Parameters
    ----------
    found
        The one disagreement that matters.
    keys, units
        Key and unit → name, in the language.
    """
    low, high = lang.percents([found.low, found.high])
    lower = lang.t(_at_most(found.low), share=low)
    upper = lang.t(
        "meeting.disagreement.whole" if found.high == 1 else "meeting.disagreement.more", share=high
    )
    firsts = [lang.listed(units[unit] for unit in own) for own in (found.first_low, found.first_high)]
    if found.first_low != found.first_high:
        changed = lang.t(
            "meeting.disagreement.first", low=low, high=high, first_low=firsts[0], first_high=firsts[1]
        )
    else:
        changed = lang.t(
            "meeting.disagreement.same",
            first=firsts[0],
            unit=units[found.unit],
            rank_low=lang.number(found.rank_low),
            rank_high=lang.number(found.rank_high),
        )
    swapped = lang.t(
        "meeting.disagreement.swapped", pairs=lang.number(found.pairs), swapped=lang.number(found.swapped)
    )
    divides = lang.t("meeting.disagreement", name=keys[found.key], lower=lower, upper=upper)
    return lang.sentences((divides, changed, swapped))


def _at_most(share: float) -> str:
    """Return the message for a share and what is below it: below 0 there is nothing."""
    if share == 0:
        return "meeting.disagreement.nothing"
    return "meeting.disagreement.hardly" if share < LEAST_WRITTEN else "meeting.disagreement.less"
