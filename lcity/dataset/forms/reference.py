"""Coordinate reference systems as files declare them; what would have PROJ open a file is refused.

A definition may name a grid of shifts or an "init" file by any path, which PROJ opens.
"""

import re

import pyproj
from pyproj.exceptions import CRSError

from lcity.dataset.forms.form import FormError

CODES = (
    re.compile(r"urn:(?:x-)?ogc:def:crs:(\w+):[^:]*:(\w+)", re.I),
    re.compile(r"https?://www\.opengis\.net/def/crs/(\w+)/[^/]+/(\w+)", re.I),
    re.compile(r"https?://www\.opengis\.net/gml/srs/(\w+)\.xml#(\w+)", re.I),
    re.compile(r"(\w+):{1,2}(\w+)"),
)
LONGEST = 20_000
NO_GRID = re.compile(r"\+?nadgrids=@null\b", re.I)
OPENS = re.compile(
    r"grids\s*=|\binit\s*=|parameterfile|grid[_ ]?file|\bfile\s*=|://|/vsi|\.(gsb|gtx|tif|gsa|pol)\b", re.I
)
LINKS = re.compile(r"https?://www\.opengis\.net/def/|https?://proj\.org/schemas/", re.I)
WGS84 = "OGC:CRS84"


def by_name(name: str) -> pyproj.CRS:
    """Return the system an authority's code names: "urn:ogc:def:crs:EPSG::27700", "EPSG:27700", "CRS84".

    Raises
    ------
    FormError
        It is no code, or of none that is known.
    """
    name = name.strip()
    if name.upper() in ("CRS84", "WGS84"):
        name = WGS84
    found = next((match for form in CODES if (match := form.fullmatch(name))), None)
    if found is None:
        raise FormError("crs_unknown", found=name)
    return _by_code(found[1], found[2], name)


def by_code(authority: str, code: str | int) -> pyproj.CRS:
    """Return the system of an authority's code.

    Raises
    ------
    FormError
        It is not known.
    """
    return _by_code(authority, str(code), f"{authority}:{code}")


def by_definition(text: str) -> pyproj.CRS | None:
    """Return the system a text in WKT defines, of any of its dialects; None where it says nothing.

    Raises
    ------
    FormError
        It cannot be understood, or names a file.
    """
    text = text.strip("\0 \t\r\n\ufeff")
    if not text or text.lower() == "undefined":
        return None
    _hold_back(text)
    try:
        return pyproj.CRS.from_wkt(text)
    except CRSError as error:
        raise FormError("crs_unknown", found=" ".join(text.split())) from error


def by_projjson(projjson: dict, text: str) -> pyproj.CRS:
    """Return the system that PROJJSON defines.

    Parameters
    ----------
    projjson
        The definition.
    text
        The same as it was written.

    Raises
    ------
    FormError
        It cannot be understood, or names a file.
    """
    known = projjson.get("id")
    if isinstance(known, dict) and {"authority", "code"} <= known.keys():
        return by_code(str(known["authority"]), str(known["code"]))
    _hold_back(text)
    try:
        return pyproj.CRS.from_json_dict(projjson)
    except CRSError as error:
        raise FormError("crs_unknown", found=str(projjson.get("name", "PROJJSON"))) from error


def _by_code(authority: str, code: str, name: str) -> pyproj.CRS:
    try:
        return pyproj.CRS.from_authority(authority.upper(), code.upper())
    except CRSError as error:
        raise FormError("crs_unknown", found=name) from error


def _hold_back(text: str) -> None:
    if len(text) > LONGEST or OPENS.search(LINKS.sub("", NO_GRID.sub("", text))):
        raise FormError("crs_unknown", found=" ".join(text.split()))
