"""LCity, the learning-city observatory: `streamlit run app.py` serves it, and every page stands in it."""

import streamlit as st

PAGES = "overview ranking coverage participation compare plan monitor meeting data method".split()

# The server answers before the pages' modules are there: reading those takes longer than all else.
if __name__ == "__main__":
    from lcity.ui import presenting
    from lcity.ui.coverage import centres_alone
    from lcity.ui.shared import frame, state

    st.set_page_config(page_title="LCity", layout="wide", initial_sidebar_state=240)
    frame.begin()
    page = presenting.navigation(PAGES)
    presenting.around(PAGES)
    told = st.empty()
    if not centres_alone.draw_instead(page.url_path):
        page.run()
    frame.refusals(told)
    state.write_link()
else:
    from lcity.ui.server import serving
    from lcity.ui.shared import on_demand

    app = st.App(__file__, **serving.around(on_demand.warm, on_demand.ballot))
