"""Who may ask: only by a name this server is known by, and a page only where this server sent it.

A page of another name may lead here by DNS (rebinding); its browser then takes the server for that page's
own. What a browser says in `Host` and `Origin` tells it: neither can be forged by a page.
"""

import ipaddress
import logging
import re
import socket
from dataclasses import dataclass
from os import environ

import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config

NAMES = "LCITY_HOSTS"
ADDRESS = "LCITY_ADDRESS"
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
ANY = frozenset({"", "0.0.0.0", "::"})
PORTS = {"http": 80, "https": 443}
READS = frozenset({"GET", "HEAD", "OPTIONS"})
MOST_TOLD = 20
_PLACE = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?")
_ORIGIN = re.compile(rf"(https?)://{_PLACE.pattern}")

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Place:
    """A host and a port, as browsers name them.

    Parameters
    ----------
    host
        In lower case, without the brackets of IPv6 and without a last dot.
    port
        None where none is named.
    """

    host: str
    port: int | None

    @classmethod
    def parse(cls, text: str) -> "Place | None":
        """Read `host[:port]`; None where it is anything else, a user's name or a path among it."""
        found = _PLACE.fullmatch(text.lower())
        if found is None:
            return None
        host, port = found.groups()
        return cls(host.strip("[]").removesuffix("."), int(port) if port else None)

    def at(self, scheme: str) -> "Place":
        """Return it with the port that `scheme` means where none is named."""
        return self if self.port is not None else Place(self.host, PORTS[scheme])


@dataclass(frozen=True)
class Known:
    """What a server is known by.

    Parameters
    ----------
    hosts
        Names and addresses; `*.example.org` stands for every name below.
    named
        Those of `hosts` the server's owner has given it, behind which a proxy may encrypt.
    origins
        Whole origins whose pages may connect though the host asked for is another.
    """

    hosts: frozenset[str]
    named: frozenset[str] = frozenset()
    origins: frozenset[tuple[str, Place]] = frozenset()

    @classmethod
    def from_settings(cls) -> "Known":
        """Read it from Streamlit's options, `LCITY_ADDRESS` and `LCITY_HOSTS`, names parted by commas."""
        bound = st.get_option("server.address") or ""
        public = st.get_option("browser.serverAddress") or ""
        allowed = tuple(filter(None, (_origin(text) for text in st.get_option("server.corsAllowedOrigins"))))
        given = [
            public,
            environ.get(ADDRESS, ""),
            *environ.get(NAMES, "").split(","),
            *st.get_option("server.allowedHosts"),
            *(place.host for _, place in allowed),
        ]
        named = frozenset(map(_host, given)) - LOOPBACK - {""}
        own = {_host(bound)} | (_machine() if bound in ANY else set())
        origins = set(allowed)
        if _host(public) in named:
            ports = [None]
            if config.is_manually_set("browser.serverPort"):
                ports.append(int(st.get_option("browser.serverPort")))
            origins |= {(scheme, Place(_host(public), port).at(scheme)) for scheme in PORTS for port in ports}
        return cls(frozenset(LOOPBACK | named | own), named, frozenset(origins))

    def answers_to(self, host: str, local: str) -> bool:
        """Say whether the server is known by a host.

        Parameters
        ----------
        host
            As a `Place` has it.
        local
            The address of this machine that the connection has come to; "" where there is none.
        """
        return _among(host, self.hosts) or _same_address(host, local)

    def sent(self, origin: str, host: Place, scheme: str) -> bool:
        """Say whether a page is of this server.

        Parameters
        ----------
        origin
            As its browser says it.
        host
            What the browser has asked for.
        scheme
            How it has: http or https.
        """
        found = _origin(origin)
        if found is None:
            return False
        its, place = found
        if (its, place) in self.origins:
            return True
        # A proxy on another machine encrypts, and LCity does not see it.
        encrypted_before = its == "https" and _among(host.host, self.named)
        return (its == scheme or encrypted_before) and place == host.at(its)


class OwnAddress:
    """Refuses who asks for another server, and pages of others that connect or change something.

    It stands before Streamlit, which answers whatever name it is asked by, and which, before it refuses a
    page of others, asks the internet for this machine's address while everybody waits.

    Parameters
    ----------
    app
        The application behind.
    known
        What this server is known by; None for what the settings say.
    """

    def __init__(self, app: ASGIApp, known: Known | None = None):
        self.app = app
        self.known = known or Known.from_settings()
        self._told: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer 421 for another host, 403 for a page of others."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        hosts, origins = (_headers(scope, name) for name in (b"host", b"origin"))
        host = Place.parse(hosts[0]) if len(hosts) == 1 else None
        local, *_ = scope.get("server") or ("",)
        if host is None or not self.known.answers_to(host.host, local):
            self._note("Host", hosts)
            await _refuse(421, "frame.other_host", scope, receive, send)
            return
        changes = scope["type"] == "websocket" or scope["method"] not in READS
        scheme = "https" if scope.get("scheme") in ("https", "wss") else "http"
        if changes and origins and not (len(origins) == 1 and self.known.sent(origins[0], host, scheme)):
            self._note("Origin", origins)
            await _refuse(403, "frame.other_origin", scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _note(self, header: str, values: list[str]) -> None:
        # The values are the asker's: each is written once, and not without end.
        line = f"Refused: {header} {', '.join(values)[:200]!r}; {NAMES} names what this server is known by"
        if line not in self._told and len(self._told) < MOST_TOLD:
            self._told.add(line)
            logger.warning(line)


async def _refuse(status: int, message: str, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    # Imported late: the server answers before the catalogues' libraries are there.
    from lcity.text import LANGUAGES, language

    # Nothing is known of who asks, their language neither.
    lines = "\n".join(language(code).t(message, variable=NAMES) for code in LANGUAGES)
    await PlainTextResponse(lines, status)(scope, receive, send)


def _headers(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def _origin(text: str) -> tuple[str, Place] | None:
    found = _ORIGIN.fullmatch(text.lower())
    if found is None:
        return None
    scheme = found.group(1)
    place = Place.parse(text.lower().removeprefix(f"{scheme}://"))
    return (scheme, place.at(scheme)) if place else None


def _among(host: str, names: frozenset[str]) -> bool:
    return host in names or any(name.startswith("*.") and host.endswith(name[1:]) for name in names)


def _host(given: str) -> str:
    """Return the host of what an owner has written: a name, an address, or a whole URL."""
    text = given.strip().lower().partition("://")[-1] or given.strip().lower()
    text = text.partition("/")[0]
    if text.startswith("*."):
        return text
    place = Place.parse(text if text.count(":") < 2 or text.startswith("[") else f"[{text}]")
    return place.host if place else ""


def _machine() -> set[str]:
    """Return the names of this machine; its addresses are told by each connection."""
    name = socket.gethostname().lower()
    return {name, f"{name.partition('.')[0]}.local"}


def _same_address(host: str, local: str) -> bool:
    try:
        one, other = (ipaddress.ip_address(text.partition("%")[0]) for text in (host, local))
    except ValueError:
        return False
    return one == (getattr(other, "ipv4_mapped", None) or other)
