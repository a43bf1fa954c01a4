"""The coverage page as one writes it with Streamlit's own parts: controls, map, week and table.

It reads the dataset `LCITY_DATASET` names and answers with LCity's engine, pairs of places and centres
cached. Only what is on the page, and how it gets there, differs from LCity's own.
"""

import os

import numpy as np
import plotly.express as px
import pydeck as pdk
import streamlit as st

from lcity import computed
from lcity.access import HOURS, hour_label
from lcity.access.reach import Reach
from lcity.colour import NO_DATA, OUT_OF_REACH, SEQUENTIAL, kind_colours, rgb
from lcity.dataset import Dataset, read
from lcity.text import language
from lcity.ui.coverage.numbers import LARGEST_RADIUS_M, Answer, Question, answer

CITY = os.environ["BENCHMARK_CITY"]
SIMPLIFIED_DEG = 0.0005
MAP_PX = (620, 560)


@st.cache_resource
def opened() -> Dataset:
    return read(os.environ["LCITY_DATASET"], computations=computed.COMPUTATIONS)


@st.cache_resource
def reach() -> Reach:
    return Reach.of(opened(), CITY, LARGEST_RADIUS_M)


@st.cache_resource
def shapes() -> list[dict]:
    districts = opened().districts
    own = districts[districts["city"] == CITY].geometry.simplify_coverage(SIMPLIFIED_DEG).explode()
    return [
        {"district": district, "polygon": np.round(shape.exterior.coords, 4).tolist()}
        for district, shape in own.items()
    ]


def question() -> Question:
    radius = st.slider("Straight-line distance", 100, 5_000, 1_000, step=100, key="radius")
    groups = list(opened().population.filter(regex="^people(_|$)").columns)
    group = st.segmented_control("People", groups, default="people", required=True, key="group")
    kinds = st.multiselect("Kinds", reach().centres.kinds, key="kinds")
    english = language("en")
    hour = st.selectbox("Hour", range(HOURS), None, lambda number: hour_label(number, english), key="hour")
    return Question(CITY, radius, group, tuple(kinds), hour)


def picture(found: Answer) -> None:
    share = found.districts["share"].fillna(0) * (len(SEQUENTIAL) - 1)
    rows = [shape | {"fill": rgb(SEQUENTIAL[round(share[shape["district"]])])} for shape in shapes()]
    centres, colours = opened().centres.loc[reach().centres.ids], kind_colours(reach().centres.kinds)
    counted = np.where(found.counts, centres["kind"].map(colours), NO_DATA)
    centres = centres[["lon", "lat", "name", "kind", "hours"]].assign(fill=list(map(rgb, counted)))
    layers = [
        pdk.Layer("PolygonLayer", rows, id="districts", get_polygon="polygon", get_fill_color="fill"),
        pdk.Layer(
            "ScatterplotLayer",
            found.out.assign(radius=100 * np.sqrt(found.out["people"] / 1_000)),
            id="people",
            get_position=["lon", "lat"],
            get_radius="radius",
            get_fill_color=[*rgb(OUT_OF_REACH), 120],
            pickable=True,
        ),
        pdk.Layer(
            "ScatterplotLayer",
            centres,
            id="centres",
            get_position=["lon", "lat"],
            get_radius=80,
            get_fill_color="fill",
            radius_min_pixels=1.4,
            pickable=True,
        ),
    ]
    districts = opened().districts
    west, south, east, north = districts[districts["city"] == CITY].total_bounds
    zoom = np.log2(360 / max(east - west, north - south) * min(MAP_PX) / 512)
    view = pdk.ViewState(longitude=(west + east) / 2, latitude=(south + north) / 2, zoom=zoom)
    deck = pdk.Deck(layers, view, map_provider=None, tooltip={"text": "{name} {kind} {hours} {people}"})
    st.pydeck_chart(deck, key="map", height=MAP_PX[1])


@st.fragment
def page() -> None:
    chosen = question()
    found = answer(reach(), chosen)
    left, right = st.columns([2, 1])
    with left:
        picture(found)
    with right:
        st.metric("Within reach", f"{found.share:.0%}")
        st.plotly_chart(px.imshow(found.week.reshape(7, 24), zmin=0, zmax=1), key="week")
    st.dataframe(found.districts.join(opened().districts["name"]), key="table")


st.set_page_config(layout="wide")
page()
