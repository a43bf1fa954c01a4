"""What the browser fetches by URL: named by its content, so that it is sent once and never stale."""

import hashlib
import threading
from collections import OrderedDict
from functools import cache, lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lcity import __version__

MOST_BYTES = 256 * 2**20
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
SCRIPTS = Path(__file__).parent / "board" / "js"

_offered: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
_lock = threading.Lock()


def offer(content: bytes, media_type: str) -> str:
    """Keep `content` for the browser and return its URL, relative to the app's.

    The URL ends in 128 bits of the content's SHA-256: nobody guesses what was not told him. What was
    offered longest ago goes when more than `MOST_BYTES` are kept.
    """
    name = _name(content)
    with _lock:
        _offered[name] = (content, media_type)
        _offered.move_to_end(name)
        while sum(len(kept) for kept, _ in _offered.values()) > MOST_BYTES and len(_offered) > 1:
            _offered.popitem(last=False)
    return f"fetch/{name}"


@lru_cache(maxsize=128)
def _name(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def script(name: str) -> str:
    """Return the URL of a module of the board, named by the content of all of them."""
    return f"board/{_scripts_hash()}/{name}"


@cache
def _scripts_hash() -> str:
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(SCRIPTS.glob("*.js")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


async def _fetch(request: Request) -> Response:
    content, media_type = _offered.get(request.path_params["name"], (None, None))
    if content is None:
        return PlainTextResponse("Not offered", 404)
    return Response(content, media_type=media_type, headers=FOREVER)


async def _script(request: Request) -> Response:
    modules = {path.name: path for path in SCRIPTS.glob("*.js") if path.is_file()}
    path = modules.get(request.path_params["name"])
    if path is None:
        return PlainTextResponse("No such module", 404)
    return Response(path.read_bytes(), media_type="text/javascript", headers=FOREVER)


ROUTES = [Route("/fetch/{name}", _fetch), Route("/board/{version}/{name}", _script)]
