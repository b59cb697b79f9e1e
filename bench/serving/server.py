"""A gunicorn of our own, with the settings of ``gunicorn.conf.py``, for as long as it is measured."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from bench.serving.load import Connection, Request

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds for it to answer."""
SAMRAD = ("wsgi:app",)
FLOOR = ("--config", "python:bench.serving.floor_settings", "bench.serving.floor:app")
"""What gunicorn is told of the application; the configuration is the folder's, unless another is named."""


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    process: subprocess.Popen[bytes]
    port: int

    @property
    def pid(self) -> int:
        """The process that began it all."""
        return self.process.pid

    def cpu(self) -> float:
        """CPU seconds that its processes have used so far."""
        return sum(time.clock_gettime(_clock_of(pid)) for pid in (self.pid, *self.workers()))

    def workers(self) -> list[int]:
        """The processes that answer."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def ask(self, request: Request) -> bytes:
        """The body of the answer to one request by itself."""
        with Connection(self.port) as connection:
            return connection.ask(request)


@contextmanager
def serving(app: Sequence[str], env: Mapping[str, str]) -> Iterator[Server]:
    """The application behind gunicorn, once it answers; it is stopped in the end."""
    with started(app, env) as server:
        await_answer(server, Request.get("/healthz"))
        yield server


@contextmanager
def started(app: Sequence[str], env: Mapping[str, str]) -> Iterator[Server]:
    """The same, though it may not answer yet."""
    port = _free_port()
    command = [sys.executable, "-m", "gunicorn", "--log-level", "warning", *app]
    with subprocess.Popen(command, cwd=ROOT, env={**environment(env), "SAMRAD_BIND": f"127.0.0.1:{port}"}) as process:
        try:
            yield Server(process, port)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()


def await_answer(server: Server, request: Request) -> None:
    """Ask again and again until there is an answer."""
    give_up = time.monotonic() + PATIENCE
    while server.process.poll() is None and time.monotonic() < give_up:
        with suppress(ConnectionError):
            server.ask(request)
            return
        time.sleep(0.005)
    raise TimeoutError("The server does not answer.")


def environment(env: Mapping[str, str]) -> dict[str, str]:
    """The process's own, with this in it, and without what is said to another Samråd."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("SAMRAD_", "WEB_CONCURRENCY"))}
    return {**own, **env}


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _clock_of(pid: int) -> int:
    """The clock of a process's CPU time, to the nanosecond: what ``clock_getcpuclockid`` makes of it on Linux."""
    return (~pid << 3) | 2
