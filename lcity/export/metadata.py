"""What every file taken away says of itself."""

import datetime
import re
import unicodedata
from dataclasses import dataclass

from lcity.dataset import PROVENANCES
from lcity.text import Language

MOST_CHARACTERS = 2_000
SIMULATED, PLANNED = "simulated", "planned"
_KEPT = "\n\N{NO-BREAK SPACE}"
# Marks that turn the direction of what follows, and so what a reader takes a name for; and what keeps a
# line together, which a typeface without it shows as a gap.
_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Weight:
    """What a node of the index counts.

    Parameters
    ----------
    name
        Of the node, in the reader's language.
    depth
        How many nodes stand above it.
    share
        Of the whole index, 0–1.
    provenance
        One of `PROVENANCES`; "" for a node of several.
    """

    name: str
    depth: int
    share: float
    provenance: str = ""


@dataclass(frozen=True)
class Metadata:
    """The finding of a page, its sources and what was chosen; all in the reader's language.

    Parameters
    ----------
    question, finding
        The page's question, and the sentence that answers it.
    dataset, data
        The dataset's title, and the hash of its content.
    day
        When it was taken away.
    chosen
        What the reader chose: pairs of name and value.
    weights
        What counts how much, in the tree's order; empty where nothing is weighed.
    sources
        Who made the figures.
    provenances
        Those of what is shown, of `PROVENANCES`.
    years
        What the figures are from; "" where the dataset has no years.
    method
        How they were computed, paragraph by paragraph.
    link
        The address that reopens the view; "" where it is not known.
    link_note
        Why others cannot open that; "" where they can.
    note
        What stands below the finding wherever that stands; "" for nothing.
    answers
        What else the page answers: pairs of a question and its answer, marked; briefs hold them.
    of_finding
        The provenances of the finding itself, where what is shown besides rests on others; None for all.
    """

    question: str
    finding: str
    dataset: str
    data: str
    day: datetime.date
    chosen: tuple[tuple[str, str], ...] = ()
    weights: tuple[Weight, ...] = ()
    sources: tuple[str, ...] = ()
    provenances: tuple[str, ...] = ()
    years: str = ""
    method: tuple[str, ...] = ()
    link: str = ""
    link_note: str = ""
    note: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    of_finding: tuple[str, ...] | None = None

    @property
    def simulated(self) -> bool:
        """Whether anything shown is simulated."""
        return SIMULATED in self.provenances

    @property
    def planned(self) -> bool:
        """Whether anything shown is as a scenario would leave it."""
        return PLANNED in self.provenances

    def marks(self, lang: Language) -> str:
        """Write the provenances, the strongest first: "official, simulated"."""
        found = [kind for kind in PROVENANCES if kind in self.provenances]
        return lang.t("export.comma").join(lang.t(f"common.provenance.{kind}") for kind in found)

    def footing(self, lang: Language) -> tuple[str, str]:
        """Write the two lines under a picture: its sources, and where it was taken from."""
        line = " · ".join(filter(None, (*self.sources, self.years, self.marks(lang))))
        sources = lang.t("frame.source", line=line) if self.sources else line
        return sources, lang.t("export.taken", title=self.dataset, hash=self.data, date=lang.date(self.day))


def clean(text: str, most: int = MOST_CHARACTERS) -> str:
    """Return text fit for any file: composed, without control or turning marks, of at most `most` characters.

    What is cut off is told by an ellipsis.
    """
    text = _UNSEEN.sub("", unicodedata.normalize("NFC", str(text)[: 4 * most]))
    text = "".join(mark if mark.isprintable() or mark in _KEPT else " " for mark in text)
    return text if len(text) <= most else f"{text[: most - 1]}…"
