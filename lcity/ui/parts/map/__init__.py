"""A map of districts the reader can choose from, or put places on, without WebGL or the internet."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd
import streamlit as st

from lcity.colour import quiet_opacity
from lcity.maps.paths import Picture
from lcity.ui.parts.map.ground import ground
from lcity.ui.server import early_style
from lcity.ui.server.basemap import basemap
from lcity.ui.shared import talk
from lcity.ui.shared.component import Component
from lcity.ui.shared.reader import dark, t

LEAST_PX = 224
"""How high a map is at least (`min-height` in map.css), where letters have 16 px."""
LEGEND_PX = 25
"""How high a row of its legend is at least."""

_map = Component("map", "map/map.js")

Legend = Sequence[tuple[str, Sequence[dict[str, Any]]]]
"""Rows of a legend: what a row is of, and its entries: "label", "colour" (hex), "mark" ("square", "dot",
"quiet", "faint" or "planned") and, of a dot whose size says something, "radius" on the canvas."""


def squares(items: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Return entries of a legend: pairs of hex colour and words."""
    return [{"colour": colour, "label": label} for colour, label in items]


@dataclass(frozen=True)
class Mark:
    """A place on the map.

    Parameters
    ----------
    id
        What it is called to the server.
    number
        What stands on it; "" for a dot, of which there are too many to be read one by one.
    x, y
        Where, on the canvas of the outlines.
    state
        "free", or "held" where the reader has put or held it there.
    tip
        What it says on hover and aloud.
    acts
        What can be done with it: names and words.
    """

    id: str
    number: str
    x: float
    y: float
    state: str
    tip: str
    acts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, eq=False)
class SiteLayer:
    """What lies on the districts where places are put.

    Parameters
    ----------
    ground
        URL of what does not change while the hand moves: "dots" of people out of reach and "centres" with
        their radii, and "out", each place with its people out of reach.
    marks
        The places.
    radius
        How far one goes, in units of the canvas.
    colours
        Hex: of people out of reach, of marks and of the numbers on them.
    under
        What the hand has under it, with ``{people}``.
    language
        A BCP 47 code.
    preview
        What the places are while the hand moves; None while it rests.
    """

    ground: str
    marks: tuple[Mark, ...]
    radius: float
    colours: tuple[str, str, str]
    under: str
    language: str
    preview: dict[str, Any] | None = None

    def data(self) -> dict[str, Any]:
        """Return it as the browser takes it."""
        out, mark, ink = self.colours
        return {
            "ground": self.ground,
            "marks": written(self.marks),
            "radius": self.radius,
            "out": out,
            "mark": mark,
            "ink": ink,
            "words": {"under": self.under},
            "language": self.language,
            "preview": self.preview,
        }


def written(marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """Return marks as the browser takes them."""
    return [asdict(mark) for mark in marks]


def district_map(
    drawn: Picture,
    fill: pd.Series,
    tip: pd.Series,
    *,
    name: str,
    key: str,
    selected: str,
    height_px: int,
    label: str,
    on_choose: Callable[[str], None],
    legend: Legend = (),
    mark: str = "",
    points: dict[str, Any] | None = None,
    stays: bool = False,
) -> None:
    """Draw districts filled with their colours.

    Parameters
    ----------
    drawn
        Their outlines.
    fill, tip
        District → hex colour, and the text shown on hover.
    name
        What the outlines are of: under the same name the reader's zoom stays.
    key
        The map's name on the page.
    selected
        The district to outline; "" for none.
    height_px
        Of the map.
    label
        What it shows, for who cannot see it.
    on_choose
        Called with the id of the district the reader clicks.
    legend
        What its colours stand for: shown with it where it fills the screen, and always where it has points.
    mark
        The provenance that is marked beside its title there; "" for none.
    points
        People and centres on it, as `lcity.ui.parts.map.points` tells them.
    stays
        Whether it shows all districts still when one is selected, which is then to be compared with them.
    """
    data = _districts(
        drawn, fill, tip, name=name, selected=selected, height_px=height_px, label=label, legend=legend
    )
    data["points"] = points
    data["stays"] = stays
    data["caption"]["mark"] = t(f"common.provenance.{mark}") if mark else ""
    data["caption"]["always"] = points is not None
    _map.choose_from(key, data, drawn.paths, on_choose, least_px=LEAST_PX, shape=_shape(data))


def site_map(
    drawn: Picture,
    fill: pd.Series,
    tip: pd.Series,
    sites: SiteLayer,
    *,
    name: str,
    key: str,
    selected: str,
    height_px: int,
    label: str,
    on_act: Callable[[dict[str, Any]], None],
    on_hand: Callable[[], None],
    legend: Legend = (),
) -> None:
    """Draw districts on which places are put by hand.

    Parameters
    ----------
    drawn, fill, tip, name, key, selected, height_px, label, legend
        As of `district_map`.
    sites
        What lies on them.
    on_act
        Called with what the reader does once the hand rests: "act" and, as it needs, "id", "x" and "y".
    on_hand
        Called while a place is dragged; `hand` tells where it is.
    """
    data = _districts(
        drawn, fill, tip, name=name, selected=selected, height_px=height_px, label=label, legend=legend
    )

    def acted() -> None:
        told = st.session_state[key].chosen
        if isinstance(told, dict) and isinstance(told.get("act"), str):
            on_act(dict(told))

    told = data | {"sites": sites.data()}
    _map.draw(
        key, told, least_px=LEAST_PX, shape=_shape(data), on_chosen_change=acted, on_hand_change=on_hand
    )


def hand(key: str) -> dict[str, Any] | None:
    """Return where a place is dragged on a map just now: "id", "x", "y" and "at"; None where none is."""
    told = st.session_state.get(key, {}).get("hand")
    known = isinstance(told, dict) and all(
        isinstance(told.get(name), int | float) for name in ("x", "y", "at")
    )
    return dict(told) if known and isinstance(told.get("id"), str) else None


def _shape(data: dict[str, Any]) -> early_style.Shape | None:
    """Return how high a map will be: as its outlines are; None before a room."""
    if talk.presenting():
        # What is left of the screen, which only the browser knows.
        return None
    width, height = data["canvas"]
    legend_px = LEGEND_PX * len(data["caption"]["rows"]) if data["caption"]["always"] else 0
    return early_style.Shape(height / width, data["height"], legend_px)


def _districts(
    drawn: Picture,
    fill: pd.Series,
    tip: pd.Series,
    *,
    name: str,
    selected: str,
    height_px: int,
    label: str,
    legend: Legend,
) -> dict[str, Any]:
    return {
        "picture": name,
        "canvas": (drawn.width, drawn.height),
        "height": round(height_px * max(talk.scale() * talk.MAP_SHARE, 1)),
        "label": label,
        "quiet": quiet_opacity(dark()),
        "selected": selected,
        "words": {
            "nearer": t("overview.nearer"),
            "farther": t("overview.farther"),
            "whole": t("frame.map.whole"),
            "full": t("frame.map.full"),
            **_basemap_words(),
        },
        "caption": {"title": label, "rows": list(legend), "always": False, "mark": ""},
        "ground": ground(drawn),
        "basemap": None if (found := basemap()) is None else {"tiles": found.tiles, "credit": found.credit},
        "units": [(unit, path, fill[unit], tip[unit]) for unit, path in drawn.paths.items()],
    }


def _basemap_words() -> dict[str, str]:
    found = basemap()
    if found is None:
        return {}
    return {
        "basemap": t("frame.map.basemap"),
        "basemap_note": t("frame.map.basemap_note", host=found.host),
    }
