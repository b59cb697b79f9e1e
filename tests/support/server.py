"""A real server: gunicorn as the defaults have it, on a store of the test's own."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import psutil

from tests.support.waiting import PATIENCE, until

ROOT = Path(__file__).parents[2]


class Told(NamedTuple):
    """What a server answers."""

    status: int
    headers: Mapping[str, str]
    json: Any


class Server:
    """gunicorn on the store of an environment; its lines go to a file in the folder, unless sent elsewhere."""

    def __init__(self, folder: Path, env: Mapping[str, str], log: Path | None = None) -> None:
        self.log = log or folder / "log"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        told = {**os.environ, **env, "SAMRAD_BIND": f"127.0.0.1:{self.port}"}
        command = [sys.executable, "-m", "gunicorn", "wsgi:app"]
        with self.log.open("w") as log_file:
            self.process = subprocess.Popen(command, cwd=ROOT, env=told, stderr=log_file, stdout=log_file)
        try:
            self.wait()
        except BaseException:
            self.close()
            raise

    @property
    def lines(self) -> str:
        """What it has logged, if that is kept."""
        return self.log.read_text() if self.log.is_file() else ""

    def connect(self) -> socket.socket:
        """A connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)

    def client(self) -> http.client.HTTPConnection:
        """A connection that speaks HTTP, and is kept for more than one request."""
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self, method: str, path: str, body: Any = None, token: str | None = None) -> Told:
        """The answer to a request on a connection of its own. Raises what the connection meets."""
        with closing(self.client()) as client:
            return asked(client, method, path, body, token)

    def wait(self) -> None:
        """Until it is ready."""
        until(self._is_ready, lambda: self.lines)

    def _is_ready(self) -> bool:
        assert self.process.poll() is None, self.lines
        try:
            return self.ask("GET", "/readyz").status == 200
        except (OSError, http.client.HTTPException):
            return False

    @property
    def workers(self) -> list[psutil.Process]:
        """The processes that answer, the oldest first."""
        return sorted(psutil.Process(self.process.pid).children(), key=lambda worker: worker.create_time())

    def close(self) -> None:
        """Stop the server."""
        self.process.terminate()
        self.process.wait(PATIENCE)


def asked(client: http.client.HTTPConnection, method: str, path: str, body: Any, token: str | None) -> Told:
    """The answer to a request on a connection."""
    headers = {"Content-Type": "application/json"} if body is not None else {}
    if token is not None:
        headers["Authorization"] = f"Bearer {token}"
    client.request(method, path, None if body is None else json.dumps(body), headers)
    response = client.getresponse()
    text = response.read()
    return Told(response.status, response.headers, json.loads(text) if text else None)
