"""How wide the reader's window is, as far as pictures of a fixed size must know."""

import streamlit as st

from lcity.ui.reader import on_phone

# Below this width Streamlit puts columns under each other.
_NARROW = """
const query = matchMedia("(max-width: 640px)");
export default ({ data, setStateValue }) => {
  const tell = () => setStateValue("narrow", query.matches);
  query.onchange = tell;
  if (query.matches !== data.narrow) tell();
};
"""
_mount = st.components.v2.component("lcity_window", js=_NARROW)


def narrow(key: str) -> bool:
    """Say whether the window is as narrow as a phone's, and draw anew where that turns out otherwise.

    Until the browser has said so it is guessed from what the browser calls itself.

    Parameters
    ----------
    key
        Names on the page what asks.
    """
    told = st.session_state.get(key)
    known = getattr(told, "narrow", None)
    now = on_phone() if known is None else bool(known)
    _mount(key=key, data={"narrow": now}, on_narrow_change=lambda: None)
    return now
