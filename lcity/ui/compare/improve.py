"""To improve first: what lifts a unit and what holds it back, and what one step up would bring."""

import pandas as pd
import streamlit as st

from lcity.charts.bars.rows import Bar, Piece
from lcity.charts.bars.screen import bars
from lcity.colour import SERIES, mixed
from lcity.ui.compare import against, numbers, words
from lcity.ui.compare.numbers import Others
from lcity.ui.compare.profile import finding, sentences
from lcity.ui.shared import amounts, cache, frame, planning, standing
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.window import side_by_side

__all__ = ["finding", "show"]

AHEAD, BEHIND = SERIES[0], SERIES[1]


def show(level: str, units: tuple[str, ...]) -> None:
    """Draw the sentences, what lifts and lowers the main unit, and its steps."""
    rules, unit = standing.chosen_rules(), units[0]
    held_against = numbers.others(level, unit)
    sentences(level, rules, units, held_against)
    against.control(level, unit, held_against)
    left, right = side_by_side([3, 5], gap="large")
    with left:
        _differences(level, rules, unit, held_against)
    with right:
        _steps(level, rules, unit, held_against)
    st.page_link("pages/ranking.py", label=t("compare.to_ranking"))
    _to_plan(level, unit)


def _to_plan(level: str, unit: str) -> None:
    """Lead to where the next places would do most for the unit's people, where that can be planned."""
    if cache.open_dataset().population is None:
        return
    if st.button(
        t("compare.to_plan", name=standing.names(level)[unit]), type="tertiary", key="compare.to_plan"
    ):
        planning.ask_of(level, unit)
        st.switch_page("pages/plan.py")


def _differences(level: str, rules: Rules, unit: str, held_against: Others) -> None:
    lang = reader_language()
    st.subheader(t("compare.differences"), anchor=False)
    st.caption(frame.plain(t("compare.differences_note", others=words.others(level, held_against, unit))))
    rows = [
        Bar(
            words.indicator(leaf),
            (Piece(0, points, AHEAD if points > 0 else BEHIND),),
            (lang.number(points, 1, sign=True),),
            _mark(leaf),
        )
        for leaf, points in numbers.differences_of(level, rules, unit, held_against)["points"].items()
    ]
    st.html(
        bars(rows, [t("compare.indicator"), t("compare.difference"), t("compare.in_points")], dark=dark())
    )


def _steps(level: str, rules: Rules, unit: str, held_against: Others) -> None:
    simulated = f" {frame.tag('simulated')}" if standing.simulated_share(rules, level) > 0 else ""
    st.subheader(t("compare.steps") + simulated, anchor=False)
    found = numbers.steps_of(level, rules, unit, held_against)
    worth = found["indicator"][found["gain"] >= words.LEAST_POINTS]
    found = found[found["indicator"].isin(worth)]
    if found.empty:
        st.markdown(frame.plain(words.one_step(level, rules, unit, held_against).sentence))
        return
    others = words.others(level, held_against, unit)
    st.caption(frame.plain(t("compare.steps_note", others=others)))
    by_step = {step: own.set_index("indicator") for step, own in found.groupby("step")}
    gains = found.pivot_table(index="indicator", columns="step", values="gain")
    order = gains.reindex(columns=["median", "top_quarter"]).sort_values(
        ["median", "top_quarter"], ascending=False, na_position="last", kind="stable"
    )
    rows = [_bar(level, unit, leaf, gain, by_step) for leaf, gain in order.iterrows()]
    heads = [t(f"compare.{head}") for head in ("indicator", "gain", "now", "at_median", "in_top_quarter")]
    st.html(bars(rows, heads, dark=dark()))
    if any(isinstance(row.figures[0], tuple) for row in rows):
        st.caption(t("compare.step_within_error"))
    if doubt := words.within_doubt(level, rules, unit):
        st.caption(frame.plain(doubt))


def _bar(level: str, unit: str, leaf: str, gain: pd.Series, by_step: dict[str, pd.DataFrame]) -> Bar:
    median = 0.0 if pd.isna(gain["median"]) else gain["median"]
    pieces = [Piece(0, median, AHEAD)] if median else []
    if gain["top_quarter"] > median:
        pieces.append(
            Piece(median, gain["top_quarter"], mixed(AHEAD, "#202a2a" if dark() else "#ffffff", 0.6))
        )
    taken = [step for step in gain.index if step in by_step and leaf in by_step[step].index]
    own = pd.DataFrame([by_step[step].loc[leaf] for step in taken], taken)
    now, *reached = amounts.told_apart(level, leaf, [own["value"].iloc[0], *own["target"]])
    figures: dict[str, str | tuple[str, ...]] = dict.fromkeys(gain.index, t("compare.there_already"))
    for step, value in zip(taken, reached, strict=True):
        figures[step] = value, words.reached(own.loc[step])
    # As the profile says it: a step shorter than the survey's error may be none.
    apart = float((own["target"] - own["value"]).abs().min())
    margin = words.within_error(level, unit, leaf, apart)
    held = (now, t("compare.give_or_take", margin=margin)) if margin else now
    return Bar(words.indicator(leaf), tuple(pieces), (held, *figures.values()), _mark(leaf))


def _mark(leaf: str) -> str:
    return t(f"common.provenance.{words.mark(leaf)}") if words.mark(leaf) else ""
