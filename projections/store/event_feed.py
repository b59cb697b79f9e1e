"""The log in order, a stretch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from eventsourcing.persistence import StoredEvent

from domain.log.ports import LoggedEvent
from projections.store.database import Database

_STRETCH = (
    "SELECT l.position, l.subject, l.recorded_at, e.originator_id, e.originator_version, e.topic, e.state "
    "FROM log l JOIN stored_events e ON e.notification_id = l.position "
    "WHERE l.position>? AND l.position<=? ORDER BY l.position LIMIT ?"
)


class Placed(NamedTuple):
    """An event, and what it is about."""

    subject: UUID
    logged: LoggedEvent


class Feed:
    """The log, in the store's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stretch(self, after: int, upto: int, most: int) -> Sequence[Placed]:
        """So many events at most with ``after`` < position ≤ ``upto``, in order: those next after ``after``."""
        with self._database.reading() as c:
            c.execute(_STRETCH, (after, upto, most))
            return [_placed(row) for row in c.fetchall()]


def _placed(row: Any) -> Placed:
    stored = StoredEvent(UUID(row["originator_id"]), row["originator_version"], row["topic"], row["state"])
    return Placed(
        UUID(row["subject"]), LoggedEvent(row["position"], datetime.fromisoformat(row["recorded_at"]), stored)
    )
