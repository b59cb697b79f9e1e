"""The store on SQLite: the library's event table, and beside it a log that knows each event's subject and time.

The library takes this module by ``PERSISTENCE_MODULE`` and finds :class:`Factory` in it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit
from uuid import UUID

from eventsourcing import sqlite
from eventsourcing.persistence import IntegrityError, ProgrammingError, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteConnection, SQLiteCursor, SQLiteDatastore

from domain.log import LoggedEvent, Receipt
from projections.chain import START, Recorded, link
from projections.rows import add_chain, is_chained

FIRST_INSTANT = datetime(1, 1, 2, tzinfo=UTC)
"""Instants before it may have no form in UTC, and nothing was recorded then."""
PATIENCE, PAUSE = 1.0, 0.02
"""For how many seconds, and with how many between, emptying the write-ahead log is tried."""
LOCK_TIMEOUT = 15
"""Seconds a writer waits for another before the service says it is overloaded."""


def file_of(url: str) -> Path:
    """The file of a ``sqlite:///path`` URL; ``sqlite:////path`` is absolute."""
    parts = urlsplit(url)
    if parts.scheme != "sqlite" or parts.netloc or len(parts.path) < 2:
        raise ValueError(f"A store is given as sqlite:///path, and this is of another kind: {parts.scheme or 'none'}")
    return Path(unquote(parts.path[1:]))


def datastore(path: Path) -> SQLiteDatastore:
    """A pool of connections to the file, durable at every commit."""
    store = SQLiteDatastore(path.absolute().as_uri(), lock_timeout=LOCK_TIMEOUT, pool_size=16, max_overflow=16)
    connect = store.pool._create_connection

    def durable() -> SQLiteConnection:
        connection = connect()
        connection.cursor().execute("PRAGMA synchronous=FULL")
        connection.cursor().execute("PRAGMA secure_delete=ON")  # what is erased is overwritten
        return connection

    store.pool._create_connection = durable  # type: ignore[method-assign]  # the pool offers no hook for it
    return store


def flush(store: SQLiteDatastore) -> bool:
    """Bring the write-ahead log into the file and empty it, so that what was erased lies in neither.

    Whoever else does so is waited for. Answers whether it could be done: not while somebody reads an older state.
    """
    with store.get_connection(commit=True) as connection:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=0")
        try:
            give_up = time.monotonic() + PATIENCE
            while time.monotonic() < give_up:
                if _emptied(cursor):
                    return True
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout={LOCK_TIMEOUT * 1000}")


def _emptied(cursor: SQLiteCursor) -> bool:
    """Whether the write-ahead log could be emptied; a pause if not."""
    with suppress(sqlite3.OperationalError):
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if not any(row[0] for row in cursor.fetchall()):
            return True
    time.sleep(PAUSE)
    return False


@contextmanager
def reading(store: SQLiteDatastore) -> Iterator[SQLiteCursor]:
    """A transaction that sees one state of the store."""
    with store.transaction(commit=False) as cursor:
        yield cursor


class Recorder(SQLiteApplicationRecorder):
    """Records events with their subject, the moment, and the receipt of the request, in one transaction."""

    def __init__(self, datastore: SQLiteDatastore, events_table_name: str = "stored_events") -> None:
        super().__init__(datastore, events_table_name)
        self.insert_events_statement = (
            f"INSERT INTO {events_table_name} (originator_id, originator_version, topic, state) VALUES (?,?,?,?)"
        )

    def construct_create_table_statements(self) -> list[str]:
        """The tables. An integer primary key, since SQLite may renumber any other row when it compacts a file."""
        return [
            f"CREATE TABLE IF NOT EXISTS {self.events_table_name} ("
            "notification_id INTEGER PRIMARY KEY, originator_id TEXT, originator_version INTEGER, "
            "topic TEXT, state BLOB, UNIQUE (originator_id, originator_version))",
            f"CREATE INDEX IF NOT EXISTS registered_projects ON {self.events_table_name} (topic) "
            "WHERE topic = 'ProjectRegistered'",
            "CREATE TABLE IF NOT EXISTS log (position INTEGER PRIMARY KEY, subject TEXT, recorded_at TEXT, hash BLOB)",
            "CREATE INDEX IF NOT EXISTS log_subject ON log (subject, position)",
            "CREATE INDEX IF NOT EXISTS log_recorded_at ON log (recorded_at)",
            "CREATE TABLE IF NOT EXISTS mentions "
            "(person TEXT, position INTEGER, subject TEXT, PRIMARY KEY (person, position)) WITHOUT ROWID",
            "CREATE TABLE IF NOT EXISTS receipts (key TEXT PRIMARY KEY, fingerprint TEXT, made TEXT) WITHOUT ROWID",
        ]

    def _create_table(self, c: SQLiteCursor) -> None:
        super()._create_table(c)
        if not is_chained(c):
            add_chain(c)

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        positions = super()._insert_events(c, stored_events, **kwargs) or []
        if not positions:
            return positions
        self._nothing_said_meanwhile(c, kwargs.get("heads") or {})
        c.execute("SELECT recorded_at, hash FROM log ORDER BY position DESC LIMIT 1")
        last = c.fetchone()
        subject, moment = kwargs["subject"].hex, self._moment(last, kwargs["recorded_at"])
        previous = last["hash"] if last else START
        for position, stored in zip(positions, stored_events, strict=True):
            event = (cast("UUID", stored.originator_id).hex, stored.originator_version, stored.topic, stored.state)
            previous = link(previous, Recorded(position, moment, subject, *event))
            c.execute("INSERT INTO log VALUES (?,?,?,?)", (position, subject, moment, previous))
        for position, person in zip(positions, kwargs.get("people", ()), strict=False):
            if person is not None:
                c.execute("INSERT INTO mentions VALUES (?,?,?)", (person.hex, position, subject))
        receipt: Receipt | None = kwargs.get("receipt")
        if receipt is not None:
            c.execute("INSERT INTO receipts VALUES (?,?,?)", receipt)
        return positions

    @staticmethod
    def _nothing_said_meanwhile(c: SQLiteCursor, heads: Mapping[UUID, int]) -> None:
        """Raise :class:`IntegrityError` where a subject is not as it was when its writer decided."""
        for subject, head in heads.items():
            c.execute("SELECT MAX(position) FROM log WHERE subject=?", (subject.hex,))
            if (c.fetchone()[0] or 0) != head:
                raise IntegrityError("Something was said meanwhile.")

    @staticmethod
    def _moment(last: Any, now: datetime) -> str:
        """The moment of recording, never before that of the last position."""
        moment = _text(now)
        return max(moment, last["recorded_at"]) if last else moment

    def select_subject(self, subject: UUID, after: int, upto: int) -> Sequence[LoggedEvent]:
        """The subject's events with ``after`` < position ≤ ``upto``, in order."""
        with reading(self.datastore) as c:
            c.execute(
                "SELECT l.position, l.recorded_at, e.originator_id, e.originator_version, e.topic, e.state "
                f"FROM log l JOIN {self.events_table_name} e ON e.notification_id = l.position "
                "WHERE l.subject=? AND l.position>? AND l.position<=? ORDER BY l.position",
                (subject.hex, after, upto),
            )
            return [_logged(row) for row in c.fetchall()]

    def heads(self, subjects: Sequence[UUID], upto: int | None) -> tuple[int, Sequence[int]]:
        """The last position of the log, and of each subject (0 if none), none later than ``upto``."""
        limit = upto if upto is not None else 2**62
        with reading(self.datastore) as c:
            c.execute("SELECT MAX(position) FROM log WHERE position<=?", (limit,))
            last = c.fetchone()[0] or 0
            heads = []
            for subject in subjects:
                c.execute("SELECT MAX(position) FROM log WHERE subject=? AND position<=?", (subject.hex, limit))
                heads.append(c.fetchone()[0] or 0)
        return last, heads

    def position_at(self, instant: datetime) -> int:
        """The last position recorded at or before the instant; 0 if none."""
        if instant < FIRST_INSTANT:
            return 0
        with reading(self.datastore) as c:
            c.execute(
                "SELECT position FROM log WHERE recorded_at<=? ORDER BY recorded_at DESC, position DESC LIMIT 1",
                (_text(instant),),
            )
            row = c.fetchone()
        return row["position"] if row else 0

    def recorded_at(self, position: int) -> datetime | None:
        """When the last event at or before the position was recorded; None if there is none."""
        with reading(self.datastore) as c:
            c.execute("SELECT recorded_at FROM log WHERE position<=? ORDER BY position DESC LIMIT 1", (position,))
            row = c.fetchone()
        return datetime.fromisoformat(row["recorded_at"]) if row else None

    def subjects(self, upto: int) -> Sequence[UUID]:
        """Every subject that anything has been said about."""
        with reading(self.datastore) as c:
            c.execute("SELECT subject FROM log WHERE position<=? GROUP BY subject ORDER BY MIN(position)", (upto,))
            return [UUID(row["subject"]) for row in c.fetchall()]

    def projects(self, upto: int) -> Sequence[UUID]:
        """Every project that has been registered, in order."""
        with reading(self.datastore) as c:
            c.execute(
                f"SELECT DISTINCT l.subject FROM {self.events_table_name} e "
                "JOIN log l ON l.position = e.notification_id "
                "WHERE e.topic = 'ProjectRegistered' AND l.position<=? ORDER BY l.position",
                (upto,),
            )
            return [UUID(row["subject"]) for row in c.fetchall()]

    def receipt(self, key: str) -> Receipt | None:
        """What is remembered under the key."""
        with reading(self.datastore) as c:
            c.execute("SELECT * FROM receipts WHERE key=?", (key,))
            row = c.fetchone()
        return Receipt(row["key"], row["fingerprint"], row["made"]) if row else None


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _logged(row: Any) -> LoggedEvent:
    stored = StoredEvent(UUID(row["originator_id"]), row["originator_version"], row["topic"], row["state"])
    return LoggedEvent(row["position"], datetime.fromisoformat(row["recorded_at"]), stored)


class Factory(sqlite.SQLiteFactory):
    """Makes the recorder for the file named by ``SQLITE_DBNAME``."""

    application_recorder_class = Recorder

    def __init__(self, env: Any) -> None:
        super().__init__(env)
        name = self.env.get(self.SQLITE_DBNAME)
        if not name:
            raise ProgrammingError("SQLITE_DBNAME is not set.")
        self.datastore = datastore(Path(name))
