"""The plan's controls; how far, who and when is chosen on Coverage."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote, unquote

import streamlit as st

from lcity.access import hour_label
from lcity.access.hours import weeks
from lcity.scenario.candidates import From
from lcity.scenario.question import Question
from lcity.scenario.written import MOST_CHANGES
from lcity.ui.shared import cache, planning, reach, selection
from lcity.ui.shared.planning import ALL, MOST_NEW, NEW, goal_choice, sites_choice, whose_choice
from lcity.ui.shared.reader import reader_language, t
from lcity.ui.shared.state import Choice, one_of, whole_number
from lcity.ui.shared.vocabulary import kind_label

PLACES, HOURS, KIND, RANK = ASKS = ("places", "hours", "kind", "rank")
ASK = Choice("ask", PLACES, parse=one_of(ASKS), allowed=ASKS)
SPANS = {"evenings": "Mo-Fr 18:00-21:00", "late": "Mo-Su 18:00-22:00", "weekend": "Sa-Su 09:00-17:00"}
"""Hours one may be free to learn in, by code."""
SPAN = Choice("span", "evenings", parse=one_of(tuple(SPANS)), allowed=tuple(SPANS))
OPEN = {"day": "Mo-Su 09:00-21:00", "office": "Mo-Fr 09:00-17:00", "unsaid": None}
"""Opening hours new places are taken to keep, by code."""
OPENS = Choice("opens", "day", parse=one_of(tuple(OPEN)), allowed=tuple(OPEN))
IMPROVING, BUILDING = MEANS = ("improve", "build")
BY_MEANS = Choice("means", IMPROVING, parse=one_of(MEANS), allowed=MEANS)


def listed(parse: Callable[[str], object], write: Callable[[object], str]) -> dict[str, Callable]:
    """Return how a choice of several is read from a link and written into one."""

    def read(text: str) -> tuple:
        found = tuple(parse(part) for part in text.split(","))
        if not 0 < len(found) <= MOST_NEW:
            raise ValueError(text)
        return found

    return {"parse": read, "write": lambda chosen: ",".join(map(write, chosen))}


def _point(text: str) -> tuple[float, float]:
    lon, lat = (round(float(part), 5) for part in text.split("_"))
    if not (-180 <= lon <= 180 and -90 <= lat <= 90):
        raise ValueError(text)
    return lon, lat


HELD = Choice("hold", (), **listed(unquote, lambda site: quote(site, safe="")))
BANNED = Choice("ban", (), **listed(unquote, lambda site: quote(site, safe="")))
PLACED = Choice("put", (), **listed(_point, lambda at: f"{at[0]:.5f}_{at[1]:.5f}"))


def kind_choice() -> Choice:
    """Return the choice of a kind that is opened: those that do not count first."""
    closed = cache.open_dataset().meta.kinds_not_counted
    kinds = cache.kinds() if cache.open_dataset().centres is not None else ()
    allowed = (*(kind for kind in kinds if kind in closed), *(kind for kind in kinds if kind not in closed))
    return Choice("kind", allowed[0] if allowed else "", parse=one_of(allowed), allowed=allowed)


def kind_span_choice() -> Choice:
    """Return the choice of when a kind is opened: one that does not count may be so at any hour it keeps."""
    closed = kind_choice().value in cache.open_dataset().meta.kinds_not_counted
    allowed = (*(("any",) if closed else ()), *SPANS)
    return Choice("at", allowed[0], parse=one_of(allowed), allowed=allowed)


def rank_choice(now: int | None, count: int) -> Choice:
    """Return the choice of the rank aimed at: at first the next."""
    return Choice("to", max(1, (now or count) - 1), parse=whole_number(1, max(count, 1)))


def asks() -> tuple[str, ...]:
    """Return what can be asked of the open dataset."""
    dataset = cache.open_dataset()
    there = {
        PLACES: True,
        HOURS: dataset.centres is not None and dataset.centres["hours"].notna().any(),
        KIND: dataset.centres is not None,
        RANK: dataset.has_index,
    }
    return tuple(ask for ask in ASKS if there[ask])


def ask() -> str:
    """Return what is asked."""
    return ASK.value if ASK.value in asks() else PLACES


def hours_of(span: str) -> tuple[int, ...]:
    """Return the hours of the week a span stands for; none of whatever hours are kept."""
    return tuple(weeks([SPANS[span]]).open[0].nonzero()[0].tolist()) if span in SPANS else ()


def question() -> Question:
    """Return what the reader asks of places, hours or a kind; of a rank, what is built for it."""
    about, found = ask(), planning.question()
    if about == PLACES:
        return replace(
            found, locked=tuple(HELD.value), banned=tuple(BANNED.value), placed=tuple(PLACED.value)
        )
    found = replace(found, objective="people")
    if about == HOURS:
        return replace(found, hours=hours_of(SPAN.value), candidates=str(From.HOURS))
    if about == KIND:
        hours = hours_of(kind_span_choice().value)
        return replace(found, new=MOST_CHANGES, hours=hours, candidates=kind_choice().value)
    return found


def whose(code: str) -> str:
    """Name whose reach counts: the city's in view, or the chosen district's."""
    if code == ALL:
        return selection.city_label(selection.city_in_view())
    return selection.district_label(selection.district_choice().value)


def source(code: str) -> str:
    """Name where sites come from."""
    if code in (From.LISTED, From.CELLS, From.HOURS):
        return t(f"plan.sites_{code}")
    return t("plan.sites_kind", kind=kind_label(code, reader_language()))


def goal_label(code: str) -> str:
    """Name what places are chosen for."""
    return t(f"plan.goal_{code}", centre=reach.centre())


def span_label(code: str) -> str:
    """Name a span of hours."""
    return t(f"plan.span_{code}")


def opens_label(code: str) -> str:
    """Name the hours new places are taken to keep, and the one asked for where that is none of them."""
    named, hour = t(f"plan.opens_{code}"), reach.HOUR.value
    kept = OPEN[code]
    if hour is None or (kept and weeks([kept]).open[0][hour]):
        return named
    at = hour_label(hour, reader_language())
    return t("plan.opens_besides" if kept else "plan.opens_only", hours=named, hour=at)


def ask_control() -> None:
    """Draw the choice of what is asked."""
    st.segmented_control(
        t("plan.ask"),
        asks(),
        format_func=lambda code: t(f"plan.ask_{code}"),
        label_visibility="collapsed",
        required=True,
        **ASK.widget(),
    )


def whose_control() -> None:
    """Draw the choice of whose reach, or rank, it is about, where a district is chosen."""
    own = whose_choice()
    if len(own.allowed) > 1:
        st.radio(t("plan.whose"), own.allowed, format_func=whose, **own.widget())


def controls() -> None:
    """Draw the choices of the question asked."""
    about = ask()
    whose_control()
    if about == KIND:
        kind, span = kind_choice(), kind_span_choice()
        lang = reader_language()
        st.selectbox(
            t("plan.kind"), kind.allowed, format_func=lambda code: kind_label(code, lang), **kind.widget()
        )
        st.selectbox(t("plan.at"), span.allowed, format_func=span_label, **span.widget())
        return
    if about == HOURS:
        st.selectbox(t("plan.span"), SPAN.allowed, format_func=span_label, **SPAN.widget())
        st.slider(t("plan.longer"), 1, MOST_NEW, **NEW.widget())
        return
    st.slider(t("plan.new"), 1, MOST_NEW, **NEW.widget())
    goal = goal_choice()
    st.selectbox(t("plan.goal"), goal.allowed, format_func=goal_label, **goal.widget())
    sites = sites_choice()
    if len(sites.allowed) > 1:
        st.selectbox(t("plan.sites"), sites.allowed, format_func=source, **sites.widget())
    st.selectbox(t("plan.opens"), OPENS.allowed, format_func=opens_label, **OPENS.widget())
