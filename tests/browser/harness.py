"""The app and the browser as tests, and `look.py`, start them."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import TimeoutError as TookTooLong
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_ASK = BackMsg.DESCRIPTOR.fields_by_name["rerun_script"].number
_BEGUN = ForwardMsg.DESCRIPTOR.fields_by_name["new_session"].number
_LINK = ForwardMsg.DESCRIPTOR.fields_by_name["page_info_changed"].number
ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "screenshots"
PATIENCE_S = 240
"""How long anything may take: a busy machine is no failure, and what is there at once costs nothing."""
SIZES = {"laptop": (1440, 900), "projector": (1920, 1080), "phone": (390, 844)}

# WebGL drawn in software, pages without a GPU: one played by the CPU paints a frame several times as dearly.
# No call of Chromium's own to anywhere.
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader-webgl",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]

# Notes whether the browser has asked for a run that the server has not begun: until then nothing on the
# page tells of it. Of a weight that needs no run the link is the answer (`lcity/ui/server/without_run.py`).
# Messages are told by the first field of theirs that is known.
_REQUESTS = f"""(() => {{
    const has = (wanted, data) => {{
        const bytes = new Uint8Array(data);
        let at = 0;
        const varint = () => {{
            let number = 0, place = 1;
            for (; bytes[at] & 128; at++, place *= 128) number += (bytes[at] & 127) * place;
            return number + bytes[at++] * place;
        }};
        while (at < bytes.length) {{
            const tag = varint(), kind = tag % 8;
            if ((tag - kind) / 8 === wanted) return true;
            if (kind === 2) {{ const length = varint(); at += length; }}
            else if (kind === 0) varint();
            else at += kind === 1 ? 8 : 4;
        }}
        return false;
    }};
    const {{ send }} = WebSocket.prototype;
    const heard = new WeakSet();
    WebSocket.prototype.send = function (data) {{
        if (!heard.has(this)) {{
            heard.add(this);
            this.addEventListener("message", event => {{
                if ([{_BEGUN}, {_LINK}].some(kind => has(kind, event.data))) window.requested = false;
            }});
        }}
        if (has({_ASK}, data)) window.requested = true;
        return send.call(this, data);
    }};
}})();"""
_SETTLED = """quiet => {
    const app = document.querySelector('[data-testid="stApp"]');
    const drawn = document.querySelector('[data-testid="stMain"] [data-testid="stElementContainer"]');
    const waiting = '[data-stale="true"], [data-testid="stSkeleton"], [data-testid="stSpinner"]';
    const still = app && drawn && !window.requested
        && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && !document.querySelector(waiting);
    window.stillSince = still ? (window.stillSince ?? performance.now()) : undefined;
    return still && performance.now() - window.stillSince >= quiet;
}"""
# What there is of a page that does not come to rest: once seen, a failure like that must be told apart.
_UNSETTLED = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const waiting = '[data-stale="true"], [data-testid="stSkeleton"], [data-testid="stSpinner"]';
    return JSON.stringify({
        ready: document.readyState,
        app: app && { ...app.dataset },
        requested: window.requested,
        waiting: document.querySelectorAll(waiting).length,
        refused: performance.getEntriesByType('resource')
            .filter(entry => !(entry.responseStatus < 400)).map(entry => entry.name),
    });
}"""


def chromium() -> str | None:
    """Return the path of the machine's own Chromium; None leaves the choice to Playwright."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    return os.environ.get("LCITY_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def launch_args() -> dict:
    """Return what Playwright's `launch` needs here."""
    return {"executable_path": chromium(), "args": CHROMIUM_ARGS}


def pages() -> list[str]:
    """Return the names of the app's pages."""
    return sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def address(base: str, page: str = "overview", **query: str) -> str:
    """Return the link to a page."""
    path = "" if page == "overview" else page
    return f"{base}/{path}" + (f"?{urlencode(query)}" if query else "")


@contextmanager
def serve(log: Path, *, app: Path = ROOT / "app.py", env: Mapping[str, str] | None = None) -> Iterator[str]:
    """Start the app on a free port, wait until it answers, yield its address, and end it."""
    with closing(socket.create_server(("localhost", 0))) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(app)]
    command += ["--server.port", str(port), "--server.headless", "true"]
    setting = {**os.environ, "STREAMLIT_LOGGER_ENABLE_RICH": "false", **(env or {})}
    with log.open("w") as file:
        process = subprocess.Popen(
            command, cwd=app.parent, env=setting, stdout=file, stderr=subprocess.STDOUT
        )
    try:
        base = f"http://localhost:{port}"
        _wait_until_healthy(base, process, log)
        yield base
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_healthy(base: str, process: subprocess.Popen, log: Path, seconds: float = PATIENCE_S) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{base}/_stcore/health", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the app did not start:\n{log.read_text()}")


def settled(page, quiet: float = 0.3, timeout: float = PATIENCE_S) -> None:
    """Wait until the page is drawn, what it has asked for was begun, and nothing has run for `quiet` seconds.

    What the page has yet to ask for, as the board does when a hand has rested, it does not wait for: wait
    for what is expected. Of a context not `listened` to it does not know what its pages have asked for.
    """
    page.evaluate("window.stillSince = undefined")
    try:
        page.wait_for_function(_SETTLED, arg=1000 * quiet, polling=50, timeout=1000 * timeout)
    except TookTooLong as error:
        raise AssertionError(f"the page has not settled: {page.evaluate(_UNSETTLED)}") from error


def whole(page) -> None:
    """Wait until a page has its one heading, and nothing that failed or was not there."""
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    # What a module reads of its data and is not there.
    expect(page.get_by_text("undefined", exact=True)).to_have_count(0)


def listened(context):
    """Let `settled` know what the pages a context is yet to open ask for; return the context."""
    context.add_init_script(_REQUESTS)
    return context


class Watch:
    """Notes what a page must not do: log an error, throw one, or ask anyone but its server.

    Parameters
    ----------
    context
        The Playwright browser context to watch, every page of it.
    base
        The address of the server.
    """

    def __init__(self, context, base: str):
        self.complaints = []
        self._context = context
        self._host = urlsplit(base).netloc
        context.on("console", self._console)
        context.on("weberror", self._thrown)
        context.on("request", self._requested)
        context.on("page", self._opened)
        for page in context.pages:
            self._opened(page)

    def __enter__(self) -> "Watch":
        return self

    def __exit__(self, *_) -> None:
        context = self._context
        context.remove_listener("console", self._console)
        context.remove_listener("weberror", self._thrown)
        context.remove_listener("request", self._requested)
        context.remove_listener("page", self._opened)
        for page in context.pages:
            page.remove_listener("websocket", self._requested)

    def verdict(self) -> None:
        """Raise AssertionError if there was any of it."""
        for page in self._context.pages:
            page.wait_for_timeout(50)
        assert not self.complaints, "\n".join(self.complaints)

    def _console(self, message) -> None:
        if message.type == "error" and not _base_path_probe(message):
            self.complaints.append(f"console: {message.text} ({message.location['url']})")

    def _thrown(self, error) -> None:
        self.complaints.append(f"page error: {error.error}")

    def _opened(self, page) -> None:
        page.on("websocket", self._requested)

    def _requested(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self._host:
            self.complaints.append(f"request off the machine: {request.url}")


def _base_path_probe(message) -> bool:
    # Opened by a deep link, Streamlit looks for its own base path from the deepest folder up: two 404s.
    parts = urlsplit(message.location["url"]).path.split("/")
    missing = "404" in message.text and len(parts) == 4
    return missing and parts[2] == "_stcore" and parts[3] in ("health", "host-config")
