"""A room of people, each settling a weight every second, at one server: how long each waits for the answer.

Run it with ``python -m benchmarks.bench_room [--people 50] [--seconds 120]``. They speak Streamlit's own
protocol over websockets, as fifty browsers would, without drawing anything. A settled weight is what the
board sends; the answer is the end of the fragment's run. Once in ten seconds each lets the hand rest, and the
board asks for the ranks under most sets of weights, too. The memory is the server's resident set.
"""

import argparse
import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from benchmarks.report import Table, ms, show, verdict
from tests.browser.harness import serve

PEOPLE, SECONDS = 50, 30
MEDIAN_MS, MOST_MS = 150, 500
RESTS_EVERY = 10
BOARD, CHANNEL = "lcity_board", "lcity_trust"
FLAT_SHARE = 0.05
FINISHED = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class Room:
    """What the room saw: milliseconds, bytes, errors, and the server's memory, MB, second by second."""

    took: list[float] = field(default_factory=list)
    replies_s: list[float] = field(default_factory=list)
    got: list[int] = field(default_factory=list)
    errors: int = 0
    memory: list[float] = field(default_factory=list)


class Person:
    """One session on the ranking page."""

    def __init__(self, socket: ClientConnection, number: int):
        self.socket = socket
        self.number = number
        self.random = Random(number)
        self.page = ""
        self.settings: dict = {}
        # Name of the component → its widget and the fragment it stands in.
        self.parts: dict[str, tuple[str, str]] = {}
        # Widget → what it has told last: a browser tells all of them each time.
        self.told: dict[str, str] = {}

    async def come_in(self) -> None:
        """Open the page and take note of the board on it."""
        message = BackMsg()
        message.rerun_script.query_string = "lang=en"
        message.rerun_script.page_name = "ranking"
        await self.socket.send(message.SerializeToString())
        async for answer in self._answers():
            if answer.HasField("new_session"):
                self.page = answer.new_session.page_script_hash
            element = answer.delta.new_element
            if element.WhichOneof("type") == "bidi_component":
                name = element.bidi_component.component_name.rpartition(".")[2]
                self.parts[name] = element.bidi_component.id, answer.delta.fragment_id
                if name == BOARD:
                    self.settings = json.loads(element.bidi_component.json)["settings"]

    async def settle(self) -> tuple[float, int]:
        """Settle another weight; return the milliseconds until its answer and the bytes of it."""
        weights = self.settings["weights"]
        weights[self.random.choice(sorted(weights))] = self.random.randint(1, 100)
        return await self._tell(BOARD, {"settings": {**self.settings, "revision": self._token()}})

    async def ask(self) -> tuple[float, int]:
        """Ask for the ranks under most sets of weights; for what is returned see `settle`."""
        return await self._tell(
            CHANNEL, {"request": {"settings": self.settings, "all": False, "token": self._token()}}
        )

    async def _tell(self, component: str, told: dict) -> tuple[float, int]:
        widget, fragment = self.parts[component]
        message = BackMsg()
        message.rerun_script.fragment_id = fragment
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.page_name = "ranking"
        self.told[widget] = json.dumps(told)
        for id_, told_last in self.told.items():
            message.rerun_script.widget_states.widgets.add(id=id_, json_value=told_last)
        begun = perf_counter()
        await self.socket.send(message.SerializeToString())
        size = 0
        async for answer in self._answers():
            size += answer.ByteSize()
        return 1_000 * (perf_counter() - begun), size

    def _token(self) -> str:
        return f"{self.random.random():.9f}"

    async def _answers(self):
        """Yield the server's messages to the end of the run.

        Raises
        ------
        RuntimeError
            The run failed, or shows an exception.
        """
        runs = False
        while True:
            answer = ForwardMsg.FromString(await self.socket.recv())
            yield answer
            runs |= answer.HasField("new_session")
            if answer.WhichOneof("type") == "page_info_changed" and not runs:
                return
            if answer.delta.new_element.HasField("exception"):
                raise RuntimeError(answer.delta.new_element.exception.message)
            if answer.WhichOneof("type") == "script_finished":
                if answer.script_finished not in FINISHED:
                    raise RuntimeError(ForwardMsg.ScriptFinishedStatus.Name(answer.script_finished))
                return


def measure(people: int = PEOPLE, seconds: float = SECONDS) -> list[Table]:
    """Return what a room saw."""
    with TemporaryDirectory() as place, serve(Path(place) / "room.log") as base:
        room = asyncio.run(_sit(base, people, seconds))
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
        ["ranks under 10,000 sets of weights, median answer", f"{ms(median(room.replies_s))} ms", "", ""],
        ["asked for", f"{len(room.replies_s):,}", "", ""],
        ["errors", f"{room.errors}", "0", verdict(room.errors, 0)],
        ["bytes of an answer, median", f"{median(room.got):,.0f}", "", ""],
        [
            "memory, second and last third",
            f"{early:,.0f} and {late:,.0f} MB",
            f"+{FLAT_SHARE:.0%} at most",
            verdict(late, early * (1 + FLAT_SHARE)),
        ],
    ]
    title = f"A room: {people} people, a settled weight a second each, {seconds:.0f} seconds"
    return [Table(title, ["", "found", "target", ""], rows)]


async def _sit(base: str, people: int, seconds: float) -> Room:
    room = Room()
    address = f"{base.replace('http', 'ws', 1)}/_stcore/stream"
    sockets = [await connect(address, subprotocols=["streamlit"], max_size=None) for _ in range(people)]
    try:
        sitting = [Person(socket, number) for number, socket in enumerate(sockets)]
        for person in sitting:
            await person.come_in()
        watch = asyncio.create_task(_watch(room, _process(base)))
        await asyncio.gather(*(_play(room, person, seconds) for person in sitting))
        watch.cancel()
    finally:
        for socket in sockets:
            await socket.close()
    return room


async def _play(room: Room, person: Person, seconds: float) -> None:
    """Settle a weight every second; one who still waits for an answer skips the second."""
    begun = perf_counter() + person.random.random()
    turn = 0
    while (late := perf_counter() - begun) < seconds:
        turn = max(turn + 1, int(late) + 1)
        await asyncio.sleep(max(0.0, begun + turn - perf_counter()))
        try:
            took, got = await person.settle()
            room.took.append(took)
            room.got.append(got)
            if (turn + person.number) % RESTS_EVERY == 0:
                took, _ = await person.ask()
                room.replies_s.append(took)
        except RuntimeError as error:
            print(error)
            room.errors += 1


async def _watch(room: Room, process: Path) -> None:
    while True:
        status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        room.memory.append(int(status["VmRSS"].split()[0]) / 1024)
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
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    show(measure(**vars(parser.parse_args())))
