"""The map of a plan: who is covered today, who is out of reach, and the places in order, under the hand."""

import json

import numpy as np
import pandas as pd
import shapely
import streamlit as st

from lcity.access.along import LINE
from lcity.colour import SHARES, ink, out_of_reach
from lcity.maps.coverage import CELL_STEP_M, gather
from lcity.maps.paths import Picture
from lcity.maps.paths import picture as flat
from lcity.meridian import beside, in_one_piece
from lcity.scenario.question import Plan, Question
from lcity.scenario.siting import Model
from lcity.ui.parts import draw
from lcity.ui.parts.map import Mark, SiteLayer, hand, site_map, squares, written
from lcity.ui.plan import choices, numbers, words
from lcity.ui.plan.choices import PLACES
from lcity.ui.plan.hand import PUT, acts, on_map, placed_id
from lcity.ui.shared import cache, frame, reach, scenario, selection
from lcity.ui.shared.offers import offer
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.standing import names
from lcity.ui.shared.window import room_px

HEIGHTS_PX, HEIGHT_PX = {0: 420, 480: 480}, 640
MOST_DOTS_ACROSS = 70
LARGEST = 0.45
"""Of the side of a square, the radius of the dot of one that is among the most peopled."""
MOST_NUMBERED = 60
"""Places whose numbers are read beside one another on a map."""
MARK, MARK_ON_DARK = "#1b3a5c", "#ffffff"
AROUND_DEGREES = 0.02
"""How far beyond the city centres are drawn, which may yet be in reach of its people."""
MOVING = "plan.moving"
IN_HAND = "hand"


def plan_map(plan: Plan, question: Question, model: Model) -> None:
    """Draw the places over who is covered today; without outlines say which file would bring the map."""
    if not cache.open_dataset().has_outlines:
        st.caption(t("coverage.no_outlines"))
        return
    if why := selection.why_this_city():
        st.caption(frame.plain(why))
    share = model.districts()["share"]
    share = share.loc[[question.district]] if question.district else share
    _under_the_hand(plan, question, model)
    draw.key(_shares(share), reach.marked(t("coverage.legend_share")))
    note = "_hand" if choices.ask() == PLACES else "" if _numbered(plan) else "_dots"
    st.caption(frame.plain(t(f"plan.map_note{note}")))


def _numbered(plan: Plan) -> bool:
    """Return whether the places bear their numbers; of more, dots are drawn: the table has the numbers."""
    return len(plan.sites) <= MOST_NUMBERED


@st.fragment
def _under_the_hand(plan: Plan, question: Question, model: Model) -> None:
    """Draw the map, in a fragment of its own: while a place is dragged nothing else is drawn anew."""
    selection.rerun_if_requested()
    with scenario.before():
        _draw_under_the_hand(plan, question, model)


def _draw_under_the_hand(plan: Plan, question: Question, model: Model) -> None:
    lang = reader_language()
    city, district = question.city or "", question.district
    drawn = picture(city, district or "")
    share = model.districts()["share"].reindex(pd.Index(drawn.paths))
    called = names("district", share.index)
    tips = pd.Series([f"{called[unit]}: {lang.percent(share[unit])}" for unit in share.index], share.index)
    colour = MARK_ON_DARK if dark() else MARK
    key = f"plan.map.{choices.ask()}"
    at = hand(key) if st.session_state.pop(MOVING, False) else None
    layer = SiteLayer(
        ground=_ground(question, city, district or ""),
        marks=_marks(plan, question, drawn) if choices.ask() == PLACES else _still(plan, drawn),
        radius=drawn.units(question.radius) if question.along == LINE else drawn.units(reach.radius_m()),
        colours=(out_of_reach(dark()), colour, ink(colour)),
        under=t("plan.under_hand", people="{people}"),
        language=lang.code,
        preview=None if at is None else _preview(at, question, drawn),
    )
    height = HEIGHTS_PX.get(room_px(), HEIGHT_PX)
    site_map(
        drawn,
        SHARES.on(dark()).colour(share),
        tips,
        layer,
        name=f"{city}.{district or ''}",
        key=key,
        selected="",
        height_px=height,
        label=t("plan.map_alt" if _numbered(plan) else "plan.map_alt_dots", place=words.place_of(question)),
        on_act=lambda told: on_map(told, drawn),
        on_hand=_moves,
        legend=[(reach.marked(t("coverage.legend_share")), squares(_shares(share)))],
    )


def _shares(share: pd.Series) -> list[tuple[str, str]]:
    lang = reader_language()
    return draw.items_of(SHARES.on(dark()), lambda bound: lang.number(100 * bound), bool(share.isna().any()))


def _moves() -> None:
    st.session_state[MOVING] = True


def picture(city: str, district: str) -> Picture:
    """Return the outlines of what is planned for."""
    return _picture_of(city, district) if district else cache.outlines_as_paths(city, None)


@cache.shared(32)
def _picture_of(city: str, district: str) -> Picture:
    return flat(cache.districts_of(city, None).geometry.loc[[district]])


def _ground(question: Question, city: str, district: str) -> str:
    without = numbers.without_hand(question)
    return offer(_ground_of(without, city, district), "application/json")


@cache.shared(8)
def _ground_of(question: Question, city: str, district: str) -> bytes:
    """Return what lies under the places: dots of people, centres, and each place with its people."""
    model, drawn = numbers.model(question), picture(city, district)
    out = model.people * (1 - model.covered)
    there = np.flatnonzero(out > 0)
    at = drawn.at(model.places.lonlat[there]).round(1)
    side = max(drawn.width, drawn.height) / MOST_DOTS_ACROSS / drawn.units(1)
    lon, lat = model.places.lonlat[there].T
    step = CELL_STEP_M * max(1, round(side / CELL_STEP_M))
    dots = gather(pd.DataFrame({"lon": lon, "lat": lat, "people": out[there]}), step)
    where = drawn.at(dots[["lon", "lat"]].to_numpy(float)).round(1)
    sizes = _radii(dots["people"].to_numpy(float), step * drawn.units(1))
    told = {
        "dots": [[*xy, r] for xy, r in zip(where.tolist(), sizes.tolist(), strict=True)],
        "centres": _centres(question, drawn),
        "centre": 4,
        "out": [[*xy, n] for xy, n in zip(at.tolist(), out[there].round().tolist(), strict=True)],
    }
    return json.dumps(told, separators=(",", ":")).encode()


def _radii(people: np.ndarray, side: float) -> np.ndarray:
    """Return the radius of dots whose area is proportional to their people, in units of the canvas.

    Parameters
    ----------
    people
        Of each dot.
    side
        Of the square a dot stands for: the most peopled ones fill theirs.
    """
    if not len(people):
        return people
    return np.clip(LARGEST * side * np.sqrt(people / np.quantile(people, 0.98)), 1.5, side).round(1)


def _centres(question: Question, drawn: Picture) -> list[list[float]]:
    dataset = cache.open_dataset()
    if dataset.centres is None:
        return []
    counted = dataset.centres[~dataset.centres["kind"].isin(dataset.meta.kinds_not_counted)]
    if question.kinds:
        counted = dataset.centres[dataset.centres["kind"].isin(question.kinds)]
    lon = beside(counted["lon"].to_numpy(float), cache.bounds_of(question.city or ""))
    lonlat = np.column_stack((lon, counted["lat"]))
    near = in_one_piece(cache.districts_of(question.city or "", None).geometry)
    near = shapely.buffer(shapely.union_all(near.to_numpy()), AROUND_DEGREES)
    at = drawn.at(lonlat[shapely.contains_xy(near, *lonlat.T)])
    inside = ((at >= 0) & (at <= (drawn.width, drawn.height))).all(axis=1)
    return at[inside].round(1).tolist()


def _marks(plan: Plan, question: Question, drawn: Picture) -> tuple[Mark, ...]:
    """Return the places as marks that can be moved, held and left out."""
    held = {*question.locked, *map(placed_id, question.placed)}
    return tuple(
        Mark(
            mark.id,
            mark.number,
            mark.x,
            mark.y,
            "held" if mark.id in held else "free",
            mark.tip,
            tuple((what, t(f"plan.act_{what}")) for what in acts(mark.id, question)),
        )
        for mark in _still(plan, drawn)
    )


def _still(plan: Plan, drawn: Picture) -> tuple[Mark, ...]:
    """Return the places as marks."""
    lang = reader_language()
    if not plan.sites:
        return ()
    at = drawn.at(np.array([(site.lon, site.lat) for site in plan.sites])).round(1).tolist()
    called = words.places(plan)
    return tuple(
        Mark(
            site.site,
            lang.number(number) if _numbered(plan) else "",
            *at[number - 1],
            "free",
            t(
                "plan.site_tip",
                number=lang.number(number),
                place=called[number - 1],
                people=lang.people(site.gained),
            ),
        )
        for number, site in enumerate(plan.sites, start=1)
    )


def _preview(at: dict, question: Question, drawn: Picture) -> dict | None:
    """Return where the places would go with one in the hand where it is now; None where not known."""
    ready = numbers.hand(question)
    if ready is None:
        return None
    point = drawn.lonlat(at["x"], at["y"])
    others = [other for other in question.placed if placed_id(other) != at["id"]]
    locked = [site for site in question.locked if site != at["id"]]
    found = ready.preview(question.new or 1, [*others, point], locked, question.banned)
    lang = reader_language()
    placed = [(placed_id(other), other) for other in others] + [(IN_HAND, point)]
    sites = ready.model.sites.loc[list(found.sites), ["lon", "lat"]].to_numpy(float)
    shown = [*placed, *zip(found.sites, map(tuple, sites), strict=True)]
    where = drawn.at(np.array([place for _, place in shown])).round(1).tolist()
    marks = [
        Mark(
            site,
            lang.number(number),
            *where[number - 1],
            "held" if site.startswith(PUT) or site == IN_HAND or site in locked else "free",
            t("plan.dot_tip", people=lang.people(gained)),
        )
        for number, ((site, _), gained) in enumerate(
            zip(shown, (*found.placed, *found.gained), strict=True), start=1
        )
    ]
    return {"at": at["at"], "marks": written(marks)}
