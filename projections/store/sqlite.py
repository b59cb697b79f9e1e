"""SQLite, as a database of the port in :mod:`projections.store.database`."""

from __future__ import annotations

import fcntl
import sqlite3
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import partial
from pathlib import Path
from threading import Lock
from urllib.parse import unquote, urlsplit

from eventsourcing.persistence import OperationalError

from projections.store.failures import translated

PATIENCE, PAUSE = 1.0, 0.02
"""For how many seconds, and with how many between, emptying the write-ahead log is tried."""
LOCK_TIMEOUT = 15
"""Seconds a writer waits for another before the service says it is overloaded."""

_DURABLE = "PRAGMA synchronous=FULL"
_SETTINGS = (
    "PRAGMA journal_mode=WAL",
    _DURABLE,
    "PRAGMA secure_delete=ON",  # what is erased is overwritten
)
_as_text = partial(str, encoding="utf-8", errors="surrogateescape")  # also what somebody has tampered with


def file_of(url: str) -> Path:
    """The file of a ``sqlite:///path`` URL; ``sqlite:////path`` is absolute."""
    parts = urlsplit(url)
    if parts.scheme != "sqlite" or parts.netloc or len(parts.path) < 2:
        raise ValueError(
            f"A store is given as sqlite:///path or postgresql://…, and this is of another kind: "
            f"{parts.scheme or 'none'}"
        )
    return Path(unquote(parts.path[1:]))


class SQLite:
    """A file, with connections to it that are durable at every commit, made when first needed and kept."""

    def __init__(self, url: str) -> None:
        self.path = file_of(url).absolute()
        self._idle: deque[sqlite3.Connection] = deque()
        self._patience = LOCK_TIMEOUT
        self._writing = Lock()

    @staticmethod
    def beside(url: str) -> str:
        """The URL of a file beside the one of this URL."""
        file_of(url)
        folder, slash, name = url.rpartition("/")
        return f"{folder}{slash}{Path(name).stem}-keys.db"

    @property
    def place(self) -> str:
        """The path."""
        return str(self.path)

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path.as_uri(),
            uri=True,
            timeout=self._patience,
            isolation_level=None,  # transactions begin where it is said
            check_same_thread=False,  # it is one thread's at a time
        )
        for setting in _SETTINGS:
            connection.execute(setting)
        connection.row_factory, connection.text_factory = sqlite3.Row, _as_text
        return connection

    @contextmanager
    def _lease(self) -> Iterator[sqlite3.Connection]:
        """A connection, outside any transaction: one that is kept, or else a new one."""
        try:
            connection = self._idle.pop()
        except IndexError:
            connection = self._connect()
        try:
            yield connection
        finally:
            if connection.in_transaction:
                connection.close()
            else:
                self._idle.append(connection)

    def exists(self, table: str) -> bool:  # noqa: ARG002  # a file is made with its tables
        """Whether the file is there."""
        return self.path.exists()

    def prepare(self) -> None:
        """Make the file, for its owner alone from the first."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)

    def columns(self, table: str) -> Sequence[str]:
        """The columns of a table; none if it is not there."""
        with self.reading() as c:
            c.execute("SELECT name FROM pragma_table_info(?)", (table,))
            return [row["name"] for row in c.fetchall()]

    @contextmanager
    def transaction(
        self,
        *,
        in_turn: bool = True,  # noqa: ARG002  # SQLite's always are
        durable: bool = True,
    ) -> Iterator[sqlite3.Cursor]:
        """A transaction. Writers of this process queue here, where waiting is fair; those of others in SQLite."""
        if not self._writing.acquire(timeout=self._patience):
            raise OperationalError("Other writers took too long.")
        try:
            with self._begun("BEGIN IMMEDIATE", *(() if durable else ("PRAGMA synchronous=NORMAL",))) as cursor:
                yield cursor
                cursor.connection.commit()
        finally:
            self._writing.release()

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:  # noqa: ARG002  # as of PostgreSQL
        """Nothing to wait for: processes that write to one file hardly ever are several."""
        yield

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Cursor]:
        """Each statement sees one state of the file."""
        with (
            translated(sqlite3.Error),
            self._lease() as connection,
            closing(connection.cursor()) as cursor,  # left open, it might go on seeing an old state
        ):
            yield cursor

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Cursor]:
        """All statements see the same state of the file."""
        with self._begun("BEGIN") as cursor:
            yield cursor

    @contextmanager
    def _begun(self, how: str, *before: str) -> Iterator[sqlite3.Cursor]:
        """A transaction that is rolled back, unless it has been committed."""
        with self.reading() as cursor:
            for setting in before:
                cursor.execute(setting)
            try:
                cursor.execute(how)
                yield cursor
            finally:
                cursor.connection.rollback()
                if before:
                    cursor.execute(_DURABLE)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """No other process is in here with the same file. The lock goes with its process."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(f"{self.path.name}.lock").open("a") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def flush(self, *tables: str) -> bool:  # noqa: ARG002  # a file has one write-ahead log for all its tables
        """Bring the write-ahead log into the file and empty it, so that what was erased lies in neither.

        Whoever else does so is waited for. False where it could not be done: while somebody reads an older state.
        """
        with self.reading() as cursor:
            cursor.execute("PRAGMA busy_timeout=0")
            try:
                give_up = time.monotonic() + PATIENCE
                while time.monotonic() < give_up:
                    if _emptied(cursor):
                        return True
                return False
            finally:
                cursor.execute(f"PRAGMA busy_timeout={int(self._patience * 1000)}")

    def go_on_counting(self, c: object, table: str, column: str) -> None:
        """It always does."""

    def close(self) -> None:
        """Close the connections."""
        with suppress(IndexError):
            while True:
                self._idle.pop().close()


def _emptied(cursor: sqlite3.Cursor) -> bool:
    """Whether the write-ahead log could be emptied; a pause if not."""
    with suppress(sqlite3.OperationalError):
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if not any(row[0] for row in cursor.fetchall()):
            return True
    time.sleep(PAUSE)
    return False
