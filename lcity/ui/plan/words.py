"""Sentences of the plan."""

from lcity.scenario.question import Plan, Question
from lcity.scenario.siting import Model
from lcity.ui.shared import cache, reach, selection
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import names
from lcity.ui.shared.vocabulary import who

MOST_NAMED = 3


def question() -> str:
    """Return the page's question, which names what is counted."""
    return t("plan.question", centres=reach.centres())


def finding(plan: Plan, question: Question, model: Model) -> str:
    """Return the sentence that answers where the next places do most."""
    lang, count = reader_language(), len(plan.sites)
    place = selection.city_label(question.city or "")
    if not count:
        return t("plan.finding_none", place=place)
    told = {"n": count, "count": lang.number(count), "place": where(plan, model) or place}
    if question.objective == "worst":
        before = model.districts()["share"].min()
        return t("plan.finding_worst", before=_share(before), after=_share(plan.value), **told)
    if question.objective == "distance":
        people = plan.before.people
        walked = [lang.number(metres / people) for metres in (_walked(plan), plan.value)]
        return t("plan.finding_distance", before=walked[0], after=walked[1], centre=reach.centre(), **told)
    more = lang.people(plan.after.covered - plan.before.covered)
    return t("plan.finding_people", more=more, who=who(question.group, lang), **told)


def _walked(plan: Plan) -> float:
    return plan.value + sum(site.gained for site in plan.sites)


def _share(share: float) -> str:
    return reader_language().percent(share, 1)


def where(plan: Plan, model: Model) -> str:
    """Name the districts whose people gain most; "" where nobody gains."""
    gained = (model.districts(plan)["covered"] - model.districts()["covered"]).sort_values(ascending=False)
    first = gained.index[gained > 0][:MOST_NAMED]
    return reader_language().listed(names("district", first).tolist()) if len(first) else ""


def proof(plan: Plan, question: Question) -> str:
    """Say how good the plan is: proved, or at most how much another may do better."""
    count = reader_language().number(len(plan.sites))
    if plan.optimal:
        return t("plan.proved", n=len(plan.sites), count=count)
    return t("plan.not_proved", n=len(plan.sites), count=count, gap=reader_language().percent(plan.gap, 1))


def curve(plan: Plan) -> str:
    """Say what the last place brings beside the first; "" where there is only one."""
    if len(plan.sites) < 2 or plan.sites[0].gained <= 0:
        return ""
    lang, last = reader_language(), plan.sites[-1]
    share = last.gained / plan.sites[0].gained
    return t("plan.curve", number=lang.number(len(plan.sites)), share=lang.percent(share))


def before_and_after(plan: Plan, model: Model) -> list[tuple[str, str, str]]:
    """Return what changes, a row each: what, before, after."""
    lang = reader_language()
    rows = [(t("plan.row_coverage"), _share(plan.before.share), _share(plan.after.share))]
    out = [lang.people(total.people - total.covered) for total in (plan.before, plan.after)]
    rows.append((t("plan.row_out"), *out))
    before, after = (found["share"].dropna() for found in (model.districts(), model.districts(plan)))
    if len(before) > 1:
        written = [
            t("plan.row_district", share=_share(of.min()), name=names("district", [of.idxmin()]).iloc[0])
            for of in (before, after)
        ]
        rows.append((t("plan.row_worst"), *written))
    return rows


def place(number: int, plan: Plan) -> str:
    """Name a place of a plan: as the dataset does, else by where it is."""
    site = plan.sites[number]
    return site.name if not site.site.startswith("cell_") else f"{site.lat:.4f}, {site.lon:.4f}"


def caution() -> str:
    """Say what a plan stands on, and that it is not for decisions where that is simulated."""
    if cache.spatially_simulated(reach.HOUR.value is not None):
        return t("plan.simulated")
    return ""
