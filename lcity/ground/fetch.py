"""Asks a server of Overpass for a city's centres, outlines and streets: the one place that asks the net.

Source: https://wiki.openstreetmap.org/wiki/Overpass_API/Overpass_QL
"""

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from lcity.dataset.forms.form import FormError
from lcity.dataset.forms.json_text import parse_json
from lcity.errors import ArgumentError
from lcity.ground import kinds, make, outlines, overpass
from lcity.ground.elements import Extract
from lcity.ground.errors import GroundError
from lcity.ground.walkable import WALKED
from lcity.ground.write import Ground
from lcity.text import language

SERVER = "https://overpass-api.de/api/interpreter"
MOST_SECONDS = 180
PATIENCE_S = 30
MOST_MB = 200
MB = 2**20
BLOCK = 2**20
LEVELS_BELOW = 3
"""How many levels below the city's are asked for; the first that parts it makes the districts."""
DEEPEST = 11
RELATION = re.compile(r"(?:r|relation/)(\d{1,15})")
REFUSED, BUSY = (429,), (502, 503, 504)


class City(NamedTuple):
    """A city as a server knows it.

    Parameters
    ----------
    id
        The number of its relation.
    level
        Its administrative level.
    name
        As people there call it.
    """

    id: int
    level: int
    name: str


def fetch(
    out: Path,
    place: str,
    server: str,
    tell: make.Tell,
    *,
    with_streets: bool = True,
    **population: Path | str | None,
) -> None:
    """Make a dataset folder of a city's learning centres, outlines and streets, or nothing.

    Parameters
    ----------
    out
        The folder; it is not there yet, or empty.
    place
        "City, Country" as OpenStreetMap names them, in their own or the English language; or a relation of
        OpenStreetMap, "r34914".
    server
        The address of Overpass's interpreter.
    tell
        As for `make.make`.
    with_streets
        Whether streets are asked for: of a city they are most of an answer.
    **population
        population and value_column, as of `make.Wanted`.

    Raises
    ------
    ArgumentError
        The folder holds something, or the place or the address is none.
    GroundError
        The server does not answer, or not wholly; there is no such city, or more than one.
    """
    make.is_free(out)
    if urllib.parse.urlsplit(server).scheme not in ("http", "https"):
        raise ArgumentError(language("en").t("ground.no_address", found=server))
    tell("asking", server=urllib.parse.urlsplit(server).netloc, place=place)
    city = _city(place, server)
    answer = _answer(server, query_of(city))
    extract, level = _extract(answer, city, server)
    districts = outlines.districts_among(extract.elements, str(level))
    if extract.torn:
        tell("torn", count=len(extract.torn), names=extract.torn[:5])
    if districts.empty:
        raise GroundError("no_areas", file=city.name, level=str(level))
    tell("districts", count=len(districts), level=str(level))
    centres = make.centres_from(extract, city.name, tell)
    streets = _streets(city, server, tell) if with_streets else None
    wanted = make.Wanted(out, **population)
    people = make.people_from(wanted, districts, tell)
    stamp = answer.get("osm3s")
    ground = Ground(
        title=city.name,
        centres=centres,
        districts=districts,
        people=None if people is None else people.table,
        streets=streets,
        volunteered=("centres", "outlines") if streets is None else ("centres", "streets", "outlines"),
        files={} if people is None else {"people": wanted.population.name},
        accessed=str(stamp.get("timestamp_osm_base", ""))[:10] if isinstance(stamp, dict) else "",
    )
    make.settle(ground, out, tell)


def query_of(city: City) -> str:
    """Return what is asked for of a city: its centres, what it is parted into, and how many that are."""
    tags: dict[str, list[str]] = {}
    for kind in kinds.kinds().values():
        for key, value in kind.tags:
            tags.setdefault(key, []).append(value)
    centres = "".join(f'nwr(area.city)["{key}"~"^({"|".join(of)})$"];' for key, of in tags.items())
    levels = "|".join(map(str, range(city.level + 1, min(city.level + LEVELS_BELOW, DEEPEST) + 1)))
    areas = f'rel(area.city)["boundary"="administrative"]["admin_level"~"^({levels})$"];' if levels else ""
    return f"{_head()}rel({city.id});map_to_area->.city;({centres}{areas}rel({city.id}););out geom;out count;"


def streets_query_of(city: City) -> str:
    """Return what is asked for of a city's streets: their tags and their course, and how many they are."""
    values = "|".join(sorted(WALKED))
    walked = f'way(area.city)["highway"~"^({values})$"]'
    return f"{_head()}rel({city.id});map_to_area->.city;{walked};out tags geom;out count;"


def _streets(city: City, server: str, tell: make.Tell) -> pd.DataFrame | None:
    """Return the streets of a city one can walk; None, and told, where nobody has mapped any."""
    tell("asking_streets", server=urllib.parse.urlsplit(server).netloc)
    document = {"elements": _whole(_answer(server, streets_query_of(city)), server)}
    extract = overpass.of_document(document, city.name, centres=False, streets=True)
    if not len(extract.pieces):
        tell("no_streets")
        return None
    return make.streets_from(extract, city.name, tell)


def _head() -> str:
    return f"[out:json][timeout:{MOST_SECONDS}][maxsize:{MOST_MB * MB}];"


def _city(place: str, server: str) -> City:
    """Return the one city a place names."""
    if number := RELATION.fullmatch(place.strip()):
        query = f"{_head()}rel({number[1]});out tags;out count;"
    else:
        name, _, country = (part.strip() for part in place.replace("，", ",").rpartition(","))
        if not name or not country:
            raise ArgumentError(language("en").t("ground.no_city", found=place))
        query = (
            f'{_head()}area["admin_level"="2"][~"^name(:en)?$"~"^{_literal(country)}$",i]->.country;'
            f'rel(area.country)["boundary"="administrative"][~"^name(:en)?$"~"^{_literal(name)}$",i];'
            "out tags;out count;"
        )
    found = []
    for row in _whole(_answer(server, query), server):
        tags = row.get("tags")
        level = tags.get("admin_level") if isinstance(tags, dict) else None
        if row.get("type") == "relation" and type(row.get("id")) is int and str(level).isdecimal():
            found.append(City(row["id"], int(level), str(tags.get("name:en") or tags.get("name") or place)))
    if not found:
        raise GroundError("no_such_city", place=place)
    if len(found) > 1:
        lang = language("en")
        named = [
            lang.t("ground.candidate", id=f"r{of.id}", name=of.name, level=str(of.level))
            for of in sorted(found, key=lambda of: of.level)
        ]
        raise GroundError("several_cities", place=place, found=tuple(named))
    return found[0]


def _literal(name: str) -> str:
    """Return a name as a pattern in a quoted text that matches it and nothing else."""
    pattern = re.sub(r"([\\.\[\](){}*+?^$|])", r"\\\1", name)
    return json.dumps(pattern, ensure_ascii=False)[1:-1]


def _extract(answer: Mapping, city: City, server: str) -> tuple[Extract, int]:
    """Return the objects of an answer, and the level of its districts: the first that parts the city."""
    rows = _whole(answer, server)
    inner = [
        int(row["tags"]["admin_level"])
        for row in rows
        if row.get("type") == "relation"
        and isinstance(row.get("tags"), dict)
        and row["tags"].get("boundary") == "administrative"
        and str(row["tags"].get("admin_level")).isdecimal()
        and row.get("id") != city.id
    ]
    parting = [level for level in sorted(set(inner)) if level > city.level and inner.count(level) > 1]
    level = parting[0] if parting else city.level
    document = {"elements": [row for row in rows if level == city.level or row.get("id") != city.id]}
    return overpass.of_document(
        document, city.name, centres=True, streets=False, admin_level=str(level)
    ), level


def _whole(answer: Mapping, server: str) -> list[dict]:
    """Return the objects of an answer that is whole: it counts them itself, at its end.

    Raises
    ------
    GroundError
        Some are missing, or the server says that it broke off.
    """
    host = urllib.parse.urlsplit(server).netloc
    rows = answer.get("elements")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise GroundError("no_overpass", server=host)
    if isinstance(answer.get("remark"), str):
        raise GroundError("broke_off", server=host, reason=answer["remark"])
    count = rows[-1].get("tags") if rows and rows[-1].get("type") == "count" else None
    if not isinstance(count, dict) or str(count.get("total")) != str(len(rows) - 1):
        raise GroundError("half", server=host)
    return rows[:-1]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nobody to another server than the one that was named."""

    def redirect_request(self, *arguments):
        return None


def _answer(server: str, query: str) -> dict:
    """Return what a server answers to a query.

    Raises
    ------
    GroundError
        It does not, refuses, or answers with something else.
    """
    host = urllib.parse.urlsplit(server).netloc
    request = urllib.request.Request(
        server,
        data=urllib.parse.urlencode({"data": query}).encode(),
        headers={"User-Agent": "LCity", "Accept": "application/json"},
    )
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=MOST_SECONDS + PATIENCE_S) as response:
            content = _read(response, host)
    except urllib.error.HTTPError as error:
        error.close()
        code = "refused" if error.code in REFUSED else "busy" if error.code in BUSY else "status"
        raise GroundError(code, server=host, status=str(error.code)) from error
    except TimeoutError as error:
        raise GroundError("no_answer", server=host, most=MOST_SECONDS + PATIENCE_S) from error
    except (http.client.IncompleteRead, http.client.RemoteDisconnected, ConnectionError) as error:
        raise GroundError("half", server=host) from error
    except (urllib.error.URLError, http.client.HTTPException, OSError, ValueError) as error:
        if isinstance(getattr(error, "reason", None), TimeoutError):
            raise GroundError("no_answer", server=host, most=MOST_SECONDS + PATIENCE_S) from error
        reason = getattr(error, "reason", error)
        raise GroundError("unreached", server=host, reason=str(reason)) from error
    try:
        found = parse_json(content, overpass.FORM)
    except FormError as error:
        raise GroundError("no_overpass", server=host) from error
    if not overpass.is_answer(found):
        raise GroundError("no_overpass", server=host)
    return found


def _read(response: http.client.HTTPResponse, host: str) -> bytes:
    """Return an answer, no longer than is read, and as long as it says it is."""
    content = bytearray()
    while block := response.read(BLOCK):
        content += block
        if len(content) > MOST_MB * MB:
            raise GroundError("long_answer", server=host, most=MOST_MB)
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) != len(content):
        raise GroundError("half", server=host)
    return bytes(content)
