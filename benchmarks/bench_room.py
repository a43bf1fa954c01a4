"""A hall of people who each settle a weight every few seconds, at one machine: how long each waits.

Run it with ``python -m benchmarks.bench_room [--people 500] [--every 4] [--processes 2]``.
They speak Streamlit's own protocol over websockets, as so many browsers would, without drawing anything; the
clients run on the same machine. A settled weight is what the board tells; the answer is the link, or the end
of the fragment's run where one is needed, as for the first that a reader moves. After every tenth weight each
lets the hand rest, and the board asks for what stands below it, too. Both each has done once when the time
begins: what is held of a reader is held by then. CPU is the server's own, of its processes together; memory
their resident sets.
"""

import argparse
import asyncio
import os
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from urllib.parse import urlsplit
from uuid import uuid4

from benchmarks.report import Table, ms, show, verdict
from tests.browser.harness import serve
from tests.proxy import HOST, NGINX, OPENSSL, proxied
from tests.reader import Answer, Failed, Reader

HALLS = ((50, 1.0, 1), (500, 4.0, 1), (500, 4.0, 2))
"""People, seconds between two weights of each, processes."""
SECONDS = 120
"""In its first half minute a hall still fills what the server keeps; whether memory grows shows after."""
MEDIAN_MS, MOST_MS, CPU_MS = 100, 500, 3
RESTS_EVERY = 10
ALONE, ALONE_RESTS = 300, 20
COMING_IN = 4
BOARD, CHANNEL = "lcity_board", "lcity_trust"
FLAT_SHARE = 0.05


@dataclass(frozen=True)
class Place:
    """Where a hall is served: by which address, and by which processes, as their folders in /proc."""

    base: str
    processes: tuple[Path, ...]
    proxied: bool = False

    def cpu_ms(self) -> float:
        """Return the CPU its processes have taken so far."""
        ticks = (folder.joinpath("stat").read_text().rpartition(")")[2].split() for folder in self.processes)
        spent = sum(int(tick[11]) + int(tick[12]) for tick in ticks)
        return 1_000 * spent / os.sysconf("SC_CLK_TCK")

    def memory_mb(self) -> float:
        """Return what they hold in memory."""
        status = (folder.joinpath("status").read_text().splitlines() for folder in self.processes)
        held = (dict(line.split(":", 1) for line in lines)["VmRSS"] for lines in status)
        return sum(int(kb.split()[0]) for kb in held) / 1024


@dataclass
class Room:
    """What the room saw: milliseconds, bytes, errors, and the server's memory, MB, second by second."""

    took: list[float] = field(default_factory=list)
    replies_ms: list[float] = field(default_factory=list)
    got: list[int] = field(default_factory=list)
    errors: int = 0
    memory: list[float] = field(default_factory=list)
    busy: float = 0.0
    weight_cpu_ms: float = 0.0
    first_cpu_ms: float = 0.0
    rest_cpu_ms: float = 0.0


class Person:
    """One reader of the ranking page."""

    def __init__(self, reader: Reader, number: int):
        self.reader = reader
        self.number = number
        self.random = Random(number)
        self.settings: dict = {}
        self.declared: dict = {}

    async def come_in(self) -> None:
        """Open the page, take note of the board on it, settle a first weight, and let the hand rest."""
        await self.reader.open("ranking", "lang=en")
        self.settings = self.reader.parts[BOARD].data["settings"]
        self.declared = dict(self.settings["weights"])
        await self.settle()
        await self.rest()

    async def settle(self) -> Answer:
        """Settle another weight."""
        weights = self.settings["weights"]
        key = self.random.choice(sorted(weights))
        weights[key] = self.random.choice([weight for weight in range(1, 101) if weight != weights[key]])
        return await self._settle()

    async def take_back(self) -> Answer:
        """Put all weights where they were declared: what is in force above the board reads otherwise."""
        self.settings["weights"].update(self.declared)
        return await self._settle()

    async def _settle(self) -> Answer:
        return await self.reader.tell(BOARD, "settings", {**self.settings, "revision": self._token()})

    async def rest(self) -> Answer:
        """Ask for the ranks under most sets of weights, and with it for what stands below the board."""
        request = {"settings": self.settings, "all": False, "token": self._token()}
        return await self.reader.tell(CHANNEL, "request", request)

    def _token(self) -> str:
        return f"{self.random.random():.9f}"


def measure(halls: tuple[tuple[int, float, int], ...] = HALLS, seconds: float = SECONDS) -> list[Table]:
    """Return what each hall saw, a table each; one behind nginx only where there is an nginx.

    Parameters
    ----------
    halls
        As `HALLS`.
    seconds
        How long each sits.
    """
    found = [hall for hall in halls if hall[2] == 1 or (NGINX and OPENSSL)]
    return [_table(people, every_s, processes, seconds) for people, every_s, processes in found]


def _table(people: int, every_s: float, processes: int, seconds: float) -> Table:
    with _served(processes) as place:
        room = asyncio.run(_sit(place, people, every_s, seconds))
    most = quantiles(room.took, n=20)[-1]
    third = max(1, len(room.memory) // 3)
    early, late = median(room.memory[third : 2 * third]), median(room.memory[2 * third :])
    rows = [
        [
            "median answer",
            f"{ms(median(room.took))} ms",
            f"≤ {MEDIAN_MS} ms",
            verdict(median(room.took), MEDIAN_MS),
        ],
        ["95 % answered within", f"{ms(most)} ms", f"≤ {MOST_MS} ms", verdict(most, MOST_MS)],
        ["answers", f"{len(room.took):,}", "", ""],
        [
            "CPU of the server, a settled weight",
            f"{ms(room.weight_cpu_ms)} ms",
            f"≤ {CPU_MS} ms",
            verdict(room.weight_cpu_ms, CPU_MS),
        ],
        ["CPU of the server, a reader's first weight", f"{ms(room.first_cpu_ms)} ms", "", ""],
        ["CPU of the server, a hand at rest", f"{ms(room.rest_cpu_ms)} ms", "", ""],
        ["of a core busy in the server meanwhile", f"{room.busy:.0%}", "", ""],
        ["what stands below the board, median answer", f"{ms(median(room.replies_ms))} ms", "", ""],
        ["asked for", f"{len(room.replies_ms):,}", "", ""],
        ["errors", f"{room.errors}", "0", verdict(room.errors, 0)],
        ["bytes of an answer, median", f"{median(room.got):,.0f}", "", ""],
        [
            "memory, second and last third",
            f"{early:,.0f} and {late:,.0f} MB",
            f"+{FLAT_SHARE:.0%} at most",
            verdict(late, early * (1 + FLAT_SHARE)),
        ],
    ]
    often = "a second" if every_s == 1 else f"every {every_s:g} seconds"
    behind = f", {processes} processes behind nginx" if processes > 1 else ""
    title = f"A room: {people} people, a settled weight {often} each, {seconds:.0f} seconds{behind}"
    return Table(title, ["", "found", "target", ""], rows)


@contextmanager
def _served(processes: int) -> Iterator[Place]:
    """Start so many processes; more than one behind nginx, by the settings shipped."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        known = {"STREAMLIT_BROWSER_SERVER_ADDRESS": HOST} if processes > 1 else {}
        bases = [
            stack.enter_context(serve(folder / f"room{number}.log", env=known)) for number in range(processes)
        ]
        found = tuple(_process(base) for base in bases)
        if processes == 1:
            yield Place(bases[0], found)
            return
        ports = stack.enter_context(proxied(folder, [urlsplit(base).port for base in bases]))
        yield Place(f"https://{HOST}:{ports.encrypted}", found, proxied=True)


async def _sit(place: Place, people: int, every_s: float, seconds: float) -> Room:
    room = Room()
    async with _sitting(place, people) as sitting:
        await _alone(room, place, sitting[0])
        watch = asyncio.create_task(_watch(room, place))
        begun, spent_ms = perf_counter(), place.cpu_ms()
        await asyncio.gather(*(_play(room, person, every_s, seconds) for person in sitting))
        room.busy = (place.cpu_ms() - spent_ms) / 1_000 / (perf_counter() - begun)
        watch.cancel()
    return room


@asynccontextmanager
async def _sitting(place: Place, people: int) -> AsyncIterator[list[Person]]:
    """Have people come in, a few at a time; behind nginx each with the cookie nginx gives a browser."""
    readers = [Reader.at(place.base, **_of_browser(place)) for _ in range(people)]
    door = asyncio.Semaphore(COMING_IN)

    async def come_in(number: int) -> Person:
        async with door:
            person = Person(await readers[number].__aenter__(), number)
            await person.come_in()
            return person

    try:
        yield await asyncio.gather(*map(come_in, range(people)))
    finally:
        await asyncio.gather(*(reader.__aexit__(None, None, None) for reader in readers))


def _of_browser(place: Place) -> dict:
    if not place.proxied:
        return {}
    trusting = ssl._create_unverified_context()
    port = urlsplit(place.base).port
    cookie = {"Cookie": f"lcity={uuid4().hex}"}
    return {"host": "127.0.0.1", "port": port, "ssl": trusting, "additional_headers": cookie}


async def _alone(room: Room, place: Place, person: Person) -> None:
    """Find the CPU of one answer, while all others are there and do nothing."""

    async def cpu_ms(times: int, *does: Callable[[], Awaitable[Answer]]) -> float:
        begun_ms = place.cpu_ms()
        for _ in range(times):
            for do in does:
                await do()
        return (place.cpu_ms() - begun_ms) / times

    room.weight_cpu_ms = await cpu_ms(ALONE, person.settle)
    # The first weight, and the last taken back, draw what is in force.
    room.first_cpu_ms = await cpu_ms(ALONE_RESTS, person.take_back, person.settle) / 2
    room.rest_cpu_ms = await cpu_ms(ALONE_RESTS, person.settle, person.rest) - room.weight_cpu_ms


async def _play(room: Room, person: Person, every_s: float, seconds: float) -> None:
    """Settle a weight every so often; one who still waits for an answer skips a turn."""
    begun = perf_counter() + every_s * person.random.random()
    turn = -1
    while (late := perf_counter() - begun) < seconds:
        turn = max(turn + 1, int(late // every_s) + 1)
        await asyncio.sleep(max(0.0, begun + turn * every_s - perf_counter()))
        try:
            sent = perf_counter()
            answer = await person.settle()
            room.took.append(1_000 * (perf_counter() - sent))
            room.got.append(answer.size)
            if (turn + person.number) % RESTS_EVERY == 0:
                sent = perf_counter()
                await person.rest()
                room.replies_ms.append(1_000 * (perf_counter() - sent))
        except Failed as error:
            print(error)
            room.errors += 1


async def _watch(room: Room, place: Place) -> None:
    while True:
        room.memory.append(place.memory_mb())
        await asyncio.sleep(1)


def _process(base: str) -> Path:
    """Return the folder in /proc of the server that was started on this address's port."""
    port = base.rpartition(":")[2].encode()
    for folder in Path("/proc").glob("[0-9]*"):
        command = (folder / "cmdline").read_bytes().split(b"\0")
        if b"--server.port" in command and port in command:
            return folder
    raise RuntimeError(f"no server on port {port.decode()}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, help="with --every and --processes: one hall of that kind")
    parser.add_argument("--every", type=float, default=1.0, help="seconds between two weights of each")
    parser.add_argument("--processes", type=int, default=1, choices=(1, 2))
    parser.add_argument("--seconds", type=float, default=SECONDS)
    given = parser.parse_args()
    wanted = ((given.people, given.every, given.processes),) if given.people else HALLS
    show(measure(wanted, given.seconds))
