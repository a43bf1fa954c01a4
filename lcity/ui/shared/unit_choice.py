"""Which units are compared: the one that follows the reader everywhere, and up to four beside it."""

import streamlit as st

from lcity.ui.shared import cache, selection
from lcity.ui.shared.options import options
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice
from lcity.ui.shared.unit_names import full_names as names
from lcity.ui.shared.unit_names import own_names
from lcity.ui.shared.window import side_by_side

MOST = 5
_KEY = "widget.compare"


def level_choice() -> Choice:
    """Return the choice between cities and districts, the same as on Participation."""
    levels = cache.open_dataset().levels
    return Choice("level", levels[-1], allowed=levels)


def level_control(label_visibility: str = "collapsed") -> None:
    """Draw the choice of the level, where there are two.

    Parameters
    ----------
    label_visibility
        As for Streamlit: "visible", "hidden" or "collapsed".
    """
    options(level_choice(), "compare.level", lambda level: t(f"compare.level.{level}"), label_visibility)


def units_choice() -> Choice:
    """Return the choice of the units beside the first, of either level: their ids, in the order chosen."""
    return Choice("with", (), parse=_parse, write=",".join)


def main_unit(level: str) -> str:
    """Return the unit compared with others: the chosen one of the level, else the first in view."""
    if level == "city":
        return selection.city_in_view()
    districts = selection.units("district").index
    of_city = cache.in_city(districts, selection.city_choice().value)
    return selection.district_choice().value or (of_city if len(of_city) else districts)[0]


def compared(level: str) -> tuple[str, ...]:
    """Return the units compared, one to five of a level, the main one first."""
    units, main = selection.units(level).index, main_unit(level)
    others = [unit for unit in units_choice().value if unit in units and unit != main]
    return (main, *others[: MOST - 1])


def short_names(level: str, units: tuple[str, ...]) -> list[str]:
    """Return units' names, without their city's where all are of the same one."""
    dataset = cache.open_dataset()
    of_one = level == "city" or dataset.districts.loc[list(units), "city"].nunique() < 2
    return list((own_names(level) if of_one else names(level))[list(units)])


def controls(level: str) -> None:
    """Draw the choices of the level, of the main unit and of those beside it."""
    code = reader_language().code
    left, middle, right = side_by_side([1.6, 1.8, 2.6], gap="small", align="bottom")
    with left:
        level_control(label_visibility="visible")
    with middle:
        main_control(level)
    shown, units = names(level), selection.units(level).index
    main, *others = compared(level)
    # It follows what is chosen elsewhere: its value is told anew in every run.
    more = f"{_KEY}.with.{level}.{code}"
    st.session_state[more] = others
    right.multiselect(
        t("compare.with"),
        [unit for unit in units if unit != main],
        format_func=shown.__getitem__,
        key=more,
        max_selections=MOST - 1,
        select_all=False,
        placeholder=t("compare.with_none"),
        on_change=lambda: units_choice().set(tuple(st.session_state[more])),
    )


def main_control(level: str) -> None:
    """Draw the choice of the unit that is compared with others."""
    # It follows what is chosen elsewhere: its value is told anew in every run.
    key = f"{_KEY}.unit.{level}.{reader_language().code}"
    st.session_state[key] = main_unit(level)
    st.selectbox(
        t(f"compare.unit.{level}"),
        selection.units(level).index,
        format_func=names(level).__getitem__,
        key=key,
        on_change=lambda: selection.choose_unit(level, st.session_state[key]),
    )


def _parse(text: str) -> tuple[str, ...]:
    dataset = cache.open_dataset()
    found = tuple(text.split(","))
    known = [unit in dataset.cities.index or unit in dataset.districts.index for unit in found]
    if len(found) > MOST - 1 or len(set(found)) < len(found) or not all(known):
        raise ValueError(text)
    return found
