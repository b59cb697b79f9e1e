"""A client that costs little: requests made beforehand, connections kept alive, all of them in one thread."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from selectors import EVENT_READ, DefaultSelector
from typing import Any, Self

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_END = b"\r\n\r\n"
LONGEST = 900.0
"""Seconds to wait for an answer."""


@dataclass(frozen=True)
class Request:
    """The bytes of a request."""

    sent: bytes

    @classmethod
    def get(cls, path: str, token: str | None = None) -> Request:
        """Without a body."""
        return cls._of("GET", path, token, b"")

    @classmethod
    def put(cls, path: str, body: Mapping[str, Any], token: str | None = None) -> Request:
        """With a body in JSON."""
        return cls._of("PUT", path, token, json.dumps(body).encode())

    @classmethod
    def post(cls, path: str, body: Mapping[str, Any], token: str | None = None) -> Request:
        """With a body in JSON."""
        return cls._of("POST", path, token, json.dumps(body).encode())

    @classmethod
    def delete(cls, path: str, token: str | None = None) -> Request:
        """Without a body."""
        return cls._of("DELETE", path, token, b"")

    @classmethod
    def _of(cls, method: str, path: str, token: str | None, body: bytes) -> Request:
        head = [f"{method} {path} HTTP/1.1", "Host: localhost", "Accept: application/json"]
        head += [f"Authorization: Bearer {token}"] if token else []
        head += ["Content-Type: application/json", f"Content-Length: {len(body)}"] if body else []
        return cls("\r\n".join(head).encode() + _END + body)


class Refused(Exception):
    """The answer was no success."""


class Conflict(Refused):
    """A race was lost: it may be asked again."""


class Connection:
    """A connection that is kept alive, with at most one request on its way."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=LONGEST)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._got = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def fileno(self) -> int:
        """For waiting."""
        return self._socket.fileno()

    def ask(self, request: Request) -> bytes:
        """The body of the answer."""
        self.send(request)
        while (body := self.receive()) is None:
            pass
        return body

    def send(self, request: Request) -> None:
        """Begin a request."""
        self._got.clear()
        self._asked = request
        self._socket.sendall(request.sent)

    def completed(self) -> bool:
        """Read what has come: whether it is all there. What has lost a race is asked again."""
        try:
            return self.receive() is not None
        except Conflict:
            self.send(self._asked)
            return False

    def receive(self) -> bytes | None:
        """Read what has come: the body once it is all there. Raises :class:`Refused`."""
        came = self._socket.recv(1 << 20)
        if not came:
            raise ConnectionError("The server has closed the connection.")
        self._got += came
        start = self._got.find(_END)
        if start < 0:
            return None
        length = _LENGTH.search(self._got, 0, start + 2)
        if len(self._got) < start + len(_END) + (int(length[1]) if length else 0):
            return None
        body = bytes(self._got[start + len(_END) :])
        if self._got[9:10] != b"2":
            refused = Conflict if self._got[9:12] == b"409" else Refused
            raise refused(f"{bytes(self._got[:12]).decode()}: {body.decode()}")
        return body


def one_by_one(port: int, requests: Sequence[Request]) -> None:
    """Ask all of them, on one connection."""
    with Connection(port) as connection:
        for request in requests:
            connection.ask(request)


def at_once(port: int, queues: Sequence[Iterator[Request]], seconds: float) -> float:
    """Requests answered a second, with one client for each queue, each asking again as soon as it is answered.

    Only successes are counted; whoever loses a race asks the same again.
    """
    with ExitStack() as stack, DefaultSelector() as selector:
        clients = [stack.enter_context(Connection(port)) for _ in queues]
        start = time.perf_counter()
        for client, queue in zip(clients, queues, strict=True):
            selector.register(client, EVENT_READ, (client, queue))
            client.send(next(queue))
        answered = 0
        while selector.get_map():
            for key, _ in selector.select():
                client, queue = key.data
                if not client.completed():
                    continue
                answered += 1
                if time.perf_counter() - start < seconds:
                    client.send(next(queue))
                else:
                    selector.unregister(client)
        return answered / (time.perf_counter() - start)
