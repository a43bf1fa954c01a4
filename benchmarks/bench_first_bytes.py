"""What comes over a slow line until a page can be read, and until its figure is there.

Run it with ``python -m benchmarks.bench_first_bytes``. Chromium's own brake lets 1.5 Mbit/s down and 0.75 up
at 40 ms; the cache is empty at every visit, the server warm. Beside LCity's pages stand a hello-world app and
the ranking as one writes it with Streamlit's own parts.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser import Wire
from benchmarks.report import Table, show, verdict
from tests.browser.harness import ROOT, address, launch_args, pages, serve

DOWN_BIT_S, UP_BIT_S, LATENCY_MS = 1_500_000, 750_000, 40
READ_S, USED_S = 5.0, 12.0
PATIENCE_MS = 240_000
STOCK = ROOT / "benchmarks" / "stock"
READ = '[data-testid="stMain"] :is(h1, p)'
PLOT = ".js-plotly-plot .main-svg"
# What a page is for: its figure, and where it has none, what it asks with or tells by.
FIGURES = {
    "compare": ".strip, .row",
    "coverage": ".areas path",
    "data": '[data-testid="stFileUploader"]',
    "meeting": '[data-testid="stMain"] [data-testid="stButton"]',
    "method": ".katex",
    "monitor": '[data-testid="stTable"], tbody tr',
    "overview": "tbody tr",
    "participation": ".chart svg",
    "plan": ".areas path",
    "ranking": ".list .row",
}


class Visit(NamedTuple):
    """What a visit took until something can be read, and until the figure is there: seconds and kilobytes."""

    read_s: float
    read_kb: float
    drawn_s: float
    drawn_kb: float


def measure() -> list[Table]:
    """Return the first visits of every page, and of two stock apps."""
    rows = []
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_args())
        log, cache = Path(place) / "server.log", {"LCITY_CACHE": str(Path(place) / "kept")}
        try:
            data = {"LCITY_DATASET": str(ROOT / "data" / "china15"), "PYTHONPATH": str(ROOT)}
            for name, app, figure in (
                ("hello world", STOCK / "hello.py", READ),
                ("stock ranking", STOCK / "app.py", PLOT),
            ):
                rows += _rows(browser, log, app, data, {name: ("overview", figure)})
            own = {name: (name, FIGURES[name]) for name in pages()}
            rows += _rows(browser, log, ROOT / "app.py", cache, own)
        finally:
            browser.close()
    heads = ["Page", "read s", "kB", f"≤ {READ_S:.0f} s", "figure s", "kB", f"≤ {USED_S:.0f} s"]
    title = f"First visits at {DOWN_BIT_S / 1e6:g} Mbit/s and {LATENCY_MS} ms, empty cache"
    note = "One visit each, the server warm; kB as they came over the line, by fetching and by websocket."
    return [Table(title, heads, rows, note)]


def _rows(
    browser: Browser, log: Path, app: Path, env: Mapping[str, str], figures: Mapping[str, tuple[str, str]]
) -> Iterator[list[str]]:
    """Yield a row of the table for each page of an app: its name → the page, and what its figure is."""
    usage = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", "STREAMLIT_BROWSER_SERVER_ADDRESS": "localhost"}
    with serve(log, app=app, env={**usage, **env}) as base:
        for name, (page, figure) in figures.items():
            _visit(browser, address(base, page), figure, slow=False)
            found = _visit(browser, address(base, page), figure, slow=True)
            yield [
                name,
                f"{found.read_s:.1f}",
                f"{found.read_kb:,.0f}",
                verdict(found.read_s, READ_S),
                f"{found.drawn_s:.1f}",
                f"{found.drawn_kb:,.0f}",
                verdict(found.drawn_s, USED_S),
            ]


def _visit(browser: Browser, url: str, figure: str, *, slow: bool) -> Visit:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    wire = Wire(page)
    if slow:
        line = {"downloadThroughput": DOWN_BIT_S / 8, "uploadThroughput": UP_BIT_S / 8}
        wire.cdp.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY_MS, **line})
    began = perf_counter()
    page.goto(url, wait_until="commit")
    taken = []
    for wanted in (READ, figure):
        page.locator(wanted).first.wait_for()
        taken += [perf_counter() - began, (wire.got + wire.fetched) / 1_000]
    context.close()
    return Visit(*taken)


if __name__ == "__main__":
    show(measure())
