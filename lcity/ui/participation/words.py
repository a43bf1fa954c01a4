"""Who takes part: the sentences."""

import re

import numpy as np
import pandas as pd

from lcity.access.along import in_metres
from lcity.dataset.computing import social
from lcity.text.groups import is_age
from lcity.ui.participation.numbers import WHOLE, View, computed_of
from lcity.ui.shared import cache, reach, selection, vocabulary
from lcity.ui.shared.reader import and_more, reader_language, t
from lcity.ui.shared.standing import names

RATE = re.compile(r"participation_\d")
NAMED_UNITS = 4
POINT = 0.01


def group_label(group: str) -> str:
    """Return a group's short name, as in a legend."""
    return vocabulary.group_label(group, reader_language())


def group_people(group: str) -> str:
    """Return a group as one speaks of its people in a sentence."""
    return vocabulary.who(group, reader_language())


def method() -> str:
    """Say how the figures are computed."""
    within = t(f"participation.reach_{in_metres(cache.open_dataset())}")
    return t("participation.method", reach=within)


def gap_title(view: View) -> str:
    """Return what the gaps lie between: groups by age where all of them are."""
    by_age = all(is_age(group) for group in view.groups if group != WHOLE)
    return t("participation.groups_by_age" if by_age else "participation.groups")


def mode_label(mode: str) -> str:
    """Return a way of taking part, as in a legend; as the dataset writes it where it is another."""
    lang = reader_language()
    key = f"participation.mode.{mode}"
    return lang.t(key) if lang.has(key) else mode


def activity_label(activity: str) -> str:
    """Return what people take part in, in the reader's language; "" where the dataset does not say."""
    named = _activity_names()
    return reader_language().text(named[activity], "activity") if activity in named else ""


@cache.shared(1)
def _activity_names() -> dict[str, dict[str, str]]:
    """Return the names of each activity, the first that its rows give."""
    rows = cache.open_dataset().participation.dropna(subset=["activity"])
    first = rows.groupby("activity", sort=False)["activity_zh"].first()
    return {name: {"activity": name, "activity_zh": translated} for name, translated in first.items()}


def what(view: View) -> str:
    """Return what the rates shown are of: the activity, the group and the way, where there are several."""
    parts = [activity_label(view.activity), group_label(view.group)]
    if not view.activity or len(view.modes) > 1:
        parts.append(mode_label(view.mode))
    return " · ".join(filter(None, parts))


def series(view: View) -> dict[str, str]:
    """Return what the lines over the years are called: the ways of taking part, or of one way the group."""
    if len(view.modes) == 1:
        return {view.mode: group_label(view.group)}
    return {mode: mode_label(mode) for mode in view.modes}


def series_beside(view: View) -> dict[str, str]:
    """Return what a district's lines are called beside its city's: of one way, the two by their places."""
    return series(view) if len(view.modes) > 1 else {view.mode: place_name("district", view.district)}


def city_beside(view: View) -> str:
    """Return what the city's line is called beside a district's; of several ways, with that it is of."""
    city = selection.city_label(view.city)
    return f"{city} · {mode_label(view.mode)}" if len(view.modes) > 1 else city


def of_what(view: View) -> str:
    """Return what the figures of all groups are of: the activity, and the way where there are several."""
    parts = [activity_label(view.activity)]
    if not view.activity or len(view.modes) > 1:
        parts.append(mode_label(view.mode))
    return " · ".join(filter(None, parts))


def coverage_label(view: View) -> str:
    """Return the people the coverage shown is of."""
    return group_label(view.coverage_group)


def scatter_title() -> str:
    """Ask whether who lives near takes part more, and name near what."""
    return t("participation.scatter", centre=reach.centre())


def near_a_centre(view: View) -> str:
    """Name the share of people who live near, as along an axis."""
    return t("participation.scatter.x", centre=reach.centre(), group=coverage_label(view))


def definition(view: View) -> str:
    """Return what counts as taking part, in the dataset's own words; "" where it has none.

    It is that of the indicator computed of the group in view, else of the first that is a rate.
    """
    rates = _rates(view)
    if rates.empty:
        return ""
    own = rates[rates["computed"].map(lambda name: social(name).measure) == f"participation_{view.group}"]
    lang, row = reader_language(), (rates if own.empty else own).iloc[0]
    return t("participation.defined", name=lang.name(row), definition=lang.text(row, "definition"))


def _rates(view: View) -> pd.DataFrame:
    indicators = cache.open_dataset().indicators
    keys = [
        key
        for key in computed_of(view.activity)
        if RATE.match(social(indicators.at[key, "computed"]).measure)
    ]
    defined = [
        key
        for key in keys
        if "definition" in indicators and isinstance(indicators.at[key, "definition"], str)
    ]
    return indicators.loc[defined]


def finding(view: View) -> str:
    """Return the sentence that answers the page's question."""
    if view.empty:
        return t("participation.none_yet", chosen=str(view.chosen_year), first=str(view.years[0]))
    if view.level == "city":
        return _of_cities(view)
    return _of_unit(view, "district", view.district) if view.district else _of_unit(view, "city", view.city)


def place_name(level: str, unit: str) -> str:
    """Return the name of a district, of a city, or of a dataset without cities as a whole."""
    return selection.city_label(unit) if level == "city" else names(level)[unit]


def _of_unit(view: View, level: str, unit: str) -> str:
    lang = reader_language()
    name = place_name(level, unit)
    rates = view.rates(level).loc[unit]
    if np.isnan(rates[view.group]):
        return _unknown(view, name)
    beside = [view.rates("city").at[view.city, view.group]] if level == "district" else []
    before = view.before(level, unit)
    # A change below a point is told in tenths, and so is what has changed.
    digits = int(before is not None and 0 < abs(rates[view.group] - before[1]) < POINT)
    rate, *whole = lang.percents([rates[view.group], *beside], digits)
    sentence = _took_part(view, name, rate)
    if whole:
        sentence += t("participation.beside", city=selection.city_label(view.city), rate=whole[0])
    sentence += _since(before, rates[view.group])
    parts = rates.drop(WHOLE, errors="ignore").dropna()
    if len(parts) < 2:
        return t("participation.sentence", sentence=sentence)
    points = _points(parts.max() - parts.min())
    key = "participation.ahead" if points else "participation.alike"
    ahead = t(
        key,
        points=points,
        high=group_people(parts.idxmax()),
        low=group_people(parts.idxmin()),
    )
    return t("participation.sentence", sentence=sentence + ahead)


def _since(before: tuple[int, float] | None, rate: float) -> str:
    if before is None:
        return ""
    year, then = before
    points = _points(abs(rate - then))
    if not points:
        return t("participation.since_alike", year=str(year))
    key = "participation.since_more" if rate > then else "participation.since_less"
    return t(key, points=points, year=str(year))


def _points(difference: float) -> str:
    """Write a difference of rates in points of per cent; "" where it is nothing."""
    lang, points = reader_language(), 100 * difference
    written = lang.number(points, 0 if points >= 1 else 1)
    return "" if written == lang.number(0, 1) else written


def _of_cities(view: View) -> str:
    lang = reader_language()
    counts = view.counts("city").dropna()
    if counts.empty:
        return _unknown(view, t("participation.all_places"))
    count = t("participation.cities", n=len(counts), count=lang.number(len(counts)))
    high, low = counts["rate"].idxmax(), counts["rate"].idxmin()
    all_rates = [
        counts["participants"].sum() / counts["people"].sum(),
        counts.at[high, "rate"],
        counts.at[low, "rate"],
    ]
    rate, high_rate, low_rate = lang.percents(all_rates)
    sentence = _took_part(view, count, rate)
    if len(counts) > 1:
        sentence += t(
            "participation.extremes",
            high=selection.city_label(high),
            high_rate=high_rate,
            low=selection.city_label(low),
            low_rate=low_rate,
        )
    return t("participation.sentence", sentence=sentence)


def _unknown(view: View, place_: str) -> str:
    key = "participation.unknown_activity" if view.activity else "participation.unknown"
    told = {"activity": of_what(view)} if view.activity else {}
    return t(key, place=place_, when=_when(view), group=group_people(view.group), **told)


def _took_part(view: View, place_: str, rate: str) -> str:
    lang = reader_language()
    if view.activity:
        return t(
            "participation.took_part_in",
            activity=of_what(view),
            place=place_,
            rate=rate,
            group=group_people(view.group),
            when=_when(view),
        )
    known = f"participation.took_part.{view.mode}"
    key = known if lang.has(known) else "participation.took_part.other"
    return t(
        key,
        place=place_,
        rate=rate,
        group=group_people(view.group),
        when=_when(view),
        mode=mode_label(view.mode),
    )


def _when(view: View) -> str:
    return "" if view.year is None else t("participation.when", year=str(view.year))


def notes(view: View) -> list[str]:
    """Return what a reader has to know besides: another year than asked, values missing."""
    lang = reader_language()
    sentences = []
    if view.year is not None and view.year != view.chosen_year:
        sentences.append(t("participation.other_year", chosen=str(view.chosen_year), year=str(view.year)))
    if not view.digits:
        sentences.append(t("participation.whole_percents"))
    now = view.counts(view.level)["rate"].loc[view.units]
    if len(without := now.index[now.isna()]):
        sentences.append(
            t(
                f"participation.no_rate.{view.level}",
                n=len(without),
                count=lang.number(len(without)),
                all=lang.number(len(now)),
                when=_when(view),
                names=_some(without, view.level),
            )
        )
    missing, of = view.missing
    if len(missing) > len(without):
        sentences.append(
            t(
                "participation.missing_years",
                n=len(missing),
                count=lang.number(len(missing)),
                all=lang.number(of),
                which=_years(missing, view.level) if len(missing) <= NAMED_UNITS else "",
            )
        )
    return sentences


def _years(missing: pd.DataFrame, level: str) -> str:
    lang = reader_language()
    named = [
        t("participation.in_years", name=name, years=lang.listed(map(str, years)))
        for name, years in missing["year"].groupby(names(level, missing["unit"]).to_numpy(), sort=False)
    ]
    return t("participation.which", names=lang.listed(named))


def _some(units: pd.Index, level: str) -> str:
    named = names(level, units[:NAMED_UNITS]).tolist()
    return reader_language().listed(and_more(named, len(units), "participation.more"))


def correlation(view: View) -> str:
    """Return how closely coverage and participation go together, in view and everywhere."""
    lang = reader_language()
    everywhere, here = view.correlations
    if np.isnan(everywhere.rho):
        return t("participation.no_correlation")
    sentence = t(
        f"participation.correlation.{view.level}",
        rho=lang.number(everywhere.rho, 2, sign=True),
        n=everywhere.n,
        count=lang.number(everywhere.n),
    )
    if view.level == "district" and here.n < everywhere.n and not np.isnan(here.rho):
        sentence += t(
            "participation.correlation.here",
            rho=lang.number(here.rho, 2, sign=True),
            n=here.n,
            count=lang.number(here.n),
            city=selection.city_label(view.city),
        )
    return t("participation.sentence", sentence=sentence)


def caution(view: View) -> str:
    """Return what a correlation of these figures does not show."""
    simulated = view.provenance == "simulated" or cache.spatially_simulated()
    if simulated:
        return t("participation.caution_simulated")
    return t("participation.caution", centres=reach.centres())
