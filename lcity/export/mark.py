"""The mark of simulated figures on what is handed out: in its headline, on each figure and on each column."""

from lcity.export.metadata import SIMULATED, Metadata
from lcity.text import Language

PARTLY = "partly"


def of_share(share: float) -> str:
    """Return the mark of what rests on simulated figures by a share (0–1) of its weight; "" for none."""
    if share <= 0:
        return ""
    return SIMULATED if round(share, 3) == 1 else PARTLY


def name(mark: str, lang: Language) -> str:
    """Write a mark: a provenance, or `PARTLY`; "" for none."""
    if mark == PARTLY:
        return lang.t("export.partly_simulated")
    return lang.t(f"common.provenance.{mark}") if mark else ""


def marked(text: str, mark: str, lang: Language) -> str:
    """Write a title, a legend or a column's head with its mark: "Index (simulated)"."""
    return lang.t("export.head", name=text, marks=name(mark, lang)) if mark else text


def headline(metadata: Metadata, lang: Language) -> str:
    """Write the finding as it heads what is handed out: what is simulated says so before all else.

    Whoever shortens or quotes it keeps its beginning.
    """
    if not metadata.simulated:
        return metadata.finding
    kind = "wholly" if set(metadata.provenances) == {SIMULATED} else "partly"
    return lang.t(f"export.headline.{kind}", finding=metadata.finding)


def note(metadata: Metadata, lang: Language) -> str:
    """Write what simulated figures are good for; "" where nothing shown is simulated."""
    return lang.t("export.simulated_note") if metadata.simulated else ""
