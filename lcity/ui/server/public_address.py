"""The address by which others open LCity: what a QR code, a hand-out or an invitation shows.

Never this machine's name for itself: who scans `localhost` is led to their own telephone.
"""

import ipaddress
import socket
from dataclasses import dataclass
from os import environ
from urllib.parse import urlsplit

import streamlit as st

from lcity.ui.server.address import ADDRESS, ANY, LOOPBACK

# Nothing is sent to it: a socket for datagrams only tells by which of its addresses this machine would leave.
# It is kept for documentation (RFC 5737) and belongs to nobody.
ELSEWHERE = ("203.0.113.1", 9)


@dataclass(frozen=True)
class PublicAddress:
    """Where others find this server.

    Parameters
    ----------
    url
        Scheme, host, port and path, without a last slash; "" where there is none.
    lacking
        Why there is none: "loopback" (the server listens on its own machine only), "network" (the machine is
        in none) or "unreadable" (what the owner has given is no address others can open); "" where there is.
    """

    url: str = ""
    lacking: str = ""

    @property
    def message(self) -> str:
        """The key of the message that says what is lacking, and the way on; "" where nothing is."""
        return f"address.{self.lacking}" if self.lacking else ""

    def of(self, page: str = "", query: str = "") -> str:
        """Return the whole address of a page, as the browser names it, with what stands after the `?`."""
        return f"{self.url}/{page}" + (f"?{query}" if query else "")


def current() -> PublicAddress:
    """Return it as Streamlit's options, `LCITY_ADDRESS` and the reader's own browser have it."""
    bound = (st.get_option("server.address") or "").lower()
    return found(
        given=environ.get(ADDRESS, ""),
        opened_at=st.context.url or "",
        bound=bound,
        port=int(st.get_option("server.port")),
        scheme="https" if st.get_option("server.sslCertFile") else "http",
        below=(st.get_option("server.baseUrlPath") or "").strip("/"),
        own=own_address() if bound in ANY else "",
    )


def found(
    given: str, opened_at: str, bound: str, port: int, *, scheme: str = "http", below: str = "", own: str = ""
) -> PublicAddress:
    """Return the address by which others open a server.

    What its owner has given counts; else where the reader has it open, if that is an address or a whole name,
    which others can open too; else what the server listens on, or the machine's own address where that is all
    there are. A machine's bare name comes last: telephones seldom know it.

    Parameters
    ----------
    given
        `LCITY_ADDRESS`; "" where it is not set.
    opened_at
        The address in the reader's browser; "" where it is not known.
    bound
        What the server listens on.
    port, scheme
        Of the server.
    below
        The path all its pages stand under, without slashes.
    own
        This machine's address in its network; "" where it is in none.
    """
    if given.strip():
        url = _url(given)
        return PublicAddress(url) if url else PublicAddress(lacking="unreadable")
    opened = _url(opened_at, below)
    if opened and _known_everywhere(opened):
        return PublicAddress(opened)
    host = own if bound in ANY else bound
    if host and not is_loopback(host):
        return PublicAddress(_url(f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}", below))
    if opened:
        return PublicAddress(opened)
    return PublicAddress(lacking="network" if bound in ANY else "loopback")


def own_address() -> str:
    """Return this machine's address in the network it is in; "" where it is in none."""
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect(ELSEWHERE)
            return probe.getsockname()[0]
    except OSError:
        pass
    # A room's own network may lead nowhere else.
    try:
        addresses = {told[4][0] for told in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    except OSError:
        return ""
    return min((one for one in addresses if not is_loopback(one)), default="")


def is_loopback(host: str) -> bool:
    """Say whether a host is a machine's name for itself, or for all its addresses: neither leads here."""
    name = host.lower().removesuffix(".")
    address = _address(name)
    if address is None:
        return name in LOOPBACK or name.endswith(".localhost")
    return address.is_loopback or address.is_unspecified


def _known_everywhere(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    return _address(host) is not None or ("." in host and not host.endswith(".local"))


def _url(text: str, below: str | None = None) -> str:
    """Return an address as a URL without a last slash; "" where it is none that others can open.

    Parameters
    ----------
    text
        With or without http(s).
    below
        What to put in the place of its path; None to keep that.
    """
    text = text.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    plain = not (parts.username or parts.query or parts.fragment or any(map(str.isspace, text)))
    if parts.scheme not in ("http", "https") or not host or is_loopback(host) or not plain:
        return ""
    path = parts.path if below is None else f"/{below}"
    name = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{name}{f':{port}' if port else ''}{path.rstrip('/')}"


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
