"""The proxy's settings in a real nginx, before processes on this machine."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

CONF = Path(__file__).parents[1] / ".streamlit" / "nginx.conf"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
OPENSSL = shutil.which("openssl")
HOST = "lcity.example.org"
PATIENCE_S = 20


class Ports(NamedTuple):
    """Where the proxy listens: encrypted, and as plain text, where it leads on."""

    encrypted: int
    plain: int


@contextmanager
def proxied(folder: Path, processes: Sequence[int]) -> Iterator[Ports]:
    """Run nginx with the settings shipped before two processes.

    Parameters
    ----------
    folder
        Where its certificate and what it writes are put.
    processes
        Their two ports.

    Raises
    ------
    RuntimeError
        It did not start.
    """
    key, certificate = folder / "lcity.key", folder / "lcity.pem"
    subprocess.run(
        [OPENSSL, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=lcity",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    ports = Ports(_free_port(), _free_port())
    site = CONF.read_text(encoding="utf-8")
    first, second = processes
    for old, new in {
        "127.0.0.1:8501": f"127.0.0.1:{first}",
        "127.0.0.1:8502": f"127.0.0.1:{second}",
        "listen 443 ssl;": f"listen 127.0.0.1:{ports.encrypted} ssl;",
        "listen 80;": f"listen 127.0.0.1:{ports.plain};",
        "/etc/ssl/certs/lcity.pem": str(certificate),
        "/etc/ssl/private/lcity.key": str(key),
    }.items():
        assert old in site
        site = site.replace(old, new)
    kept = "".join(
        f"{what}_temp_path {folder}/{what};\n"
        for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    main.write_text(
        f"daemon off;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        "events { worker_connections 4096; }\n"
        f"http {{\naccess_log off;\n{kept}{site}\n}}\n"
    )
    process = subprocess.Popen([NGINX, "-p", folder, "-c", main], stderr=subprocess.PIPE)
    try:
        _wait(ports.encrypted, process)
        yield ports
    finally:
        process.terminate()
        process.communicate()


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return probe.getsockname()[1]


def _wait(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    process.terminate()
    raise RuntimeError(f"nginx did not start: {process.communicate()[1].decode()}")
