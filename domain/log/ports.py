"""What the application needs: the log, with its events' place, time and subject; and help from its process."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol, TypeVar
from uuid import UUID

from eventsourcing.persistence import IntegrityError, OperationalError, StoredEvent, Transcoding

from domain.log.book import Book
from domain.log.world import Register, World

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

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


class WorldCache(Protocol):
    """Where what has been folded is kept, for threads that read and write at the same time."""

    def last_book(self, subject: UUID, upto: int) -> Book:
        """The last book of the subject that is kept and is none later than the position; else an empty one."""

    def keep_book(self, subject: UUID, book: Book) -> Book:
        """The book, kept."""

    def register(self, head: int, make: Callable[[], Register]) -> Register:
        """The register at its head: as kept, or made and kept."""

    def world(self, subject: UUID, register_head: int, head: int, make: Callable[[], World]) -> World:
        """The world at the heads of the register and the subject: as kept, or made, following the last, and kept."""


class Turns(Protocol):
    """Where those who say something of the same subject at the same time meet."""

    def take(
        self, subject: UUID, asked: Asked, work: Callable[[Sequence[Asked]], Sequence[Answer | Exception]]
    ) -> Answer:
        """What comes of it, once it is done, perhaps with what others ask of the subject and by one of them.

        ``work`` does all of what it is given or, where it raises, nothing; it answers each, be it with an error.
        """


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
