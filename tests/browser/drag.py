"""Pictures of a weight being dragged at 3,000 districts, one after another, for a person to look at.

    python -m tests.browser.drag [--districts 3000] [--pictures 24] [--size 1440x900] [--dark] [--url URL]

Starts the app on a dataset made for it, unless `--url` names one that runs already, presses the mouse
on the first slider's thumb, draws it to the right and back, and saves a picture at every step in
`screenshots/drag-<districts>/`; the last is of the board at rest.
"""

import argparse
import contextlib
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.harness import SCREENSHOTS, address, launch_args, serve, settled
from tests.ui.parts.board import large

REST_MS = 4_000


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.drag", description=__doc__.split("\n")[0])
    parser.add_argument("--districts", type=int, default=3000)
    parser.add_argument("--pictures", type=int, default=24)
    parser.add_argument("--size", default="1440x900", metavar="WxH")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--url", help="the address of an app that runs already")
    return parser.parse_args()


def film(page: Page, pictures: int, folder: Path) -> None:
    """Drag the first slider to the right end and back, a picture a step, and one at rest."""
    box = page.locator(".weight.depth-0 > input").first.bounding_box()
    middle, height = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(middle, height)
    page.mouse.down()
    for step in range(pictures):
        turn = 2 * step / pictures
        out = turn if turn <= 1 else 2 - turn
        page.mouse.move(middle + out * box["width"] / 2, height)
        page.screenshot(path=folder / f"{step:02d}.png")
    page.mouse.up()
    page.wait_for_timeout(REST_MS)
    page.screenshot(path=folder / f"{pictures:02d}.png")


def main() -> None:
    """Do what the command line asks."""
    chosen = _arguments()
    folder = SCREENSHOTS / f"drag-{chosen.districts}"
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        base = chosen.url
        if not base:
            data = large.write(place / "data", chosen.districts)
            base = stack.enter_context(serve(place / "server.log", env={"LCITY_DATASET": str(data)}))
        browser = stack.enter_context(sync_playwright()).chromium.launch(**launch_args())
        width, height = map(int, chosen.size.split("x"))
        scheme = "dark" if chosen.dark else "light"
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
        page.goto(address(base.rstrip("/"), "ranking", units="district"))
        page.locator(".share").first.wait_for()
        settled(page)
        page.wait_for_timeout(REST_MS)
        film(page, chosen.pictures, folder)
        browser.close()
    print(f"{chosen.pictures + 1} pictures in {folder}")


if __name__ == "__main__":
    main()
