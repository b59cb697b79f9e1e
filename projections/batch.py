"""What is recorded in one transaction: units of events, each of one subject, and each recorded whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from typing import NamedTuple
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from domain.log import Overtaken, Receipt, Write
from projections.chain import START, Recorded, link
from projections.database import Cursor
from projections.heads import LAST_POSITION, heads

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
