"""The ranking page as one writes it with Streamlit's own parts: sliders, table, bars and map in a fragment.

It reads the dataset `LCITY_DATASET` names and computes with LCity's engine, everything before the
weights cached. Only what is on the page differs from LCity's own.
"""

import os

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

from lcity import computed
from lcity.colour import SEQUENTIAL, dimension_colours
from lcity.dataset import Dataset, read
from lcity.index import Ranking, Tree, Weights, normalise, rank_scores

SIMPLIFIED_DEG = 0.002
HEIGHT_PX = 420
MAP_PX = (600, HEIGHT_PX)


@st.cache_resource
def opened() -> Dataset:
    return read(os.environ["LCITY_DATASET"], computations=computed.COMPUTATIONS)


@st.cache_resource
def tree() -> Tree:
    return Tree.from_table(opened().indicators)


@st.cache_resource
def scores() -> pd.DataFrame:
    return normalise(computed.complete(opened(), "district").values, opened().indicators, "goalposts")


@st.cache_resource
def shapes() -> list[dict]:
    simple = opened().districts.geometry.simplify_coverage(SIMPLIFIED_DEG).explode()
    return [
        {"district": district, "polygon": np.round(shape.exterior.coords, 4).tolist()}
        for district, shape in simple.items()
    ]


def sliders() -> Weights:
    columns = st.columns(len(tree().dimensions))
    names = opened().indicators["name"]
    return Weights(
        {
            key: column.slider(names[key], 0, 100, 50, key=key)
            for key, column in zip(tree().dimensions, columns, strict=True)
        }
    )


def table(ranking: Ranking) -> None:
    found = ranking.table().assign(name=opened().districts["name"])
    st.dataframe(found, key="table", height=HEIGHT_PX)


def bars(ranking: Ranking) -> None:
    order = ranking.table().index[::-1]
    colours = dimension_colours(tree().dimensions)
    fig = go.Figure(
        [
            go.Bar(
                x=points.reindex(order),
                y=opened().districts["name"].reindex(order),
                name=key,
                orientation="h",
                marker_color=colours[key],
            )
            for key, points in ranking.contributions.items()
        ]
    )
    fig.update_layout(barmode="stack", height=HEIGHT_PX, margin={"t": 10, "b": 10})
    st.plotly_chart(fig, key="bars")


def choropleth(ranking: Ranking) -> None:
    spread = ranking.score.rank(pct=True).fillna(0) * (len(SEQUENTIAL) - 1)
    rgb = [[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in SEQUENTIAL]
    rows = [
        shape
        | {"fill": rgb[round(spread[shape["district"]])], "score": round(ranking.score[shape["district"]], 1)}
        for shape in shapes()
    ]
    west, south, east, north = opened().districts.total_bounds
    zoom = np.log2(360 / max(east - west, north - south) * min(MAP_PX) / 512)
    view = pdk.ViewState(longitude=(west + east) / 2, latitude=(south + north) / 2, zoom=zoom)
    layer = pdk.Layer(
        "PolygonLayer",
        rows,
        id="districts",
        get_polygon="polygon",
        get_fill_color="fill",
        get_line_color=[255, 255, 255],
        line_width_min_pixels=0.5,
        pickable=True,
    )
    deck = pdk.Deck([layer], view, map_provider=None, tooltip={"text": "{district}: {score}"})
    st.pydeck_chart(deck, key="map", height=HEIGHT_PX)


@st.fragment
def answer() -> None:
    ranking = rank_scores(scores(), tree(), sliders())
    left, right = st.columns(2)
    with left:
        table(ranking)
    with right:
        choropleth(ranking)
    bars(ranking)


st.set_page_config(layout="wide")
answer()
