"""A server of rooms that can be killed, and who opens rooms and votes there as any browser does."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[2]
PATIENCE_S = 240
"""How long anything may take: a busy machine is no failure."""


class Answer(NamedTuple):
    """What a server has answered."""

    status: int
    headers: Any
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Server:
    """The app, served from a process of its own.

    Parameters
    ----------
    log
        Where it writes what it says.
    env
        What is added to this process's environment.
    port
        None for one that is free.
    """

    def __init__(self, log: Path, env: Mapping[str, str], port: int | None = None):
        self._log, self._env = log, {**os.environ, "STREAMLIT_LOGGER_ENABLE_RICH": "false", **env}
        with closing(socket.create_server(("localhost", 0))) as probe:
            self.port = port or probe.getsockname()[1]
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
        command += ["--server.port", str(self.port)]
        with self._log.open("a") as file:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self._env, stdout=file, stderr=subprocess.STDOUT
            )
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://localhost:{self.port}/_stcore/health", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise RuntimeError(f"the app did not start:\n{self._log.read_text()}")

    def kill(self) -> None:
        """Kill it without a word of warning."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> int:
        """Ask it to end, and return what it ended with; less than 0 where it had to be killed."""
        self.process.terminate()
        try:
            return self.process.wait(PATIENCE_S / 4)
        except subprocess.TimeoutExpired:
            self.kill()
            return self.process.returncode

    def ask(self, path: str, method: str = "GET", body: Any = None, **headers: str) -> Answer:
        """Return the answer to one request; what is no bytes is sent as JSON."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        sent = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        with closing(http.client.HTTPConnection("localhost", self.port, timeout=PATIENCE_S)) as connection:
            connection.request(method, path, sent, named)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def open_room(self, **settings: Any) -> dict[str, str]:
        """Open a room on the shipped cities of China, if nothing else is asked."""
        usual = {"dataset": "china15", "level": "city", "question": "What matters?"}
        return self.ask("/room", "POST", usual | settings).json

    def voter(self, code: str) -> str:
        """Return the cookie a new browser gets with a room's page."""
        return self.ask(f"/room/{code}").headers["Set-Cookie"].partition(";")[0]

    def vote(self, code: str, cookie: str, weights: Any, **headers: str) -> Answer:
        """Vote with a cookie and nothing else, if no headers are given."""
        own = {"Cookie": cookie} if cookie else {}
        return self.ask(f"/room/{code}/vote", "PUT", {"weights": weights}, **own, **headers)
