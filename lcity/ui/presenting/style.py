"""How a page looks before a room: large throughout, alone on the screen, its pointer seen from the back."""

from urllib.parse import quote

POINTER_PX = 44
_ARROW = (
    f'<svg xmlns="http://www.w3.org/2000/svg" width="{POINTER_PX}" height="{POINTER_PX}" viewBox="0 0 22 22">'
    '<path d="M2 1 2 18 6.5 13.8 9.6 20.6 12.6 19.2 9.6 12.6 15.8 12.2Z" fill="#0b6e6e" stroke="#fff" '
    'stroke-width="1.4" stroke-linejoin="round"/></svg>'
)
_POINTER = f'url("data:image/svg+xml,{quote(_ARROW)}") 4 2'
STYLE = f"""
/* All is measured in letters: 28 px of a screen 1,920 px wide, and none smaller than 6/7 of that, 24 px. */
html {{ font-size: max(16px, min(calc(100vw * 28 / 1920), 3vh)) !important; }}
:root {{ --least: .8572rem; --large: .875rem; --board-letters: .92rem; --finding: 1.1875rem; }}
:root {{ --drawn: 13.8px; --close: -.02em; }}
body, .stApp {{ cursor: {_POINTER}, default; }}
.stApp :is(button, a, [role="button"], summary, label) {{ cursor: {_POINTER}, pointer; }}
:is([data-testid="stHeader"], [data-testid="stSidebar"]) {{ display: none !important; }}
/* A sidebar that is not there, as in a link opened anew, is given no room. */
.stApp [data-testid="stAppViewContainer"] {{ padding-left: 0; }}
[data-testid="stMainBlockContainer"] {{ padding: 0 1.5rem 4.5rem; max-width: none; }}
/* The question and its answer leave the screen to what they are about. */
[data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] {{ gap: .7rem; margin-top: -.9rem; }}
.stApp .stMain [data-testid="stMainBlockContainer"] h1 {{ font-size: 1.6rem; padding: 0 0 .3rem; }}
.stApp .stMain [data-testid="stVerticalBlock"] :is(.st-key-answer, .st-key-board-place) {{ margin-top: 0; }}
[data-testid="stMainBlockContainer"] h2 {{ padding: .1rem 0; }}
/* The board is as high as what its finding leaves, and its sliders stand close: none is below the strip. */
.stApp .st-key-board-place {{
  --tall: max(20rem, calc(100vh - 12.6rem)); min-height: calc(var(--tall) + 5rem);
  --under-note: 2.15rem; --board-columns: minmax(18rem, 1.2fr) minmax(25rem, 2.1fr) minmax(14rem, 1fr);
  --board-row: 1.85em; --tools: row wrap; --tool-groups: contents;
  --weights-apart: 0; --marks: .65em; --hint: 4.05em; --canvas: 12rem;
}}
/* Coverage is asked and answered on one screen: its choices stand beside each other, and its week closer. */
.stMain .stVerticalBlock:has(> [data-testid="stLayoutWrapper"] .st-key-coverage-controls) {{ gap: .5rem; }}
.stMain .stElementContainer:has(h1):has(~ * .st-key-coverage-controls) {{ margin-bottom: .5rem; }}
.stMain .stElementContainer:has(~ * .st-key-coverage-controls) > .stMarkdown p {{ font-size: var(--large); }}
.stApp .st-key-coverage-controls {{
  flex-flow: row wrap; align-items: center; gap: .4rem .6rem; --hour: 1.2rem;
  > * {{ flex: 1 1 100%; min-width: 0; }}
  > :has(.stSlider, .stSelectbox, .stMultiSelect):not(:has(.stHtml)) {{ flex: 1 1 25%; width: auto; }}
  > :has(.stMultiSelect):not(:has(.stHtml)) {{ flex-grow: 2; }}
  > :has(.stPopover) {{ flex: 0 1 auto; width: auto; }}
  .stMetric > div {{ display: flex; flex-wrap: wrap; align-items: center; gap: 0 .7rem; }}
  .stMetric [data-testid="stMetricValue"] {{ line-height: 1.2; padding: 0; }}
  > * > .stMarkdown p {{ font-size: var(--large); line-height: 1.35; }}
}}
.stApp code {{ font-size: max(.75em, var(--least)); }}
.stApp .katex {{ font-size: 1.25em; }}
/* The strip stands below whatever is shown. */
.st-key-talk {{
  position: fixed; z-index: 100; left: 0; right: 0; bottom: 0; width: 100% !important; padding: .2rem 2rem;
  background: var(--st-background-color, Canvas); border-top: 1px solid #8886; flex-wrap: nowrap;
}}
.st-key-talk button {{ min-height: 2.1rem; }}
.st-key-talk button :is(p, span) {{ white-space: nowrap; }}
.st-key-talk-views [class*="st-key-talk-open"] button {{ justify-content: flex-start; }}
"""
