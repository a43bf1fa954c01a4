"""How it is shown what of a page is simulated: one banner a page, and a small sign at each figure.

The sign is a word drawn as a hatched square: who reads aloud or copies has the word, and the banner is its
legend. An export bears the word itself (`lcity.export.mark`).
"""

from html import escape

import streamlit as st

from lcity.dataset.provenance import weakest
from lcity.ui.shared import cache, selection, switch, tiled
from lcity.ui.shared.markdown import plain
from lcity.ui.shared.reader import dark, reader_language, t

EVERYTHING = ("centres", "population", "participation", "indicators")
"""What of a dataset may be simulated, as `switch.simulated` names it."""
INK = {"light": "#9b4519", "dark": "#ffbd78"}
"""The sign's colour on a light ground and on a dark one: 3:1 or more (WCAG 2.2, 1.4.11)."""
ON_ACCENT = {"light": "#ffffff", "dark": "#12181a"}
"""The colour of letters on the accent, which is light on a dark ground: Streamlit writes white on both."""
BANNER = "banner"


def tag(provenance: str) -> str:
    """Return the mark of a provenance, as Markdown: the sign of what is simulated, a word of all else."""
    word = t(f"common.provenance.{provenance}")
    if provenance == "simulated":
        return f":orange-background[{word}]"
    return f":{'violet' if provenance == 'planned' else 'gray'}-badge[{word}]"


def html_tag(provenance: str) -> str:
    """Return the mark of a provenance, as HTML; it looks as that of Markdown does."""
    kind = (
        "lc-sign"
        if provenance == "simulated"
        else "lc-badge planned"
        if provenance == "planned"
        else "lc-badge"
    )
    return f'<span class="{kind}">{escape(t(f"common.provenance.{provenance}"))}</span>'


def style() -> str:
    """Return what the page's own style sheet is told: colours, and what the uploader says."""
    scheme, upload = "dark" if dark() else "light", t("frame.upload")
    # What it says of its limit is English; labels say it too.
    limit = "flex" if reader_language().code == "en" else "none"
    colours = f"--sign: {INK[scheme]}; --on-accent: {ON_ACCENT[scheme]};"
    return f':root {{ {colours} --upload: "{upload}"; --upload-limit: {limit}; }}'


def of_what(parts: tuple[str, ...] = EVERYTHING, *, of_the_year: bool = False) -> str:
    """Return what of the open dataset is simulated, in words; "" where nothing of `parts` is.

    Parameters
    ----------
    parts
        Of `EVERYTHING`.
    of_the_year
        Whether indicators without any figure in the year in force are left out: no index has them.
    """
    lang = reader_language()
    return lang.listed(
        t(f"frame.real.simulated.{part}", n=count, count=lang.number(count))
        for part, count in switch.simulated(selection.chosen_year() if of_the_year else None)
        if part in parts
    )


@cache.unplanned(1)
def of_people() -> tuple[str, ...]:
    """Return the provenance of how many people live where, which no plan changes: the weakest there is.

    Where some do not say, it is derived at best.
    """
    dataset = cache.open_dataset()
    found, told = list(tiled.provenances(dataset)), True
    if not found:
        rows = dataset.population
        column = rows["provenance"] if rows is not None and "provenance" in rows else None
        told = column is not None and bool(column.notna().all())
        found = [] if column is None else list(column.dropna().unique())
    return (weakest([*([] if told else ["derived"]), *found]),)


def draw_banner(
    simulated: bool | None,
    *,
    wholly: bool = False,
    share: float | None = None,
    parts: tuple[str, ...] = EVERYTHING,
    caution: str = "",
) -> None:
    """Write what share of a page is simulated, and of what; nothing where nothing of the dataset is.

    Parameters
    ----------
    simulated
        Whether anything the page shows is; None where it shows no figure, and nothing is to be said.
    wholly
        Whether all of it is.
    share
        The share (0–1) of the index that is; None where the page shows no index.
    parts
        What of `EVERYTHING` the page rests on.
    caution
        What follows from it, in the reader's language.
    """
    if simulated is None or not (simulated or cache.simulated()):
        return
    with st.container(key=BANNER):
        st.markdown(
            banner_sentence(simulated, wholly, share, parts) + (f" **{plain(caution)}**" if caution else "")
        )


def banner_sentence(simulated: bool, wholly: bool, share: float | None, parts: tuple[str, ...]) -> str:
    """Return the banner's sentence, as Markdown; for parameters see `draw_banner`."""
    if not simulated:
        # The line stays where nothing is simulated, so that the page does not jump when that changes.
        return plain(t("frame.not_simulated_note"))
    names = of_what(parts, of_the_year=share is not None)
    of = t("frame.banner.of", names=names) if names else ""
    if share:
        text = t("frame.banner.share", share=reader_language().percent(share), of=of)
    else:
        text = t(f"frame.banner.{'all' if wholly else 'some'}", of=of)
    return f"{tag('simulated')} {plain(text)}"
