"""The log of events: the library's event table, and beside it a table that knows each event's subject and time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from eventsourcing.persistence import OperationalError, StoredEvent

from domain.log import LoggedEvent, Overtaken, Receipt, Uncertain
from domain.together import Together
from projections.batch import Made, Mark, Unit, chained, insert, text_of
from projections.database import Database, define
from projections.heads import LAST_POSITION, heads
from projections.rows import add_chain
from projections.unfollowed import Unfollowed

FIRST_INSTANT = datetime(1, 1, 2, tzinfo=UTC)
LAST_INSTANT = datetime(9999, 12, 30, tzinfo=UTC)
"""Instants before the first or after the last may have no form in UTC, and nothing is recorded then."""
TABLES = (
    # An integer primary key, since SQLite may renumber any other row when it compacts a file.
    "CREATE TABLE IF NOT EXISTS stored_events ("
    "notification_id INTEGER PRIMARY KEY, originator_id TEXT, originator_version INTEGER, "
    "topic TEXT, state BLOB, UNIQUE (originator_id, originator_version))",
    "CREATE INDEX IF NOT EXISTS registered_projects ON stored_events (topic) WHERE topic = 'ProjectRegistered'",
    "CREATE TABLE IF NOT EXISTS log (position INTEGER PRIMARY KEY, subject TEXT, recorded_at TEXT, hash BLOB)",
    "CREATE INDEX IF NOT EXISTS log_subject ON log (subject, position)",
    "CREATE INDEX IF NOT EXISTS log_recorded_at ON log (recorded_at)",
    "CREATE TABLE IF NOT EXISTS mentions "
    "(person TEXT, position INTEGER, subject TEXT, PRIMARY KEY (person, position)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS receipts (key TEXT PRIMARY KEY, fingerprint TEXT, made TEXT) WITHOUT ROWID",
)
_EVENT = "e.originator_id, e.originator_version, e.topic, e.state"


class Recorder(Unfollowed):
    """Records events with their subject, the moment, and the receipt of the request, in one transaction."""

    def __init__(self, database: Database, mark: Mark | None = None) -> None:
        """``mark`` is told, in the transaction, of what has been recorded."""
        self._database = database
        self._mark = mark
        self._recording: Together[Unit, Sequence[int]] = Together(self._record)

    def create(self) -> None:
        """Make the tables, once; complete older ones."""
        define(self._database, *TABLES)
        if "hash" not in self._database.columns("log"):
            with self._database.transaction(in_turn=True) as c:
                add_chain(c)

    # Recording

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """Record the events of a :class:`~projections.batch.Unit` after all others; their positions.

        All of it, or nothing; units that come at the same time share a transaction. Raises :class:`Overtaken` where a
        subject is not as it was when its writer decided, :class:`IntegrityError` where something of it is there
        already, and :class:`~domain.log.Uncertain` where nobody can tell whether it was recorded.
        """
        return self._recording.ask(Unit(stored_events, **kwargs))

    def turn(self, subject: UUID) -> AbstractContextManager[None]:
        """While somebody decides what to say of the subject, as a rule nobody else does, in any process."""
        return self._database.turn(subject.hex)

    def _record(self, units: Sequence[Unit]) -> Sequence[Sequence[int] | Overtaken]:
        """Record the units one after the other, in one transaction; the positions of each."""
        made: list[Sequence[Made] | Overtaken] = []
        try:
            with self._database.transaction(in_turn=True) as c:
                made += chained(c, units)
                held = [(unit, each) for unit, each in zip(units, made, strict=True) if not isinstance(each, Overtaken)]
                insert(c, held, self._mark)
        except Uncertain:
            if not self._were_recorded(made):
                raise OperationalError("The connection was lost, and nothing was recorded.") from None
        return [each if isinstance(each, Overtaken) else [one.recorded.position for one in each] for each in made]

    def _were_recorded(self, made: Sequence[Sequence[Made] | Overtaken]) -> bool:
        """Whether they are in the log; asked in turn, that is, when the transaction in doubt has come to its end."""
        first = next((each[0] for each in made if not isinstance(each, Overtaken)), None)
        if first is None:
            return bool(made)
        try:
            with self._database.transaction(in_turn=True) as c:
                c.execute("SELECT hash FROM log WHERE position=?", (first.recorded.position,))
                row = c.fetchone()
        except OperationalError as error:
            raise Uncertain("The connection was lost, and nobody knows what was recorded.") from error
        return row is not None and row["hash"] == first.hash

    # Reading

    def select_subject(self, subject: UUID, after: int, upto: int) -> Sequence[LoggedEvent]:
        """The subject's events with ``after`` < position ≤ ``upto``, in order."""
        rows = self._rows(
            f"SELECT l.position, l.recorded_at, {_EVENT} "
            "FROM log l JOIN stored_events e ON e.notification_id = l.position "
            "WHERE l.subject=? AND l.position>? AND l.position<=? ORDER BY l.position",
            (subject.hex, after, upto),
        )
        return [LoggedEvent(row["position"], datetime.fromisoformat(row["recorded_at"]), _stored(row)) for row in rows]

    def heads(self, subjects: Sequence[UUID], upto: int | None) -> tuple[int, Sequence[int]]:
        """The last position of the log, and of each subject (0 if none), none later than ``upto``."""
        with self._database.reading() as c:
            found, row = heads(c, subjects, upto if upto is not None else LAST_POSITION)
        return row["last"], found

    def position_at(self, instant: datetime) -> int:
        """The last position recorded at or before the instant; 0 if none."""
        if instant < FIRST_INSTANT:
            return 0
        rows = self._rows(
            "SELECT position FROM log WHERE recorded_at<=? ORDER BY recorded_at DESC, position DESC LIMIT 1",
            (text_of(min(instant, LAST_INSTANT)),),
        )
        return rows[0]["position"] if rows else 0

    def recorded_at(self, position: int) -> datetime | None:
        """When the last event at or before the position was recorded; None if there is none."""
        rows = self._rows("SELECT recorded_at FROM log WHERE position<=? ORDER BY position DESC LIMIT 1", (position,))
        return datetime.fromisoformat(rows[0]["recorded_at"]) if rows else None

    def subjects(self, upto: int) -> Sequence[UUID]:
        """Every subject that anything has been said about."""
        rows = self._rows("SELECT subject FROM log WHERE position<=? GROUP BY subject ORDER BY MIN(position)", (upto,))
        return [UUID(row["subject"]) for row in rows]

    def projects(self, upto: int) -> Sequence[UUID]:
        """Every project that has been registered, in order."""
        rows = self._rows(
            "SELECT l.subject FROM stored_events e JOIN log l ON l.position = e.notification_id "
            "WHERE e.topic = 'ProjectRegistered' AND l.position<=? GROUP BY l.subject ORDER BY MIN(l.position)",
            (upto,),
        )
        return [UUID(row["subject"]) for row in rows]

    def receipt(self, key: str) -> Receipt | None:
        """What is remembered under the key."""
        rows = self._rows("SELECT key, fingerprint, made FROM receipts WHERE key=?", (key,))
        return Receipt(rows[0]["key"], rows[0]["fingerprint"], rows[0]["made"]) if rows else None

    def _rows(self, query: str, values: Sequence[Any]) -> list[Any]:
        with self._database.reading() as c:
            c.execute(query, values)
            return c.fetchall()


def _stored(row: Any) -> StoredEvent:
    return StoredEvent(UUID(row["originator_id"]), row["originator_version"], row["topic"], row["state"])
