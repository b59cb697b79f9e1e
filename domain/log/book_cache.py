"""Books that are kept, so that the next one need only be folded on from one of them."""

from __future__ import annotations

from threading import Lock
from uuid import UUID

from cachetools import LRUCache

from domain.log.book import Book

KEPT = 512
"""Books of all subjects."""
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
