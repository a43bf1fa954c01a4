"""Pages on paper."""

import streamlit as st

STYLE = """
<style>
@media print {
    @page { margin: 14mm; }
    [data-testid="stSidebar"], [data-testid="stHeader"] { display: none !important; }
    [data-testid="stMainBlockContainer"] { padding: 0 !important; max-width: none !important; }
    [data-testid="stHorizontalBlock"] { flex-wrap: nowrap !important; }
    [data-testid="stColumn"] { min-width: 0 !important; break-inside: avoid; }
    [data-testid="stHorizontalBlock"], [data-testid="stElementContainer"], tr { break-inside: avoid; }
    td { overflow-wrap: anywhere; }
    [data-testid="stElementContainer"]:has(h2, h3) { break-after: avoid; }
    .katex { font-size: 1em !important; }
}
</style>
"""


def printable() -> None:
    """Let the page print without what only serves the screen, and break it between its parts."""
    st.html(STYLE)
