"""Sentences of the plan: its finding, how good it is, what it changes."""

from collections import Counter
from itertools import islice, pairwise

from lcity.access import hour_label
from lcity.export import mark
from lcity.scenario.question import Plan, Question
from lcity.scenario.siting import Model
from lcity.scenario.written import MOST_CHANGES
from lcity.ui.plan import choices, numbers
from lcity.ui.plan.choices import HOURS, KIND
from lcity.ui.plan.hand import PUT
from lcity.ui.plan.numbers import Effect, Standing
from lcity.ui.shared import cache, reach, selection
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import names
from lcity.ui.shared.vocabulary import kind_label, who

MOST_NAMED = 3
WEEKEND = 5 * 24
HALF = 0.75
"""A place that brings less of what the one before it brings is where gains diminish."""


def place_of(question: Question) -> str:
    """Name what is planned for: a district, else a city, else the dataset."""
    if question.district:
        return str(names("district")[question.district])
    return selection.city_label(question.city or "")


def question() -> str:
    """Return the page's question, which names what is counted."""
    return t("plan.question")


def finding(plan: Plan, question: Question, model: Model) -> str:
    """Return the sentence that answers what is asked of places, hours or a kind."""
    lang, count, about = reader_language(), len(plan.sites), choices.ask()
    place = place_of(question)
    more = lang.people(plan.after.covered - plan.before.covered)
    told = {"n": count, "count": lang.number(count), "more": more, "who": who(question.group, lang)}
    if about == KIND:
        told |= {"kind": kind_label(question.candidates or "", lang), "place": place}
        key = "plan.finding_kind" if count else "plan.finding_kind_none"
        if not question.hours:
            return t(f"{key}_any", **told)
        return t(key, span=choices.span_label(choices.kind_span_choice().value), **told)
    if not count:
        return at_hour(t("plan.finding_none", place=place), question)
    if about == HOURS:
        span = choices.span_label(choices.SPAN.value)
        return t("plan.finding_hours", span=span, place=place, **told)
    told |= {"place": where(plan) or place}
    if question.objective == "worst":
        before = model.districts()["share"].min()
        found = t("plan.finding_worst", before=_share(before), after=_share(plan.value), **told)
        return at_hour(found, question)
    if question.objective == "distance":
        people = plan.before.people
        walked = [lang.number(metres / people) for metres in (_walked(plan), plan.value)]
        return t("plan.finding_distance", before=walked[0], after=walked[1], centre=reach.centre(), **told)
    return at_hour(t("plan.finding_people", **told), question)


def at_hour(finding: str, question: Question) -> str:
    """Return what is found of places, with the hour it is found for."""
    if len(question.hours) != 1:
        return finding
    return t("plan.at_hour", finding=finding, hour=hour_label(question.hours[0], reader_language()))


def _walked(plan: Plan) -> float:
    return plan.value + sum(site.gained for site in plan.sites)


def _share(share: float) -> str:
    return reader_language().percent(share, 1)


def where(plan: Plan) -> str:
    """Name the districts the places lie in, first the first place's, with how many in each; "" where unknown.

    How many is left out where that is plain: where all are in one, or no two in the same.
    """
    lang = reader_language()
    held = Counter(filter(None, numbers.place_names(plan)))
    plain = sum(held.values()) == len(plan.sites) and (len(held) == 1 or max(held.values(), default=0) == 1)
    named = [
        name if plain else t("plan.so_many", name=name, count=lang.number(count))
        for name, count in islice(held.items(), MOST_NAMED)
    ]
    return lang.listed(lang.and_more(named, len(held), "plan.more_districts")) if held else ""


def proof(plan: Plan, question: Question) -> str:
    """Say how good the plan is: proved, or by how much another may be better; of a kind, which are opened."""
    about, count = choices.ask(), reader_language().number(len(plan.sites))
    if about == KIND:
        return _opened(plan, numbers.model(question))
    told = {"n": len(plan.sites), "count": count}
    held = "_held" if question.locked or question.banned or question.placed else ""
    if plan.optimal:
        return t(f"plan.proved{held}" if about != HOURS else "plan.proved_hours", **told)
    return t("plan.not_proved", gap=reader_language().percent(plan.gap, 1), **told)


def _opened(plan: Plan, model: Model) -> str:
    """Say which of a kind are opened: those that bring most, or all that bring anything; "" where all are."""
    count, every = len(plan.sites), len(model.sites)
    if not count or count == every:
        return ""
    lang = reader_language()
    key = "plan.opened_most" if count == MOST_CHANGES else "plan.opened_gaining"
    return t(key, n=every - count, more=lang.number(every - count), count=lang.number(count))


def hour_left_aside(question: Question) -> str:
    """Say that the hour chosen on Coverage is not the one asked about; "" where it is, or none is chosen."""
    hour = reach.HOUR.value
    if hour is None or question.hours == (hour,):
        return ""
    return t("plan.hour_left_aside", hour=hour_label(hour, reader_language()))


def curve(plan: Plan) -> str:
    """Say where gains diminish, and what the last place brings beside the first; "" of only one."""
    gains = [site.gained for site in plan.sites if not site.site.startswith(PUT)]
    if len(gains) < 2 or gains[0] <= 0:
        return ""
    lang = reader_language()

    def sentence(later: int, earlier: int) -> str:
        share = lang.percent(gains[later] / gains[earlier])
        return t("plan.curve", later=lang.number(later + 1), earlier=lang.number(earlier + 1), share=share)

    falls = [later / earlier if earlier else 1.0 for earlier, later in pairwise(gains)]
    steepest = min(range(len(falls)), key=falls.__getitem__)
    at_steepest = [sentence(steepest + 1, steepest)] if falls[steepest] < HALF and len(gains) > 2 else []
    last = () if len(falls) == 1 and at_steepest else (sentence(len(gains) - 1, 0),)
    return lang.sentences([*at_steepest, *last])


def before_and_after(
    plan: Plan, question: Question, model: Model, effect: Effect | None
) -> list[tuple[str, str, str]]:
    """Return what changes, a row each: what, with its unit, before, after."""
    lang = reader_language()
    at = "row_coverage_hours" if question.hours else "row_coverage"
    covered = t(f"plan.{at}") if len(question.hours) != 1 else at_hour(t("plan.row_coverage"), question)
    rows = [(covered, _share(plan.before.share), _share(plan.after.share))]
    rows.append((t("plan.row_out"), *out_of_reach(plan)))
    before, after = (found["share"].dropna() for found in (model.districts(), model.districts(plan)))
    if len(before) > 1 and not question.district:
        written = [
            t("plan.row_district", share=_share(of.min()), name=names("district", [of.idxmin()]).iloc[0])
            for of in (before, after)
        ]
        rows.append((t("plan.row_worst"), *written))
    if effect is not None:
        for span, shares in zip(numbers.PICTURED, effect.pictured, strict=True):
            rows.append((t(f"plan.row_{span}"), *map(_share, shares)))
        if effect.standing:
            name = place_of(question)
            rows.append(
                (t("plan.row_index", name=name), *(lang.number(one.score, 1) for one in effect.standing))
            )
            rows.append((t("plan.row_rank", name=name), *map(rank, effect.standing)))
    return rows


def out_of_reach(plan: Plan) -> list[str]:
    """Write how many people are out of reach before a plan and after it, as far apart as its finding says.

    In full, or in tenths of 万: of whole millions, what a plan brings would not be seen.
    """
    lang = reader_language()
    left, gained = plan.before.people - plan.before.covered, plan.after.covered - plan.before.covered
    # As `Language.people` rounds what the finding names.
    to = -2 if abs(gained) >= 1_000 else None
    if lang.code == "zh" and abs(gained) >= 10_000:
        to = -3
    counts = [round(left, to) - less for less in (0, round(gained, to))]
    return [lang.people(count, tenths=True) if lang.code == "zh" else lang.number(count) for count in counts]


def rank(standing: Standing) -> str:
    """Write a rank with the range it has in 90 % of sets of weights."""
    lang = reader_language()
    if standing.rank is None:
        return "–"
    if standing.low == standing.high:
        return lang.rank(standing.rank)
    return t(
        "plan.rank_range",
        rank=lang.rank(standing.rank),
        low=lang.number(standing.low),
        high=lang.number(standing.high),
    )


def places(plan: Plan) -> list[str]:
    """Name the places of a plan: as the dataset does, else by district and where they are."""
    districts = numbers.place_names(plan)
    return [
        site.name
        if not site.site.startswith(("cell_", PUT))
        else t("plan.at_place", district=district, lat=f"{site.lat:.4f}", lon=f"{site.lon:.4f}").strip()
        for site, district in zip(plan.sites, districts, strict=True)
    ]


def caution(question: Question) -> str:
    """Write the provenances of a plan, and that it is not for decisions where that is simulated."""
    return t("plan.simulated") if simulated(question) else ""


def simulated(question: Question) -> bool:
    """Return whether a plan uses simulated centres, people or hours."""
    return cache.spatially_simulated(bool(question.hours))


def marked(title: str, question: Question) -> str:
    """Return a title with the marks of a plan."""
    kind = "simulated" if simulated(question) else "planned"
    return mark.marked(title, kind, reader_language())


def _hour(hour: int) -> str:
    """Name an hour of Saturday or Sunday, or one of all weekdays."""
    if hour >= WEEKEND:
        return hour_label(hour, reader_language())
    return t("plan.weekday_hour", start=f"{hour}:00", end=f"{hour + 1}:00")


def best_hours(question: Question) -> str:
    """Say which evening or weekend hours would bring most if the centres there are were open in them."""
    found = numbers.hours_worth(question)
    if found is None or found.empty or found["gained"].iloc[0] <= 0:
        return ""
    lang = reader_language()
    days = [hour if hour >= WEEKEND else hour % 24 for hour in found.index]
    together = found["gained"].groupby(days).sum().sort_values(ascending=False, kind="stable")
    first = [
        t("plan.hour_gains", hour=_hour(int(hour)), people=lang.people(gained))
        for hour, gained in together[together > 0].head(MOST_NAMED).items()
    ]
    return t("plan.best_hours", hours=lang.listed(first))
