"""Coverage where nobody knows where people live: the centres on a map, and when they are open."""

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import streamlit as st

from lcity.access import hour_label
from lcity.access.centres import Centres
from lcity.access.hours import unpack
from lcity.charts.week.screen import week_data
from lcity.colour import NO_DATA, kind_colours
from lcity.maps.coverage import centre_layer, centre_px, centre_rows
from lcity.maps.view import deck, encode, fit
from lcity.meridian import beside, in_one_piece
from lcity.text import language
from lcity.ui.coverage import choices, view
from lcity.ui.coverage.tips import centre_tips, patterns
from lcity.ui.parts import draw
from lcity.ui.parts.week import week
from lcity.ui.shared import cache, frame, offers, reach
from lcity.ui.shared.reader import dark, reader_language, t
from lcity.ui.shared.vocabulary import kind_label
from lcity.ui.shared.window import room_px, side_by_side

# On a phone, on a tablet beside its sidebar, and everywhere else.
SIZES_PX, SIZE_PX = {0: (350, 360), 480: (510, 420)}, (620, 480)
KEY = "coverage.alone.map"
LEAST_SPAN = 0.01
"""Degrees the map shows at least, where there is a single centre."""
MOST_LISTED = 2_000
JSON = "application/json"


def draw_page(lacking: str) -> None:
    """Draw the page of a dataset that has centres but not what coverage needs besides.

    Parameters
    ----------
    lacking
        What it needs, in a sentence.
    """
    frame.draw_question(t("coverage.question"), ())
    _alone(lacking)


@st.fragment
def _alone(lacking: str) -> None:
    dataset, centres = cache.open_dataset(), _centres()
    simulated = bool((dataset.centres["provenance"] == "simulated").any())
    frame.answered(finding(centres), simulated)
    picture, controls = side_by_side([2, 1])
    with controls:
        if centres.hours_known.any():
            choices.hour()
            _week(centres)
        st.info(frame.plain(t("coverage.alone.more", lacking=lacking)))
        frame.to_templates()
    with picture:
        _map(centres)
    _table(centres)
    sources = dataset.centres["provenance"].dropna().unique()
    frame.foot((), sources, "", t("coverage.alone.method"))


def finding(centres: Centres) -> str:
    """Return how many centres there are, and when most are open, or how many are at the chosen hour."""
    lang, known = reader_language(), int(centres.hours_known.sum())
    counted = {"n": len(centres.ids), "count": lang.number(len(centres.ids))}
    if not known:
        return t("coverage.alone.no_hours", **counted)
    open_at = unpack(centres.hours).sum(axis=0)
    chosen = reach.HOUR.value
    hour = int(open_at.argmax()) if chosen is None else chosen
    sentence = t(
        "coverage.alone.most" if chosen is None else "coverage.alone.at",
        **counted,
        open=lang.number(int(open_at[hour])),
        hour=hour_label(hour, lang),
    )
    unknown = counted["n"] - known
    more = t("coverage.alone.unknown", n=unknown, count=lang.number(unknown)) if unknown else ""
    return sentence + more


@cache.shared(2)
def _centres() -> Centres:
    return Centres.of(cache.open_dataset())


def _week(centres: Centres) -> None:
    lang = reader_language()
    shares = unpack(centres.hours[centres.hours_known]).mean(axis=0)
    title = t("coverage.alone.week")
    with st.container(gap=None):
        view.scale(title)
        cells = week_data(shares, lang, title, hour=reach.HOUR.value, dark=dark())
        week(cells, "coverage.alone.week", choices.toggle_hour)


@cache.shared(4)
def _files(code: str) -> dict[str, bytes]:
    """Return the centres by kind, as JSON for the map's layers, in the language `code`."""
    centres, rows = _centres(), cache.open_dataset().centres
    rows = rows[["lon", "lat", "kind"]].assign(
        lon=beside(rows["lon"].to_numpy(float), _bounds()),
        pattern=patterns(centres),
        tip=centre_tips(centres, rows, language(code)),
    )
    return {kind: encode(centre_rows(of)) for kind, of in rows.groupby("kind")}


@cache.shared(2)
def _bounds() -> tuple[float, ...]:
    """Return from where to where the centres lie, in one piece, degrees."""
    return tuple(in_one_piece(gpd.GeoSeries(shapely.points(_centres().lonlat))).total_bounds)


def _map(centres: Centres) -> None:
    lang, hour = reader_language(), reach.HOUR.value
    counts = np.ones(len(centres.ids), bool) if hour is None else unpack(centres.hours)[:, hour]
    pattern = patterns(centres)
    colours, files = kind_colours(cache.kinds(), dark()), _files(lang.code)
    layers, entries = [], []
    for kind, colour in colours.items():
        own = centres.kind == kind
        open_ = np.ones(pattern.max() + 1, bool)
        open_[pattern[own & ~counts]] = False
        layers.append(
            centre_layer(kind, offers.offer(files[kind], JSON), colour, open_, centre_px(int(own.sum())))
        )
        entries.append((colour, f"{kind_label(kind, lang)} {lang.number(int((own & counts).sum()))}"))
    if others := int((~counts).sum()):
        entries.append((NO_DATA, f"{t('coverage.not_counted')} {lang.number(others)}"))
    west, south, east, north = _bounds()
    spare = [max(0.0, LEAST_SPAN - span) / 2 for span in (east - west, north - south)]
    bounds = (west - spare[0], south - spare[1], east + spare[0], north + spare[1])
    alt = t("coverage.alone.map_alt", n=len(counts), count=lang.number(len(counts)))
    width, height = SIZES_PX.get(room_px(), SIZE_PX)
    draw.deck(deck(layers, fit(bounds, width, height)), f"{KEY}.{width}", height, alt)
    draw.key(entries, t("coverage.alone.legend"))


def _table(centres: Centres) -> None:
    lang, rows = reader_language(), cache.open_dataset().centres
    if len(rows) > MOST_LISTED:
        st.caption(t("coverage.alone.listed", most=lang.number(MOST_LISTED), count=lang.number(len(rows))))
        rows = rows.iloc[:MOST_LISTED]
    table = pd.DataFrame(
        {
            t("coverage.alone.name"): [lang.name(row) for row in rows.to_dict("records")],
            t("coverage.alone.kind"): [kind_label(kind, lang) for kind in rows["kind"]],
            t("coverage.alone.hours"): rows["hours"].fillna(t("coverage.hours_unknown")).tolist(),
        }
    )
    st.dataframe(table, hide_index=True, width="stretch", key="coverage.alone.table")
