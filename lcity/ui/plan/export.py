"""What the plan hands out: its places in order, and each district before and after."""

from collections.abc import Iterator

import pandas as pd

from lcity.export.table import Column, Table
from lcity.scenario.question import Plan, Question
from lcity.scenario.siting import Model
from lcity.ui.plan import choices, view, words
from lcity.ui.shared import reach
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import names
from lcity.ui.shared.vocabulary import group_label
from lcity.ui.takeaway import export
from lcity.ui.takeaway.export import Export

PLANNED = "planned"


def plan_export(plan: Plan, question: Question, model: Model) -> Export:
    """Return what the page hands out."""
    metadata = export.metadata(
        words.question(),
        words.finding(plan, question, model),
        **view.stands_on(question),
        chosen=_chosen(question),
        city=question.city or "",
        note=" ".join(filter(None, (words.proof(plan, question) if plan.sites else "", words.caution()))),
    )
    places = (_places(plan, question),) if plan.sites else ()
    return Export(metadata, (*places, _districts(plan, model)))


def _chosen(question: Question) -> Iterator[tuple[str, str]]:
    """Yield what was chosen, in words."""
    lang = reader_language()
    yield t("plan.new"), lang.number(question.new)
    yield t("plan.goal"), choices.goal(question.objective)
    yield t("plan.sites"), choices.source(question.candidates)
    far = "coverage.travel_minutes" if reach.in_minutes() else f"coverage.radius_{question.along}"
    yield t(far), lang.number(question.radius)
    yield t("coverage.group"), group_label(question.group, lang)


def _places(plan: Plan, question: Question) -> Table:
    sites = range(len(plan.sites))
    rows = pd.DataFrame([vars(site) for site in plan.sites])
    rows["name"] = [words.place(at, plan) for at in sites]
    rows.insert(0, "number", [at + 1 for at in sites])
    metres = question.objective == "distance"
    gained = t("plan.gained_metres" if metres else "plan.gained")
    if metres:
        rows["gained"] /= plan.before.people
    columns = (
        Column("number", t("plan.number")),
        Column("site", t("ranking.csv.id")),
        Column("name", t("plan.place")),
        Column("lon", t("plan.lon"), digits=5),
        Column("lat", t("plan.lat"), digits=5),
        Column("gained", gained, "" if metres else t("export.people"), PLANNED, 1 if metres else 0),
        Column("covered", t("export.covered"), t("export.people"), PLANNED, 0),
        Column("share", t("plan.covered_then"), t("export.share_unit"), PLANNED, 1, share=True),
    )
    return Table(t("plan.places"), columns, rows)


def _districts(plan: Plan, model: Model) -> Table:
    before, after = model.districts(), model.districts(plan)
    rows = before[["people", "share"]].assign(after=after["share"])
    rows["people"] = rows["people"].round().astype("Int64")
    mark = reach.provenance()
    columns = (
        *export.identified(rows, names("district"), "coverage.col_district"),
        Column("people", t("plan.people"), t("export.people"), mark),
        Column("share", t("plan.before"), t("export.share_unit"), mark, 1, share=True),
        Column("after", t("plan.after"), t("export.share_unit"), PLANNED, 1, share=True),
    )
    return Table(t("plan.before_after"), columns, rows)
