"""The log of events: the library's event table, and beside it a table that knows each event's subject and time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import count
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import IntegrityError, OperationalError, StoredEvent

from domain.log import LoggedEvent, Receipt, Uncertain
from projections.chain import START, Recorded, link
from projections.database import Cursor, Database, define
from projections.heads import LAST_POSITION, heads
from projections.rows import add_chain
from projections.unfollowed import Unfollowed

FIRST_INSTANT = datetime(1, 1, 2, tzinfo=UTC)
"""Instants before it may have no form in UTC, and nothing was recorded then."""
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
_END = (
    "COALESCE((SELECT MAX(notification_id) FROM stored_events), 0) AS position",
    "(SELECT recorded_at FROM log ORDER BY position DESC LIMIT 1) AS recorded_at",
    "(SELECT hash FROM log ORDER BY position DESC LIMIT 1) AS hash",
)


Mark = Callable[[Cursor, UUID, int, Collection[UUID]], None]
"""Told the subject, the last position, and, of the register, the parties that it is about."""


class _End(NamedTuple):
    """The end of the log: what the next event follows."""

    position: int
    recorded_at: str
    hash: bytes


class Recorder(Unfollowed):
    """Records events with their subject, the moment, and the receipt of the request, in one transaction."""

    def __init__(self, database: Database, mark: Mark | None = None) -> None:
        """``mark`` is told, in the transaction, of what has been recorded."""
        self._database = database
        self._mark = mark

    def create(self) -> None:
        """Make the tables, once; complete older ones."""
        define(self._database, *TABLES)
        if "hash" not in self._database.columns("log"):
            with self._database.transaction(in_turn=True) as c:
                add_chain(c)

    # Recording

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """Record the events after all others; their positions. All of it, or nothing.

        Raises :class:`IntegrityError` where a subject is not as it was when its writer decided (``heads``), and
        :class:`~domain.log.Uncertain` where nobody can tell whether they were recorded.
        """
        made: list[tuple[Recorded, bytes]] = []
        try:
            with self._database.transaction(in_turn=True) as c:
                end = self._end(c, kwargs.get("heads") or {})
                made += self._chained(end, stored_events, kwargs["subject"], kwargs["recorded_at"])
                self._insert(c, made, kwargs.get("people", ()), kwargs.get("receipt"))
                if self._mark is not None:
                    self._mark(c, kwargs["subject"], made[-1][0].position, kwargs.get("concerns", ()))
                if write := kwargs.get("write"):
                    write(c)
        except Uncertain:
            if not self._were_recorded(made):
                raise OperationalError("The connection was lost, and nothing was recorded.") from None
        return [recorded.position for recorded, _ in made]

    @staticmethod
    def _end(c: Cursor, decided_on: Mapping[UUID, int]) -> _End:
        """The end of the log; :class:`IntegrityError` where a subject is not as it was when its writer decided."""
        found, row = heads(c, list(decided_on), LAST_POSITION, *_END)
        if list(decided_on.values()) != found:
            raise IntegrityError("Something was said meanwhile.")
        return _End(row["position"], row["recorded_at"] or "", row["hash"] or START)

    def _chained(
        self, end: _End, stored_events: Iterable[StoredEvent], subject: UUID, now: datetime
    ) -> Iterable[tuple[Recorded, bytes]]:
        """What is recorded at each position, and its hash."""
        moment, previous = self._moment(end.recorded_at, now), end.hash
        for position, stored in zip(count(end.position + 1), stored_events):
            event = (_hex(stored.originator_id), stored.originator_version, stored.topic, stored.state)
            recorded = Recorded(position, moment, subject.hex, *event)
            previous = link(previous, recorded)
            yield recorded, previous

    @staticmethod
    def _moment(last: str, now: datetime) -> str:
        """The moment of recording, never before that of the last position."""
        return max(_text(now), last)

    @staticmethod
    def _insert(
        c: Cursor, made: Sequence[tuple[Recorded, bytes]], people: Iterable[UUID | None], receipt: Receipt | None
    ) -> None:
        events = [(each.position, *each[3:]) for each, _ in made]
        c.executemany("INSERT INTO stored_events VALUES (?,?,?,?,?)", events)
        rows = [(each.position, each.subject, each.recorded_at, hash_) for each, hash_ in made]
        c.executemany("INSERT INTO log (position, subject, recorded_at, hash) VALUES (?,?,?,?)", rows)
        named = [
            (person.hex, each.position, each.subject)
            for (each, _), person in zip(made, people, strict=False)
            if person is not None
        ]
        if named:
            c.executemany("INSERT INTO mentions VALUES (?,?,?)", named)
        if receipt is not None:
            c.execute("INSERT INTO receipts VALUES (?,?,?)", receipt)

    def _were_recorded(self, made: Sequence[tuple[Recorded, bytes]]) -> bool:
        """Whether they are in the log; asked in turn, that is, when the transaction in doubt has come to its end."""
        try:
            with self._database.transaction(in_turn=True) as c:
                c.execute("SELECT hash FROM log WHERE position=?", (made[0][0].position,))
                row = c.fetchone()
        except OperationalError as error:
            raise Uncertain("The connection was lost, and nobody knows what was recorded.") from error
        return row is not None and row["hash"] == made[0][1]

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
            (_text(instant),),
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


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _hex(identity: UUID | str) -> str:
    return identity.hex if isinstance(identity, UUID) else identity


def _stored(row: Any) -> StoredEvent:
    return StoredEvent(UUID(row["originator_id"]), row["originator_version"], row["topic"], row["state"])
