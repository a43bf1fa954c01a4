"""Data: what is this built on, and how do I use my own."""

import streamlit as st

from lcity.ui import data_draft, data_open, data_templates, data_upload, frame, record_view
from lcity.ui.reader import t
from lcity.ui.window import side_by_side

PARTS = ("now", "another", "templates", "records")

finding = data_open.finding()
data_draft.announce()
frame.heading(t("data.question"), finding, data_open.simulated())
st.markdown(t("data.contents", links=" · ".join(f"[{t(f'data.part.{part}')}](#{part})" for part in PARTS)))

st.header(t("data.part.now"), anchor="now")
said, counted = side_by_side([3, 2], gap="large")
with said:
    data_open.about()
with counted:
    data_open.provenance()
data_open.picture()
st.subheader(t("data.tables"), anchor=False)
data_open.tables()

st.header(t("data.part.another"), anchor="another")
data_upload.upload()
data_upload.saved()

st.header(t("data.part.templates"), anchor="templates")
data_templates.offer()

st.header(t("data.part.records"), anchor="records")
record_view.opener("data.record", lambda: record_view.current(t("data.question"), finding))
