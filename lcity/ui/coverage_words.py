"""Sentences of the coverage page."""

from lcity.access import hour_label
from lcity.ui import cache, coverage_choices, place
from lcity.ui.coverage_names import who
from lcity.ui.coverage_numbers import Answer, Question
from lcity.ui.reader import reader_language, t


def marked(key: str) -> str:
    """Return a caption with the mark of what it names."""
    return t("coverage.marked", title=t(key), mark=t(f"common.provenance.{cache.spatial_provenance()}"))


def within() -> str:
    """Write how far people go: "1,000 m" or "a 15-minute walk"."""
    lang = reader_language()
    if coverage_choices.WAY.value == "metres":
        return t("coverage.within_metres", metres=lang.number(coverage_choices.RADIUS.value))
    return t("coverage.within_minutes", minutes=lang.number(coverage_choices.WALK.value))


def finding(answer: Answer, question: Question) -> str:
    """Answer the page's question in a sentence: the worst served district beside the whole city."""
    lang = reader_language()
    known = answer.districts.dropna(subset="share")
    values = {
        "who": who(question.group, lang),
        "centre": t("coverage.centre_chosen" if question.kinds else "coverage.centre_any"),
        "reach": within(),
        "city": place.city_label(question.city),
        "all_out": lang.percent(1 - answer.share),
    }
    if known.empty:
        return t("coverage.finding_nobody", **values)
    if question.hour is None:
        suffix = ""
    else:
        suffix = "_at"
        values["hour"] = hour_label(question.hour, lang)
    worst = known["share"].round(9).idxmin()
    if not known.at[worst, "out"]:
        return t(f"coverage.finding_all{suffix}", **values)
    if len(known) == 1:
        return t(f"coverage.finding_city{suffix}", **values)
    values["district"] = lang.name(cache.open_dataset().districts.loc[worst])
    values["out"] = lang.percent(1 - known.at[worst, "share"])
    return t(f"coverage.finding{suffix}", **values)


def of_people(people: float, out: float, question: Question) -> str:
    """Write what a share is of: "of 21.9 million residents; 4.1 million out of reach"."""
    lang = reader_language()
    values = {"people": lang.people(people), "who": who(question.group, lang), "out": lang.people(out)}
    return t("coverage.of_people", **values)


def of_district(answer: Answer, district: str) -> str:
    """Write a district's share and who it leaves out: "Chongming: 69 %; 195,400 out of reach"."""
    lang = reader_language()
    row = answer.districts.loc[district]
    name = lang.name(cache.open_dataset().districts.loc[district])
    share, out = lang.percent(row["share"]), lang.people(row["out"])
    return t("coverage.of_district", name=name, share=share, out=out)


def method() -> str:
    """Say how the figures are computed, as Markdown."""
    lang = reader_language()
    walk = t(
        "coverage.method_walk",
        speed=lang.number(coverage_choices.SPEED.value, 1),
        detour=lang.number(coverage_choices.DETOUR.value, 2),
    )
    hours = t("coverage.method_hours"), t(f"coverage.method_{coverage_choices.UNKNOWN.value}")
    return "\n\n".join([t("coverage.method"), walk, " ".join(hours)])
