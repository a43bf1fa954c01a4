"""Templates to fill in."""

from functools import partial

import streamlit as st

from lcity.intake import templates
from lcity.ui.data.check import XLSX
from lcity.ui.shared import cache, frame
from lcity.ui.shared.reader import reader_language, t


def offer() -> None:
    """Offer templates, filled with the open dataset's ids or empty."""
    dataset, lang = cache.as_it_is(), reader_language()
    st.caption(t("data.templates_about"))
    for key, of in (("filled", dataset), ("empty", None)):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(t(f"data.templates.{key}"))
            for kind, content, mime in (
                ("xlsx", partial(templates.workbook, of, lang), XLSX),
                ("zip", partial(templates.archive, of), "application/zip"),
            ):
                st.download_button(
                    f".{kind}",
                    content,
                    file_name=f"lcity-template-{key}.{kind}",
                    mime=mime,
                    key=f"data.template.{key}.{kind}",
                    on_click="ignore",
                    icon=":material/download:",
                )
    st.caption(frame.plain(t("data.templates_needed")))
