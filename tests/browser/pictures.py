"""Makes the README's pictures anew.

    python -m tests.browser.pictures

Starts the app, opens each view on a laptop's screen in English and saves it in `data/pictures`, its colours
few enough that the file stays small.
"""

import contextlib
import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser.harness import ROOT, SIZES, address, launch_args, serve, settled

FOLDER = ROOT / "data" / "pictures"
COLOURS = 256
VIEWS = {
    "china-overview": ("overview", {"d": "china15"}),
    "england-coverage": ("coverage", {"d": "england9", "city": "E47000001"}),
    "china-ranking": ("ranking", {"d": "china15"}),
    "england-compare": ("compare", {"d": "england9", "district": "E08000002"}),
}
"""Name of the picture → the page, and the link to it."""


def save(page: Page, base: str, name: str) -> None:
    """Save the picture of a view."""
    where, link = VIEWS[name]
    page.goto(address(base, where, lang="en", **link))
    settled(page, timeout=180)
    page.wait_for_timeout(2_000)
    seen = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    few = seen.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(FOLDER / f"{name}.png", optimize=True)


def main() -> None:
    """Make all of them."""
    FOLDER.mkdir(exist_ok=True)
    width, height = SIZES["laptop"]
    with contextlib.ExitStack() as stack:
        log = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "server.log"
        base = stack.enter_context(serve(log))
        browser = stack.enter_context(sync_playwright()).chromium.launch(**launch_args())
        for name in VIEWS:
            context = browser.new_context(viewport={"width": width, "height": height})
            save(context.new_page(), base, name)
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
