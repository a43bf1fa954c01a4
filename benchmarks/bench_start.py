"""From `streamlit run` to the first page one can use, and second visits of every page.

Run it with ``python -m benchmarks.bench_start``. The files are warm (a run before the clock), and LCity's
and a stock hello-world app's starts take turns. The page can be used when its last repaint is over. LCity
starts twice: with derived tables kept from before, and where nothing can be kept.
"""

from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from benchmarks.browser import PROBE, quiet
from benchmarks.report import Table, ms, show, verdict
from tests.browser.harness import ROOT, launch_args, pages, serve, settled

TURNS = 3
VISITS = 3
HELLO = ROOT / "benchmarks" / "stock" / "hello.py"
MOST_TIMES = {"LCity": 1.5, "LCity, nothing kept": 2.5}
MOST_VISIT_MS = 800


def measure() -> list[Table]:
    """Return the starts and the visits."""
    with TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**launch_args())
        try:
            return [_starts(browser, Path(place)), _visits(browser, Path(place))]
        finally:
            browser.close()


def _starts(browser: Browser, place: Path) -> Table:
    ways = {
        "hello world": (HELLO, {}),
        "LCity": (ROOT / "app.py", {"LCITY_CACHE": str(place / "kept")}),
        "LCity, nothing kept": (ROOT / "app.py", {"LCITY_CACHE": str(place / "file" / "none")}),
    }
    (place / "file").write_text("A file, so that no folder can be made in it.")
    took = {name: [] for name in ways}
    for turn in range(TURNS + 1):
        for name, (app, env) in ways.items():
            milliseconds = _start(browser, place, app, env)
            if turn:  # the first warms the disk
                took[name].append(milliseconds)
    hello = median(took["hello world"])
    rows = []
    for name, found in took.items():
        times = median(found) / hello
        most = MOST_TIMES.get(name)
        judged = ["", ""] if most is None else [f"≤ {most} ×", verdict(times, most)]
        rows.append([name, ms(median(found)), f"{times:.2f}", *judged])
    heads = ["App", "first page ms", "× hello world", "target", ""]
    return Table(
        "From `streamlit run` to the first page, warm disk", heads, rows, f"Medians of {TURNS}, in turns."
    )


def _start(browser: Browser, place: Path, app: Path, env: Mapping[str, str]) -> float:
    begun = perf_counter()
    usage = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", "STREAMLIT_BROWSER_SERVER_ADDRESS": "localhost"}
    # A disk is warm with compiled modules on it, which some containers forbid.
    compiled = {"PYTHONDONTWRITEBYTECODE": ""}
    with serve(place / "start.log", app=app, env={**usage, **compiled, **env}) as base:
        served = perf_counter()
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_init_script(PROBE)
        page = context.new_page()
        page.goto(base)
        settled(page)
        quiet(page)
        painted = page.evaluate("repaints.painted")
        context.close()
    return 1_000 * (served - begun) + painted


def _visits(browser: Browser, place: Path) -> Table:
    """Go through the pages by the links in the sidebar; the first round is not counted."""
    took = {name: [] for name in pages()}
    with serve(place / "visits.log", env={"LCITY_CACHE": str(place / "kept")}) as base:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_init_script(PROBE)
        page = context.new_page()
        page.goto(base)
        settled(page)
        links = page.get_by_test_id("stSidebarNavLink")
        # The first is the page one begins on; "/" is its address.
        names = [Path(urlsplit(link.get_attribute("href")).path).name or "overview" for link in links.all()]
        for visit in range(VISITS + 1):
            for number in (*range(1, len(names)), 0):
                links.nth(number).click()
                quiet(page, ["page"])
                if visit:
                    took[names[number]].append(page.evaluate("repaints.painted - repaints.pressed"))
        context.close()
    rows = [[name, ms(median(found)), verdict(median(found), MOST_VISIT_MS)] for name, found in took.items()]
    heads = ["Page", "last repaint ms", f"target ≤ {MOST_VISIT_MS:,} ms"]
    note = f"From the click on its link to the last repaint; medians of {VISITS}."
    return Table("Second visits of every page", heads, rows, note)


if __name__ == "__main__":
    show(measure())
