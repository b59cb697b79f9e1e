"""What stands around every request: how long its body may take, and that names shown are recorded to whom."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

import flask
import structlog
from eventsourcing.persistence import OperationalError, PersistenceError
from flask import Response
from werkzeug.exceptions import RequestTimeout

from api.http.problems import Problem
from api.http.request import Request
from api.http.respond import staged
from domain.log.ports import Uncertain
from domain.people.port import Read

if TYPE_CHECKING:
    from _typeshed.wsgi import InputStream, StartResponse, WSGIApplication, WSGIEnvironment


log = structlog.get_logger()


def audited(request: Request) -> Response:
    """The answer to a request, once it is recorded whose names it shows.

    Where that cannot be recorded there is no answer, but a :class:`~api.http.problems.Problem`.
    """
    response = _answered(request)
    if request.effects.shown and _has_content(response):
        _record(request)
    return response


def _answered(request: Request) -> Response:
    """The answer; a store that is lost once something has been recorded must not look like a refusal."""
    try:
        response = request.operation.handler(request)
    except OperationalError as error:
        if request.effects.recorded:
            raise Uncertain("It was recorded, and then the store was lost.") from error
        raise
    if flask.request.method == "GET" and response.get_etag()[0]:
        response.make_conditional(flask.request)
    return staged(request, response)


def _has_content(response: Response) -> bool:
    """Whether the answer has a body: HEAD has none, nor has «not modified»."""
    return flask.request.method != "HEAD" and response.status_code in (200, 201)


def _record(request: Request) -> None:
    at, by, project = request.services.clock(), str(request.party), request.args.get("project")
    reads = [Read(at, by, person, request.operation.name, project) for person in sorted(request.effects.shown)]
    try:
        request.services.reads.record(reads)
    except PersistenceError as error:
        log.error("unaudited", error=type(error).__name__)
        raise Problem(
            503,
            "overloaded",
            "The answer names persons, and that you were shown them could not be recorded; so it is not given. "
            "What the request itself said, if anything, is recorded. Please ask again shortly.",
            headers={"Retry-After": "2"},
        ) from error


LOOK = 1.0
"""Seconds between two looks at who is late, at most."""


class BodyTimeout:
    """An application around another: reading a body ends when its time is up.

    A limit on each wait for a piece would not do, since every byte would begin it anew. gunicorn gives the socket.
    """

    def __init__(self, app: WSGIApplication, seconds: float) -> None:
        self._app = app
        self._seconds = seconds
        self._watch = Watch(min(LOOK, seconds / 4))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        connection = environ.get("gunicorn.socket")
        if connection is not None and (environ.get("CONTENT_LENGTH") or environ.get("HTTP_TRANSFER_ENCODING")):
            environ["wsgi.input"] = Timed(environ["wsgi.input"], connection, self._seconds, self._watch)
        return self._app(environ, start_response)


class Timed:
    """A body that must have arrived so many seconds after the first part of it is read."""

    def __init__(self, body: InputStream, connection: socket.socket, seconds: float, watch: Watch) -> None:
        self._body = body
        self._connection = connection
        self._seconds = seconds
        self._watch = watch
        self._due: float | None = None

    def read(self, size: int = -1) -> bytes:
        """So many bytes, or all. Raises :class:`RequestTimeout`."""
        return self._in_time(lambda: self._body.read(size))

    def readline(self, size: int = -1) -> bytes:
        """A line. Raises :class:`RequestTimeout`."""
        return self._in_time(lambda: self._body.readline(size))

    def _in_time(self, read: Callable[[], bytes]) -> bytes:
        self._due = self._due or time.monotonic() + self._seconds
        try:
            with self._watch.over(self._connection, self._due):
                found = read()
        except Exception:
            self._demand_in_time(self._due)
            raise
        self._demand_in_time(self._due)
        return found

    @staticmethod
    def _demand_in_time(due: float) -> None:
        if time.monotonic() >= due:
            raise RequestTimeout from None

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.readline, b"")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._body, name)


class Watch:
    """Ends the reading of sockets that are late. Its one thread begins with the first, so never before a fork."""

    def __init__(self, look: float) -> None:
        self._look = look
        self._lock = Lock()
        self._due: dict[object, tuple[float, socket.socket]] = {}
        self._thread: Thread | None = None

    @contextmanager
    def over(self, connection: socket.socket, due: float) -> Iterator[None]:
        """Watch the socket meanwhile."""
        mark = object()
        with self._lock:
            self._due[mark] = (due, connection)
            if self._thread is None:
                self._thread = Thread(target=self._run, name="patience", daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._lock:
                del self._due[mark]

    def _run(self) -> None:
        while True:
            time.sleep(self._look)
            now = time.monotonic()
            with self._lock:
                late = [connection for due, connection in self._due.values() if due <= now]
                for connection in late:
                    with suppress(OSError):
                        connection.shutdown(socket.SHUT_RD)  # whoever reads gets the end; an answer can still be sent
