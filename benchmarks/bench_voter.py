"""A room's page on a voter's telephone: how long until one can vote, and what comes over the line.

Run it with ``python -m benchmarks.bench_voter``. Chromium's own brake lets 1.6 Mbit/s down at 150 ms (Fast
3G) and slows the page's processor to a quarter; the cache is empty at every visit, the server warm.
"""

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser import Wire
from benchmarks.report import Table, ms, show, verdict
from tests.browser.harness import PATIENCE_S, SIZES, launch_args, serve

DOWN_BIT_S, UP_BIT_S, LATENCY_MS, SLOWER = 1_600_000, 750_000, 150, 4
VISITS = 7
USABLE_MS, MOST_KB = 1_000.0, 60.0
ROOM = {"dataset": "china15", "level": "city", "question": "What should count most?"}
# Both are the script's work: from then on sliders move, and a vote can be sent.
USABLE = (
    """() => document.getElementById("order")?.textContent && !document.getElementById("send").disabled"""
)


def measure() -> list[Table]:
    """Return what a first visit takes."""
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_args())
        env = {"LCITY_DATA": place, "LCITY_DATABASE": "", "LCITY_CACHE": str(Path(place) / "kept")}
        try:
            with serve(Path(place) / "server.log", env=env) as base:
                opener = browser.new_context()
                code = opener.request.post(f"{base}/room", data=ROOM, timeout=1_000 * PATIENCE_S).json()[
                    "code"
                ]
                opener.close()
                # The first lets server and browser warm up.
                visits = [_visit(browser, f"{base}/room/{code}") for _ in range(1 + VISITS)][1:]
        finally:
            browser.close()
    took_ms, kb = map(median, zip(*visits, strict=True))
    rows = [
        ("until one can vote, ms", ms(took_ms), ms(USABLE_MS), verdict(took_ms, USABLE_MS)),
        ("over the line, kB", f"{kb:.1f}", f"{MOST_KB:.0f}", verdict(kb, MOST_KB)),
    ]
    title = f"A voter's page at {DOWN_BIT_S / 1e6:g} Mbit/s and {LATENCY_MS} ms, {SLOWER} times slower"
    return [Table(title, ("what", "found", "target", ""), rows, f"The median of {VISITS} first visits.")]


def _visit(browser: Browser, url: str) -> tuple[float, float]:
    """Return milliseconds until one can vote, and kilobytes."""
    width, height = SIZES["phone"]
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, has_touch=True, is_mobile=True)
    page = context.new_page()
    wire = Wire(page)
    line = {"downloadThroughput": DOWN_BIT_S / 8, "uploadThroughput": UP_BIT_S / 8}
    wire.cdp.send("Network.emulateNetworkConditions", {"offline": False, "latency": LATENCY_MS, **line})
    wire.cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    began = perf_counter()
    page.goto(url, wait_until="commit")
    page.wait_for_function(USABLE)
    found = 1_000 * (perf_counter() - began), wire.fetched / 1_000
    context.close()
    return found


if __name__ == "__main__":
    show(measure())
