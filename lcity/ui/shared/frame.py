"""What stands around every page: the dataset, what is chosen, the question, its answer, its footing."""

from collections.abc import Collection, Iterable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lcity.dataset import PROVENANCES
from lcity.errors import DatasetError
from lcity.text import LANGUAGES
from lcity.ui.shared import (
    cache,
    datasets,
    in_force,
    marks,
    planned,
    selection,
    state,
    switch,
    user_dataset,
    window,
    years,
)
from lcity.ui.shared.markdown import plain
from lcity.ui.shared.marks import tag
from lcity.ui.shared.reader import LANGUAGE, greet, reader_language, t

MOST_LISTED = 5_000
"""Districts in one list: a browser makes an element of each, of 40,000 in ten seconds at every drawing."""
ANSWER = "answer"
"""What stands below the question: its style comes with the page."""


def begin() -> None:
    """Greet the reader and open the dataset; a dataset with problems ends the run with their list."""
    greet()
    selection.rerun_begun()
    sender = state.sender()
    user_dataset.open_again(sender.hash if sender else "")
    switch.open_of_link(sender)
    try:
        state.opened(cache.mark())
    except DatasetError as error:
        st.title(t("frame.not_opened"))
        lang = reader_language()
        for problem in error.problems[:50]:
            st.text(problem.text(lang))
        if len(error.problems) > 50:
            st.caption(t("frame.more_problems", n=len(error.problems) - 50))
        with st.sidebar:
            switch.draw()
        st.stop()


def sidebar(of_a_year: bool = True) -> None:
    """Draw what follows the reader everywhere: the dataset, city, district, year, language.

    Parameters
    ----------
    of_a_year
        Whether the page follows the year; where it does not, that is said beside the choice.
    """
    with st.sidebar:
        choices(of_a_year)


def choices(of_a_year: bool = True) -> None:
    """Draw what follows the reader everywhere where this is called; for the parameter see `sidebar`."""
    dataset = cache.open_dataset()
    switch.draw()
    st.caption(plain(switch.how_real()))
    # Of one city there is nothing to choose: every page is about it.
    if len(dataset.cities) > 1:
        city = selection.city_choice()
        # Written now: what is open, and in which language, is of this run.
        labels = {unit: selection.city_label(unit) for unit in city.allowed}
        st.selectbox(
            t("frame.city"),
            city.allowed,
            format_func=lambda unit: labels.get(unit, unit),
            **city.widget(),
        )
    if len(dataset.districts):
        _district()
    if cache.years():
        years.draw(of_a_year)
    st.segmented_control(
        t("frame.language"),
        tuple(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        required=True,
        **LANGUAGE.widget(),
    )


def _district() -> None:
    """Draw the choice of a district; of so many that a browser cannot list them only the chosen one."""
    district, called = selection.district_choice(), selection.district_labels()
    offered = district.allowed
    many = len(offered) > MOST_LISTED
    if many:
        offered = tuple(dict.fromkeys((selection.ALL, district.value)))
    shown = district.widget()
    st.selectbox(t("frame.district"), offered, format_func=lambda unit: called.get(unit, unit), **shown)
    if many:
        key = "frame.many_of_cities" if len(selection.city_choice().allowed) > 2 else "frame.many"
        st.caption(t(key, count=reader_language().number(len(district.allowed) - 1)))


def refusals(where: DeltaGenerator) -> None:
    """Say in one sentence what of the link could not be followed, once the page has read its own.

    Parameters
    ----------
    where
        An empty place above the page.
    """
    lang = reader_language()
    refused = [name for name in state.refused() if name != planned.NAME]
    names = [lang.t(f"link.{name}") if lang.has(f"link.{name}") else name for name in refused]
    message = ""
    if not state.readable():
        message = t("frame.link_unreadable")
    elif state.of_other_data():
        left_out = t("frame.link_left_out", names=lang.listed(names)) if names else ""
        message = t("frame.link_of_other_data", left_out=left_out)
    elif names:
        message = t("frame.link_refused", names=lang.listed(names))
    if planned.NAME in state.refused():
        message = " ".join(filter(None, (message, _scenario_refused())))
    if message:
        where.info(plain(message))


def _scenario_refused() -> str:
    """Say why the scenario of a link is not in force, and the way on."""
    why = planned.why_refused()
    if isinstance(why, str):
        return t(f"frame.scenario.refused.{why}")
    return t("frame.scenario.refused.problem", problem=why[0].sentence(reader_language()))


def heading(
    question: str,
    finding: str,
    simulated: bool | None = None,
    *,
    obeys: Iterable[str] = in_force.RANKED,
    note: str = "",
    of_finding: Collection[str] | None = None,
    **rests: Any,
) -> None:
    """Write a page's question and the sentence that answers it.

    Parameters
    ----------
    question
        The page's question, in the reader's language.
    finding
        One sentence computed from the data.
    simulated
        Whether anything the page shows is simulated, which is said under the answer; None where it shows no
        figure.
    obeys
        What the page follows of what is in force.
    note
        What the answer must not be read without; "" for nothing.
    of_finding
        The provenances of the answer itself, where the page shows figures besides that rest on others; None
        where it rests on what the page does.
    rests
        What the banner says besides, as `marks.draw_banner` has it: `wholly`, `share`, `parts`.
    """
    draw_question(question, obeys)
    answered(finding, simulated, note=note, of_finding=of_finding, **rests)


def draw_question(question: str, obeys: Iterable[str] = in_force.RANKED) -> None:
    """Write what a page is asked of, what is in force and its question; for parameters see `heading`."""
    meta = cache.open_dataset().meta
    title = datasets.short({"title": meta.title, "title_zh": meta.title_zh}, reader_language())
    with st.container(gap=None):
        window.measure()
        st.html(f"<style>{marks.style()}</style>")
        in_force.line(title, obeys)
    st.title(plain(question), anchor=False)


def answered(
    finding: str,
    simulated: bool | None = None,
    *,
    note: str = "",
    of_finding: Collection[str] | None = None,
    **rests: Any,
) -> None:
    """Write the sentence that answers a page's question; for parameters see `heading`."""
    if of_finding is None:
        planned_ = cache.open_dataset().planned is not None
        of_finding = (*(["simulated"] if simulated else []), *(["planned"] if planned_ else []))
    signs = [tag(kind) for kind in ("simulated", "planned") if kind in of_finding]
    with st.container(key=ANSWER, gap=None):
        # No break between the sentence and its sign.
        st.markdown("\u00a0".join((f"## {plain(finding)}", *signs)))
        if note:
            st.markdown(plain(note))
        marks.draw_banner(simulated, **rests)


def foot(
    sources: Iterable[str],
    provenances: Iterable[str],
    year: str,
    method: str,
    *,
    producers: Iterable[str] = (),
) -> None:
    """Write the footing of a chart or map: its sources, years, provenance, and how it was computed.

    Parameters
    ----------
    sources
        Keys of the dataset's sources.
    provenances
        The provenances of what is drawn.
    year
        The year or years the figures are from, as text; "" where the dataset has none.
    method
        How it was computed, in the reader's language (Markdown).
    producers
        Who made what is drawn of another dataset.
    """
    known = cache.producers(reader_language().code)
    named = dict.fromkeys([*(known[source] for source in sources if source in known), *producers])
    marks = " ".join(tag(kind) for kind in PROVENANCES if kind in set(provenances))
    line = " · ".join(filter(None, (*map(plain, named), plain(year))))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(t("frame.source", line=line) if line else "", width="stretch")
        # Not in the caption, which is pale: marks would be too pale to read.
        st.markdown(marks, width="content")
        with st.popover(t("frame.how_computed"), type="tertiary"):
            st.markdown(method)


def to_templates() -> None:
    """Lead to the page with the template of a file that is missing."""
    st.page_link("pages/data.py", label=t("frame.to_templates"), icon=":material/table_view:")


def to_coverage() -> None:
    """Lead from a dataset in tiles to the page that answers who has a centre in reach."""
    st.page_link("pages/coverage.py", label=t("partitions.page.to_coverage"))
