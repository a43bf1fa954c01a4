"""The five questions one may ask of a ranking, each with its picture: drawn one at a time."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from lcity.charts.bars.rows import Bar, Piece
from lcity.charts.bars.screen import bars
from lcity.charts.grid.screen import grid
from lcity.colour import DIVERGING, GROUND, SERIES
from lcity.index import AGGREGATIONS, NORMALISATIONS
from lcity.index.methods import undecided
from lcity.ui.shared import cache, frame, intervals, revision, selection, standing, weights
from lcity.ui.shared.reader import dark, ground, reader_language, t
from lcity.ui.shared.standing import Rules
from lcity.ui.shared.state import Choice
from lcity.ui.shared.window import side_by_side
from lcity.ui.trust import numbers, words
from lcity.ui.trust.grids import chance_rows, method_rows, window

EQUAL = "equal"
MOST_PAIRS = 5
LOSS, GAIN, PALE = DIVERGING[1], DIVERGING[5], GROUND[3]


@dataclass(frozen=True)
class Subject:
    """Of whom it is asked: a ranked unit among a level's, or among one city's districts, under rules."""

    level: str
    city: str
    rules: Rules
    unit: str

    @property
    def scope(self) -> tuple[str, Rules, str]:
        """Level, rules and city, as the numbers are asked for."""
        return self.level, self.rules, self.city

    def names(self, units: list[str]) -> list[str]:
        """Return the names of units."""
        return [words.name(unit, self.level, self.city) for unit in units]

    def say(self, sentence: str) -> None:
        """Write what is found, marked where any of it rests on simulated figures."""
        st.markdown(words.marked(sentence, words.simulated(self.rules, self.level)))


def ranks(subject: Subject) -> None:
    """Draw how often each unit has each rank."""
    spread = intervals.so_far(*subject.scope, draws_control(revision.take_over)).spread
    ranking = standing.ranked(*subject.scope)
    shown = window(ranking.rank, subject.unit)
    rows, heads = chance_rows(spread, ranking.rank, shown, subject.names(shown), subject.unit)
    st.html(grid(rows, [t("trust.rank"), *heads], t("trust.alt.ranks"), ground=ground()))
    note("ranks")


def draws_control(then: Callable[[], None] = lambda: None) -> str:
    """Draw the choice of which sets of weights are tried, and return it; `then` is done when it changes."""
    choice = intervals.question_choice()
    widget = choice.widget()
    keep = widget.pop("on_change")

    def changed() -> None:
        keep()
        then()

    st.segmented_control(
        t("trust.draws"),
        intervals.QUESTIONS,
        format_func=lambda question: t(f"trust.draws.{question}.short"),
        label_visibility="collapsed",
        required=True,
        on_change=changed,
        **widget,
    )
    return choice.value


def extremes(subject: Subject) -> None:
    """Draw the best and the worst rank any weights bring, and the weights that do."""
    with st.spinner(t("trust.computing")):
        found = numbers.extremes(subject.level, subject.rules, subject.unit, subject.city)
        dominators = numbers.dominators(*subject.scope)
        firsts = numbers.possible_firsts(*subject.scope)
    subject.say(words.extremes(found, subject.unit, subject.level, subject.city))
    cases = (
        ("best", found.best_reached, found.best_weights),
        ("worst", found.worst_reached, found.worst_weights),
    )
    for column, (case, rank, shares) in zip(side_by_side(2, gap="large"), cases, strict=True):
        with column:
            _case(subject, case, rank, shares)
    ranked = int(standing.ranked(*subject.scope).rank.notna().sum())
    for sentence in (
        words.behind(dominators, subject.unit, subject.level, subject.city),
        words.firsts(firsts, ranked, subject.level, subject.city),
    ):
        if sentence:
            subject.say(sentence)
    note("extremes")


def _case(subject: Subject, case: str, rank: int, shares: pd.Series) -> None:
    lang = reader_language()
    now = standing.ranked(*subject.scope).rank[subject.unit]
    if now <= rank if case == "best" else now >= rank:
        st.markdown(f"**{t(f'trust.case.{case}.now', rank=lang.number(int(now)))}**")
        return
    names = cache.names("indicators", lang.code)
    st.markdown(f"**{t(f'trust.case.{case}', rank=lang.number(rank))}**")
    rows = [
        Bar(names[key], (Piece(0, share, SERIES[0 if case == "best" else 1]),), (lang.percent(share),))
        for key, share in shares.items()
    ]
    st.html(bars(rows, [t("trust.dimension"), t("trust.weight_head"), t("trust.share")], dark=dark()))
    given = _on_sliders(shares)
    then = _rank_under(subject, given)
    if then is None:
        st.caption(t("trust.rounded.unranked"))
    elif then != rank:
        st.caption(t("trust.rounded", rank=lang.number(then)))
    st.button(t("trust.try"), key=f"trust.try.{case}", on_click=_try, args=(given,), icon=":material/tune:")


def _on_sliders(shares: pd.Series) -> weights.Given:
    """Return weights of dimensions as whole numbers, the greatest 100, over those chosen within them."""
    whole = {key: weights.MOST * share / shares.max() for key, share in shares.items()}
    return weights.changed(weights.choice().value, whole, cache.tree())


def _rank_under(subject: Subject, given: weights.Given) -> int | None:
    rules = replace(subject.rules, weights=weights.laid_over(given, cache.tree()))
    rank = standing.ranked(subject.level, rules, subject.city).rank[subject.unit]
    return None if pd.isna(rank) else int(rank)


def _try(given: weights.Given) -> None:
    revision.take_over((weights.choice(), given))


def methods(subject: Subject) -> None:
    """Draw the ranks under every method side by side, and whose order with the unit depends on it."""
    lang = reader_language()
    found = numbers.by_method(*subject.scope)
    subject.say(words.methods(found, undecided(found), subject.unit, subject.level, subject.city))
    now = (subject.rules.normalise, subject.rules.aggregate)
    shown = window(found[now], subject.unit)
    rows = method_rows(found.loc[shown], now, subject.names(shown), subject.unit)
    heads = [t("trust.method_head"), *(t(f"trust.aggregate.{how}") for _, how in found.columns)]
    groups = [(t(f"index.normalise.{how}"), len(AGGREGATIONS)) for how in NORMALISATIONS]
    st.html(grid(rows, heads, t("trust.alt.methods"), groups=groups, ground=ground()))
    own, who = undecided(found, subject.unit), words.name(subject.unit, subject.level, subject.city)
    lines = [
        t(
            "trust.pair",
            name=who,
            other=words.name(pair.second, subject.level, subject.city),
            ahead=lang.number(pair.ahead),
            behind=lang.number(pair.behind),
        )
        for pair in own.head(MOST_PAIRS).itertuples()
    ]
    if lines:
        st.markdown("\n- ".join(map(frame.plain, [t("trust.pairs", name=who), *lines])))
    note("methods")


def drivers(subject: Subject) -> None:
    """Draw how much of a unit's rank is owed to each dimension's weight."""
    lang, question = reader_language(), draws_control(revision.take_over)
    with st.spinner(t("trust.computing")):
        found = numbers.drivers(subject.level, subject.rules, subject.unit, subject.city, question)
    subject.say(words.drivers(found, subject.unit, subject.level, subject.city, question))
    driven = found.shares["total"].notna().any()
    if driven:
        names = cache.names("indicators", lang.code)
        bounded = found.shares.clip(0, 1).sort_values("total", ascending=False, kind="stable")
        rows = [
            Bar(
                names[key],
                (Piece(0, total, PALE), Piece(0, min(first, total), SERIES[0])),
                (lang.percent(first), lang.percent(total)),
            )
            for key, first, total in bounded.itertuples()
        ]
        heads = [t(f"trust.{head}") for head in ("dimension", "owed", "alone", "together")]
        st.html(bars(rows, heads, dark=dark()))
    note("drivers", read=driven)


def causes(subject: Subject) -> None:
    """Draw why a unit's rank has changed since another year, or against equal weights."""
    lang, choice = reader_language(), since_choice()
    st.selectbox(
        t("trust.since"),
        choice.allowed,
        format_func=lambda since: t("trust.since.equal") if since == EQUAL else str(since),
        width=260,
        **choice.widget(),
    )
    since = choice.value
    before, year = (
        (standing.equal_rules(), selection.chosen_year()) if since == EQUAL else (subject.rules, int(since))
    )
    found = numbers.change(subject.level, subject.rules, subject.unit, subject.city, before, year)
    against = words.since("" if since == EQUAL else since)
    if found is None:
        unknown = t(
            "trust.causes.unknown", name=words.name(subject.unit, subject.level, subject.city), since=against
        )
        st.markdown(frame.plain(unknown))
        return
    sentence = words.causes(found, subject.unit, subject.level, subject.city, against)
    gone = any(leaf in cache.simulated() for leaf in found.gone)
    simulated = (
        gone or words.simulated(before, subject.level) or words.simulated(subject.rules, subject.level)
    )
    st.markdown(words.marked(sentence, simulated))
    rows = [
        Bar(
            words.cause_name(cause, subject.level, head=True),
            (Piece(0, places, GAIN if places > 0 else LOSS),),
            tuple(lang.number(amount, words.CAUSE_DIGITS, sign=True) for amount in (places, points)),
        )
        for cause, places, points in words.shown_causes(found)[["places", "points"]].itertuples()
    ]
    heads = [t(f"trust.{head}") for head in ("cause", "effect", "in_places", "in_points")]
    st.html(bars(rows, heads, dark=dark()))
    note("causes")


def since_choice() -> Choice:
    """Return the choice of what a change is counted from: an earlier year, the latest first, or equality."""
    now = selection.chosen_year()
    earlier = [str(year) for year in reversed(cache.years()) if now is not None and year < now]
    allowed = (*earlier, EQUAL)
    return Choice("since", allowed[0], allowed=allowed)


def note(part: str, *, read: bool = True) -> None:
    """Write how a part is read, where there is something to read, and how it is computed a click away."""
    with st.container(horizontal=True, vertical_alignment="center"):
        if read:
            st.caption(t(f"trust.read.{part}"), width="stretch")
        with st.popover(t("frame.how_computed"), type="tertiary"):
            st.markdown(t(f"trust.method.{part}"))


PARTS: dict[str, Callable[[Subject], None]] = {
    "ranks": ranks,
    "extremes": extremes,
    "methods": methods,
    "drivers": drivers,
    "causes": causes,
}
"""By their codes in the link, in the order they are offered."""
