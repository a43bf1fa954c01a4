"""A hall votes: how long an answer takes, how far the screen is behind, what a killed server has lost.

Run it with ``python -m benchmarks.bench_meeting [--voters 500] [--votes 10] [--seconds 120] [--kills 0]
[--database sqlite|postgresql]``. Voters keep a connection open, as browsers do, and vote at random moments;
who gets no answer sends the same vote again, as the voter's page does. At the end the database is counted
against what was answered. PostgreSQL is started for it.
"""

import argparse
import asyncio
import json
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np

from benchmarks.report import Table, ms, show, verdict
from lcity.meeting import database, rooms
from lcity.meeting.store import Store
from tests.meeting import databases
from tests.meeting.served import Server

ANSWER_MS, SCREEN_MS, ALONE_MS = 300.0, 1_000.0, 200.0
ALONE = 20
AGAIN_S = 0.5
IDLE_S = 4.0
"""After which a connection is not used again: the server closes it after five."""
KEY = "everywhere"
OTHER = "talent"


@dataclass
class Voter:
    """One browser: its cookie, the last vote that was answered, and the one on its way."""

    cookie: str
    answered: int = 0
    sent: int = 0


@dataclass
class Found:
    """What was seen: answers' times and when each came, and when the screen was told of a change, seconds."""

    took_s: list[float] = field(default_factory=list)
    arrived_s: list[float] = field(default_factory=list)
    told_s: list[float] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    broken: int = 0


class Connection:
    """A connection that is kept open between two requests."""

    def __init__(self, port: int):
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self._used_s = 0.0

    async def put(self, path: str, cookie: str, body: dict) -> int:
        """Send a vote, and return the status of its answer."""
        if perf_counter() - self._used_s > IDLE_S:
            self.drop()
        if self._streams is None:
            self._streams = await asyncio.open_connection("localhost", self._port)
        reader, writer = self._streams
        sent = json.dumps(body).encode()
        head = f"PUT {path} HTTP/1.1\r\nHost: localhost:{self._port}\r\nCookie: {cookie}\r\n"
        writer.write(f"{head}Content-Length: {len(sent)}\r\n\r\n".encode() + sent)
        answer = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        await reader.readexactly(int(answer.partition("content-length: ")[2].partition("\r\n")[0]))
        self._used_s = perf_counter()
        return int(answer.split(" ", 2)[1])

    def drop(self) -> None:
        """Forget a connection that is broken."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


async def hall(server: Server, code: str, voters: list[Voter], arguments, kills: int) -> Found:
    """Let everybody vote; kill the server and start it again meanwhile."""
    found, random = Found(), Random(19)
    began = perf_counter()
    screen = asyncio.create_task(watch(server, code, found))

    async def person(voter: Voter) -> None:
        connection = Connection(server.port)
        for moment in sorted(random.uniform(0, arguments.seconds) for _ in range(arguments.votes)):
            await asyncio.sleep(max(0.0, began + moment - perf_counter()))
            voter.sent += 1
            while voter.answered < voter.sent:
                start = perf_counter()
                try:
                    weights = {KEY: voter.sent, OTHER: 1}
                    status = await connection.put(f"/room/{code}/vote", voter.cookie, {"weights": weights})
                except (OSError, asyncio.IncompleteReadError, ValueError):
                    found.broken += 1
                    connection.drop()
                    await asyncio.sleep(AGAIN_S)
                    continue
                if status == 200:
                    found.took_s.append(perf_counter() - start)
                    found.arrived_s.append(perf_counter())
                    voter.answered = voter.sent
                else:
                    found.refused.append(status)
                    await asyncio.sleep(AGAIN_S)
        connection.drop()

    async def killer() -> None:
        for number in range(kills):
            await asyncio.sleep(max(0.0, began + (number + 0.5) * arguments.seconds / kills - perf_counter()))
            await asyncio.to_thread(server.kill)
            await asyncio.to_thread(server.start)

    await asyncio.gather(killer(), *map(person, voters))
    await asyncio.sleep(1)
    screen.cancel()
    return found


async def watch(server: Server, code: str, found: Found) -> None:
    """Note when the presenter's screen is told of a change; after a break it listens again."""
    while True:
        with suppress(OSError):
            reader, writer = await asyncio.open_connection("localhost", server.port)
            writer.write(
                f"GET /room/{code}/events HTTP/1.1\r\nHost: localhost:{server.port}\r\n\r\n".encode()
            )
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    found.told_s.append(perf_counter())
        await asyncio.sleep(AGAIN_S)


async def alone(server: Server, code: str, voter: Voter) -> list[float]:
    """Return how long after it was sent the screen hears of a single vote, seconds."""
    found, connection, delays = Found(), Connection(server.port), []
    screen = asyncio.create_task(watch(server, code, found))
    await asyncio.sleep(1)
    for _ in range(ALONE):
        before, start = len(found.told_s), perf_counter()
        voter.sent += 1
        body = {"weights": {KEY: voter.sent, OTHER: 1}}
        if await connection.put(f"/room/{code}/vote", voter.cookie, body) == 200:
            voter.answered = voter.sent
        while len(found.told_s) == before:
            await asyncio.sleep(0.001)
        delays.append(found.told_s[before] - start)
        await asyncio.sleep(1.1)
    screen.cancel()
    return delays


def used_s(server: Server) -> float:
    """Return how much of a processor the server has used since it was started, seconds."""
    fields = Path(f"/proc/{server.process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def lost(store: Store, code: str, voters: list[Voter]) -> int:
    """Return of how many voters the database holds another vote than the last that was answered."""
    room, number = store.room(code), 0
    for voter in voters:
        kept = store.vote(room, rooms.read_voter(store.key, code, voter.cookie.partition("=")[2]))
        number += kept is None or int(kept.weights[room.ballot.keys.index(KEY)]) < voter.answered
    return number


@contextmanager
def kept_in(kind: str, folder: Path):
    """Give the environment of a server that keeps its rooms in a new database."""
    setting = {database.DATA: str(folder), database.DATABASE: ""}
    if kind == "sqlite":
        yield setting
    else:
        with databases.cluster() as address:
            yield setting | {database.DATABASE: databases.fresh(address)}


def behind(found: Found) -> np.ndarray:
    """Return by how much, at most, the screen was behind each answer, seconds."""
    told = np.sort(found.told_s)
    next_ = np.searchsorted(told, found.arrived_s)
    after = np.append(told, np.inf)[next_]
    return (after - np.array(found.arrived_s))[np.isfinite(after)]


def run(arguments: argparse.Namespace) -> Table:
    """Run it once, and return what was found."""
    with TemporaryDirectory() as folder, kept_in(arguments.database, Path(folder)) as setting:
        server = Server(Path(folder) / "log", setting)
        try:
            code = server.open_room()["code"]
            voters = [Voter(server.voter(code)) for _ in range(arguments.voters)]
            single = [] if arguments.kills else asyncio.run(alone(server, code, voters[0]))
            before_s = used_s(server)
            found = asyncio.run(hall(server, code, voters, arguments, arguments.kills))
            each_s = (used_s(server) - before_s) / (arguments.voters * arguments.votes)
        finally:
            server.kill()
        with environment(setting):
            store = Store(database.location())
        try:
            missing, votes = lost(store, code, voters), store.room(code).votes
        finally:
            store.end()
    took, late = 1_000 * np.array(found.took_s), 1_000 * behind(found)
    rows = [
        ("votes answered", f"{len(took):,}", f"{arguments.voters * arguments.votes:,}", ""),
        ("voters in the database", f"{votes:,}", f"{arguments.voters:,}", ""),
        ("answered votes lost", str(missing), "0", verdict(missing, 0)),
        ("kills −9", str(arguments.kills), "", ""),
        ("requests without an answer, sent again", str(found.broken), "", ""),
        ("refused, sent again", str(len(found.refused)), "", ""),
        ("answer, median, ms", ms(float(np.median(took))), "", ""),
    ]
    if not arguments.kills:
        p95, screen, one = (
            float(np.percentile(times, 95)) for times in (took, late, 1_000 * np.array(single))
        )
        rows += [
            ("a processor's time a vote, all told, ms", ms(1_000 * each_s), "", ""),
            ("answer, 95th percentile, ms", ms(p95), ms(ANSWER_MS), verdict(p95, ANSWER_MS)),
            (
                "screen behind an answer, 95th percentile, ms",
                ms(screen),
                ms(SCREEN_MS),
                verdict(screen, SCREEN_MS),
            ),
            (
                "a single vote on the screen, 95th percentile, ms",
                ms(one),
                ms(ALONE_MS),
                verdict(one, ALONE_MS),
            ),
        ]
    votes = f"{arguments.votes} votes each in {arguments.seconds:.0f} s"
    title = f"{arguments.voters} voters, {votes}: {arguments.database}"
    return Table(title, ("what", "found", "target", ""), [tuple(row) for row in rows])


@contextmanager
def environment(setting: dict[str, str]):
    """Set variables as long as this lasts."""
    from unittest.mock import patch

    with patch.dict("os.environ", setting):
        yield


def main() -> None:
    """Run it as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--voters", type=int, default=500)
    parser.add_argument("--votes", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=120.0)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--database", choices=databases.KINDS, default="sqlite")
    show([run(parser.parse_args())])


if __name__ == "__main__":
    main()
