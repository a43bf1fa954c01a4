"""The controls of the coverage page and nothing else: what a choice costs by Streamlit alone.

In a fragment of its own, with one line that tells what is chosen, so that a repaint shows its end.
"""

import streamlit as st

GROUPS = ("people", "people_0_14", "people_15_59", "people_60p")
KINDS = tuple(f"kind {number}" for number in range(1, 9))
HOURS = 168


@st.fragment
def page() -> None:
    radius = st.slider("Straight-line distance", 100, 5_000, 1_000, step=100, key="radius")
    group = st.segmented_control("People", GROUPS, default="people", required=True, key="group")
    hour = st.selectbox("Hour", range(HOURS), None, key="hour")
    # Last: its list stays open, over what stands below it.
    kinds = st.multiselect("Kinds", KINDS, key="kinds")
    st.text(f"{radius} {group} {kinds} {hour}")


st.set_page_config(layout="wide")
page()
