"""Rooms over HTTP, on the running app: what a presenter, a voter and a hostile voter get."""

import asyncio
import json
import re
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urljoin, urlsplit

import pytest
from babel.messages.pofile import read_po
from starlette.routing import Router

from lcity.meeting import database
from lcity.text import language
from lcity.ui.server import serving, voter_page, voting
from lcity.ui.shared.ballot import ballot_of
from tests.meeting.served import PATIENCE_S, ROOT, Server
from tests.ui.server.asgi import request

DIMENSIONS = ("everywhere", "at_all_times", "everyone", "talent", "knowledge", "community")
SCRIPT = re.compile(rb"<script(?![^>]*type=\"(?:module|application/json)\")")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("rooms")
    served = Server(folder / "log", {database.DATA: str(folder), database.DATABASE: ""})
    yield served
    assert "Traceback" not in (folder / "log").read_text(), "whatever was sent"
    code = served.open_room()["code"]
    with closing(HTTPConnection("localhost", served.port, timeout=PATIENCE_S)) as listener:
        listener.request("GET", f"/room/{code}/events")
        listener.getresponse().readline()
        assert served.stop() != -signal.SIGKILL, "a server told to end does not wait for who listens"


@pytest.fixture(scope="session")
def ballot_json():
    return json.dumps({"dataset": "china15", "level": "city", "question": "What matters?"}).encode()


@pytest.fixture(scope="module")
def room(server):
    return server.open_room()


def sentence(answer, lang="en", **headers) -> str:
    """Return what an error says, which is one sentence or more, ended."""
    told = answer.json["error"]
    assert told[-1] in {"en": ".", "zh": "。"}[lang]
    return told


def listened(server, code, enough, after=lambda: None) -> list[dict]:
    """Return the states told of a room up to one that is enough; `after` is called at the first."""
    states = []
    with closing(HTTPConnection("localhost", server.port, timeout=PATIENCE_S)) as connection:
        connection.request("GET", f"/room/{code}/events")
        answer = connection.getresponse()
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        while not (states and enough(states[-1])):
            line = answer.readline().decode()
            if line.startswith("data: "):
                states.append(json.loads(line.removeprefix("data: ")))
                if len(states) == 1:
                    after()
    return states


def test_a_room_from_its_opening_to_its_end(server):
    opened = server.open_room(keys=list(DIMENSIONS[:3]), question="Was zählt? 重要的是什么？")
    code, secret = opened["code"], opened["secret"]
    result = f"/room/{code}/result"
    few = server.ask(result).json
    assert few["votes"] == 0
    assert few["open"] is True
    cookies = [server.voter(code) for _ in range(6)]
    votes = [(3, 1, 0), (1, 1, 1), (0, 0, 5), (0.5, 0.25, 0.25), (9, 1, 0), (1, 0, 0)]
    for number, (cookie, vote) in enumerate(zip(cookies, votes, strict=True), start=1):
        answer = server.vote(code, cookie, dict(zip(DIMENSIONS[:3], vote, strict=True)))
        assert (answer.status, answer.json) == (200, {"votes": number})
        found = server.ask(result).json
        shown = [found[name] for name in ("median", "first", "agreement")]
        assert (None in shown) == (number < 5), "nothing is shown of fewer than five votes"
    # A vote replaces its own, and what is left out counts nothing.
    assert server.vote(code, cookies[0], {"everyone": 2}).json == {"votes": 6}
    found = server.ask(result, Accept_Language="zh-CN,zh;q=0.9,en;q=0.8").json
    assert set(found["median"]) == set(DIMENSIONS[:3])
    assert sum(found["median"].values()) == pytest.approx(1)
    assert 0 <= found["agreement"] <= 1
    assert sum(found["first"].values()) >= 1 - 1e-9
    assert found["disagreement"]["key"] in DIMENSIONS
    assert "。" in found["disagreement"]["sentence"]
    own = server.ask(f"/room/{code}/vote", Cookie=cookies[0]).json
    assert (own["weights"], own["counted"]) == ({"everywhere": 0, "at_all_times": 0, "everyone": 2}, True)
    for wrong in ({}, {"secret": secret + "x"}, {"secret": None}):
        assert server.ask(f"/room/{code}/close", "POST", wrong).status == 403
    assert server.ask(f"/room/{code}/close", "POST", {"secret": secret}).json["open"] is False
    late = server.vote(code, cookies[1], {"everywhere": 1})
    assert late.status == 409
    assert sentence(late) == language("en").t("room.closed")
    assert server.ask(result).json["open"] is False
    again = server.ask(f"/room/{code}/again", "POST", {"secret": secret}).json
    assert (again["open"], again["round"], again["votes"]) == (True, 2, 0)


def test_each_change_is_told_as_it_happens(server, room):
    cookie = server.voter(room["code"])
    before = server.ask(f"/room/{room['code']}/result").json["votes"]

    def vote():
        threading.Thread(target=server.vote, args=(room["code"], cookie, {"talent": 1})).start()

    first, second = listened(server, room["code"], lambda state: state["votes"] > before, vote)
    assert (first["votes"], second["votes"]) == (before, before + 1)
    assert second["revision"] > first["revision"]


def test_a_room_that_closes_by_itself_tells_so(server):
    code = server.open_room(minutes=0.05)["code"]
    *_, last = listened(server, code, lambda state: not state["open"])
    assert last["votes"] == 0


WEIGHTS = b'{"weights": {"everywhere": %s}}'
HOSTILE = {
    "not a number": (400, WEIGHTS % b"NaN"),
    "without end": (400, WEIGHTS % b"Infinity"),
    "overflows": (400, WEIGHTS % b"1e999"),
    "huge": (400, WEIGHTS % b"1e300"),
    "many digits": (400, WEIGHTS % (b"9" * 5_000)),
    "negative": (400, WEIGHTS % b"-1"),
    "text": (400, WEIGHTS % b'"50"'),
    "true": (400, WEIGHTS % b"true"),
    "nothing": (400, WEIGHTS % b"0"),
    "another key": (400, b'{"weights": {"everywhere": 1, "beauty": 1}}'),
    "half a character": (400, b'{"weights": {"\\ud800": 1}}'),
    "twice": (400, b'{"weights": {"everywhere": 1, "everywhere": 2}}'),
    "a list": (400, b"[1]"),
    "no body": (400, b""),
    "no UTF-8": (400, b'{"weights": {"\xff": 1}}'),
    "deep": (400, b"[" * 16_000),
    "long": (413, b" " * 16_385),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_vote_is_refused_in_the_reader_s_language_and_not_counted(server, room, what):
    status, body = HOSTILE[what]
    cookie, path = server.voter(room["code"]), f"/room/{room['code']}/vote"
    before = server.ask(f"/room/{room['code']}/result").json["votes"]
    for lang, header in (("en", "en-GB"), ("zh", "zh-CN,zh;q=0.9,en;q=0.8")):
        answer = server.ask(path, "PUT", body, Cookie=cookie, Accept_Language=header)
        assert answer.status == status
        sentence(answer, lang)
    assert server.ask(f"/room/{room['code']}/result").json["votes"] == before


def test_a_vote_needs_the_cookie_of_its_room_and_nothing_else(server, room):
    code, other = room["code"], server.open_room()["code"]
    own, foreign = server.voter(code), server.voter(other)
    value = own.partition("=")[2]
    forged = ["", f"{voting.COOKIE}{code}=", f"{voting.COOKIE}{code}={'0' * 32}.{'0' * 64}", foreign]
    forged += [
        f"{voting.COOKIE}{code}={foreign.partition('=')[2]}",
        own[:-1],
        f"{voting.COOKIE}{other}={value}",
    ]
    before = server.ask(f"/room/{code}/result").json["votes"]
    for cookie in forged:
        assert server.vote(code, cookie, {"talent": 1}).status == 403, cookie
    for sent in ({"Origin": "http://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}):
        assert server.vote(code, own, {"talent": 1}, **sent).status == 403, sent
    assert server.ask(f"/room/{code}/result").json["votes"] == before
    same = {"Origin": f"http://localhost:{server.port}", "Sec_Fetch_Site": "same-origin"}
    assert server.vote(code, own, {"talent": 1}, **same).json == {"votes": before + 1}
    assert server.vote(code, own, {"talent": 2}).json == {"votes": before + 1}


def test_no_script_reads_the_cookie_and_no_other_site_s_page_has_it_sent(server, room):
    (cookie,) = SimpleCookie(server.ask(f"/room/{room['code']}").headers["Set-Cookie"]).values()
    assert cookie["httponly"]
    assert cookie["samesite"] == "lax"
    kept = server.ask(f"/room/{room['code']}", Cookie=f"{cookie.key}={cookie.value}")
    assert kept.headers["Set-Cookie"] is None, "a browser keeps the vote it has"


def test_who_leaves_in_the_middle_of_a_vote_has_not_voted_and_is_no_error(server, room):
    cookie, path = server.voter(room["code"]), f"/room/{room['code']}/vote"
    head = f"PUT {path} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nContent-Length: 99\r\n\r\n{{"
    with closing(socket.create_connection(("localhost", server.port))) as connection:
        connection.sendall(head.encode())
    assert server.ask(path, Cookie=cookie).json["weights"] is None


@pytest.mark.parametrize(("lang", "header"), [("en", "en-GB"), ("zh", "zh-CN")])
@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/vote", "GET, HEAD, PUT"),
        ("DELETE", "/result", "GET, HEAD"),
        ("GET", "/close", "POST"),
        ("OPTIONS", "/vote", "GET, HEAD, PUT"),
    ],
)
def test_another_method_is_refused_with_a_sentence(server, room, method, path, allowed, lang, header):
    answer = server.ask(f"/room/{room['code']}{path}", method, Accept_Language=header)
    assert (answer.status, answer.headers["Allow"]) == (405, allowed)
    assert allowed in sentence(answer, lang)


def test_new_voters_come_as_fast_as_a_hall_and_no_faster(tmp_path, monkeypatch, ballot_json):
    monkeypatch.setenv(database.DATA, str(tmp_path))
    monkeypatch.delenv(database.DATABASE, raising=False)
    monkeypatch.setattr(voting, "VOTERS_AT_ONCE", 2)
    monkeypatch.setattr(voting, "VOTERS_PER_S", 0.0)
    app = Router(voting.routes(ballot_of))
    codes = [json.loads(request(app, "/room", "POST", body=ballot_json).body)["code"] for _ in range(2)]

    def voter(code):
        (cookie,) = SimpleCookie(request(app, f"/room/{code}").headers["Set-Cookie"]).values()
        return f"{cookie.key}={cookie.value}"

    def vote(code, cookie, body=b'{"weights": {"talent": 1}}'):
        return request(app, f"/room/{code}/vote", "PUT", headers=[(b"cookie", cookie.encode())], body=body)

    first, second, third = (voter(codes[0]) for _ in range(3))
    assert [vote(codes[0], first).status, vote(codes[0], second, b"[]").status] == [200, 400]
    for _ in range(2):
        refused = vote(codes[0], third)
        assert (refused.status, refused.headers["Retry-After"]) == (429, "2")
    # Who was let in goes on, and so does the room next door.
    assert [vote(codes[0], first).status, vote(codes[0], second).status] == [200, 200]
    assert vote(codes[1], voter(codes[1])).status == 200


def test_a_vote_that_comes_too_slowly_is_read_no_longer(tmp_path, monkeypatch, ballot_json):
    monkeypatch.setenv(database.DATA, str(tmp_path))
    monkeypatch.delenv(database.DATABASE, raising=False)
    monkeypatch.setattr(voting, "MOST_READING_S", 0.01)
    app = Router(voting.routes(ballot_of))

    async def stream(_):
        yield b"{"
        await asyncio.sleep(PATIENCE_S)

    monkeypatch.setattr(voting.Request, "stream", stream)
    refused = request(app, "/room", "POST", body=ballot_json)
    assert refused.status == 408
    assert json.loads(refused.body) == {"error": language("en").t("room.too_slow")}


def test_who_votes_too_fast_waits_and_nobody_else_behind_the_same_address(server):
    code = server.open_room()["code"]
    fast, other = server.voter(code), server.voter(code)
    with ThreadPoolExecutor(8) as hands:
        many = range(2 * voting.VOTES_AT_ONCE)
        answers = list(hands.map(lambda n: server.vote(code, fast, {"talent": n + 1}), many))
    assert {answer.status for answer in answers} == {200, 429}
    refused = next(answer for answer in answers if answer.status == 429)
    assert refused.headers["Retry-After"]
    sentence(refused)
    assert server.vote(code, other, {"talent": 1}).json == {"votes": 2}


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"dataset": "atlantis"}, "no_dataset"),
        ({"dataset": "../china15"}, "no_dataset"),
        ({"dataset": ["china15"]}, "no_dataset"),
        ({"dataset": "0" * 64}, "no_dataset"),
        ({"level": "planet"}, "no_level"),
        ({"level": None}, "no_level"),
        ({"level": ["city"]}, "no_level"),
        ({"keys": []}, "no_siblings"),
        ({"keys": ["talent"]}, "no_siblings"),
        ({"keys": ["talent", "talent"]}, "no_siblings"),
        ({"keys": ["talent", "coverage_1000m"]}, "no_siblings"),
        ({"keys": "talent"}, "no_siblings"),
        ({"keys": [1, 2]}, "no_siblings"),
        ({"question": ""}, "question_does_not_fit"),
        ({"question": None}, "question_does_not_fit"),
        ({"question": "x" * 301}, "question_does_not_fit"),
        ({"minutes": 0}, "no_such_end"),
        ({"minutes": -5}, "no_such_end"),
        ({"minutes": 1e9}, "no_such_end"),
        ({"minutes": "5"}, "not_json"),
    ],
)
def test_a_room_that_cannot_be_opened_says_why(server, settings, message):
    answer = server.ask("/room", "POST", {"dataset": "china15", "level": "city", "question": "?"} | settings)
    assert answer.status == 400
    known = language("en").messages("room.")[message]
    assert sentence(answer).startswith(known.partition("{")[0])


def test_the_page_is_small_asks_nobody_else_and_is_not_streamlit_s(server):
    evil = "</script><script>alert(1)</script> & <b>\"'"
    code = server.open_room(dataset="england9", level="district", question=evil)["code"]
    page = server.ask(f"/room/{code}", Accept_Language="zh")
    assert page.status == 200
    assert evil.encode() not in page.body
    assert not SCRIPT.search(page.body)
    assert b'lang="zh-Hans"' in page.body
    urls = re.findall(rb'(?:src|href)="(assets/[^"]+)"', page.body)
    early = re.findall(r"<(assets/[^>]+)>", page.headers["Link"])
    assert set(urls) <= {url.encode() for url in early} | {url for url in urls if url.endswith(b".css")}
    files = [server.ask(f"/room/{url}") for url in {*early, *(url.decode() for url in urls)}]
    assert {file.status for file in files} == {200}
    assert all("immutable" in file.headers["Cache-Control"] for file in files)
    assert len(page.body) + sum(len(file.body) for file in files) <= 60_000, "not even packed"
    assert b"stApp" not in page.body


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_ranked_by_simulated_figures_says_so_in_sign_and_word(server, room, lang):
    t = language(lang).t
    marked = server.ask(f"/room/{room['code']}?lang={lang}").body.decode()
    assert t("room.page_simulated") in marked
    assert f'aria-label="{t("common.provenance.simulated")}"' in marked
    real = server.ask(f"/room/{server.open_room(dataset='england9')['code']}?lang={lang}").body.decode()
    assert t("room.page_simulated") not in real
    assert 'class="sign"' not in real


def test_below_another_path_a_room_is_there_and_all_its_page_asks_for(tmp_path, monkeypatch, ballot_json):
    monkeypatch.setattr(serving.st, "get_option", {"server.baseUrlPath": "/learning/"}.get)
    monkeypatch.setenv(database.DATA, str(tmp_path))
    monkeypatch.delenv(database.DATABASE, raising=False)
    app = Router(serving.around(lambda: None, ballot_of)["routes"])
    code = json.loads(request(app, "/learning/room", "POST", body=ballot_json).body)["code"]
    at = f"http://localhost/learning/room/{code}"
    page = request(app, f"/learning/room/{code}")
    assert page.status == 200
    (cookie,) = SimpleCookie(page.headers["Set-Cookie"]).values()
    # Without a path of its own a cookie goes with all below the page's folder.
    assert cookie["path"] == ""
    for url in re.findall(rb'(?:src|href)="(assets/[^"]+)"', page.body):
        assert request(app, urlsplit(urljoin(at, url.decode())).path).status == 200
    vote = urlsplit(urljoin(f"{at}/", "vote")).path
    headers = [(b"cookie", f"{cookie.key}={cookie.value}".encode())]
    given = request(app, vote, "PUT", headers=headers, body=b'{"weights": {"talent": 1}}')
    assert json.loads(given.body) == {"votes": 1}
    assert request(app, f"/room/{code}").status == 404


def test_a_code_is_read_as_it_is_typed_and_one_that_is_none_leads_to_a_page_that_says_so(server, room):
    code = room["code"]
    answer = server.ask(f"/room/{code[:4].upper()}-{code[4:].upper()}?lang=zh")
    assert (answer.status, answer.headers["Location"]) == (307, f"{code}?lang=zh")
    assert server.ask("/room", Accept_Language="zh").status == 404
    for wrong in ("bbbbbbbb", "x", "a" * 500):
        gone = server.ask(f"/room/{wrong}", Accept_Language="zh-TW")
        assert gone.status == 404
        assert language("zh").t("room.unknown").encode() in gone.body
        assert server.ask(f"/room/{wrong}/result").status == 404
        assert server.ask(f"/room/{wrong}/events").status == 404
        assert server.vote(wrong, "", {}).status == 404
        assert server.ask(f"/room/{wrong}/close", "POST", {"secret": "x"}).status == 404


@pytest.mark.parametrize(
    ("header", "lang"),
    [("", "en"), ("zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("en;q=0.3, zh-Hant;q=0.5", "zh"), ("de, en;q=0.9", "en"),
     ("zh;q=0, fr", "en"), ("zh;q=x", "zh"), ("*;q=0.5", "en"), (",;=", "en"), ("zh;q=²", "zh")],
)  # fmt: skip
def test_a_browser_is_answered_in_the_language_it_prefers(header, lang):
    assert voter_page._preferred(header) == lang


def test_every_word_the_page_s_script_writes_is_in_both_catalogues():
    script = (voter_page.FOLDER / "voter.js").read_text(encoding="utf-8")
    written = set(re.findall(r"""say\("(\w+)\"""", script)) | set(
        re.findall(r"""word = [^;]*?"(\w+)\"""", script)
    )
    for lang in ("en", "zh"):
        with (ROOT / "lcity" / "text" / lang / "room.po").open("rb") as file:
            known = {message.id for message in read_po(file)}
        assert {f"room.page.{name}" for name in written} <= known


def test_where_nothing_can_be_kept_a_sentence_says_so_and_no_file_is_made(tmp_path, monkeypatch):
    monkeypatch.delenv(database.DATABASE, raising=False)
    monkeypatch.setenv(database.DATA, str(tmp_path / "none"))
    voting.delete_old()
    assert not (tmp_path / "none").exists()
    (tmp_path / "none").write_text("a file where a folder should be")
    reply = request(Router(voting.routes(lambda **_: None)), "/room", "POST", body=b"{}")
    assert reply.status == 503
    assert json.loads(reply.body) == {"error": language("en").t("room.busy")}
