"""The plan's parts: question, finding, the places in order, before and after, its sources."""

import re
from html import escape
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lcity.access.places import Places
from lcity.errors import DatasetError
from lcity.scenario import Scenario, write
from lcity.scenario.question import Plan, Question
from lcity.scenario.siting import Model
from lcity.ui.plan import choices, hand, numbers, words
from lcity.ui.plan.choices import HOURS, OPEN, OPENS, PLACES
from lcity.ui.plan.table import places_table
from lcity.ui.shared import cache, frame, in_force, marks, reach, scenario, selection, standing, tiled
from lcity.ui.shared.reader import reader_language, t

NAMED = "text-align:left;padding:.3rem 0;font-weight:400;text-wrap:balance"
# Beside long names the figures leave room: a district's name goes below its share.
FIGURES = "text-align:right;padding:.3rem 0 .3rem .8rem;font-variant-numeric:tabular-nums;word-break:keep-all"
TIMES = re.compile(r"\d{1,2}:\d{2}[–—]\d{1,2}:\d{2}")
LINE = "border-top:1px solid rgba(128,128,128,.25)"


def question() -> None:
    """Write the page's question."""
    frame.draw_question(words.question(), {in_force.REACH, *in_force.RANKED})


def answered(finding: str, proof: str, caution: str) -> None:
    """Write the sentence that answers it, how good it is, and its provenance."""
    with st.container(key="answer", gap=None):
        # No break between the sentence and its mark.
        st.markdown(f"## {frame.plain(finding)}\u00a0{frame.tag('planned')}")
        if caution:
            marks.draw_banner(True, parts=("centres", "population"), caution=caution)
    if proof:
        st.markdown(frame.plain(proof))


def places(plan: Plan, question: Question) -> None:
    """Write the places in the order in which they gain, how gains diminish, and what the hand has done."""
    if plan.sites:
        st.subheader(t("plan.centres" if choices.ask() != PLACES else "plan.places"), anchor=False)
        places_table(plan, question)
        if told := words.curve(plan):
            st.caption(frame.plain(told))
    if choices.ask() == HOURS and (told := words.best_hours(question)):
        st.markdown(frame.plain(told))
    if choices.ask() == PLACES:
        _by_hand(plan, question)


def _by_hand(plan: Plan, question: Question) -> None:
    """Draw what else the hand can do without a map: put a place by its degrees, allow one again."""
    example = _example(plan, question)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            t("plan.put_place"),
            key="plan.put",
            placeholder=example,
            on_change=_put_place,
            width=280,
        )
        for number, site in enumerate(question.banned):
            st.button(
                t("plan.allow", place=_short(site)),
                key=f"plan.allow.{number}",
                type="tertiary",
                icon=":material/close:",
                icon_position="right",
                on_click=hand.act,
                args=(hand.ALLOW, site),
            )
    if st.session_state.get("plan.put_wrong"):
        wrong = frame.plain(st.session_state["plan.put_wrong"])
        st.caption(t("plan.put_wrong", found=wrong, example=example))


def _example(plan: Plan, question: Question) -> str:
    """Write a position where people of the city live, or one is planned: no other city's stands for it."""
    lonlat = Places.of(cache.open_dataset(), question.city).lonlat
    lon, lat = (plan.sites[0].lon, plan.sites[0].lat) if plan.sites else lonlat[0]
    return f"{lat:.4f}, {lon:.4f}"


def _short(site: str) -> str:
    offered = cache.open_dataset().candidates
    if offered is not None and site in offered.index:
        return str(offered.at[site, "name"])
    return site.removeprefix("cell_").replace("_", ", ")


def _put_place() -> None:
    """Put a place where the reader wrote it: latitude first, as maps write it."""
    text = st.session_state["plan.put"]
    st.session_state["plan.put_wrong"] = ""
    try:
        lat, lon = (float(part) for part in text.replace("，", ",").split(","))
    except ValueError:
        lat = lon = 999.0
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        st.session_state["plan.put_wrong"] = text[:60]
        return
    st.session_state["plan.put"] = ""
    hand.act(hand.ADD, point=(lon, lat))


def before_and_after(plan: Plan, question: Question, model: Model, of: Scenario | None) -> None:
    """Write what would change, a line each; what takes longest comes last, into its own place."""
    st.subheader(t("plan.before_after"), anchor=False)
    place = st.empty()
    _rows(place, words.before_and_after(plan, question, model, None))
    if of is not None and of.changes:
        effect = numbers.effect(question, of)
        _rows(place, words.before_and_after(plan, question, model, effect))
    if choices.ask() == PLACES and OPEN[OPENS.value]:
        st.caption(frame.plain(t("plan.assumed", hours=choices.opens_label(OPENS.value))))
    st.caption(frame.plain(t("plan.not_modelled", centre=reach.centre())))


def _rows(place: DeltaGenerator, rows: list[tuple[str, str, str]]) -> None:
    head = "".join(
        f'<th scope="col" style="{FIGURES};font-weight:400;opacity:.7">{escape(text)}</th>'
        for text in (t("plan.before"), t("plan.after"))
    )
    body = "".join(
        f'<tr style="{LINE}"><th scope="row" style="{NAMED}">{_whole_times(what)}</th>'
        f'<td style="{FIGURES}">{escape(before)}</td>'
        f'<td style="{FIGURES};font-weight:600">{escape(after)}</td></tr>'
        for what, before, after in rows
    )
    place.html(
        '<table style="width:100%;border-collapse:collapse;font-size:.9rem;line-height:1.3">'
        f"<thead><tr><td></td>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _whole_times(text: str) -> str:
    """Return a text as HTML in which no line breaks between two times of day."""
    return TIMES.sub(r'<span style="white-space:nowrap">\g<0></span>', escape(text))


def plan_scenario(plan: Plan, question: Question) -> Scenario | None:
    """Return a plan as a scenario; None where it is of nothing, or of more than one holds."""
    if not plan.sites:
        return None
    count = len(plan.sites)
    name = t(f"plan.scenario_{choices.ask()}", n=count, count=reader_language().number(count))
    return numbers.changes(question, plan, f"{words.place_of(question)}: {name}", OPEN[OPENS.value])


def everywhere(of: Scenario | None) -> None:
    """Draw the buttons that show a plan on every page, and that hand it out as a file."""
    if of is None:
        return
    in_force_ = scenario.in_force()
    with st.container(horizontal=True, vertical_alignment="center"):
        if in_force_ == of:
            st.button(t("plan.take_back"), key="plan.everywhere", on_click=_take_back)
        else:
            st.button(
                t("plan.everywhere"),
                key="plan.everywhere",
                type="primary",
                on_click=_put_in_force,
                args=(of,),
            )
        download(of, t("plan.scenario"), key="plan.scenario", type="tertiary")
    if in_force_ is not None and in_force_ != of:
        st.caption(frame.plain(t("plan.other_in_force", name=in_force_.name)))


def _put_in_force(of: Scenario) -> None:
    try:
        scenario.put(of)
    except DatasetError:
        return
    selection.request_rerun()


def _take_back() -> None:
    scenario.take_back()
    selection.request_rerun()


def footing(question: Question) -> None:
    """Write the sources, their marks and how it was computed."""
    frame.foot(**basis(question))


def basis(question: Question) -> dict[str, Any]:
    """Return the footing of the page: its sources, provenances, years and method."""
    indicators = cache.open_dataset().indicators
    computed = indicators["computed"].fillna("").str.startswith("coverage")
    return {
        "sources": indicators.loc[computed, "source"].dropna().unique(),
        "provenances": [*cache.spatial_marks(bool(question.hours)), "planned"],
        "year": t("coverage.one_state") if cache.open_dataset().years else "",
        "method": t("plan.method"),
    }


def basis_of_ranking(level: str) -> dict[str, Any]:
    """Return the footing of the way to a rank."""
    found = standing.footing(standing.chosen_rules(), level)
    return found | {"provenances": [*found["provenances"], "planned"]}


def lacking() -> str:
    """Say which files the page lacks; "" if it has all it needs: centres it can do without.

    Of a dataset in tiles no file is lacking, but its places are not held, and it says where to go.
    """
    dataset = cache.open_dataset()
    if tiled.partitions(dataset) is not None:
        return t("partitions.page.elsewhere.plan", command="python -m lcity plan")
    has = {"population": dataset.population is not None, "districts": len(dataset.districts) > 0}
    files = [t(f"coverage.file_{name}") for name, is_there in has.items() if not is_there]
    return t("coverage.missing", files=reader_language().listed(files)) if files else ""


def way_on() -> None:
    """Lead to the template of what the page lacks; of a dataset in tiles to who has a centre in reach."""
    if tiled.partitions(cache.open_dataset()) is None:
        frame.to_templates()
    else:
        frame.to_coverage()


def link_to_coverage(question: Question) -> None:
    """Lead to where is chosen how far people go, who they are and when; say where that hour is left aside."""
    st.page_link("pages/coverage.py", label=t("plan.to_coverage"))
    if told := words.hour_left_aside(question):
        st.caption(frame.plain(told))


def download(of: Scenario, label: str, **button: Any) -> None:
    """Offer a scenario as a file that this page and the command line open; `button` as Streamlit takes it."""
    st.download_button(
        label,
        write(of),
        file_name="scenario.json",
        mime="application/json",
        on_click="ignore",
        icon=":material/download:",
        **button,
    )
