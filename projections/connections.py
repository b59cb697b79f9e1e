"""Connections to PostgreSQL, made when they are first needed and kept.

No thread of its own watches over them: whoever meets one that the server has dropped makes another. So a server that
was restarted is back with the next request, and one that is gone is told at once.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow, dict_row

Connection = psycopg.Connection[DictRow]
Answer = TypeVar("Answer")

SIZE = 8
"""Connections of one process to one database, at most: as many as a worker has threads."""
PATIENCE = 5
"""Seconds to wait for a connection that others use, or for the server to answer a new one."""
TIMEOUTS = {"lock_timeout": "15s", "statement_timeout": "60s", "idle_in_transaction_session_timeout": "60s"}
"""How long a statement waits for others, how long it may take, and how long a transaction may be left alone."""
_NETWORK = {
    "connect_timeout": PATIENCE,
    "keepalives_idle": 30,
    "tcp_user_timeout": 15_000,
    "application_name": "samrad",
}
_DURABLE = "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'"

logging.getLogger("psycopg").setLevel(logging.ERROR)  # its warnings of what else fails may quote values


class Lease:
    """A connection in somebody's use."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self.connection = connections.taken()

    def ask(self, question: Callable[[Connection], Answer]) -> Answer:
        """The answer; where the server has dropped the connection, that of another one.

        Not for what has been begun on the connection before.
        """
        try:
            return question(self.connection)
        except psycopg.OperationalError:
            if not self.connection.closed:
                raise
        self._connections.drop_idle()  # they have hardly fared better
        self.connection = self._connections.connect()
        return question(self.connection)


class Connections:
    """Up to :data:`SIZE` connections to the database of a URL. Raises :class:`ValueError` where that is none."""

    def __init__(self, url: str) -> None:
        try:
            self.arguments: dict[str, Any] = {**_NETWORK, **conninfo_to_dict(url)}
        except psycopg.ProgrammingError:
            raise ValueError("The postgresql:// URL cannot be read.") from None  # it may hold a password
        self._idle: deque[Connection] = deque()
        self._room = BoundedSemaphore(SIZE)

    @contextmanager
    def lease(self) -> Iterator[Lease]:
        """A connection, outside any transaction. Raises psycopg's OperationalError where there is none to be had."""
        if not self._room.acquire(timeout=PATIENCE):
            raise psycopg.OperationalError("All connections are in use.")
        try:
            lease = Lease(self)
            try:
                yield lease
            finally:
                self._give_back(lease.connection)
        finally:
            self._room.release()

    def taken(self) -> Connection:
        """One that is kept, or else a new one."""
        with suppress(IndexError):
            return self._idle.pop()
        return self.connect()

    def connect(self, **other: Any) -> Connection:
        """A new connection, which is the caller's to close; ``other`` are parameters of libpq that differ."""
        connection = psycopg.connect(**{**self.arguments, **other}, autocommit=True, row_factory=dict_row)
        for name, value in TIMEOUTS.items():
            connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        connection.execute(_DURABLE)
        return connection

    def _give_back(self, connection: Connection) -> None:
        if connection.info.transaction_status == TransactionStatus.IDLE:
            self._idle.append(connection)
        else:
            connection.close()

    def drop_idle(self) -> None:
        """Close those that nobody uses."""
        with suppress(IndexError):
            while True:
                self._idle.pop().close()
