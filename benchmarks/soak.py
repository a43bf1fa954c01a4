"""Fifty readers while ten upload broken and valid datasets: errors, leaks from one to another, memory.

Run it with ``make soak`` or ``python -m benchmarks.soak [--minutes 10] [--readers 50] [--uploaders 10]``.
They speak Streamlit's own protocol over websockets, and upload over HTTP with its XSRF token, as browsers
would, without drawing anything. Every message is searched for text of another's dataset: each uploader's
titles and names carry a word of its own; so is every file the messages name by URL. Once all have gone,
what they uploaded must go from the disk too, though nobody comes after them: Streamlit keeps a session for
two minutes, should its reader come back, and LCity ends those that are over once a minute.
"""

import argparse
import asyncio
import re
import sys
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.bench_room import _process
from benchmarks.report import Table, show, verdict
from tests.browser.harness import serve
from tests.intake.damage import kinds, valid
from tests.reader import FINISHED

MINUTES, READERS, UPLOADERS = 10.0, 50, 10
PAGES = ("", "ranking", "coverage", "participation", "compare", "data", "method")
KEPT_S = 120 + 60 + 15
# Nobody pauses to look at a page: whoever comes stands at the end of a long queue.
OPEN_S = 60
FLAT_SHARE = 0.05
MARK = re.compile(r"Soak\d{3}x")
FETCHED = re.compile(r"fetch/[0-9a-f]{32}")
TRACEBACK = re.compile(r"Traceback \(most recent call last\):\n(?:[ |].*\n)*.*")
BOUNDARY = "soak-boundary"


def mark(number: int) -> str:
    """Return the word that an uploader's dataset carries."""
    return f"Soak{number:03d}x"


@dataclass
class Found:
    """What was seen: errors, leaks, what became of uploads, and the server's memory, MB, every second."""

    runs: int = 0
    errors: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    opened: int = 0
    refused: int = 0
    full: int = 0
    own: int = 0
    memory: list[tuple[float, float]] = field(default_factory=list)
    files: dict[str, set[str]] = field(default_factory=dict)


class Session:
    """One browser tab.

    Parameters
    ----------
    base
        The server's address.
    word
        The word its own datasets carry; "" for a reader.
    found
        Where to note what is seen.
    """

    def __init__(self, base: str, word: str, found: Found):
        self.base, self.word, self.found = base, word, found
        self.socket: ClientConnection | None = None
        self.id = ""
        self.cookies: dict[str, str] = {}
        self.widgets: dict[str, str] = {}
        self.uploaded: list[tuple[str, int, ForwardMsg]] = []

    async def __aenter__(self) -> "Session":
        address = f"{self.base.replace('http', 'ws', 1)}/_stcore/stream"
        self.cookies = await asyncio.to_thread(_cookies, self.base)
        self.socket = await connect(
            address,
            additional_headers={
                "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())
            },
            subprotocols=["streamlit"],
            max_size=None,
            ping_timeout=None,
            open_timeout=OPEN_S,
        )
        return self

    async def __aexit__(self, *_) -> None:
        await self.socket.close()

    async def open(self, page: str, clicked: str = "") -> str:
        """Run a page, a button clicked perhaps; return all that was sent, as text."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = "lang=en"
        rerun.page_name = page
        if clicked:
            rerun.widget_states.widgets.add(id=clicked, trigger_value=True)
        if self.uploaded and page == "data":
            state = rerun.widget_states.widgets.add(id=self.widgets["data.upload"])
            for name, size, urls in self.uploaded:
                state.file_uploader_state_value.uploaded_file_info.add(
                    name=name, size=size, file_id=urls.file_id, file_urls=urls
                )
        await self.socket.send(message.SerializeToString())
        self.widgets = {}
        text = "\n".join([str(answer) async for answer in self._answers()])
        self.found.runs += 1
        for other in set(MARK.findall(text)) - {self.word}:
            self.found.leaks.append(f"{self.word or 'a reader'} was shown {other} on {page!r}")
        for name in FETCHED.findall(text):
            self.found.files.setdefault(name, set()).add(self.word)
        return text

    async def upload(self, files: dict[str, bytes]) -> None:
        """Send files as the uploader does."""
        message = BackMsg()
        message.file_urls_request.request_id = "soak"
        message.file_urls_request.file_names.extend(files)
        message.file_urls_request.session_id = self.id
        await self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(await asyncio.wait_for(self.socket.recv(), 300))
            if answer.WhichOneof("type") == "file_urls_response":
                break
        self.uploaded = []
        for (name, content), urls in zip(files.items(), answer.file_urls_response.file_urls, strict=True):
            await asyncio.to_thread(_put, self.base, urls.upload_url, name, content, self.cookies)
            self.uploaded.append((name, len(content), urls))

    async def _answers(self):
        while True:
            answer = ForwardMsg.FromString(await asyncio.wait_for(self.socket.recv(), 300))
            yield answer
            if answer.WhichOneof("type") == "new_session":
                self.id = answer.new_session.initialize.session_id or self.id
            element = answer.delta.new_element
            kind = element.WhichOneof("type")
            if kind == "exception":
                raise RuntimeError(element.exception.message)
            if kind in ("button", "file_uploader"):
                widget = getattr(element, kind).id
                for key in ("data.upload", "data.open.", "data.back"):
                    if f"-{key}" in widget:
                        self.widgets[key] = widget
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished not in FINISHED:
                    raise RuntimeError(ForwardMsg.ScriptFinishedStatus.Name(answer.script_finished))
                return


def _cookies(base: str) -> dict[str, str]:
    """Return what the server gives a browser that asks whether it is well."""
    with urllib.request.urlopen(f"{base}/_stcore/health", timeout=300) as health:
        given = health.headers.get_all("Set-Cookie")
    return dict(cookie.partition(";")[0].split("=", 1) for cookie in given)


def _sent(cookies: dict[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())


def _put(base: str, url: str, name: str, content: bytes, cookies: dict[str, str]) -> None:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
    headers = {
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        "Cookie": _sent(cookies),
        "X-Xsrftoken": cookies["_streamlit_xsrf"],
    }
    request = urllib.request.Request(base + url, body, headers, method="PUT")
    with urllib.request.urlopen(request, timeout=300):
        pass


@cache
def broken() -> list[dict[str, bytes]]:
    """Return uploads of many kinds of damage."""
    opened = (valid.HARMLESS, valid.VERBATIM, valid.CORRECTED, valid.QUESTION)
    told = [kind for kind in kinds.ALL.values() if kind.code not in opened and not kind.note]
    return [kind.upload() for kind in told[::4]]


def own(word: str) -> dict[str, bytes]:
    """Return a valid dataset whose title and cities carry a word."""
    files = valid.valid()
    for old in (b"Three cities", b"Ash", b"Birch", b"Cedar"):
        for name in ("dataset.toml", "cities.csv"):
            files[name] = files[name].replace(old, f"{word} {old.decode()}".encode())
    return {f"{word}.zip": valid.zipped(files)}


async def _noted(found: Found, who: str, run) -> str | None:
    try:
        return await run
    except RuntimeError as error:
        found.errors.append(f"{who}: {error}")
    except TimeoutError:
        found.errors.append(f"{who}: no answer within five minutes")
    return None


async def _read(base: str, number: int, until: float, found: Found) -> None:
    random = Random(number)
    async with Session(base, "", found) as session:
        while perf_counter() < until:
            page = random.choice(PAGES)
            await _noted(found, f"reader {number} on {page!r}", session.open(page))
            await asyncio.sleep(random.uniform(2, 8))


async def _bring(base: str, number: int, until: float, found: Found) -> None:
    """Upload what is broken and what is valid, open that, look at it, leave it or leave altogether."""
    random, word = Random(1_000 + number), mark(number)
    who = f"uploader {number}"
    while perf_counter() < until:
        async with Session(base, word, found) as session:
            for _ in range(4):
                await _noted(found, who, session.open("data"))
                is_valid = random.random() < 0.5
                await session.upload(own(word) if is_valid else random.choice(broken()))
                text = await _noted(found, who, session.open("data"))
                offered = session.widgets.get("data.open.")
                if not is_valid:
                    found.refused += text is not None and not offered
                    session.uploaded = []
                    continue
                if not offered:
                    found.errors.append(f"{who}: a valid dataset is not offered to be opened")
                    continue
                await _noted(found, who, session.open("data", offered))
                session.uploaded = []
                if "data.back" not in session.widgets:
                    found.full += 1
                    continue
                found.opened += 1
                for page in ("", "ranking", "data"):
                    text = await _noted(found, who, session.open(page)) or ""
                    found.own += word in text
                if random.random() < 0.7 and "data.back" in session.widgets:
                    await _noted(found, who, session.open("data", session.widgets["data.back"]))
                await asyncio.sleep(random.uniform(1, 5))
                if perf_counter() > until:
                    break


async def _watch(found: Found, process: Path, begun: float) -> None:
    while True:
        status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        found.memory.append((perf_counter() - begun, int(status["VmRSS"].split()[0]) / 1024))
        await asyncio.sleep(1)


async def _soak(base: str, minutes: float, readers: int, uploaders: int, folder: Path) -> tuple[Found, int]:
    found, begun = Found(), perf_counter()
    until = begun + 60 * minutes
    watch = asyncio.create_task(_watch(found, _process(base), begun))
    await asyncio.gather(
        *(_read(base, number, until, found) for number in range(readers)),
        *(_bring(base, number, until, found) for number in range(uploaders)),
    )
    watch.cancel()
    await asyncio.to_thread(_look_into, base, found)
    await asyncio.sleep(KEPT_S)
    return found, len(list(folder.glob("lcity-upload-*")))


def _look_into(base: str, found: Found) -> None:
    """Fetch what was named by URL; what carries a word may have been named to its owner only."""
    for name, words in found.files.items():
        try:
            with urllib.request.urlopen(f"{base}/{name}", timeout=60) as file:
                marked = set(MARK.findall(file.read().decode(errors="replace")))
        except urllib.error.HTTPError:
            continue  # Offered long ago.
        if marked and words != marked:
            found.leaks.append(f"{name} of {marked} was named to {words}")


def measure(minutes: float = MINUTES, readers: int = READERS, uploaders: int = UPLOADERS) -> list[Table]:
    """Return what was seen."""
    with TemporaryDirectory() as place:
        uploads = Path(place) / "uploads"
        uploads.mkdir()
        with serve(Path(place) / "soak.log", env={"TMPDIR": str(uploads)}) as base:
            found, left = asyncio.run(_soak(base, minutes, readers, uploaders, uploads))
        log = (Path(place) / "soak.log").read_text()
    for line in sorted(set(found.errors + found.leaks))[:20]:
        sys.stdout.write(f"{line}\n")
    tracebacks = TRACEBACK.findall(log)
    for text in tracebacks[:3]:
        sys.stdout.write(f"{text}\n")
    times, memory = np.array(found.memory).T
    warm = times > times[-1] / 3
    early, late = median(memory[warm][: warm.sum() // 2]), median(memory[warm][warm.sum() // 2 :])
    exponent = np.polyfit(np.log(times[warm]), np.log(memory[warm]), 1)[0]
    most = early * (1 + FLAT_SHARE)
    looked = 3 * found.opened
    rows = [
        ["pages drawn", f"{found.runs:,}", "", ""],
        ["valid datasets opened", f"{found.opened:,}", "", ""],
        ["pages of these with their own names", f"{found.own:,}", f"{looked:,}", verdict(looked, found.own)],
        ["broken uploads refused", f"{found.refused:,}", "", ""],
        ["turned away as the server was full", f"{found.full}", "", ""],
        ["errors", f"{len(found.errors)}", "0", verdict(len(found.errors), 0)],
        ["tracebacks in the server's log", f"{len(tracebacks)}", "0", verdict(len(tracebacks), 0)],
        ["what one was shown of another's", f"{len(found.leaks)}", "0", verdict(len(found.leaks), 0)],
        ["files named by URL, looked into", f"{len(found.files):,}", "", ""],
        ["uploads left once all had gone", f"{left}", "0", verdict(left, 0)],
        [
            "memory, second and last third",
            f"{early:,.0f} and {late:,.0f} MB",
            f"+{FLAT_SHARE:.0%} at most",
            verdict(late, most),
        ],
        ["memory grows as time to the power of", f"{exponent:.2f}", "", ""],
    ]
    title = f"A soak: {readers} readers and {uploaders} uploaders for {minutes:g} minutes"
    return [Table(title, ["", "found", "target", ""], rows)]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--readers", type=int, default=READERS)
    parser.add_argument("--uploaders", type=int, default=UPLOADERS)
    show(measure(**vars(parser.parse_args())))
