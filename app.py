"""LCity, the learning-city observatory: the entry point of the app."""

import streamlit as st

from lcity.ui import frame, state
from lcity.ui.reader import t

st.set_page_config(page_title="LCity", layout="wide")
frame.begin()
page = st.navigation(
    [
        st.Page(f"pages/{name}.py", title=t(f"{name}.title"), url_path=name, default=name == "overview")
        for name in ("overview", "ranking", "coverage", "participation", "method")
    ]
)
frame.sidebar()
page.run()
state.write_link()
