"""How one share becomes another, one cause at a time: what both forms draw."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lcity.colour import DIVERGING, SERIES, WHOLE
from lcity.text import Language

LOSS, GAIN = DIVERGING[1], DIVERGING[5]
THICKNESS = 0.62
"""Of a row, what its bar has."""


@dataclass(frozen=True)
class Step:
    """A row's bar: from the lower share to the higher, 0–1, in a hex colour; what is written at its end."""

    label: str
    low: float
    high: float
    colour: str
    written: str


@dataclass(frozen=True, eq=False)
class Steps:
    """The first share and the last, whole, and what each cause between takes or gives.

    Parameters
    ----------
    shares
        The first share, and that after each of n causes, 0–1.
    labels
        What the first row, each cause, and the last row are called: n + 2.
    changes
        What is written at each cause's bar: n.
    """

    shares: Sequence[float]
    labels: Sequence[str]
    changes: Sequence[str]

    def rows(self, lang: Language) -> tuple[Step, ...]:
        """Return the bars from the top."""
        first, last = self.shares[0], self.shares[-1]
        causes = zip(self.labels[1:-1], pairwise(self.shares), self.changes, strict=True)
        return (
            Step(self.labels[0], 0.0, first, WHOLE, lang.percent(first)),
            *(
                Step(label, min(step), max(step), LOSS if step[1] < step[0] else GAIN, change)
                for label, step, change in causes
            ),
            Step(self.labels[-1], 0.0, last, SERIES[0], lang.percent(last)),
        )

    @property
    def most(self) -> float:
        """The greatest share, never 0: the end of the axis."""
        return max(*self.shares, 1e-9)
