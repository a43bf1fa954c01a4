"""`python -m lcity fetch`, against a server on this machine that answers, or fails, as Overpass does."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from lcity import dataset as datasets
from lcity.cli import main
from lcity.computed import COMPUTATIONS
from lcity.ground import fetch as fetching

COUNT = {"type": "count", "id": 0, "tags": {"total": "5"}}
WEST = [(0, 0), (0.01, 0), (0.01, 0.01), (0, 0.01), (0, 0)]
EAST = [(lon + 0.01, lat) for lon, lat in WEST]
ADMIN = {"boundary": "administrative"}


def relation(number, ring, **tags):
    geometry = [{"lon": lon, "lat": lat} for lon, lat in ring]
    member = {"type": "way", "ref": number * 10, "role": "outer", "geometry": geometry}
    return {"type": "relation", "id": number, "tags": ADMIN | tags, "members": [member]}


CITY = {"type": "relation", "id": 7, "tags": ADMIN | {"admin_level": "8", "name": "Kaupunki"}}
WHOLE = [
    {"type": "node", "id": 1, "lon": 0.005, "lat": 0.005, "tags": {"amenity": "library", "name": "A"}},
    relation(71, WEST, admin_level="9", name="West"),
    relation(72, EAST, admin_level="9", name="East"),
    relation(73, EAST, admin_level="10", name="East within"),
    relation(7, [*WEST[:1], (0.02, 0), (0.02, 0.01), *WEST[3:]], admin_level="8", name="Kaupunki"),
]


def way(number, *lonlat, **tags):
    return {"type": "way", "id": number, "geometry": [{"lon": x, "lat": y} for x, y in lonlat], "tags": tags}


STREETS = [
    way(91, (0.001, 0.005), (0.005, 0.005), (0.019, 0.005), highway="residential"),
    way(92, (0.005, 0.005), (0.005, 0.009), highway="steps"),
    way(93, (0.001, 0.001), (0.019, 0.001), highway="primary", foot="no"),
]


def answer(rows, **more):
    count = {"type": "count", "id": 0, "tags": {"total": str(len(rows))}}
    stamp = {"timestamp_osm_base": "2026-11-28T20:21:02Z"}
    return json.dumps({"version": 0.6, "osm3s": stamp, "elements": [*rows, count], **more})


class Server:
    """A server of Overpass; `answers` are given in order, the last again and again."""

    def __init__(self):
        self.queries = []
        self.answers = [(200, answer(rows)) for rows in ([CITY], WHOLE, STREETS)]
        self.headers = {}
        self.silent, self.done = False, threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                outer.queries.append(parse_qs(body)["data"][0])
                answers = outer.answers
                status, text = answers[min(len(outer.queries), len(answers)) - 1]
                content = text.encode()
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(content))} | outer.headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(content)
                if outer.silent:
                    outer.done.wait(20)

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/api/interpreter"
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()


@pytest.fixture
def overpass(monkeypatch):
    monkeypatch.setenv("no_proxy", "*")
    server = Server()
    yield server
    server.done.set()
    server.server.shutdown()
    server.server.server_close()


def fetch(out, server, place="Kaupunki, Maa", *more):
    return main(["fetch", str(out), place, "--overpass", server.url, *more])


def test_a_city_with_its_districts_and_centres(overpass, tmp_path, capsys):
    lived = tmp_path / "people.csv"
    lived.write_text("lon,lat,people\n0.005,0.006,100\n0.015,0.005,50\n")
    assert fetch(tmp_path / "out", overpass, "Kaupunki, Maa", "--population", str(lived)) == 0
    opened = datasets.read(tmp_path / "out", COMPUTATIONS)
    assert opened.districts["name"].to_dict() == {"r71": "West", "r72": "East"}
    assert opened.centres["provenance"].tolist() == ["volunteered"]
    assert opened.meta.title == "Kaupunki"
    assert opened.cities["name"].tolist() == ["Kaupunki"], "a city is called by its name, not by its number"
    assert opened.sources.loc["openstreetmap", "accessed"] == "2026-11-28"
    assert opened.values_district["people"].tolist() == [100, 50]
    first, second, third = overpass.queries
    assert '"^Kaupunki$",i]' in first
    assert '"^Maa$",i]' in first
    assert "rel(7);map_to_area" in second
    assert '"amenity"~"^(library|' in second
    assert 'way(area.city)["highway"~"^(bridleway|corridor|' in third
    assert "motorway" not in third
    told = capsys.readouterr().err
    assert "Asking 127.0.0.1" in told
    assert "Streets one can walk: 3 pieces, 2 km" in told
    assert opened.streets["steps"].tolist().count(True) == 1, "and what nobody may walk is no street"
    assert "streets" in opened.meta.about


def test_streets_are_left_out_where_nobody_wants_or_has_mapped_them(overpass, tmp_path, capsys):
    assert fetch(tmp_path / "without", overpass, "r7", "--without-streets") == 0
    assert len(overpass.queries) == 2
    overpass.answers[2] = (200, answer([STREETS[2]]))
    overpass.queries.clear()
    assert fetch(tmp_path / "none", overpass, "r7") == 0
    assert "Nobody has mapped a street" in capsys.readouterr().err
    for name in ("without", "none"):
        opened = datasets.read(tmp_path / name, COMPUTATIONS)
        assert opened.streets is None
        assert "streets" not in opened.meta.about


def test_a_city_that_nothing_parts_is_one_district(overpass, tmp_path):
    overpass.answers[1] = (200, answer([WHOLE[0], WHOLE[1], WHOLE[4]]))
    assert fetch(tmp_path / "out", overpass, "r7") == 0
    assert "rel(7);out tags" in overpass.queries[0]
    opened = datasets.read(tmp_path / "out", COMPUTATIONS)
    assert opened.districts["name"].tolist() == ["Kaupunki"]


BROKEN = {
    "refused": (429, "rate_limited"),
    "busy": (504, "<html>The server is probably too busy</html>"),
    "broke off": (200, answer(WHOLE[:2], remark='runtime error: Query timed out in "query" at line 3')),
    "not whole": (200, json.dumps({"elements": WHOLE[:3]})),
    "not whole ": (
        200,
        json.dumps({"elements": [*WHOLE[:3], COUNT]}),
    ),
    "not as Overpass does": (200, "<html>hello</html>"),
    "not as Overpass does ": (200, answer(WHOLE)[:300]),
    "status 400": (400, "parse error: Unknown type"),
    "status 302": (302, ""),
}


@pytest.mark.parametrize("reason", BROKEN)
@pytest.mark.parametrize("at", [0, 1, 2])
def test_refusals_and_half_answers_are_told_and_nothing_is_written(overpass, tmp_path, capsys, reason, at):
    overpass.answers[at] = BROKEN[reason]
    overpass.headers = {"Location": "http://127.0.0.1:1/"} if "302" in reason else {}
    assert fetch(tmp_path / "out", overpass) == 1
    told = capsys.readouterr().err.strip().splitlines()[-1]
    assert told.startswith("lcity fetch: ")
    assert reason.strip() in told.replace("refuses", "refused")
    assert list(tmp_path.iterdir()) == []


def test_an_answer_shorter_than_it_says_is_half(overpass, tmp_path, capsys):
    overpass.headers = {"Content-Length": "100000", "Connection": "close"}
    assert fetch(tmp_path / "out", overpass) == 1
    assert "not whole" in capsys.readouterr().err


def test_a_server_that_keeps_silent_is_not_waited_for_without_end(overpass, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.1)
    monkeypatch.setattr(fetching, "PATIENCE_S", 0.1)
    overpass.headers, overpass.silent = {"Content-Length": "100000"}, True  # what is missing never comes
    assert fetch(tmp_path / "out", overpass) == 1
    assert "has not answered within" in capsys.readouterr().err


def test_a_server_that_is_not_there_is_told(overpass, tmp_path, capsys):
    overpass.url = "http://127.0.0.1:9/api"
    assert fetch(tmp_path / "out", overpass) == 1
    assert "127.0.0.1:9 cannot be reached" in capsys.readouterr().err
    overpass.url = "file:///etc/passwd"
    assert fetch(tmp_path / "out", overpass) == 2


def test_a_place_that_is_none_or_several_is_asked(overpass, tmp_path, capsys):
    overpass.answers = [(200, answer([]))]
    assert fetch(tmp_path / "out", overpass) == 1
    assert "knows no administrative area" in capsys.readouterr().err
    other = {**CITY, "id": 9, "tags": CITY["tags"] | {"admin_level": "6"}}
    overpass.answers = [(200, answer([CITY, other]))]
    assert fetch(tmp_path / "out", overpass) == 1
    assert "r9 (Kaupunki, level 6) and r7 (Kaupunki, level 8)" in capsys.readouterr().err
    assert fetch(tmp_path / "out", overpass, "Kaupunki，Maa") == 1, "however the comma is written"
    assert fetch(tmp_path / "out", overpass, "Kaupunki") == 2
    assert len(overpass.queries) == 3


def test_a_name_cannot_ask_for_anything_else(overpass, tmp_path):
    overpass.answers = [(200, answer([]))]
    fetch(tmp_path / "out", overpass, 'a"];out;//\\(.*), b')
    assert r'"^a\"\\];out;//\\\\\\(\\.\\*\\)$"' in overpass.queries[0]


def test_an_answer_longer_than_is_read_is_refused(overpass, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_MB", 0)
    assert fetch(tmp_path / "out", overpass) == 1
    assert "longer than is read" in capsys.readouterr().err
