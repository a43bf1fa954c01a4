"""A basemap of tiles the server's owner names; none, and nothing is asked of anybody, unless he does."""

import logging
import re
from dataclasses import dataclass
from os import environ
from urllib.parse import urlsplit

TILES, CREDIT = "LCITY_BASEMAP", "LCITY_BASEMAP_CREDIT"
# What stands in a Content-Security-Policy must not end it, nor name more than one host.
_ADDRESS = re.compile(r"https?://[a-z0-9.\-]+(:\d{1,5})?/[!-~]*", re.IGNORECASE)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Basemap:
    """Where the pictures of a basemap are, and whose they are.

    Parameters
    ----------
    tiles
        The address of a tile of 256 px in Web Mercator, with ``{z}``, ``{x}`` and ``{y}``.
    origin
        Scheme, host and port of it: all that the page may ask beside its own server.
    credit
        What its owner wants to be named by; the host where nothing is said.
    """

    tiles: str
    origin: str
    credit: str

    @property
    def host(self) -> str:
        """The host the tiles come from."""
        return urlsplit(self.tiles).hostname or ""


def basemap() -> Basemap | None:
    """Return the basemap of `LCITY_BASEMAP`; None where it is not set."""
    tiles = environ.get(TILES, "").strip()
    return _parsed(tiles, environ.get(CREDIT, "").strip()) if tiles else None


def refused() -> str:
    """Say why what `LCITY_BASEMAP` holds is no basemap; "" where it is one, or not set."""
    if not environ.get(TILES, "").strip() or basemap() is not None:
        return ""
    return (
        f"{TILES}: expected the address of a picture tile with {{z}}, {{x}} and {{y}}, such as "
        f"https://tiles.example.org/{{z}}/{{x}}/{{y}}.png; found {environ[TILES]!r}. "
        "Maps go without a basemap."
    )


def _parsed(tiles: str, credit: str) -> Basemap | None:
    if _ADDRESS.fullmatch(tiles) is None or any(tiles.count(part) != 1 for part in ("{z}", "{x}", "{y}")):
        return None
    parts = urlsplit(tiles)
    if "{" in parts.netloc:
        return None
    return Basemap(tiles, f"{parts.scheme}://{parts.netloc.lower()}", credit or (parts.hostname or ""))
