"""A real server: clients that send a byte now and then, and what its own lines in the log tell."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.support.cast import FAGFORBUNDET, Office
from tests.support.scene import Scene
from tests.support.server import Server
from tests.support.stores import copied, settings_in
from tests.support.waiting import PATIENCE, until

pytestmark = pytest.mark.worked_out
SECONDS = 1.0
"""How long a body may take in these tests."""


class Dripped(Server):
    """A server with two threads, spoken to in bytes."""

    def __init__(self, folder: Path, token: str) -> None:
        self.token = token
        told = {"SAMRAD_THREADS": "2", "SAMRAD_BODY_TIMEOUT": str(SECONDS), "SAMRAD_LOG_LEVEL": "info"}
        super().__init__(folder, {**settings_in(folder), **told})

    def send(self, request: bytes) -> bytes:
        """The answer to the bytes."""
        with self.connect() as client:
            client.sendall(request)
            return everything(client)

    def head(self, path: str, *fields: str) -> bytes:
        """The head of a request to say something."""
        lines = [f"PUT {path} HTTP/1.1", "Host: x", f"Authorization: Bearer {self.token}", *fields]
        return "\r\n".join([*lines, "Content-Type: application/json", "", ""]).encode()


def everything(client: socket.socket) -> bytes:
    """All that comes until the connection is closed."""
    answer = b""
    while chunk := client.recv(65536):
        answer += chunk
    return answer


@pytest.fixture(scope="module")
def server(scene_store: tuple[Path, Scene], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dripped]:
    """A server on the scene."""
    folder = tmp_path_factory.mktemp("served") / "store"
    copied(scene_store[0], folder)
    office = Office(settings_in(folder))
    office.clock.instant = datetime.now(UTC)
    token = office.token(FAGFORBUNDET)
    office.close()
    server = Dripped(folder, token)
    yield server
    server.close()
    no_name_in(server.lines)


def drip(client: socket.socket) -> bytes:
    """Send a byte now and then, until the other end closes; what it says."""
    give_up = time.monotonic() + PATIENCE
    client.settimeout(0.1)
    while time.monotonic() < give_up:
        try:
            client.sendall(b" ")
            answer = client.recv(65536)
        except TimeoutError:
            continue
        except OSError:
            return b""
        client.settimeout(PATIENCE)
        return answer + everything(client)
    raise AssertionError("The server has waited all the time.")


PATH = "/api/v1/projects/00000000-0000-4000-8000-000000000000/claims/fagforbundet/1505"


@pytest.mark.parametrize("field", ["Content-Length: 5000", "Transfer-Encoding: chunked"])
def test_a_slow_body_is_not_waited_for(server: Dripped, field: str) -> None:
    """408 when its time is up, and the connection is closed; both threads are free again."""
    clients = [server.connect() for _ in range(2)]
    began = time.monotonic()
    for client in clients:
        client.sendall(server.head(PATH, field) + (b"1388\r\n " if "chunked" in field else b" "))
    answers = [drip(client) for client in clients]
    assert time.monotonic() - began >= SECONDS
    for answer in answers:
        assert b" 408 " in answer.split(b"\r\n")[0]
        assert b"/problems/malformed" in answer
    for client in clients:
        client.close()
    assert b"ready" in server.send(b"GET /readyz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")


def test_a_body_that_arrives_in_pieces_is_read(server: Dripped) -> None:
    """As long as it arrives in time."""
    until(lambda: status_of_pieces(server) == b"404")


def status_of_pieces(server: Dripped) -> bytes:
    """What is answered to a body in pieces, of a project that is not there: 408 where the machine was too busy."""
    body = b'{"from": "2026-12-01"}'
    with server.connect() as client:
        client.sendall(server.head(PATH, f"Content-Length: {len(body)}", "Connection: close"))
        for index in range(0, len(body), 8):
            time.sleep(0.1)
            client.sendall(body[index : index + 8])
        status = everything(client).split()[1]
    assert status in (b"404", b"408")
    return status


def test_a_body_that_ends_early(server: Dripped) -> None:
    """Is refused, and nothing is recorded of it."""
    with server.connect() as client:
        client.sendall(server.head(PATH, "Content-Length: 100", "Connection: close") + b"{}")
        client.shutdown(socket.SHUT_WR)
        assert everything(client).split(b"\r\n")[0].split()[1] in (b"400", b"408")


def test_a_body_without_end_is_too_large(server: Dripped) -> None:
    """Chunks add up."""
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    with server.connect() as client:
        client.sendall(server.head(PATH, "Transfer-Encoding: chunked", "Connection: close"))
        try:
            for _ in range(40):
                client.sendall(chunk)
            client.sendall(b"0\r\n\r\n")
            answer = everything(client)
        except OSError:
            return  # closed while we were still sending, which is as good
        assert answer.split(b"\r\n")[0].split()[1] == b"413", answer


HOSTILE = {
    "a long address": b"GET /api/v1/" + b"Kari-Eksempel/" * 1000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "a long field": b"GET /healthz HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
    + b"Kari-Eksempel" * 1000
    + b"\r\n\r\n",
    "many fields": b"GET /healthz HTTP/1.1\r\nHost: x\r\n" + b"Kari-Eksempel: x\r\n" * 100 + b"\r\n",
    "a request line of one's own": b"Kari-Eksempel\r\n\r\n",
    "a method of one's own": b"KARI-EKSEMPEL /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "a method that is none": b"Kari\x1bEksempel /Kari-Eksempel HTTP/1.1\r\nHost: x\r\n\r\n",
    "a line within a field": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\r\n Kari-Eksempel\r\n\r\n",
    "a bare newline": b"GET /healthz HTTP/1.1\r\nHost: x\r\nX: a\nKari-Eksempel\r\n\r\n",
    "a field's name": b"GET /healthz HTTP/1.1\r\nHost: x\r\nKari Eksempel: x\r\n\r\n",
    "two lengths": b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: Kari-Eksempel\r\n\r\n",
    "length and chunks": b"POST /Kari-Eksempel HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nKari-Eksempel",
    "a version": b"GET /Kari-Eksempel HTTP/9.9 Kari-Eksempel\r\n\r\n",
    "a newline in the address": b"GET /api/v1/Kari%0d%0aEksempel HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_request_stays_out_of_the_log(server: Dripped, what: str) -> None:
    """Nor does the server fail by it."""
    before = len(server.lines)
    with server.connect() as client:
        client.sendall(HOSTILE[what])
        status = client.recv(65536).split(b"\r\n")[0].split()[1:2]
    assert status != [b"500"]
    server.ask("GET", "/api/v1/organisations")
    until(lambda: '"rule": "/api/v1/organisations"' in server.lines[before:])
    no_name_in(server.lines[before:])


def no_name_in(logged: str) -> None:
    """Neither of those that are sent."""
    assert "kari" not in logged.lower(), logged
    assert "eksempel" not in logged.lower(), logged
