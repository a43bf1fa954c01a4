"""What the browser fetches by URL: named by its content, so that it is sent once and never stale."""

import hashlib
import threading
from collections import OrderedDict
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lcity import __version__

MOST_BYTES = 256 * 2**20
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
SCRIPTS = Path(__file__).parent / "board" / "js"

_offered: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
_names: dict[int, str] = {}
"""The names of the very objects on offer, by their identity: what is offered in every run is hashed once."""
_lock = threading.Lock()


def offer(content: bytes, media_type: str) -> str:
    """Keep `content` for the browser and return its URL, relative to the app's.

    The URL ends in 128 bits of the content's SHA-256: nobody guesses what was not told him. What was
    offered longest ago goes when more than `MOST_BYTES` are kept.
    """
    with _lock:
        name = _names.get(id(content)) or hashlib.sha256(content).hexdigest()[:32]
        # Replaced, never taken away: a browser may be asking for it at this moment.
        before, _ = _offered.get(name, (None, None))
        _names.pop(id(before), None)
        _names[id(content)] = name
        _offered[name] = content, media_type
        _offered.move_to_end(name)
        while sum(len(kept) for kept, _ in _offered.values()) > MOST_BYTES and len(_offered) > 1:
            _, (oldest, _) = _offered.popitem(last=False)
            del _names[id(oldest)]
    return f"fetch/{name}"


def script(name: str) -> str:
    """Return the URL of a module of the board, named by the content of all of them."""
    return f"board/{_scripts()[0]}/{name}"


@cache
def _scripts() -> tuple[str, dict[str, bytes]]:
    """Return the version of the board's modules, and the modules as they were when it was first asked for."""
    modules = {path.name: path.read_bytes() for path in sorted(SCRIPTS.glob("*.js")) if path.is_file()}
    return hashlib.sha256(b"".join([__version__.encode(), *modules.values()])).hexdigest()[:16], modules


async def _fetch(request: Request) -> Response:
    content, media_type = _offered.get(request.path_params["name"], (None, None))
    if content is None:
        return PlainTextResponse("Not offered", 404)
    return Response(content, media_type=media_type, headers=FOREVER)


async def _script(request: Request) -> Response:
    version, modules = _scripts()
    content = modules.get(request.path_params["name"]) if request.path_params["version"] == version else None
    if content is None:
        return PlainTextResponse("No such module", 404)
    return Response(content, media_type="text/javascript", headers=FOREVER)


ROUTES = [Route("/fetch/{name}", _fetch), Route("/board/{version}/{name}", _script)]
