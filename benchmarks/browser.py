"""A browser that notes every repaint, and what a server sends it."""

from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import CDPSession, Page, Playwright, TimeoutError

from tests.browser.harness import launch_args

PROBE = (Path(__file__).parent / "probe.js").read_text()
QUIET_MS = 700
_QUIET = f"""kinds => !repaints.pending && kinds.every((kind) => kind in repaints.kinds)
    && performance.now() - Math.max(repaints.painted, repaints.pressed) > {QUIET_MS}
    && document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState === 'notRunning'"""

AT_REST_MS = 300
_AT_REST = f"kind => performance.now() - (repaints.kinds[kind] ?? Infinity) > {AT_REST_MS}"


@contextmanager
def opened(
    playwright: Playwright, url: str, motion: str = "no-preference", gpu: bool = True
) -> Iterator[Page]:
    """Open a page in a browser of its own that notes repaints; wait until it is drawn.

    Parameters
    ----------
    gpu
        Whether there is a GPU, though in software; without one the browser draws by the CPU.
    """
    with launched(playwright, motion, gpu) as page:
        page.goto(url)
        page.wait_for_selector(
            '[data-testid="stMain"] [data-testid="stElementContainer"]', state="attached", timeout=120_000
        )
        quiet(page)
        yield page


@contextmanager
def launched(playwright: Playwright, motion: str = "no-preference", gpu: bool = True) -> Iterator[Page]:
    """Start a browser of its own whose one page notes repaints; for the parameters see `opened`."""
    browser = playwright.chromium.launch(**(launch_args() if gpu else without_gpu()))
    try:
        context = browser.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion=motion)
        context.add_init_script(PROBE)
        yield context.new_page()
    finally:
        browser.close()


def without_gpu() -> dict:
    """Return what Playwright's `launch` needs for a browser without a GPU, not even one in software."""
    given = launch_args()
    kept = [arg for arg in given["args"] if "gl" not in arg and "swiftshader" not in arg]
    return given | {"args": [*kept, "--disable-gpu"]}


def cpu_seconds(page: Page) -> dict[str, float]:
    """Return the CPU time the browser's processes have taken so far, by kind: "renderer", "GPU" …"""
    cdp = page.context.browser.new_browser_cdp_session()
    found: dict[str, float] = {}
    for process in cdp.send("SystemInfo.getProcessInfo")["processInfo"]:
        found[process["type"]] = found.get(process["type"], 0.0) + process["cpuTime"]
    cdp.detach()
    return found


def quiet(page: Page, kinds: Sequence[str] = (), seconds: float = 90) -> None:
    """Wait until all `kinds` were repainted, nothing runs, and nothing has been repainted for a while."""
    try:
        page.wait_for_function(_QUIET, arg=list(kinds), timeout=1000 * seconds, polling=100)
    except TimeoutError as error:
        raise RuntimeError(f"waited for {kinds}, found {page.evaluate('repaints')}") from error


def at_rest(page: Page, kind: str, seconds: float = 90) -> None:
    """Wait until a kind was repainted since a press, and then not for a while; the server may go on."""
    try:
        page.wait_for_function(_AT_REST, arg=kind, timeout=1000 * seconds, polling=50)
    except TimeoutError as error:
        raise RuntimeError(f"waited for {kind}, found {page.evaluate('repaints')}") from error


def repainted(page: Page, key: str, kinds: Sequence[str]) -> dict[str, float]:
    """Press a key and wait until all is repainted: the milliseconds until the last repaint of each kind.

    Parameters
    ----------
    key
        As `page.keyboard.press` wants it; what it goes to has the focus.
    kinds
        What must have been repainted: "bars" (a list or plotly), "intervals" (of ranks in a list),
        "canvas", "webgl", "page" (any other DOM of Streamlit's), "board" (any other of a component's).
    """
    page.keyboard.press(key)
    quiet(page, kinds)
    return page.evaluate(
        "Object.fromEntries(Object.entries(repaints.kinds)"
        ".map(([kind, at]) => [kind, at - repaints.pressed]))"
    )


class Wire:
    """Counts the bytes a page gets and sends: over the websocket, and by fetching."""

    def __init__(self, page: Page):
        self.page = page
        self.cdp: CDPSession = page.context.new_cdp_session(page)
        self.cdp.send("Network.enable")
        self.cdp.on("Network.webSocketFrameReceived", lambda event: self._add("got", event))
        self.cdp.on("Network.webSocketFrameSent", lambda event: self._add("sent", event))
        self.cdp.on("Network.loadingFinished", self._fetched)
        self.reset()

    def reset(self) -> None:
        """Begin to count anew."""
        self.got = self.sent = self.fetched = 0

    def _add(self, way: str, event: dict) -> None:
        frame = event["response"]
        size = len(b64decode(frame["payloadData"])) if frame["opcode"] == 2 else len(frame["payloadData"])
        setattr(self, way, getattr(self, way) + size)

    def _fetched(self, event: dict) -> None:
        self.fetched += int(event["encodedDataLength"])
