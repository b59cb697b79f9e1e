"""Books, registers and worlds that a process keeps, so that the next one need only be folded on from one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from threading import Lock
from uuid import UUID

from cachetools import LRUCache
from eventsourcing.persistence import ApplicationRecorder

from domain.application import Samrad
from domain.log.book import Book
from domain.log.world import Register, World
from projections.store.group_commit import GroupCommits

KEPT = 512
"""Books of all subjects, and as many worlds."""
KEPT_REGISTERS = 8
STEPS = 32
"""The newest of a subject that one may be folded on from: whoever is late must not begin at the beginning."""


class BookCache:
    """The books of many subjects, by position; those that nobody has asked for longest go first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._books: LRUCache[tuple[UUID, int], Book] = LRUCache(KEPT)
        self._steps: dict[UUID, list[int]] = {}

    def last(self, subject: UUID, upto: int) -> Book:
        """The last book of the subject that is kept and is none later than the position; else an empty one."""
        with self._lock:
            steps = [upto, *(at for at in reversed(self._steps.get(subject, ())) if at < upto)]
            found = (self._books.get((subject, at)) for at in steps)
            return next((book for book in found if book is not None), Book())

    def keep(self, subject: UUID, book: Book) -> Book:
        """The book, kept."""
        with self._lock:
            self._books[subject, book.position] = book
            self._steps[subject] = sorted({*self._steps.get(subject, ()), book.position})[-STEPS:]
        return book


class KeptWorlds:
    """The :class:`~domain.log.ports.WorldCache` of one application."""

    def __init__(self) -> None:
        self._books = BookCache()
        self._lock = Lock()
        self._registers: LRUCache[int, Register] = LRUCache(KEPT_REGISTERS)
        self._worlds: LRUCache[tuple[UUID, int, int], World] = LRUCache(KEPT)
        self._recent: LRUCache[UUID, World] = LRUCache(KEPT)

    def last_book(self, subject: UUID, upto: int) -> Book:
        """The last book of the subject that is kept and is none later than the position; else an empty one."""
        return self._books.last(subject, upto)

    def keep_book(self, subject: UUID, book: Book) -> Book:
        """The book, kept."""
        return self._books.keep(subject, book)

    def register(self, head: int, make: Callable[[], Register]) -> Register:
        """The register at its head: as kept, or made and kept."""
        with self._lock:
            kept = self._registers.get(head)
        if kept is None:
            kept = make()
            with self._lock:
                self._registers[head] = kept
        return kept

    def world(self, subject: UUID, register_head: int, head: int, make: Callable[[], World]) -> World:
        """The world at the heads of the register and the subject: as kept, or made, following the last, and kept."""
        key = (subject, register_head, head)
        with self._lock:
            world = self._worlds.get(key)
        if world is None:
            world = make()
            with self._lock:
                world.following(self._recent.get(subject, world))
                self._worlds[key] = self._recent[subject] = world
        return world


def samrad_of(recorder: ApplicationRecorder, clock: Callable[[], datetime], today: Callable[[], date]) -> Samrad:
    """The application, with what a process keeps of worlds, and with writers that take turns in it.

    ``recorder`` is also a :class:`~domain.log.ports.Log`.
    """
    return Samrad(recorder, clock, today, KeptWorlds(), GroupCommits())
