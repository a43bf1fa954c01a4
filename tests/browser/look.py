"""Screenshots of the app for a person to look at.

    python -m tests.browser.look [PAGE …] [--size 1440x900 …] [--lang en zh] [--dark] [--full] [--url URL]

Starts the app, unless `--url` names one that runs already, and saves a picture of each page named
(of all pages, if none) in `screenshots/`. `--query city=110000` adds to the links; `--click TEXT`
clicks what carries that text before the picture is taken.
"""

import argparse
import contextlib
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.harness import SCREENSHOTS, Watch, address, launch_args, pages, serve, settled

FULL_HEIGHT = 3000


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.look", description=__doc__.split("\n")[0])
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="names of pages; all if none is named")
    parser.add_argument("--size", nargs="+", default=["1440x900"], metavar="WxH")
    parser.add_argument("--lang", nargs="+", default=["en"])
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--full", action="store_true", help="the whole page, not the first screenful")
    parser.add_argument("--query", nargs="+", default=[], metavar="KEY=VALUE")
    parser.add_argument("--click", nargs="+", default=[], metavar="TEXT")
    parser.add_argument("--wait", type=float, default=1.0, help="seconds more for maps to be drawn")
    parser.add_argument("--url", help="the address of an app that runs already")
    parser.add_argument("--out", type=Path, default=SCREENSHOTS)
    return parser.parse_args()


def _shoot(browser: Browser, base: str, name: str, size: str, lang: str, chosen: argparse.Namespace) -> None:
    width, height = map(int, size.split("x"))
    context = browser.new_context(
        viewport={"width": width, "height": FULL_HEIGHT if chosen.full else height},
        color_scheme="dark" if chosen.dark else "light",
    )
    watch = Watch(context, base)
    page = context.new_page()
    began = time.perf_counter()
    page.goto(address(base, name, lang=lang, **dict(pair.split("=", 1) for pair in chosen.query)))
    settled(page)
    seconds = time.perf_counter() - began
    for text in chosen.click:
        page.get_by_text(text).first.click()
        settled(page)
    page.wait_for_timeout(1000 * chosen.wait)
    path = chosen.out / f"{name}-{size}-{'dark' if chosen.dark else 'light'}-{lang}.png"
    if chosen.full:
        page.set_viewport_size({"width": width, "height": _content_height(page)})
        page.wait_for_timeout(500)
    page.screenshot(path=path)
    print(f"{path}  {seconds:.1f} s", *watch.complaints, sep="\n  ")
    context.close()


def _content_height(page) -> int:
    bottom = """() => document.querySelector('[data-testid="stMainBlockContainer"]').scrollHeight"""
    return min(max(page.evaluate(bottom), 400), 12_000)


def main() -> None:
    """Do what the command line asks."""
    chosen = _arguments()
    chosen.out.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        log = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "server.log"
        base = chosen.url.rstrip("/") if chosen.url else stack.enter_context(serve(log))
        browser = stack.enter_context(sync_playwright()).chromium.launch(**launch_args())
        for name in chosen.pages or pages():
            for size in chosen.size:
                for lang in chosen.lang:
                    _shoot(browser, base, name, size, lang, chosen)
        browser.close()
        if not chosen.url and "Traceback" in log.read_text():
            print(log.read_text())


if __name__ == "__main__":
    main()
