"""How it is computed: the steps, what is real, the tree, every indicator and the sources."""

import streamlit as st

from lcity.ui.method import cards, chain, not_measured, sources, tree
from lcity.ui.shared import frame, printing
from lcity.ui.shared.reader import t

PARTS = ("steps", "simulated", "tree", "indicators", "asked", "sources", "literature")

printing.printable()
simulated = "simulated" in tree.provenance_choice().allowed
frame.heading(t("method.question"), tree.finding(), simulated, obeys=tree.OBEYS)
parts = [part for part in PARTS if part != "asked" or not_measured.there()]
links = " · ".join(f"[{t(f'method.{part}')}](#{part})" for part in parts)
st.markdown(t("method.contents", links=links))

st.header(t("method.steps"), anchor="steps")
with st.container(key="steps"):
    chain.steps()

st.header(t("method.simulated"), anchor="simulated")
sources.simulated()

st.header(t("method.tree"), anchor="tree")
st.caption(t("method.tree.note"))
tree.outline()

st.header(t("method.indicators"), anchor="indicators")
tree.controls()
cards.legend()
chosen = tree.chosen()
for dimension, keys in chosen.items():
    tree.dimension(dimension)
    cards.cards(keys)
if not chosen:
    st.markdown(t("method.no_indicator"))

if "asked" in parts:
    st.header(t("method.asked"), anchor="asked")
    not_measured.draw()

st.header(t("method.sources"), anchor="sources")
sources.dataset()
sources.sources()

st.header(t("method.literature"), anchor="literature")
chain.literature()
