"""The plan's parts: question, finding, the places in order, before and after, what it stands on."""

from typing import Any

import pandas as pd
import streamlit as st

from lcity.scenario import Add, Scenario, write
from lcity.scenario.question import Plan, Question
from lcity.scenario.siting import Model
from lcity.ui.parts import draw
from lcity.ui.plan import words
from lcity.ui.shared import cache, frame, in_force, reach
from lcity.ui.shared.reader import reader_language, t

PLANNED_KIND = "planned"
FIGURES_AT_THE_RIGHT = """
.st-key-plan-before-after :is(td, thead th), .st-key-plan-before-after :is(td, thead th) * {
  text-align: right; justify-content: flex-end;
}
"""


def question() -> None:
    """Write the page's question."""
    frame.draw_question(words.question(), {in_force.REACH})


def finding(plan: Plan, question: Question, model: Model) -> None:
    """Write the sentence that answers it, how good it is, and what it stands on."""
    st.markdown(f"## {frame.plain(words.finding(plan, question, model))} {frame.tag('planned')}")
    if plan.sites:
        st.markdown(frame.plain(words.proof(plan, question)))
    if caution := words.caution():
        st.markdown(f"{frame.tag('simulated')} {frame.plain(caution)}")


def places(plan: Plan, question: Question) -> None:
    """Write the places in the order in which they gain, and how gains diminish."""
    if not plan.sites:
        return
    lang = reader_language()
    unit = "gained_metres" if question.objective == "distance" else "gained"
    people = plan.before.people
    st.subheader(t("plan.places"), anchor=False)
    table = pd.DataFrame(
        {
            t("plan.number"): range(1, len(plan.sites) + 1),
            t("plan.place"): [words.place(at, plan) for at in range(len(plan.sites))],
            t(f"plan.{unit}"): [
                lang.number(site.gained / people, 1) if unit == "gained_metres" else lang.people(site.gained)
                for site in plan.sites
            ],
            t("plan.covered_then"): [lang.percent(site.share, 1) for site in plan.sites],
        }
    )
    draw.figures(table, "plan.places", texts=2)
    if told := words.curve(plan):
        st.caption(frame.plain(told))


def before_and_after(plan: Plan, model: Model) -> None:
    """Write what would change, a line each."""
    st.subheader(t("plan.before_after"), anchor=False)
    rows = [tuple(map(frame.plain, row)) for row in words.before_and_after(plan, model)]
    heads = [t("plan.before"), t("plan.after")]
    table = pd.DataFrame([row[1:] for row in rows], [row[0] for row in rows], heads)
    st.html(f"<style>{FIGURES_AT_THE_RIGHT}</style>")
    with st.container(key="plan-before-after"):
        st.table(table, border="horizontal")
    st.caption(frame.plain(t("plan.not_modelled", centre=reach.centre())))


def scenario_file(plan: Plan) -> None:
    """Hand the places out as a scenario, with which the command line shows the whole dataset."""
    if not plan.sites:
        return
    scenario = Scenario(
        t("plan.scenario_name", n=len(plan.sites), count=reader_language().number(len(plan.sites))),
        tuple(Add(site.site, site.name, PLANNED_KIND, site.lon, site.lat) for site in plan.sites),
    )
    st.download_button(
        t("plan.scenario"),
        write(scenario),
        file_name="scenario.json",
        mime="application/json",
        key="plan.scenario",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def footing(question: Question) -> None:
    """Write the sources, their marks and how it was computed."""
    frame.foot(**stands_on(question))


def stands_on(question: Question) -> dict[str, Any]:
    """Return what the page stands on: its sources, provenances, years and method."""
    indicators = cache.open_dataset().indicators
    computed = indicators["computed"].fillna("").str.startswith("coverage")
    return {
        "sources": indicators.loc[computed, "source"].dropna().unique(),
        "provenances": [*cache.spatial_marks(bool(question.hours)), "planned"],
        "year": t("coverage.one_state") if cache.open_dataset().years else "",
        "method": t("plan.method"),
    }


def lacking() -> str:
    """Say which files the page lacks; "" if it has all it needs: centres it can do without."""
    dataset = cache.open_dataset()
    has = {"population": dataset.population is not None, "districts": len(dataset.districts) > 0}
    files = [t(f"coverage.file_{name}") for name, is_there in has.items() if not is_there]
    return t("coverage.missing", files=reader_language().listed(files)) if files else ""


def lead_to_coverage() -> None:
    """Lead to where is chosen how far people go, who they are and when."""
    st.page_link("pages/coverage.py", label=t("plan.to_coverage"))
