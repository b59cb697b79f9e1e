"""The log as the application needs it: events with their place, time and subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from eventsourcing.persistence import IntegrityError, OperationalError, StoredEvent, Transcoding

Write = Callable[[Any], object]
"""Writes something besides events in their transaction, whose cursor it is given: both are there, or neither."""


class Uncertain(OperationalError):
    """The store was lost while something was recorded, or after it, so it may be there or not."""


class NoRoom(OperationalError):
    """Where the store is there is no room for more; what was to be recorded then, was not."""


class Overtaken(IntegrityError):
    """Something was said of a subject after it was decided what to say."""


class LoggedEvent(NamedTuple):
    """A stored event with its place and time in the log."""

    position: int
    recorded_at: datetime
    stored: StoredEvent


class Receipt(NamedTuple):
    """The key under which a request is remembered, what it said, and what it made."""

    key: str
    fingerprint: str
    made: str


class Log(Protocol):
    """What the application asks of its recorder beyond the library's own."""

    def select_subject(self, subject: UUID, after: int, upto: int) -> Sequence[LoggedEvent]:
        """The subject's events with ``after`` < position ≤ ``upto``, in order."""

    def heads(self, subjects: Sequence[UUID], upto: int | None) -> tuple[int, Sequence[int]]:
        """The last position of the log, and of each subject (0 if none), none later than ``upto``."""

    def turn(self, subject: UUID) -> AbstractContextManager[None]:
        """While somebody decides what to say of the subject, as a rule nobody else does, in any process."""

    def position_at(self, instant: datetime) -> int:
        """The last position recorded at or before the instant; 0 if none."""

    def recorded_at(self, position: int) -> datetime | None:
        """When the last event at or before the position was recorded; None if there is none."""

    def subjects(self, upto: int) -> Sequence[UUID]:
        """Every subject that anything has been said about."""

    def projects(self, upto: int) -> Sequence[UUID]:
        """Every project that has been registered, in order."""

    def receipt(self, key: str) -> Receipt | None:
        """What is remembered under the key."""


class DateAsISO(Transcoding):
    """Dates in the store."""

    type = date
    name = "date_iso"

    def encode(self, obj: date) -> str:
        """The date as text."""
        return obj.isoformat()

    def decode(self, data: str) -> date:
        """The date of the text."""
        return date.fromisoformat(data)
