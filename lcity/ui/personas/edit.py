"""The form in which a reader changes a persona and keeps it as one of their own."""

from functools import partial

import streamlit as st

from lcity.access.persona import DAYS, DETOURS, MINUTES, SPEEDS_KMH, Persona, write
from lcity.access.presets import PERSONAS
from lcity.ui.personas import choices, numbers
from lcity.ui.shared import cache, frame, reach, weights
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.vocabulary import group_label, kind_label
from lcity.ui.shared.window import beside, side_by_side

ANY_DAY = (8, 18)
COLUMNS, SLIDER_PX, LEAST_PX = 3, 200, 640


def form() -> None:
    """Draw the form for the persona chosen; what it holds counts only once it is kept."""
    key = choices.choice().value
    preset = key in PERSONAS
    with st.expander(t("persona.edit" if preset else "persona.edit_own")):
        if preset and choices.full():
            st.caption(t("persona.full", most=reader_language().number(choices.MOST_OWN)))
            return
        persona = choices.chosen()
        # Another persona is another form: nothing of the one before is left in it.
        field = partial("persona.{0}.{1}.{2}".format, key, write(persona))
        with st.form(field("form"), border=False):
            _way(persona, field, choices.label(key))
            _hours(persona, field)
            _weights(persona, field)
            label = t("persona.keep" if preset else "persona.keep_own")
            st.form_submit_button(label, on_click=_keep, args=(field,))
        if not preset:
            st.button(t("persona.forget"), on_click=choices.forget, type="tertiary")


def _way(persona: Persona, field: partial, name: str) -> None:
    lang = reader_language()
    left, middle, right = side_by_side(COLUMNS, least_px=LEAST_PX)
    left.text_input(t("persona.own_name"), name, max_chars=choices.MOST_NAME, key=field("name"))
    middle.slider(
        t("persona.minutes"),
        *MINUTES,
        persona.minutes,
        format=t("coverage.format_min"),
        key=field("minutes"),
    )
    right.slider(
        t("persona.speed"),
        *SPEEDS_KMH,
        float(persona.speed_kmh),
        0.1,
        format=t("coverage.format_kmh"),
        key=field("speed"),
    )
    groups = reach.group_choice(cache.open_dataset()).allowed
    left.selectbox(
        t("persona.row_group"),
        groups,
        groups.index(persona.group),
        format_func=lambda group: group_label(group, lang),
        key=field("group"),
    )
    middle.slider(
        t("persona.detour"), *DETOURS, float(persona.detour), 0.05, format="%.2f", key=field("detour")
    )
    if numbers.heeds_steps():
        middle.toggle(t("persona.step_free"), persona.step_free, key=field("step_free"))
    right.multiselect(
        t("persona.row_kinds"),
        cache.kinds(),
        list(persona.kinds),
        format_func=lambda kind: kind_label(kind, lang),
        select_all=False,
        placeholder=t("persona.all_kinds"),
        key=field("kinds"),
    )


def _hours(persona: Persona, field: partial) -> None:
    windows = {code: (start, end) for code, start, end in persona.free}
    st.toggle(t("persona.hours_matter"), bool(persona.free), key=field("hours"))
    for column, code in zip(side_by_side(COLUMNS, least_px=LEAST_PX), DAYS, strict=True):
        column.slider(
            t(f"persona.day.{code}"),
            0,
            24,
            windows.get(code, (0, 0) if persona.free else ANY_DAY),
            format="%d:00",
            key=field(code),
        )
    st.caption(t("persona.hours_note"))


def _weights(persona: Persona, field: partial) -> None:
    names = cache.names("indicators", reader_language().code)
    in_force = weights.scaled(cache.tree()) | dict(persona.weights)
    across = beside(COLUMNS, SLIDER_PX)
    columns = side_by_side(across, least_px=0)
    for number, key in enumerate(cache.tree().dimensions):
        columns[number % across].slider(
            frame.plain(t("persona.weight", name=names[key])),
            0,
            weights.MOST,
            round(in_force[key]),
            key=field(key),
        )


def _keep(field: partial) -> None:
    state = st.session_state
    free = choices.free_hours({code: state[field(code)] for code in DAYS}) if state[field("hours")] else ()
    persona = Persona(
        state[field("minutes")],
        round(state[field("speed")], 1),
        round(state[field("detour")], 2),
        state[field("group")],
        tuple(state[field("kinds")]),
        free,
        tuple((key, state[field(key)]) for key in cache.tree().dimensions),
        # Where streets tell no steps nothing is asked, and nothing forgotten.
        state.get(field("step_free"), choices.chosen().step_free),
    )
    choices.keep(state[field("name")], persona)
