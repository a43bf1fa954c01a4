"""The server the pages stand on: what it does once, before the first reader comes."""

import asyncio
import threading
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route
from streamlit import net_util
from streamlit.runtime.pages_manager import PagesManager

from lcity.errors import LcityError
from lcity.ui import fetch, sweep
from lcity.ui.address import OwnAddress
from lcity.ui.answer_headers import AnswerHeaders
from lcity.ui.data_limit import UploadLimit
from lcity.ui.messages import KnownMessages
from lcity.ui.nagle import send_at_once
from lcity.ui.own_metrics import OwnMetrics
from lcity.ui.same_browser import BrowserSecret
from lcity.ui.upload_owner import UploadOwner

SWEEP_EVERY_S = 60


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Make every first request run `app.py`, and open the browser unless the server is headless."""
    # A folder named pages/ beside the script makes Streamlit run a page without app.py until somebody
    # has opened "/"; a link to a page must not depend on that.
    PagesManager.uses_pages_directory = False
    # Known to be unknown: Streamlit would ask the internet for it, and everybody would wait.
    net_util._external_ip = ""
    send_at_once(asyncio.get_running_loop())
    if not st.get_option("server.headless"):
        address = f"http://localhost:{st.get_option('server.port')}"
        threading.Timer(0.5, webbrowser.open, [address]).start()
    threading.Thread(target=_warm, name="warm", daemon=True).start()
    sweeping = asyncio.create_task(_sweep())
    yield
    sweeping.cancel()


async def _sweep() -> None:
    while True:
        await asyncio.sleep(SWEEP_EVERY_S)
        sweep.end_those_gone()
        await asyncio.to_thread(sweep.collect)


def _warm() -> None:
    """Import, read and compute what the first page needs while the browser is still starting.

    Then remove what a server that was killed left on the disk, and tell what uploads are kept from.
    """
    from lcity.ui import bundle, cache, data_process, data_room, index_map, overview_view  # noqa: F401

    try:
        dataset = cache.open_dataset()
        for level in dataset.levels:
            cache.values(level, dataset.meta.default_year)
    except LcityError:
        pass  # The page says what is wrong, in the reader's language.
    sweep.collect()
    data_room.clean()
    bundle.clean()
    data_process.tell_walls()


async def _home(request: Request) -> RedirectResponse:
    """Lead from the first page's name to where it stands, its choices kept."""
    return RedirectResponse(f"./?{request.url.query}")


# The first to be asked stands first.
MIDDLEWARE = [
    Middleware(one)
    for one in (AnswerHeaders, OwnAddress, OwnMetrics, KnownMessages, UploadOwner, UploadLimit, BrowserSecret)
]
ROUTES = [*fetch.ROUTES, Route("/overview", _home)]
