"""The reader's own targets: set, changed and taken back; they live in the link and in decision records."""

from datetime import date

import streamlit as st

from lcity.monitor.own import MOST_OWN, YEARS, OwnTarget, with_one, without
from lcity.ui.monitor import choices, numbers, words
from lcity.ui.shared import amounts, cache, frame, selection, unit_names
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.window import side_by_side

ALL = ""
AHEAD = 4
"""In how many years a target is to be reached where the reader has not said."""
_KEY = "monitor.own"


def draw() -> None:
    """Draw the reader's targets with the way to take each back, and what sets one more."""
    mine = choices.own_choice().value
    with st.expander(t("monitor.own.title"), expanded=bool(mine)):
        st.caption(t("monitor.own.about"))
        for number, own in enumerate(mine):
            st.button(
                frame.plain(words.own_target(own)),
                key=f"{_KEY}.back.{number}",
                type="tertiary",
                icon=":material/close:",
                icon_position="right",
                help=t("monitor.own.back"),
                on_click=_take_back,
                args=(own,),
            )
        if len(mine) < MOST_OWN:
            _setting()
        else:
            st.caption(t("monitor.own.most", count=reader_language().number(MOST_OWN)))


def _setting() -> None:
    level, lang = choices.level_choice().value, reader_language()
    names, units = cache.names("indicators", lang.code), unit_names.full_names(level)
    keys = numbers.keys(level)
    if not keys:
        return
    what, whose, value_of, by, set_it = side_by_side([3, 2.4, 1.6, 1.2, 1], gap="small", align="bottom")
    wanted = choices.key_choice().value
    key = what.selectbox(
        t("monitor.indicator"),
        keys,
        index=keys.index(wanted) if wanted in keys else 0,
        format_func=names.__getitem__,
        key=f"{_KEY}.key.{level}.{wanted}.{lang.code}",
    )
    offered = (ALL, *selection.units(level).index)
    chosen = selection.chosen_unit(level)
    unit = whose.selectbox(
        t("monitor.own.for"),
        offered,
        index=offered.index(chosen) if chosen in offered else 0,
        format_func=lambda own: units[own] if own else t(f"monitor.own.every.{level}"),
        key=f"{_KEY}.unit.{level}.{chosen}.{lang.code}",
    )
    digits = amounts.digits(level, key)
    value = value_of.number_input(
        t("monitor.own.value", unit=amounts.unit_of(key) or t("monitor.value")),
        value=_first_value(level, key, unit),
        step=10.0**-digits,
        format=f"%.{digits}f",
        key=f"{_KEY}.value.{level}.{key}.{unit}",
    )
    year = by.number_input(
        t("monitor.by"), *YEARS, date.today().year + AHEAD, step=1, format="%d", key=f"{_KEY}.year"
    )
    direction = cache.open_dataset().indicators.at[key, "direction"]
    set_it.button(
        t("monitor.own.set"),
        key=f"{_KEY}.set",
        type="primary",
        disabled=value is None,
        on_click=_set,
        args=(OwnTarget(key, level, unit, value or 0.0, int(year)),),
    )
    st.caption(
        frame.plain(t("monitor.own.more" if direction > 0 else "monitor.own.less", indicator=names[key]))
    )


def _first_value(level: str, key: str, unit: str) -> float | None:
    """Return the value a target begins with: that in force, else the latest figure; None without either."""
    found = numbers.progress(level, choices.method_choice().value, choices.own_choice().value)
    own = found[(found["key"] == key) & ((found["id"] == unit) | (unit == ALL))]
    if own.empty:
        return None
    target = own["target"].dropna()
    return float(target.iloc[0] if len(target) else own["value"].median())


def _set(own: OwnTarget) -> None:
    choice = choices.own_choice()
    choice.set(with_one(choice.value, own))


def _take_back(own: OwnTarget) -> None:
    choice = choices.own_choice()
    choice.set(without(choice.value, own))
