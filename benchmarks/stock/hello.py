"""The least there is to start: what any Streamlit app takes."""

import streamlit as st

st.title("Hello")
