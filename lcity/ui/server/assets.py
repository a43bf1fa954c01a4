"""What the browser fetches by URL: named by its content, so that it is sent once and never stale.

What is made of a session's own dataset lies on a shelf of that dataset's and goes with it.
"""

import hashlib
import threading
import weakref
from collections import OrderedDict
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from lcity import __version__

MOST_BYTES = 256 * 2**20
MOST_OWN_BYTES = 64 * 2**20
FOREVER = "max-age=31536000, immutable"
# Whether readers must sign in is the proxy's business, which LCity does not know: no cache that several
# people share may keep data. The modules are the same for everyone, and anyone may have them.
DATA, CODE = {"Cache-Control": f"private, {FOREVER}"}, {"Cache-Control": f"public, {FOREVER}"}
SCRIPTS = Path(__file__).parents[1] / "parts"
# What is sent as the component itself, not fetched.
WITH_THE_PAGE = ("lib/begin.js", "lib/window.js", "board/place.css", "board/before.css")
MODULES = {".js": "text/javascript", ".css": "text/css"}

_owned: "weakref.WeakSet[Shelf]" = weakref.WeakSet()
_placing = threading.Lock()


class Shelf:
    """What is on offer of one dataset; what was offered longest ago goes when it is full.

    Parameters
    ----------
    most_bytes
        How much it holds; more only where one content alone is larger.
    """

    def __init__(self, most_bytes: int):
        self.most_bytes = most_bytes
        self.offered: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        # The names of the very objects on offer: what is offered in every run is hashed once.
        self.names: dict[int, str] = {}
        self._lock = threading.Lock()

    @classmethod
    def owned(cls) -> "Shelf":
        """Return a session's own, found as long as somebody holds it."""
        shelf = cls(MOST_OWN_BYTES)
        with _placing:
            _owned.add(shelf)
        return shelf

    def put(self, content: bytes, media_type: str) -> str:
        """Offer `content` and return its name."""
        with self._lock:
            name = self.names.get(id(content)) or hashlib.sha256(content).hexdigest()[:32]
            # Replaced, never taken away: a browser may be asking for it at this moment.
            before, _ = self.offered.get(name, (None, None))
            self.names.pop(id(before), None)
            self.names[id(content)] = name
            self.offered[name] = content, media_type
            self.offered.move_to_end(name)
            while len(self.offered) > 1 and self._bytes() > self.most_bytes:
                _, (oldest, _) = self.offered.popitem(last=False)
                del self.names[id(oldest)]
        return name

    def _bytes(self) -> int:
        return sum(len(kept) for kept, _ in self.offered.values())


SHARED = Shelf(MOST_BYTES)


def modules() -> tuple[str, ...]:
    """Return the paths of all modules and styles of components."""
    return tuple(_scripts()[1])


def source(name: str) -> str:
    """Return the text of a module, for what must be there before anything can be fetched."""
    return (SCRIPTS / name).read_text(encoding="utf-8")


def script(name: str) -> str:
    """Return the URL of a component's module, by its path in `SCRIPTS`; named by what all of them hold."""
    return f"parts/{_scripts()[0]}/{name}"


@cache
def _scripts() -> tuple[str, dict[str, bytes]]:
    """Return the version of all modules and styles, and them as they were when first asked for."""
    paths = sorted(path for path in SCRIPTS.rglob("*") if path.suffix in MODULES and path.is_file())
    modules = {path.relative_to(SCRIPTS).as_posix(): path.read_bytes() for path in paths}
    return hashlib.sha256(b"".join([__version__.encode(), *modules.values()])).hexdigest()[:16], modules


async def _fetch(request: Request) -> Response:
    with _placing:
        shelves = [SHARED, *_owned]
    for shelf in shelves:
        content, media_type = shelf.offered.get(request.path_params["name"], (None, None))
        if content is not None:
            return Response(content, media_type=media_type, headers=DATA)
    return PlainTextResponse("Not offered", 404)


async def _script(request: Request) -> Response:
    version, modules = _scripts()
    name = request.path_params["name"]
    content = modules.get(name) if request.path_params["version"] == version else None
    if content is None:
        return PlainTextResponse("No such module", 404)
    return Response(content, media_type=MODULES[Path(name).suffix], headers=CODE)


ROUTES = [Route("/fetch/{name}", _fetch), Route("/parts/{version}/{name:path}", _script)]
