"""The year in force: chosen from all, and turned over, by hand or by itself, where several can rank."""

from time import monotonic

import streamlit as st

from lcity.ui.shared import cache, revision, selection, standing
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.state import Choice

SLIDER, PLAY = "years", "years.play"
STEP_S = 2.5
"""How long a year is shown, once it is drawn, before the next."""
_PLAYING, _SHOWN, _TURNED = "lcity.years_playing", "lcity.year_shown", "lcity.years_turned"


def draw(of_a_year: bool) -> None:
    """Draw the choice of a year: those that can rank first, all others said to rank nobody.

    Parameters
    ----------
    of_a_year
        Whether the page depends on it.
    """
    year, ranking = selection.year_choice(), standing.ranking_years()
    labels = {
        one: t("frame.year_unranked", year=str(one)) if ranking and one not in ranking else str(one)
        for one in year.allowed
    }
    if ranking and year.value != ranking[-1]:
        st.session_state[_TURNED] = cache.as_it_is().hash
    offered = sorted(year.allowed, key=lambda one: (one not in ranking, -one))
    shown = year.widget()
    st.selectbox(t("frame.year"), offered, format_func=lambda one: labels.get(one, str(one)), **shown)
    if not of_a_year:
        st.caption(t("frame.any_year"))
        return
    if year.value != year.default and year.value not in ranking:
        st.caption(t("frame.too_few_figures", year=str(year.value)))
    elif year.value in ranking and len(ranking) > 1:
        _in_turn(year, ranking)


def note(rules: Rules, level: str) -> str:
    """Say what the index in force cannot have, is not of the year in force, and cannot be compared with.

    That an index has other indicators than the latest year's is said of every year before; of the latest
    itself, once the reader has seen another: the step from one to the other is what misleads.

    Parameters
    ----------
    rules, level
        Of the index in view.

    Returns
    -------
    str
        A few sentences; "" where there is nothing to say.
    """
    return reader_language().sentences(
        (
            standing.in_tiles_note(rules, level),
            standing.older_note(rules, level),
            _not_comparable(rules, level),
        )
    )


def _not_comparable(rules: Rules, level: str) -> str:
    year, ranking, lang = selection.chosen_year(), standing.ranking_years(), reader_language()
    if year not in ranking or len(ranking) < 2:
        return ""
    latest, before = ranking[-1], ranking[-2]
    if year != latest:
        if missing := standing.entering(rules, level, year, latest):
            return t(
                "frame.years_apart",
                n=len(missing),
                count=lang.number(len(missing)),
                latest=str(latest),
                year=str(year),
            )
        return ""
    if st.session_state.get(_TURNED) != cache.as_it_is().hash:
        return ""
    if not (new := standing.entering(rules, level, before, latest)):
        return ""
    return t(
        "frame.years_enter",
        n=len(new),
        count=lang.number(len(new)),
        names=standing.listed_indicators(new),
        latest=str(latest),
        before=str(before),
    )


def _in_turn(year: Choice, ranking: tuple[int, ...]) -> None:
    """Draw a slider over the years that can rank, a year a key, and what turns it by itself, to the end."""
    st.session_state[SLIDER] = year.value
    st.select_slider(
        t("frame.years_in_turn"),
        ranking,
        key=SLIDER,
        label_visibility="collapsed",
        on_change=lambda: revision.take_over((year, st.session_state[SLIDER])),
    )
    later = [one for one in ranking if one > year.value]
    playing = bool(st.session_state.get(_PLAYING)) and bool(later)
    st.session_state[_PLAYING], st.session_state[_SHOWN] = playing, monotonic()
    st.button(
        t("frame.pause" if playing else "frame.play"),
        key=PLAY,
        type="tertiary",
        icon=":material/pause:" if playing else ":material/play_arrow:",
        on_click=_stop if playing else _begin,
        args=() if playing else (year, ranking[0] if not later else None),
    )
    if playing:
        _turn(year, later[0])


def _begin(year: Choice, first: int | None) -> None:
    """Turn the years over by themselves from the one in force; from the first where that is the last."""
    st.session_state[_PLAYING] = True
    if first is not None:
        revision.take_over((year, first))


def _stop() -> None:
    st.session_state[_PLAYING] = False


@st.fragment(run_every=STEP_S)
def _turn(year: Choice, later: int) -> None:
    """Go on to a later year, once the one in force has been seen for a while."""
    if monotonic() - st.session_state[_SHOWN] >= STEP_S:
        revision.take_over((year, later))
        selection.rerun_if_requested()
