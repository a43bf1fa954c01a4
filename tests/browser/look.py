"""Screenshots of the app for a person to look at.

    python -m tests.browser.look [PAGE …] [--size 1440x900 …] [--lang en zh] [--dark] [--full] [--url URL]

Starts the app, unless `--url` names one that runs already, and saves a picture of each page named
(of all pages, if none) in `screenshots/`. `--query city=110000` adds to the links; `--click TEXT`
clicks what carries that text before the picture is taken. `--sheet` lays all of them on one, small, beside
each other by size, scheme and language, to be read at a glance.
"""

import argparse
import contextlib
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, sync_playwright

from tests.browser.harness import SCREENSHOTS, Watch, address, launch_args, listened, pages, serve, settled

FULL_HEIGHT = 3000
SHEET = "sheet.png"
ON_SHEET_PX, SHEET_PX, GAP_PX, HEAD_PX = 640, 2600, 16, 22


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
    parser.add_argument("--sheet", action="store_true", help=f"all pictures on one: {SHEET}")
    parser.add_argument("--url", help="the address of an app that runs already")
    parser.add_argument("--out", type=Path, default=SCREENSHOTS)
    return parser.parse_args()


def _shoot(browser: Browser, base: str, name: str, size: str, lang: str, chosen: argparse.Namespace) -> Path:
    width, height = map(int, size.split("x"))
    context = listened(
        browser.new_context(
            viewport={"width": width, "height": FULL_HEIGHT if chosen.full else height},
            color_scheme="dark" if chosen.dark else "light",
        )
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
    return path


def sheet(pictures: Sequence[Path], path: Path) -> None:
    """Lay pictures side by side on one, small, each under its name.

    Parameters
    ----------
    pictures
        PNG files, in the order to lay them.
    path
        Where the sheet is written.
    """
    small = []
    for picture in pictures:
        with Image.open(picture) as whole:
            # A phone's stands as high as a laptop's is wide.
            scale = ON_SHEET_PX / max(whole.size)
            small.append(
                whole.convert("RGB").resize((round(whole.width * scale), round(whole.height * scale)))
            )
    places, left, top, height = [], 0, 0, 0
    for picture in small:
        if left + picture.width > SHEET_PX:
            left, top, height = 0, top + height, 0
        places.append((left, top))
        left, height = left + picture.width + GAP_PX, max(height, picture.height + HEAD_PX + GAP_PX)
    whole = Image.new("RGB", (SHEET_PX, top + height), "#8a9494")
    draw = ImageDraw.Draw(whole)
    for picture, (left, top), file in zip(small, places, pictures, strict=True):
        draw.text((left, top + 4), file.stem, fill="white")
        whole.paste(picture, (left, top + HEAD_PX))
    whole.save(path)


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
        made = [
            _shoot(browser, base, name, size, lang, chosen)
            for name in chosen.pages or pages()
            for size in chosen.size
            for lang in chosen.lang
        ]
        browser.close()
        if chosen.sheet:
            sheet(made, chosen.out / SHEET)
            print(chosen.out / SHEET)
        if not chosen.url and "Traceback" in log.read_text():
            print(log.read_text())


if __name__ == "__main__":
    main()
