"""A server killed in the middle of a vote has lost nothing that it answered, in either database."""

import http.client
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from threading import Semaphore

from lcity.meeting import database, rooms
from lcity.meeting.store import Store
from tests.meeting.served import PATIENCE_S, Server

VOTERS, VOTES = 6, 40
"""How many vote at once, and how many votes are answered before the server is killed."""


def test_a_server_killed_in_the_middle_has_lost_no_vote_it_answered(kept_in, ballot, tmp_path):
    store = Store(database.location())
    try:
        code = store.open_room(ballot).room.code
        server = Server(tmp_path / "log", kept_in)
        cookies = [server.voter(code) for _ in range(VOTERS)]
        answered, last = Semaphore(0), dict.fromkeys(cookies, 0)

        def vote(cookie: str) -> int:
            """Vote until nobody answers; return the number of the vote that had no answer."""
            for number in count(1):
                try:
                    answer = server.vote(code, cookie, {"near": number, "fair": 1})
                except (OSError, http.client.HTTPException):
                    return number
                if answer.status == 200:
                    last[cookie] = number
                    answered.release()
            raise AssertionError

        with ThreadPoolExecutor(VOTERS) as hands:
            voting = [hands.submit(vote, cookie) for cookie in cookies]
            for _ in range(VOTES):
                assert answered.acquire(timeout=PATIENCE_S)
            server.kill()
            unanswered = [one.result(PATIENCE_S) for one in voting]
        room = store.room(code)
        for cookie, open_ in zip(cookies, unanswered, strict=True):
            voter = rooms.read_voter(store.key, code, cookie.partition("=")[2])
            given = store.vote(room, voter)
            kept = int(given.weights[0]) if given else 0
            # What was on its way may have been kept or not; what was answered was.
            assert kept in (last[cookie], open_), (kept, last[cookie], open_)
        assert sum(last.values()) >= VOTES
        assert room.votes == len(store.votes(code)) >= sum(number > 0 for number in last.values())
    finally:
        store.end()
