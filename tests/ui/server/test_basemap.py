"""A basemap is none unless the server's owner names one; then the page may ask its host and nobody else."""

import pytest

from lcity.ui.server import answer_headers, basemap

TILES = "https://Tiles.example.org:8443/osm/{z}/{x}/{y}.png?key=a"
POLICY = "Content-Security-Policy"


def directives(headers):
    return dict(part.split(" ", 1) for part in headers[POLICY].split("; "))


@pytest.fixture(autouse=True)
def unset(monkeypatch):
    monkeypatch.delenv(basemap.TILES, raising=False)
    monkeypatch.delenv(basemap.CREDIT, raising=False)


def test_without_it_there_is_none_and_the_policy_names_no_host():
    assert basemap.basemap() is None
    assert basemap.refused() == ""
    assert answer_headers.headers() == answer_headers.HEADERS
    assert "://" not in answer_headers.headers()[POLICY]


def test_with_it_pictures_may_come_from_that_host_and_nothing_else_from_anywhere(monkeypatch):
    monkeypatch.setenv(basemap.TILES, TILES)
    monkeypatch.setenv(basemap.CREDIT, "© OpenStreetMap contributors")
    found = basemap.basemap()
    assert (found.tiles, found.host, found.credit) == (
        TILES,
        "tiles.example.org",
        "© OpenStreetMap contributors",
    )
    without, with_it = directives(answer_headers.HEADERS), directives(answer_headers.headers())
    assert with_it.pop("img-src") == f"{without.pop('img-src')} https://tiles.example.org:8443"
    assert with_it == without


def test_whose_it_is_is_said_though_nobody_has_told(monkeypatch):
    monkeypatch.setenv(basemap.TILES, TILES)
    assert basemap.basemap().credit == "tiles.example.org"


@pytest.mark.parametrize(
    "text",
    [
        "https://tiles.example.org/style.json",
        "https://tiles.example.org/{z}/{x}.png",
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "https://tiles.example.org;script-src */{z}/{x}/{y}.png",
        "https://a.example.org, https://b.example.org/{z}/{x}/{y}.png",
        "https://user:word@tiles.example.org/{z}/{x}/{y}.png",
        "ftp://tiles.example.org/{z}/{x}/{y}.png",
        "/srv/city.pmtiles",
    ],
)
def test_what_is_no_address_of_tiles_is_refused_in_a_sentence_and_opens_nothing(monkeypatch, text):
    monkeypatch.setenv(basemap.TILES, text)
    assert basemap.basemap() is None
    assert repr(text) in basemap.refused()
    assert answer_headers.headers() == answer_headers.HEADERS
