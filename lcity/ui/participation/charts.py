"""What the page's charts hold, on the page and in its export."""

import pandas as pd

from lcity.charts.groups.dots import GroupRates
from lcity.charts.scatter.points import SharePoints
from lcity.charts.trend.lines import Trend
from lcity.ui.participation import numbers, words
from lcity.ui.participation.numbers import View
from lcity.ui.shared.reader import t
from lcity.ui.shared.standing import names
from lcity.ui.shared.unit_names import full_names


def over_years(view: View) -> tuple[str, Trend] | None:
    """Return the rates over the years of the selected district, beside its city, or of the city in view.

    Returns
    -------
    tuple of str and Trend
        With its title; None where there are no years to compare.
    """
    level = "district" if view.level == "district" and view.district else "city"
    unit = view.district if level == "district" else view.city
    rates = view.trend(level, unit)
    if len(rates) < 2:
        return None
    title = t("participation.trend", name=words.place_name(level, unit), group=words.group_label(view.group))
    if level == "city":
        return title, Trend(rates, words.series(view), view.year, digits=view.digits)
    city = view.trend("city", view.city)[view.mode]
    called = words.series_beside(view), view.year, city, words.city_beside(view)
    return title, Trend(rates, *called, digits=view.digits)


def by_group(view: View) -> GroupRates:
    """Return the rates of all groups, the units in the order chosen."""
    units = view.sorted_units(numbers.order_choice().value)
    labels = {group: words.group_label(group) for group in (*view.groups[1:], view.groups[0])}
    named = names(view.level, units)
    return GroupRates(view.rates(view.level).loc[units], named, labels, numbers.WHOLE, view.unit, view.digits)


def against_coverage(view: View) -> SharePoints | None:
    """Return coverage against participation of all units; None where there is no coverage."""
    if view.coverage is None:
        return None
    named = names(view.level)
    points = pd.DataFrame(
        {
            "x": view.coverage,
            "y": view.counts(view.level)["rate"],
            "own": named.index.isin(view.units),
            "name": named,
            "tip": full_names(view.level)[named.index],
        }
    )
    titles = words.near_a_centre(view), t("participation.scatter.y")
    return SharePoints(points, *titles, view.unit, view.digits)
