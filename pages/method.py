"""How it is computed: the steps, what is real, the tree, every indicator and the sources."""

import streamlit as st

from lcity.ui import frame, method_cards, method_chain, method_sources, method_tree, printing
from lcity.ui.reader import t

PARTS = ("steps", "simulated", "tree", "indicators", "sources", "literature")

printing.printable()
simulated = "simulated" in method_tree.provenance_choice().allowed
frame.heading(t("method.question"), method_tree.finding(), simulated, obeys=method_tree.OBEYS)
links = " · ".join(f"[{t(f'method.{part}')}](#{part})" for part in PARTS)
st.markdown(t("method.contents", links=links))

st.header(t("method.steps"), anchor="steps")
method_chain.steps()

st.header(t("method.simulated"), anchor="simulated")
method_sources.simulated()

st.header(t("method.tree"), anchor="tree")
st.caption(t("method.tree.note"))
method_tree.outline()

st.header(t("method.indicators"), anchor="indicators")
method_tree.controls()
method_cards.legend()
chosen = method_tree.chosen()
for dimension, keys in chosen.items():
    method_tree.dimension(dimension)
    method_cards.cards(keys)
if not chosen:
    st.markdown(t("method.no_indicator"))

st.header(t("method.sources"), anchor="sources")
method_sources.dataset()
method_sources.sources()

st.header(t("method.literature"), anchor="literature")
method_chain.literature()
