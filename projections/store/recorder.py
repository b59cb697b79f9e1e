"""The log of events: the library's event table, and beside it a table that knows each event's subject and time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import ApplicationRecorder, Notification, OperationalError, StoredEvent, Subscription

from domain.log.ports import LoggedEvent, Overtaken, Receipt, Uncertain, Write
from projections.store.chain import START, Recorded, add_chain, link
from projections.store.database import Cursor, Database, define
from projections.store.group_commit import GroupCommit

LAST_POSITION = 2**62
_LAST = "COALESCE((SELECT MAX(position) FROM log WHERE position<=?), 0) AS last"
_HEAD = "COALESCE((SELECT MAX(position) FROM log WHERE subject=? AND position<=?), 0) AS head"


def heads(c: Cursor, subjects: Sequence[UUID], upto: int = LAST_POSITION, *more: str) -> tuple[list[int], Any]:
    """The last position of each subject (0 if none), and a row with the ``last`` of the log and more columns.

    In one statement and so of one state; positions are none later than ``upto``.
    """
    c.execute(_question(len(subjects), *more), (upto, *(value for each in subjects for value in (each.hex, upto))))
    row = c.fetchone()
    return [row[f"head{number}"] for number in range(len(subjects))], row


@cache
def _question(subjects: int, *more: str) -> str:
    return f"SELECT {', '.join((_LAST, *(f'{_HEAD}{number}' for number in range(subjects)), *more))}"


_END = (
    "COALESCE((SELECT MAX(notification_id) FROM stored_events), 0) AS position",
    "(SELECT recorded_at FROM log ORDER BY position DESC LIMIT 1) AS recorded_at",
    "(SELECT hash FROM log ORDER BY position DESC LIMIT 1) AS hash",
)

Mark = Callable[[Cursor, UUID, int, Collection[UUID]], None]
"""Told the subject, the last position, and, of the register, the parties that it is about."""


class Unit(NamedTuple):
    """What is recorded of a subject, all of it or nothing."""

    events: Sequence[StoredEvent]
    subject: UUID
    recorded_at: datetime
    heads: Mapping[UUID, int] = {}
    """The subjects that must be as they were when it was decided, each by its last position."""
    people: Sequence[UUID | None] = ()
    """Whom each event names."""
    concerns: Collection[UUID] = ()
    """The parties that the register's events are about."""
    receipts: Sequence[Receipt] = ()
    writes: Sequence[Write] = ()


class Made(NamedTuple):
    """What comes to stand at a position."""

    recorded: Recorded
    hash: bytes


class End:
    """The end of the log, and of the subjects in it, as it moves on with what is recorded."""

    def __init__(self, c: Cursor, subjects: Sequence[UUID]) -> None:
        found, row = heads(c, subjects, LAST_POSITION, *_END)
        self._heads = dict(zip(subjects, found, strict=True))
        self._position, self._moment = row["position"], row["recorded_at"] or ""
        self._hash = row["hash"] or START

    def holds(self, heads: Mapping[UUID, int]) -> bool:
        """Whether the subjects are still there."""
        return all(self._heads[subject] == head for subject, head in heads.items())

    def follow(self, unit: Unit) -> Iterator[Made]:
        """The unit's events, each after the one before; their moment is never before that of the last position."""
        self._moment = max(text_of(unit.recorded_at), self._moment)
        for stored in unit.events:
            self._position += 1
            event = (_hex(stored.originator_id), stored.originator_version, stored.topic, stored.state)
            recorded = Recorded(self._position, self._moment, unit.subject.hex, *event)
            self._hash = link(self._hash, recorded)
            yield Made(recorded, self._hash)
        self._heads[unit.subject] = self._position


def chained(c: Cursor, units: Sequence[Unit]) -> Iterator[Sequence[Made] | Overtaken]:
    """What is made of each unit, decided on what is recorded and on the units before it."""
    end = End(c, list(dict.fromkeys(subject for unit in units for subject in unit.heads)))
    for unit in units:
        yield list(end.follow(unit)) if end.holds(unit.heads) else Overtaken("Something was said meanwhile.")


def insert(c: Cursor, units: Sequence[tuple[Unit, Sequence[Made]]], mark: Mark | None) -> None:
    """Insert the units, with all that belongs to them."""
    made = [each for _, of_unit in units for each in of_unit]
    _insert(c, "stored_events", [(each.recorded.position, *each.recorded[3:]) for each in made])
    rows = [(each.recorded.position, each.recorded.subject, each.recorded.recorded_at, each.hash) for each in made]
    _insert(c, "log (position, subject, recorded_at, hash)", rows)
    _insert(c, "mentions", [row for unit, of_unit in units for row in _mentions(unit, of_unit)])
    _insert(c, "receipts", [receipt for unit, _ in units for receipt in unit.receipts])
    for unit, of_unit in units:
        if mark is not None:
            mark(c, unit.subject, of_unit[-1].recorded.position, unit.concerns)
        for write in unit.writes:
            write(c)


def _insert(c: Cursor, table: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        c.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)


def _mentions(unit: Unit, made: Sequence[Made]) -> Iterator[tuple[str, int, str]]:
    for (recorded, _), person in zip_longest(made, unit.people):
        if person is not None:
            yield person.hex, recorded.position, recorded.subject


def text_of(moment: datetime) -> str:
    """The moment as the log has it."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _hex(identity: UUID | str) -> str:
    return identity.hex if isinstance(identity, UUID) else identity


class Unfollowed(ApplicationRecorder):
    """A recorder of a log without aggregates, which nobody follows."""

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        """Not offered."""
        raise NotImplementedError

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        """Not offered."""
        raise NotImplementedError

    def max_notification_id(self) -> int | None:
        """Not offered."""
        raise NotImplementedError

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> Subscription[ApplicationRecorder]:
        """Not offered."""
        raise NotImplementedError


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
        self._recording: GroupCommit[Unit, Sequence[int]] = GroupCommit(self._record)

    def create(self) -> None:
        """Make the tables, once; complete older ones."""
        define(self._database, *TABLES)
        if "hash" not in self._database.columns("log"):
            with self._database.transaction(in_turn=True) as c:
                add_chain(c)

    # Recording

    def insert_events(self, stored_events: Sequence[StoredEvent], **kwargs: Any) -> Sequence[int]:
        """Record the events of a :class:`~projections.store.recorder.Unit` after all others; their positions.

        All of it, or nothing; units that come at the same time share a transaction. Raises :class:`Overtaken` where a
        subject is not as it was when its writer decided, :class:`IntegrityError` where something of it is there
        already, and :class:`~domain.log.ports.Uncertain` where nobody can tell whether it was recorded.
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
