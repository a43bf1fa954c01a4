"""The server below the pages: what it does once, before the first reader comes."""

import asyncio
import logging
import threading
import webbrowser
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route
from streamlit import net_util, runtime
from streamlit.runtime.pages_manager import PagesManager

from lcity.ui.server import assets, basemap, sweep, voting
from lcity.ui.server.address import OwnAddress
from lcity.ui.server.answer_headers import AnswerHeaders
from lcity.ui.server.early_head import EarlyHead
from lcity.ui.server.few_wakes import wake_once
from lcity.ui.server.left_out import leave_out
from lcity.ui.server.left_pages import LeftPages
from lcity.ui.server.messages import KnownMessages
from lcity.ui.server.nagle import send_at_once
from lcity.ui.server.own_metrics import OwnMetrics
from lcity.ui.server.rehearsal import rehearse
from lcity.ui.server.same_browser import BrowserSecret
from lcity.ui.server.shell_files import ShellFiles, compress
from lcity.ui.server.turns import take_turns
from lcity.ui.server.upload_limit import UploadLimit
from lcity.ui.server.upload_owner import UploadOwner
from lcity.ui.server.whole_queue import send_all_of_parts
from lcity.ui.server.without_run import WithoutRun

SWEEP_EVERY_S = 60
SWEEP_ROOMS_EVERY_S = 3_600
LOOK_EVERY_S = 2

_log = logging.getLogger(__name__)

Lifespan = Callable[[st.App], AbstractAsyncContextManager[None]]


def lifespan(rest: Callable[[], None]) -> Lifespan:
    """Return what the server does around its life.

    Parameters
    ----------
    rest
        Does what is done before anybody asks for it, but that the first page is not to wait for.
    """

    @asynccontextmanager
    async def around_it(_app: st.App) -> AsyncIterator[None]:
        beforehand = asyncio.create_task(_beforehand(rest))
        async with _serving():
            yield
        beforehand.cancel()

    return around_it


async def _beforehand(rest: Callable[[], None]) -> None:
    """Rehearse the first page, and do the rest once somebody has it: what is done before holds it up.

    What is sent is compressed as soon as nobody waits.
    """
    with _by_itself("The first page could not be rehearsed"):
        await rehearse()
    with _by_itself("Whether a first page has been drawn cannot be told"):
        await _until_drawn()
    with _by_itself("What pages need of every dataset could not be read beforehand"):
        await asyncio.to_thread(rest)


async def _until_drawn() -> None:
    """Wait until somebody has a first page, and compress what is sent when nobody waits for one."""
    drawn = tried = False
    while not drawn:
        await asyncio.sleep(LOOK_EVERY_S)
        readers = runtime.get_instance()._session_mgr.list_active_sessions()
        drawn = any(reader.script_run_count for reader in readers)
        if not tried and (drawn or not readers):
            tried = True
            with _by_itself("Streamlit's files could not be compressed"):
                await asyncio.to_thread(compress)


@contextmanager
def _by_itself(failed: str) -> Iterator[None]:
    """Do a step that readers can do without: where it fails the log says why, and the others are done."""
    try:
        yield
    except Exception:  # noqa: BLE001 - whatever it is, the log has all of it
        _log.exception(failed)


@asynccontextmanager
async def _serving() -> AsyncIterator[None]:
    """Make every first request run `app.py`, and open the browser unless the server is headless."""
    # A folder named pages/ beside the script makes Streamlit run a page without app.py until somebody
    # has opened "/"; a link to a page must not depend on that.
    PagesManager.uses_pages_directory = False
    # Known to be unknown: Streamlit would ask the internet for it, and everybody would wait.
    net_util._external_ip = ""
    send_at_once(asyncio.get_running_loop())
    if why := basemap.refused():
        basemap.logger.warning(why)
    if not st.get_option("server.headless"):
        address = f"http://localhost:{st.get_option('server.port')}/{_base_path()}"
        threading.Timer(0.5, webbrowser.open, [address]).start()
    sweeping = [asyncio.create_task(_sweep()), asyncio.create_task(_sweep_rooms())]
    with voting.ending_with_the_server():
        yield
    for task in sweeping:
        task.cancel()


async def _sweep() -> None:
    while True:
        await asyncio.sleep(SWEEP_EVERY_S)
        with _by_itself("Readers who are gone could not be let go"):
            sweep.end_those_gone()
            await asyncio.to_thread(sweep.collect)


async def _sweep_rooms() -> None:
    """Delete rooms that are kept no longer, once an hour; a database that is lost is asked again then."""
    while True:
        await asyncio.sleep(SWEEP_ROOMS_EVERY_S)
        with _by_itself("Old rooms could not be deleted"):
            await asyncio.to_thread(voting.delete_old)


async def _home(request: Request) -> RedirectResponse:
    """Lead from the first page's name to where it stands, its choices kept."""
    return RedirectResponse(f"./?{request.url.query}")


# The first to be asked stands first.
MIDDLEWARE = [
    Middleware(one)
    for one in (
        AnswerHeaders,
        EarlyHead,
        OwnAddress,
        ShellFiles,
        OwnMetrics,
        KnownMessages,
        LeftPages,
        WithoutRun,
        UploadOwner,
        UploadLimit,
        BrowserSecret,
    )
]


def around(rest: Callable[[], None], ballot_of: voting.BallotOf) -> dict[str, Any]:
    """Return what stands around the pages, as `st.App` takes it.

    Parameters
    ----------
    rest
        As for `lifespan`.
    ballot_of
        As for `voting.routes`.
    """
    leave_out()
    send_all_of_parts()
    take_turns()
    wake_once()
    routes = _below(_base_path(), [*assets.ROUTES, *voting.routes(ballot_of), Route("/overview", _home)])
    return {"lifespan": lifespan(rest), "routes": routes, "middleware": MIDDLEWARE}


def _base_path() -> str:
    return str(st.get_option("server.baseUrlPath") or "").strip("/")


def _below(path: str, routes: Sequence[Route]) -> list[Route]:
    """Return routes below the path that all pages stand under: Streamlit puts only its own there."""
    at = f"/{path}" if path else ""
    return [Route(at + one.path, one.endpoint, methods=list(one.methods or ())) for one in routes]
