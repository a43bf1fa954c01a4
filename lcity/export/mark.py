"""The mark of simulated and planned figures in exports: in headlines, on figures and columns."""

from collections.abc import Collection

from lcity.export.metadata import PLANNED, SIMULATED, Metadata
from lcity.text import Language

PARTLY = "partly"


def of_share(share: float, *, planned: bool = False) -> str:
    """Return the mark of what rests on simulated figures by a share (0–1) of its weight; "" for none.

    Parameters
    ----------
    share
        Of the weight, 0–1.
    planned
        Whether any of it is a scenario's: then the mark says that too.
    """
    simulated = "" if share <= 0 else SIMULATED if round(share, 3) == 1 else PARTLY
    return " ".join(filter(None, (simulated, PLANNED if planned else "")))


def name(mark: str, lang: Language) -> str:
    """Write a mark: a provenance, `PARTLY`, or two of these, a space between; "" for none."""
    return lang.t("export.comma").join(
        lang.t("export.partly_simulated" if kind == PARTLY else f"common.provenance.{kind}")
        for kind in mark.split()
    )


def marked(text: str, mark: str, lang: Language) -> str:
    """Write a title, a legend or a column's head with its mark: "Index (simulated)"."""
    return lang.t("export.head", name=text, marks=name(mark, lang)) if mark else text


def headline(metadata: Metadata, lang: Language) -> str:
    """Write the finding as the headline of an export: what is planned or simulated says so before all else.

    Whoever shortens or quotes it keeps its beginning.
    """
    kinds = metadata.provenances if metadata.of_finding is None else metadata.of_finding
    return headlined(metadata.finding, kinds, lang)


def headlined(finding: str, provenances: Collection[str], lang: Language) -> str:
    """Return a sentence that says before all else what of it is simulated or planned."""
    if SIMULATED in provenances:
        kind = "wholly" if set(provenances) <= {SIMULATED, PLANNED} else "partly"
        finding = lang.t(f"export.headline.{kind}", finding=finding)
    return lang.t("export.headline.planned", finding=finding) if PLANNED in provenances else finding


def note(metadata: Metadata, lang: Language) -> str:
    """Write what simulated figures are good for; "" where nothing shown is simulated."""
    return lang.t("export.simulated_note") if metadata.simulated else ""
