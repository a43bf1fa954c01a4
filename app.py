"""LCity, the learning-city observatory: `streamlit run app.py` serves it, and every page stands in it."""

import streamlit as st

from lcity.ui import frame, server, state
from lcity.ui.reader import t

PAGES = ("overview", "ranking", "coverage", "participation", "compare", "method")

if __name__ == "__main__":
    st.set_page_config(page_title="LCity", layout="wide", initial_sidebar_state=240)
    frame.begin()
    page = st.navigation(
        [
            st.Page(f"pages/{name}.py", title=t(f"{name}.title"), url_path=name, default=name == "overview")
            for name in PAGES
        ]
    )
    frame.sidebar()
    told = st.empty()
    page.run()
    frame.refusals(told)
    state.write_link()
else:
    app = st.App(__file__, lifespan=server.lifespan, routes=server.ROUTES)
