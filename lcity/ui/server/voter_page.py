"""The page a voter opens: plain HTML, one style, one script, and no Streamlit behind it."""

import hashlib
import json
from functools import cache
from html import escape
from pathlib import Path
from string import Template
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from lcity.ui.server.assets import CODE, MODULES

FOLDER = Path(__file__).parent / "voter"
SENT = ("voter.css", "voter.js", "order.js")
IN_SCRIPT = "room.page."


def language_of(request: Request):
    """Return the language a request is answered in: `lang` of its address, else what its browser prefers."""
    from lcity.text import LANGUAGES, language

    code = request.query_params.get("lang", "")
    return language(code if code in LANGUAGES else _preferred(request.headers.get("accept-language", "")))


def page(room: Any, lang: Any, *, open_: bool) -> Response:
    """Return the page of a room.

    Parameters
    ----------
    room
        As `lcity.meeting.store.Store.room` gives it.
    lang
        The voter's language.
    open_
        Whether votes are taken.
    """
    from lcity.meeting import order
    from lcity.meeting.rooms import spelled

    ballot = room.ballot
    found, names = order.costs(ballot), ballot.names_of_units(lang.code)
    data = {
        "code": room.code,
        "keys": ballot.keys,
        "keyNames": list(ballot.names_of_keys(lang.code).values()),
        "units": [names[unit] for unit in found["units"]],
        "costs": found["costs"],
        "decimals": order.DECIMALS,
        "open": open_,
        "votes": room.votes,
        "words": lang.messages(IN_SCRIPT),
    }
    words = {name: escape(lang.t(f"room.page_{name}")) for name in WORDS}
    other = next(code for code in ("en", "zh") if code != lang.code)
    text = _template("page.html").substitute(
        {f"{name}_word" if name == "code" else name: word for name, word in words.items()},
        lang=_HTML_LANGUAGE[lang.code],
        other=other,
        other_lang=_HTML_LANGUAGE[other],
        other_name=_OTHER_NAME[other],
        question=escape(ballot.question),
        **_marks(ballot, lang),
        code=escape(spelled(room.code)),
        version=_version(),
        # No "<" in it: nothing in a question or a name ends the block it stands in.
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"),
    )
    return HTMLResponse(text, headers=_HEADERS | {"Link": _early()})


def _marks(ballot: Any, lang: Any) -> dict[str, str]:
    """Return the sign at an order that rests on simulated figures, and what says so at the head; else ""."""
    if not ballot.simulated:
        return {"simulated": "", "sign": ""}
    word, told = escape(lang.t("common.provenance.simulated")), escape(lang.t("room.page_simulated"))
    return {
        "simulated": f'<p class="simulated"><i class="sign" aria-hidden="true"></i> {told}</p>',
        "sign": f'<i class="sign" role="img" aria-label="{word}" title="{word}"></i>',
    }


def missing(lang: Any) -> Response:
    """Return the page of a room that is not there."""
    text = _template("missing.html").substitute(
        lang=_HTML_LANGUAGE[lang.code],
        version=_version(),
        title=escape(lang.t("room.page_missing")),
        message=escape(lang.t("room.unknown")),
    )
    return HTMLResponse(text, 404, headers=_HEADERS | {"Link": _early()})


async def nowhere(request: Request) -> Response:
    """Return the page for who has left out the room's code."""
    return missing(language_of(request))


async def asset(request: Request) -> Response:
    """Return the page's style or one of its scripts."""
    name = request.path_params["name"]
    if name not in SENT or request.path_params["version"] != _version():
        return PlainTextResponse("No such file", 404)
    return Response(_files()[name], media_type=MODULES[Path(name).suffix], headers=CODE)


WORDS = ("code", "how", "sliders", "points", "vote", "order", "all", "private")
_HTML_LANGUAGE = {"en": "en", "zh": "zh-Hans"}
_OTHER_NAME = {"en": "English", "zh": "中文"}
_HEADERS = {"Cache-Control": "no-store", "Vary": "Accept-Language, Cookie"}


def _preferred(header: str) -> str:
    """Return the language a browser prefers of those there are; English where it says nothing of them."""
    found = []
    for place, part in enumerate(header[:400].split(",")):
        tag, _, quality = part.strip().partition(";")
        code = tag.strip().lower().partition("-")[0]
        _, _, number = quality.partition("=")
        digits = number.strip()
        worth = (
            float(digits)
            if digits.replace(".", "", 1).isascii() and digits.replace(".", "", 1).isdigit()
            else 1.0
        )
        if code in _HTML_LANGUAGE and worth > 0:
            found.append((-worth, place, code))
    return min(found)[2] if found else "en"


@cache
def _files() -> dict[str, bytes]:
    return {name: (FOLDER / name).read_bytes() for name in SENT}


@cache
def _version() -> str:
    return hashlib.sha256(b"".join(_files().values())).hexdigest()[:16]


@cache
def _template(name: str) -> Template:
    return Template((FOLDER / name).read_text(encoding="utf-8"))


@cache
def _early() -> str:
    names = (name for name in SENT if name.endswith(".js"))
    return ", ".join(f"<assets/{_version()}/{name}>; rel=modulepreload" for name in names)
