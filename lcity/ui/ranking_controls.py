"""What the reader can turn on the ranking: what is ranked, what counts how much, and by which methods."""

import streamlit as st

from lcity.errors import ArgumentError
from lcity.index import AGGREGATIONS, EQUAL, NORMALISATIONS, Tree, Weights, presets
from lcity.ui import cache, frame, place, standing, weights
from lcity.ui.reader import reader_language, t
from lcity.ui.standing import Rules
from lcity.ui.state import Choice

OWN_CITY = "own"
DECLARED = "declared"
PRESET_KEY = "ranking.preset"
WHOLE_NAMES = """
[class*="st-key-unfold"] button p { white-space: normal; text-align: left; line-height: 1.25; }
"""


def level_choice() -> Choice:
    """Return the choice of what is ranked: cities, all districts, or those of the city in view."""
    levels = cache.open_dataset().levels
    return Choice("units", levels[0], allowed=(*levels, OWN_CITY) if len(levels) > 1 else levels)


def scope() -> tuple[str, str]:
    """Return the level ranked, and the city whose districts alone are ranked ("" for all)."""
    chosen = level_choice().value
    return ("district", place.city_in_view()) if chosen == OWN_CITY else (chosen, "")


def draw(rules: Rules) -> None:
    """Draw what counts how much, and by which methods."""
    _draw_presets(rules)
    _draw_official(rules)
    _draw_weights(rules)
    with st.container(horizontal=True):
        _draw_methods()
        _draw_reset()


def draw_level() -> None:
    """Draw the choice of what is ranked, where there is one."""
    choice = level_choice()
    if len(choice.allowed) < 2:
        return

    def label(level: str) -> str:
        name = place.city_label(place.city_in_view()) if level == OWN_CITY else ""
        return t(f"ranking.level.{level}", name=name)

    st.segmented_control(
        t("ranking.level"),
        choice.allowed,
        format_func=label,
        required=True,
        label_visibility="collapsed",
        wrap=True,
        **choice.widget(),
    )


def _left_out(rules: Rules) -> str:
    """Return the sentence that says which dimensions have no official figures; "" if none."""
    lang = reader_language()
    gone = [key for key in cache.tree().dimensions if key not in rules.tree.dimensions]
    names = cache.open_dataset().indicators.loc[gone]
    listed = lang.listed(lang.name(row) for row in names.to_dict("records"))
    return t("ranking.left_out", names=listed, n=len(gone)) if gone else ""


def _draw_presets(rules: Rules) -> None:
    """Draw the ready-made weights; none is marked where the sliders stand otherwise."""
    ready = _presets(rules.tree)

    def chosen() -> None:
        name = st.session_state[PRESET_KEY]
        if name:
            unseen = tuple(pair for pair in weights.choice().value if pair[0] not in rules.tree.keys)
            weights.choice().set(weights.changed(unseen, dict(ready[name].overrides), cache.tree()))

    given = weights.choice().value
    st.session_state[PRESET_KEY] = weights.preset_in_force(given, ready, rules.tree)
    st.pills(
        t("ranking.presets"),
        tuple(ready),
        format_func=_preset_label,
        key=PRESET_KEY,
        on_change=chosen,
        label_visibility="collapsed",
        wrap=True,
    )


def _draw_official(rules: Rules) -> None:
    """Draw the choice to count official figures only, where that leaves something out."""
    leaves = standing.official_tree().leaves
    if leaves and leaves != cache.tree().leaves:
        st.toggle(t("ranking.official"), **standing.official_choice().widget())
        if gone := _left_out(rules):
            st.caption(frame.plain(gone))


def _draw_weights(rules: Rules) -> None:
    """Draw a slider for each dimension, its indicators' unfolded on demand."""
    shares = _shares(rules)
    st.html(f"<style>{WHOLE_NAMES}</style>")
    for key in rules.tree.dimensions:
        name, slider = st.columns([5, 6], gap="small", vertical_alignment="center")
        with name:
            if rules.tree.children(key):
                with (
                    st.container(key=f"unfold.{key}"),
                    st.popover(_label(key, shares), type="tertiary"),
                ):
                    _draw_under(key, rules.tree, shares)
            else:
                st.markdown(_label(key, shares))
        with slider:
            _slider(key, shares, label_visibility="collapsed")


def _draw_methods() -> None:
    """Draw the choice of methods, folded away."""
    with st.popover(t("ranking.methods"), width="stretch"):
        for choice, methods, area in (
            (standing.normalise_choice(), NORMALISATIONS, "index.normalise"),
            (standing.aggregate_choice(), tuple(AGGREGATIONS), "index.aggregate"),
        ):
            st.radio(
                t(area),
                methods,
                format_func=lambda method, area=area: t(f"{area}.{method}"),
                captions=[t(f"{area}.{method}.about") for method in methods],
                **choice.widget(),
            )


def _draw_reset() -> None:
    """Draw the way back to the dataset's own weights and methods."""
    choices = (
        weights.choice(),
        standing.official_choice(),
        standing.normalise_choice(),
        standing.aggregate_choice(),
    )
    untouched = all(choice.value == choice.default for choice in choices)

    def reset() -> None:
        for choice in choices:
            choice.set(choice.default)

    st.button(t("ranking.reset"), on_click=reset, disabled=untouched, width="stretch")


def _draw_under(key: str, tree: Tree, shares: dict[str, float]) -> None:
    for child in tree.children(key):
        _slider(child, shares)
        _draw_under(child, tree, shares)


def _slider(key: str, shares: dict[str, float], label_visibility: str = "visible") -> None:
    widget = f"weight.{key}"

    def moved() -> None:
        at = {key: st.session_state[widget]}
        weights.choice().set(weights.changed(weights.choice().value, at, cache.tree()))

    st.session_state[widget] = weights.slider_value(weights.choice().value, key, cache.tree())
    mark = f" {frame.tag('simulated')}" if cache.provenance().get(key) == "simulated" else ""
    st.slider(
        _label(key, shares) + mark,
        0,
        weights.MOST,
        key=widget,
        on_change=moved,
        label_visibility=label_visibility,
    )


def _label(key: str, shares: dict[str, float]) -> str:
    lang = reader_language()
    name = lang.name(cache.open_dataset().indicators.loc[key])
    return f"**{lang.percent(shares[key])}** {frame.plain(name)}"


def _shares(rules: Rules) -> dict[str, float]:
    try:
        return rules.weights.shares(rules.tree).to_dict()
    except ArgumentError:
        return dict.fromkeys(rules.tree.keys, 0.0)


def _presets(tree: Tree) -> dict[str, Weights]:
    ready = presets(tree)
    declared = Weights({key: weights.scaled(cache.tree())[key] for key in tree.dimensions})
    return ready if ready[EQUAL] == declared else {DECLARED: declared} | ready


def _preset_label(preset: str) -> str:
    lang = reader_language()
    if lang.has(f"index.preset.{preset}"):
        return t(f"index.preset.{preset}")
    if preset == DECLARED:
        return t("ranking.declared")
    row = cache.open_dataset().indicators.loc[preset.removesuffix("_first")]
    return t("index.preset.first", name=lang.name(row))
