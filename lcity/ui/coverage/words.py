"""Sentences of the coverage page."""

from dataclasses import replace

import numpy as np
import pandas as pd

from lcity.access import hour_label
from lcity.access.along import LINE, METRES, unit
from lcity.ui.coverage import numbers
from lcity.ui.coverage.numbers import Answer, Question
from lcity.ui.shared import cache, reach, selection
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.vocabulary import who


def within() -> str:
    """Write how far people go, and along what if there is a choice: "1,000 m along streets"."""
    choice = reach.along_choice()
    far = _far()
    return far if len(choice.allowed) == 1 else t(f"coverage.within_{choice.value}", far=far)


def _far() -> str:
    """Write how far people go: "1,000 m", "a 15-minute walk" or, by travel times, "15 minutes"."""
    lang = reader_language()
    if reach.in_minutes():
        return t("coverage.within_time", minutes=lang.number(reach.WALK.value))
    if reach.WAY.value == "metres":
        return t("coverage.within_metres", metres=lang.number(reach.RADIUS.value))
    return t("coverage.within_minutes", minutes=lang.number(reach.WALK.value))


def measured(title: str) -> str:
    """Return a picture's title with what it is measured along, where there is a choice."""
    choice = reach.along_choice()
    return title if len(choice.allowed) == 1 else f"{title} · {t(f'coverage.along_{choice.value}')}"


def compared(answer: Answer, question: Question) -> str:
    """Say how much the straight line differs from the ways there are; "" where nothing can be compared.

    Travel times in minutes are compared with nothing: a straight line has no minutes.
    """
    others = [way for way in reach.along_choice().allowed if way != LINE]
    if question.along != LINE:
        others = [question.along]
    dataset = cache.open_dataset()
    others = [way for way in others if unit(dataset, way) == METRES]
    if not others or is_unknown(answer, question):
        return ""
    shares = {}
    for way in (LINE, others[0]):
        other_way = replace(question, along=way, minutes=None, radius_m=reach.radius_m(way))
        shares[way] = reader_language().percent(_share(numbers.coverage(other_way)))
    far = _far() if not reach.in_minutes() else ""
    return t(f"coverage.compared_{others[0]}", far=far, line=shares[LINE], share=shares[others[0]])


def _share(answer: Answer) -> float:
    """Return the share covered of whom the page is first of all about."""
    district = selected(answer)
    return float(answer.districts.at[district, "share"]) if district else answer.share


def off_street(question: Question) -> str:
    """Say for how many places and people there is no street near; "" where there is for all."""
    found = numbers.city_reach(question.seen)
    count = int(found.off_street.sum())
    if not count:
        return ""
    lang = reader_language()
    people = lang.people(float(np.nansum(found.places.people(question.group)[found.off_street])))
    return t("access.off_street", n=count, count=lang.number(count), people=people)


def selected(answer: Answer) -> str:
    """Return the selected district if it lies in the city in view, else ""."""
    district = selection.district_choice().value
    return district if district in answer.districts.index else ""


def place_name(answer: Answer, question: Question) -> str:
    """Return the name of what the page is first of all about: the selected district, else the city."""
    district = selected(answer)
    return _district_name(district) if district else selection.city_label(question.city)


def week_title(answer: Answer, question: Question) -> str:
    """Say what the week is of: where, who, and how far they go."""
    return t("coverage.week_title", **_of_week(answer, question))


def week_alt(answer: Answer, question: Question) -> str:
    """Say what the picture of the week shows, for who cannot see it."""
    return t("coverage.week_alt", **_of_week(answer, question))


def _of_week(answer: Answer, question: Question) -> dict[str, str]:
    people = who(question.group, reader_language())
    place = place_name(answer, question)
    return {"place": place, "who": people, "centre": centre(question), "reach": within()}


def centre(question: Question) -> str:
    """Name what is counted, within a sentence."""
    return t("coverage.centre_chosen") if question.kinds else reach.centre()


def _district_name(district: str) -> str:
    return reader_language().name(cache.open_dataset().districts.loc[district])


def finding(answer: Answer, question: Question) -> str:
    """Answer the page's question in a sentence: the selected district, else the worst served, in its city."""
    lang = reader_language()
    known = answer.districts.dropna(subset="share")
    district = district_in_sentence(answer)
    values = {
        "who": who(question.group, lang),
        "centre": centre(question),
        "reach": within(),
        "city": selection.city_label(question.city),
        "place": place_name(answer, question),
        "all_out": lang.percent(1 - answer.share),
    }
    if question.hour is None:
        suffix = ""
    else:
        suffix = _at(answer, question)
        values["hour"] = hour_label(question.hour, lang)
        values["count"] = lang.number(answer.hours.centres)
        if suffix == "_unknown_at":
            return t("coverage.finding_unknown_at", n=answer.hours.centres, **values)
    if not district:
        return t("coverage.finding_nobody", **values)
    if not known.at[district, "out"]:
        return t(f"coverage.finding_all{suffix}", **values)
    worst = [district] if selected(answer) else lowest(known)
    if len(worst) == len(known):
        return t(f"coverage.finding_city{suffix}", **values)
    values["district"] = sharing(worst, known, "district") or _district_name(district)
    values["out"], values["all_out"] = lang.percents([1 - known.at[district, "share"], 1 - answer.share])
    return t(f"coverage.finding{suffix}", **values)


def district_in_sentence(answer: Answer) -> str:
    """Return the district the answer is about: the selected one, else the worst served; "" where none is."""
    known, chosen = answer.districts.dropna(subset="share"), selected(answer)
    if known.empty or (chosen and chosen not in known.index):
        return ""
    return chosen or lowest(known)[0]


def lowest(units: pd.DataFrame) -> list[str]:
    """Return the units of the least share (column share, none NaN), as they stand: several where they tie."""
    share = units["share"].round(9)
    return list(units.index[share == share.min()])


def sharing(worst: list[str], units: pd.DataFrame, level: str) -> str:
    """Say how many of the units of a level share the least share; "" where one alone has it."""
    if len(worst) == 1:
        return ""
    return t(f"coverage.sharing_{level}", count=reader_language().number(len(worst)), of=len(units))


def _at(answer: Answer, question: Question) -> str:
    """Return which sentence is true of an hour, as some centres' hours may be unknown and may count."""
    if question.unknown_hours == "count":
        return "_at_counted" if answer.hours.unknown else "_at"
    if is_unknown(answer, question):
        return "_unknown_at"
    return "_at_known" if answer.hours.unknown + answer.hours.by_appointment else "_at"


def is_unknown(answer: Answer, question: Question) -> bool:
    """Say whether nothing is known of an hour, and unknown hours do not count as open."""
    return question.hour is not None and question.unknown_hours != "count" and answer.hours_unknown


def hours(answer: Answer, question: Question) -> str:
    """Say how many centres in reach have unknown hours or open by appointment; "" where none does."""
    lang, counted = reader_language(), answer.hours
    when = "any" if question.hour is None else "at"
    parts = [
        t(f"coverage.hours_{when}.{name}", n=count, count=lang.number(count))
        for name, count in (("unknown", counted.unknown), ("by_appointment", counted.by_appointment))
        if count
    ]
    if not parts:
        return ""
    return t(
        "coverage.hours_of",
        n=counted.centres,
        count=lang.number(counted.centres),
        beyond=_beyond(answer, question),
        parts=lang.listed(parts),
    )


def _beyond(answer: Answer, question: Question) -> str:
    """Say how many centres in reach lie outside the place in view, where the legend does not count them.

    Without outlines there is neither a border nor a legend.
    """
    if not cache.open_dataset().has_outlines:
        return ""
    lang = reader_language()
    inside = numbers.centres_on_map(question.seen, lang.code)["inside"].to_numpy(bool)
    beyond = int((answer.in_reach & ~inside).sum())
    return t("coverage.hours_beyond", count=lang.number(beyond)) if beyond else ""


def of_people(people: float, out: float, question: Question) -> str:
    """Write what a share is of: "of 21.9 million residents; 4.1 million out of reach"."""
    lang = reader_language()
    values = {"people": lang.people(people), "who": who(question.group, lang), "out": lang.people(out)}
    return t("coverage.of_people", **values)


def of_city(answer: Answer, question: Question) -> str:
    """Write the city's share and who it leaves out: "Shanghai as a whole: 81 % within reach; …"."""
    lang = reader_language()
    return t(
        "coverage.of_city",
        city=selection.city_label(question.city),
        share=lang.percent(answer.share),
        out=lang.people(answer.people - answer.covered),
    )


def method() -> str:
    """Say how the figures are computed, as Markdown."""
    lang, way = reader_language(), reach.along_choice().value
    speed, detour = lang.number(reach.SPEED.value, 1), lang.number(reach.DETOUR.value, 2)
    walk = t(f"coverage.method_walk_{way}", speed=speed, detour=detour) if not reach.in_minutes() else ""
    week = lang.date(cache.open_dataset().meta.reference_week)
    hours = t("coverage.method_hours", week=week), t(f"coverage.method_{reach.UNKNOWN.value}")
    return "\n\n".join(filter(None, [t(f"coverage.method_{way}"), walk, " ".join(hours)]))
