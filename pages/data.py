"""Data: what is this built on, and how do I use my own."""

import streamlit as st

from lcity.ui.data import draft, open, templates, upload
from lcity.ui.shared import frame
from lcity.ui.shared.reader import t
from lcity.ui.shared.window import side_by_side
from lcity.ui.takeaway import record

PARTS = ("now", "another", "templates", "records")

finding = open.finding()
draft.announce()
frame.heading(t("data.question"), finding, open.simulated())
st.markdown(t("data.contents", links=" · ".join(f"[{t(f'data.part.{part}')}](#{part})" for part in PARTS)))

st.header(t("data.part.now"), anchor="now")
left, counted = side_by_side([3, 2], gap="large")
with left:
    open.about()
with counted:
    open.provenance()
open.picture()
st.subheader(t("data.tables"), anchor=False)
open.tables()

st.header(t("data.part.another"), anchor="another")
upload.upload()
upload.saved()

st.header(t("data.part.templates"), anchor="templates")
templates.offer()

st.header(t("data.part.records"), anchor="records")
record.opener("data.record", lambda: record.current(t("data.question"), finding))
