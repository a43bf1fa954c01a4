"""Rooms over HTTP: the voter's page, votes, results, and what tells of a change.

A vote needs the cookie its room's page has given and nothing else. No script reads that cookie, no other
site's page makes a browser send it with a vote (`SameSite=Lax`), and what another site's page sends all the
same is refused by `OwnAddress`, and here by what browsers say of it. Nobody's address is asked for or kept.
"""

import asyncio
import json
import logging
import signal
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from lcity.ui.server import voter_page
from lcity.ui.server.listeners import Listener, Listeners

COOKIE = "lcity_voter_"
"""And the room's code: a browser may be in several."""
MOST_VOTE_BYTES = 16_384
MOST_ROOM_BYTES = 65_536
VOTES_AT_ONCE, VOTES_PER_S = 30, 1.0
"""Of one cookie: more than a hand on a slider needs."""
VOTERS_AT_ONCE, VOTERS_PER_S = 600, 5.0
"""Of a room: so many vote for the first time. A hall does; a script that drops its cookie after each vote is
slow, and the screen shows it. Without accounts it cannot be told from a hall."""
ROOMS_AT_ONCE, ROOMS_PER_S = 60, 0.2
"""Of all who open rooms without the page Meeting, which has no such bound."""
BEAT_S = 15.0
LEAST_BETWEEN_S = 0.1
"""Between two events of one listener; what changes meanwhile is one."""
MOST_READING_S = 30.0
"""Until all of a request must have come."""

SAME_SITE = frozenset({"", "same-origin", "none"})
STATUS = {"unknown": 404, "closed": 409, "full": 409, "not_presenter": 403, "too_many_rooms": 503}
"""Of the answer, by what is refused; of anything else 400."""

_NOT_KEPT = {"Cache-Control": "no-store"}
_log = logging.getLogger(__name__)
_streams: set[Listener] = set()
_ending: list[bool] = []

Handler = Callable[[Request], Awaitable[Response]]
BallotOf = Callable[..., Any]
"""Takes dataset, level, keys, question and the hash of the asking browser's secret; returns a `Ballot`."""


class Refused(Exception):
    """A request that is answered by a sentence.

    Parameters
    ----------
    status
        Of the answer, 4xx or 5xx.
    message
        A key of the catalogues.
    **values
        What stands in for its placeholders.
    """

    def __init__(self, status: int, message: str, **values: Any):
        self.status, self.message, self.placeholders = status, message, values
        super().__init__(message)


class Voting:
    """The routes of rooms.

    Parameters
    ----------
    ballot_of
        Makes a ballot of what a presenter asks for.
    """

    def __init__(self, ballot_of: BallotOf):
        # Imported late: the server answers before the modules of rooms are imported.
        from lcity.meeting.pace import Pace
        from lcity.meeting.reckoned import Reckoned
        from lcity.meeting.store import shared

        self._ballot_of = ballot_of
        self.store = shared()
        self._reckoned = Reckoned(self.store)
        self._votes, self._voters = Pace(VOTES_AT_ONCE, VOTES_PER_S), Pace(VOTERS_AT_ONCE, VOTERS_PER_S)
        self._rooms = Pace(ROOMS_AT_ONCE, ROOMS_PER_S)
        self._listeners = Listeners(self.store.room)

    async def open(self, request: Request) -> Response:
        """Open a room, and return its code and secret."""
        body = await _read(request, MOST_ROOM_BYTES)
        fields = {name: body.get(name) for name in ("dataset", "level", "keys", "question")}
        minutes = body.get("minutes")
        if minutes is not None and (isinstance(minutes, bool) or not isinstance(minutes, int | float)):
            raise Refused(400, "room.not_json")
        if not self._rooms.allows("all", self.store.now()):
            raise Refused(429, "room.too_fast")
        from lcity.ui.server.same_browser import known_as

        def opened() -> dict[str, str]:
            ballot = self._ballot_of(**fields, browser=known_as(request.cookies))
            closes_s = None if minutes is None else self.store.now() + 60 * minutes
            room, secret = self.store.open_room(ballot, closes_s)
            return {"code": room.code, "secret": secret}

        return JSONResponse(await asyncio.to_thread(opened), headers=_NOT_KEPT)

    async def page(self, request: Request) -> Response:
        """Return the voter's page, and the cookie by which this browser has one vote."""
        from lcity.meeting.rooms import new_voter, read_code

        code = read_code(request.path_params["code"])
        if code and code != request.path_params["code"]:
            # Relative: a proxy may have put the app below another path.
            return RedirectResponse(f"{code}?{request.url.query}".rstrip("?"), 307)
        lang = voter_page.language_of(request)
        room = await asyncio.to_thread(self.store.room, code)
        if room is None:
            return voter_page.missing(lang)
        answer = voter_page.page(room, lang, open_=room.is_open(self.store.now()))
        if not self._voter(request, code):
            from lcity.meeting.store import DAY_S, keep_days

            answer.set_cookie(
                COOKIE + code,
                new_voter(self.store.key, code),
                max_age=int(keep_days() * DAY_S),
                path=None,  # Below the page's own, wherever a proxy has put it.
                httponly=True,
                secure=request.url.scheme == "https",
                samesite="lax",
            )
        return answer

    async def vote(self, request: Request) -> Response:
        """Keep a vote; answered when it is on the disk."""
        from lcity.meeting.rooms import read_code

        code = read_code(request.path_params["code"])
        ballot = await asyncio.to_thread(self.store.ballot, code)
        if ballot is None:
            raise Refused(404, "room.unknown")
        voter = self._voter(request, code)
        if not voter:
            raise Refused(403, "room.no_cookie")
        now_s = self.store.now()
        # Who was let in once is known, whatever was sent: an attempt that is no vote opens no second door.
        if not self._votes.knows(voter) and not self._voters.allows(code, now_s):
            raise Refused(429, "room.crowd")
        if not self._votes.allows(voter, now_s):
            raise Refused(429, "room.too_fast")
        sent = await _read(request, MOST_VOTE_BYTES)
        weights = ballot.weights(sent.get("weights"))
        written = await asyncio.wrap_future(self.store.put_vote(code, voter, weights))
        return JSONResponse({"votes": written.votes}, headers=_NOT_KEPT)

    async def own(self, request: Request) -> Response:
        """Return how a room stands, and what this browser has given there."""
        room = await self._room(request)
        voter = self._voter(request, room.code)
        given = await asyncio.to_thread(self.store.vote, room, voter) if voter else None
        weights = None if given is None else dict(zip(room.ballot.keys, given.weights, strict=True))
        counted = given is not None and given.round == room.round
        return JSONResponse({**self._state(room), "weights": weights, "counted": counted}, headers=_NOT_KEPT)

    async def result(self, request: Request) -> Response:
        """Return what the votes come to; of fewer than five, only how many they are."""
        room = await self._room(request)
        found = await asyncio.to_thread(self._reckoned.as_json, room, voter_page.language_of(request))
        return JSONResponse(found, headers=_NOT_KEPT)

    async def events(self, request: Request) -> Response:
        """Tell of each change as it happens."""
        room = await self._room(request)
        headers = _NOT_KEPT | {"X-Accel-Buffering": "no"}
        return StreamingResponse(
            self._event_stream(room.code), media_type="text/event-stream", headers=headers
        )

    async def close(self, request: Request) -> Response:
        """Take no more votes, where the presenter says so."""
        return await self._steer(request, self.store.close)

    async def again(self, request: Request) -> Response:
        """Ask once more, where the presenter says so."""
        return await self._steer(request, self.store.ask_again)

    async def _steer(self, request: Request, steer: Callable[[str, str], Any]) -> Response:
        body = await _read(request, MOST_VOTE_BYTES)
        room = await self._room(request)
        secret = body.get("secret")
        await asyncio.to_thread(steer, room.code, secret if isinstance(secret, str) else "")
        return JSONResponse(self._state(await self._room(request)), headers=_NOT_KEPT)

    async def _event_stream(self, code: str) -> AsyncIterator[str]:
        loop = asyncio.get_running_loop()

        def hear(revision: int) -> None:
            loop.call_soon_threadsafe(listener.hear, revision)

        with self._listeners.one(code) as listener, self.store.changes.heard(code, hear):
            _streams.add(listener)
            try:
                yield "retry: 1000\n"
                last = None
                while not _ending:
                    listener.changed.clear()
                    room = await self._listeners.room(listener)
                    if room is None:
                        return
                    state = json.dumps(self._state(room), separators=(",", ":"))
                    yield f"data: {state}\n\n" if state != last else ": still there\n\n"
                    last = state
                    left_s = BEAT_S
                    if room.closes_s is not None and room.is_open(self.store.now()):
                        left_s = min(BEAT_S, max(0.0, room.closes_s - self.store.now()) + 0.01)
                    try:
                        await asyncio.wait_for(listener.changed.wait(), left_s)
                    except TimeoutError:
                        continue
                    await asyncio.sleep(LEAST_BETWEEN_S)
            finally:
                _streams.discard(listener)

    async def _room(self, request: Request):
        room = await asyncio.to_thread(self.store.room, request.path_params["code"])
        if room is None:
            raise Refused(404, "room.unknown")
        return room

    def _voter(self, request: Request, code: str) -> str:
        from lcity.meeting.rooms import read_voter

        return read_voter(self.store.key, code, request.cookies.get(COOKIE + code, ""))

    def _state(self, room: Any) -> dict[str, Any]:
        return {
            "votes": room.votes,
            "open": room.is_open(self.store.now()),
            "round": room.round,
            "revision": room.revision,
        }


def routes(ballot_of: BallotOf) -> list[Route]:
    """Return the routes of rooms; see `Voting`."""
    made: list[Voting] = []
    making = asyncio.Lock()

    async def voting() -> Voting:
        async with making:
            if not made:
                made.append(await asyncio.to_thread(Voting, ballot_of))
        return made[0]

    def handled(handle: Callable[[Voting, Request], Awaitable[Response]]) -> Handler:
        async def answer(request: Request) -> Response:
            try:
                return await handle(await voting(), request)
            except Refused as error:
                return _refusal(request, error)
            except _kinds()[0] as error:
                status = STATUS.get(error.message.removeprefix("room."), 400)
                return _refusal(request, Refused(status, error.message, **error.placeholders))
            except _kinds()[1:] as error:
                _log.error("A vote or a room could not be kept: %s", _cause(error))
                return _refusal(request, Refused(503, "room.busy"))
            except ClientDisconnect:
                return Response(status_code=400)  # Nobody is there to read it.

        return answer

    paths: dict[str, dict[str, Handler]] = {
        "/room": {"POST": handled(Voting.open), "GET": voter_page.nowhere},
        "/room/{code}": {"GET": handled(Voting.page)},
        "/room/{code}/vote": {"PUT": handled(Voting.vote), "GET": handled(Voting.own)},
        "/room/{code}/result": {"GET": handled(Voting.result)},
        "/room/{code}/events": {"GET": handled(Voting.events)},
        "/room/{code}/close": {"POST": handled(Voting.close)},
        "/room/{code}/again": {"POST": handled(Voting.again)},
    }
    assets = Route("/room/assets/{version}/{name}", voter_page.asset)
    # By no methods a route takes all, so that what is refused is refused with a sentence as well.
    return [assets, *(Route(path, _by_method(own), methods=()) for path, own in paths.items())]


def _by_method(handlers: dict[str, Handler]) -> Handler:
    async def answer(request: Request) -> Response:
        handle = handlers.get("GET" if request.method == "HEAD" else request.method)
        if handle is not None:
            return await handle(request)
        allowed = ", ".join(sorted({*handlers, "HEAD"} if "GET" in handlers else handlers))
        refused = _refusal(request, Refused(405, "room.other_method", methods=allowed))
        refused.headers["Allow"] = allowed
        return refused

    return answer


@contextmanager
def ending_with_the_server() -> Iterator[None]:
    """Let those who listen go when the server is told to end: it waits for every answer to be complete."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def end(number: int, frame: Any) -> None:
        _ending.append(True)
        for listener in list(_streams):
            listener.changed.set()
        before[number](number, frame)

    # Only the main thread may, and in tests another serves.
    handled = threading.current_thread() is threading.main_thread()
    for number, handler in before.items():
        if handled and callable(handler):
            signal.signal(number, end)
    _ending.clear()
    try:
        yield
    finally:
        for number, handler in before.items():
            if handled and callable(handler):
                signal.signal(number, handler)


def delete_old() -> None:
    """Delete rooms that are kept no longer, where any have been opened, by this server or one before."""
    from lcity.meeting.database import is_there
    from lcity.meeting.store import shared

    try:
        if is_there():
            shared().delete_old()
    except _kinds()[1:] as error:
        _log.error("Old rooms could not be deleted: %s", _cause(error))


async def _read(request: Request, most_bytes: int) -> dict[str, Any]:
    """Return the object a request brings.

    Raises
    ------
    Refused
        Another site's page has sent it, it is too much or too slow, or it is no object in JSON.
    """
    if request.headers.get("sec-fetch-site", "") not in SAME_SITE:
        raise Refused(403, "room.other_site")
    body = b""
    try:
        async with asyncio.timeout(MOST_READING_S):
            async for piece in request.stream():
                body += piece
                if len(body) > most_bytes:
                    raise Refused(413, "room.too_long", most=most_bytes)
    except TimeoutError:
        raise Refused(408, "room.too_slow") from None
    try:
        found = json.loads(body, parse_constant=_no_number, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(400, "room.not_json")
    return found


def _no_number(text: str) -> None:
    raise ValueError(text)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice")
    return found


def _refusal(request: Request, error: Refused) -> Response:
    lang = voter_page.language_of(request)
    headers = _NOT_KEPT | ({"Retry-After": "2"} if error.status in (429, 503) else {})
    return JSONResponse({"error": lang.t(error.message, **error.placeholders)}, error.status, headers)


def _cause(error: Exception) -> str:
    """Return what the log may hold: no statement, for that has votes in it, and no password."""
    return f"{type(error).__name__} {getattr(error, 'strerror', '') or ''}".strip()


def _kinds() -> tuple[type[Exception], ...]:
    """Return what is refused with a sentence of its own, and then what says that the database is lost."""
    from lcity.meeting.ballots import VoteError
    from lcity.meeting.database import LOST
    from lcity.meeting.writer import BusyError

    return VoteError, BusyError, *LOST
