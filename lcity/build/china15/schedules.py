"""Opening hours of the simulated centres, in OpenStreetMap syntax."""

import numpy as np

SCHEDULES = {
    "college_municipal": {
        "Mo-Fr 08:00-21:00; Sa,Su 08:30-17:00": 3,
        "Mo-Su 08:00-21:00": 2,
    },
    "college_district": {
        "Mo-Fr 08:30-20:30; Sa,Su 09:00-17:00": 4,
        "Mo-Sa 08:30-20:30": 3,
        "Mo-Su 08:30-21:00": 2,
        "Mo-Fr 08:30-17:00; Sa 09:00-12:00": 1,
    },
    "community_school": {
        "Mo-Sa 08:30-17:00": 30,
        "Mo-Fr 08:30-17:00; Sa 09:00-12:00": 15,
        "Mo-Fr 09:00-17:00; PH off": 12,
        "Mo-Sa 08:30-20:30": 14,
        "Mo-Fr 08:30-20:30; Sa,Su 09:00-17:00": 12,
        "Mo-Fr 08:30-11:30,13:30-17:00,18:30-20:30; Sa 09:00-16:00": 8,
        "Mo-Su 08:30-21:00": 4,
    },
    "teaching_point": {
        "Mo-Fr 08:30-17:00": 26,
        "Mo-Fr 08:30-17:00; PH off": 14,
        "Mo-Fr 09:00-11:30,13:30-17:00": 18,
        "Mo-Fr 08:30-11:30,14:00-17:00; Sa 09:00-11:30": 10,
        "Mo-Sa 08:30-17:00": 8,
        "Tu-Su 09:00-17:00": 5,
        "Mo-Su 08:30-17:00": 6,
        "Mo,We,Fr 09:00-11:30; Tu,Th 14:00-16:30,19:00-21:00": 5,
        "Mo-Fr 09:00-20:30": 3,
        "Mo-Fr 18:00-21:00; Sa,Su 09:00-17:00": 3,
        "Mo-Su 09:00-21:00": 1,
    },
    "library": {
        "Tu-Su 09:00-17:00": 8,
        "Tu-Su 09:00-17:30; PH 09:00-17:00": 4,
        "Tu-Su 09:00-20:00": 6,
        "Tu-Fr 09:00-17:30; Sa,Su 09:00-20:00": 4,
        "Mo-We,Fr-Su 09:00-18:00": 3,
        "Mo-Su 09:00-21:00": 4,
        "24/7": 1,
    },
    "museum": {
        "Tu-Su 09:00-17:00": 10,
        "Tu-Su 09:30-16:30": 6,
        "We-Mo 09:00-17:00": 2,
        "Tu-Th,Sa,Su 09:00-17:00; Fr 09:00-21:00": 2,
    },
    "open_school": {
        "Mo-Fr 18:00-21:00; Sa,Su 08:00-17:00": 9,
        "Mo-Fr 18:30-20:30; Sa,Su 08:30-17:30": 5,
        "Sa,Su 08:00-18:00": 6,
        "Mo-Fr 17:30-20:30; Sa 08:00-12:00": 3,
    },
    "open_campus": {
        "Mo-Su 06:00-22:00": 3,
        "Mo-Fr 18:00-22:00; Sa,Su 08:00-22:00": 3,
        "Mo-Su 08:00-20:00": 2,
    },
}
"""What centres of a kind are open, and in what proportion."""
LATE = ("20:00", "20:30", "21:00", "22:00", "24/7")
UNKNOWN = 0.04
"""The share of centres whose hours nobody has told."""


def draw(kind: str, number: int, lateness: float, rng: np.random.Generator) -> list[str | None]:
    """Return the opening hours of centres of a kind, None for a few.

    Parameters
    ----------
    kind
        A key of `SCHEDULES`.
    number
        How many are wanted.
    lateness
        How much likelier than usual a district opens in the evening, as a logarithm; 0 as usual.
    rng
        Where the randomness comes from.
    """
    expressions = list(SCHEDULES[kind])
    weight = np.array(list(SCHEDULES[kind].values()), float)
    late = np.array([any(hour in expression for hour in LATE) for expression in expressions])
    weight *= np.exp(lateness * late)
    chosen = rng.choice(len(expressions), number, p=weight / weight.sum())
    unknown = rng.random(number) < UNKNOWN
    return [None if lost else expressions[one] for one, lost in zip(chosen, unknown, strict=True)]
