"""Saying and withdrawing: decide on what is known, then record it in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from threading import Lock
from typing import Any, NamedTuple, Protocol, cast
from uuid import UUID

from cachetools import LRUCache
from eventsourcing.application import Application
from eventsourcing.persistence import IntegrityError, JSONTranscoder, StoredEvent, Transcoding

from domain import clarification, delegation, project, register
from domain.book import Book, Entry
from domain.errors import Conflict
from domain.register import REGISTER
from domain.rights import Party, author
from domain.rules import check
from domain.statements import Author, Statement, identity
from domain.world import Register, World

DECIDERS: Mapping[str, str | None] = {
    "employer": "employer",
    "change": "employer",
    "organisation": "organisation",
    "affiliation": "organisation",
    "project": None,
    "phase": None,
    "scheme": None,
    "participant": None,
    "clarification": "employer",
    "representant": "employer",
    "claim": "organisation",
    "waiver": "organisation",
    "reservation": "organisation",
    "appointment": "organisation",
    "scope": "organisation",
    "leave": "organisation",
    "end": "organisation",
    "joint": "organisation",
}
"""A stream belongs to whoever decides: for each kind, the field that names it; None for the project's owner."""

KEPT_BOOKS = 512

EVENT_MODULES = (clarification, delegation, project, register)
"""Whoever opens the log can read all of it: these modules define every event there is."""


class Draft(NamedTuple):
    """A statement about to be said: the class of its event, and its content."""

    said: type[Statement]
    content: Mapping[str, Any]


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

    def position_at(self, instant: datetime) -> int:
        """The last position recorded at or before the instant; 0 if none."""

    def subjects(self, upto: int) -> Sequence[UUID]:
        """Every subject that anything has been said about."""

    def projects(self, upto: int) -> Sequence[UUID]:
        """Every project that has been registered, in order."""

    def receipt(self, key: str) -> Receipt | None:
        """What is remembered under the key."""


@dataclass(frozen=True)
class Said:
    """What came of saying something."""

    world: World
    """As known after it."""
    position: int
    """Of the last event recorded, or of the log where nothing was."""
    fresh: Sequence[bool]
    """For each draft, whether its slot was empty before."""
    recorded: bool


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


class Samrad(Application[UUID]):
    """The log of all statements, and the worlds they amount to at any position."""

    def __init__(self, env: Mapping[str, str], clock: Callable[[], datetime], today: Callable[[], date]) -> None:
        super().__init__(env)
        self.clock = clock
        self.today = today
        self._books: LRUCache[tuple[UUID, int], Book] = LRUCache(KEPT_BOOKS)
        self._registers: LRUCache[int, Register] = LRUCache(8)
        self._worlds: LRUCache[tuple[UUID, int, int], World] = LRUCache(KEPT_BOOKS)
        self._recent: LRUCache[UUID, World] = LRUCache(KEPT_BOOKS)
        self._latest: dict[UUID, int] = {}
        self._lock = Lock()

    def register_transcodings(self, transcoder: JSONTranscoder) -> None:
        """How values are written in the store."""
        super().register_transcodings(transcoder)
        transcoder.register(DateAsISO())

    @property
    def log(self) -> Log:  # type: ignore[override]  # the library's deprecated name for something else
        """The recorder, by what it can do beyond the library's own."""
        return cast("Log", self.recorder)

    def position(self) -> int:
        """The last position of the log."""
        return self.log.heads((), None)[0]

    def world(self, subject: UUID = REGISTER, known_at: int | None = None) -> World:
        """The register and the subject as known at a position (now, without one)."""
        return self.world_and_position(subject, known_at)[0]

    def world_and_position(self, subject: UUID, known_at: int | None = None) -> tuple[World, int]:
        """The world, and the position of the log that it reflects."""
        position, (register_head, head) = self.log.heads((REGISTER, subject), known_at)
        key = (subject, register_head, head)
        with self._lock:
            world = self._worlds.get(key)
        if world is None:
            world = World(self._register(register_head), subject, self.book(subject, head))
            with self._lock:
                world.following(self._recent.get(subject, world))
                self._worlds[key] = self._recent[subject] = world
        return world, position if known_at is None else known_at

    def book(self, subject: UUID, head: int) -> Book:
        """The subject's book at its head, folded on from the last one kept."""
        with self._lock:
            kept = self._books.get((subject, head))
            start = self._books.get((subject, self._latest.get(subject, 0)), Book())
        if kept is not None:
            return kept
        if start.position > head:
            start = Book()
        book = start.with_entries(self.entries(subject, start.position, head))
        with self._lock:
            self._books[subject, head] = book
            self._latest[subject] = max(head, self._latest.get(subject, 0))
        return book

    def entries(self, subject: UUID, after: int, upto: int) -> Iterable[Entry]:
        """The subject's statements in log order."""
        for logged in self.log.select_subject(subject, after, upto):
            event = self.mapper.to_domain_event(logged.stored)
            yield Entry(logged.position, logged.recorded_at, cast("Statement", event))

    def _register(self, head: int) -> Register:
        with self._lock:
            kept = self._registers.get(head)
        if kept is None:
            kept = Register(self.book(REGISTER, head))
            with self._lock:
                self._registers[head] = kept
        return kept

    def say(
        self,
        subject: UUID,
        party: Party,
        command: UUID,
        decide: Callable[[World], Sequence[Draft]],
        receipt: Receipt | None = None,
        prepare: Callable[[], None] | None = None,
    ) -> Said:
        """Decide what is said on what is known, check it, and record what is new. All of it, or nothing.

        ``prepare`` is done once nothing stands in the way, before anything is recorded. A race lost to another
        writer is decided again, once; then :class:`Conflict`.
        """
        for attempt in range(2):
            world, position = self.world_and_position(subject)
            drafts = decide(world)
            authors = self.authorised(world, party, drafts)
            new = [(draft, who) for draft, who in zip(drafts, authors, strict=True) if not _stands(draft, world.book)]
            fresh = [_empty(draft, world.book) for draft in drafts]
            if not new:
                return Said(world, position, fresh, recorded=False)
            if prepare is not None and attempt == 0:
                prepare()
            now = self.clock()
            events = self._events(subject, world.book, new, command, now)
            try:
                recordings = self.events.put(events, subject=subject, recorded_at=now, receipt=receipt)
            except IntegrityError:
                continue
            return Said(self.world(subject), recordings[-1].notification.id, fresh, recorded=True)
        raise Conflict("Somebody else recorded something in the same place at the same moment. Please try again.")

    def authorised(self, world: World, party: Party, drafts: Sequence[Draft]) -> list[Author]:
        """The author of each draft, once rights and rules have been asked about all of them."""
        today = self.today()
        authors = [author(party, draft.said.KIND, draft.content, world, today) for draft in drafts]
        changed = supposing(world, [draft for draft in drafts if draft.said.KIND == "change"])
        for draft in drafts:
            check(draft.said, draft.content, changed)
        return authors

    def _events(
        self, subject: UUID, book: Book, new: Sequence[tuple[Draft, Author]], command: UUID, now: datetime
    ) -> list[Statement]:
        versions = dict(book.versions)
        events = []
        for (said, content), who in new:
            stream = stream_of(subject, said, content)
            versions[stream] = versions.get(stream, 0) + 1
            make = cast("Callable[..., Statement]", said)
            events.append(
                make(
                    originator_id=stream,
                    originator_version=versions[stream],
                    timestamp=now,
                    command=command,
                    **who._asdict(),
                    **content,
                )
            )
        return events


def supposing(world: World, drafts: Sequence[Draft]) -> World:
    """The world as it would be if the drafts stood. They are not checked, and nothing is recorded."""
    if not drafts:
        return world
    book = world.book.with_entries(_supposed(world, draft) for draft in drafts)
    register = Register(book) if world.subject == REGISTER else world.register
    return World(register, world.subject, book)


def _supposed(world: World, draft: Draft) -> Entry:
    stream, moment = stream_of(world.subject, *draft), datetime.max.replace(tzinfo=UTC)
    make = cast("Callable[..., Statement]", draft.said)
    event = make(
        originator_id=stream,
        originator_version=world.book.versions.get(stream, 0),
        timestamp=moment,
        command=world.subject,
        **Author("", "")._asdict(),
        **draft.content,
    )
    return Entry(world.book.position, moment, event)


def stream_of(subject: UUID, said: type[Statement], content: Mapping[str, Any]) -> UUID:
    """The stream that the statement belongs to."""
    decider = DECIDERS[said.KIND]
    return identity(subject, decider, content[decider]) if decider else identity(subject, "owner")


def _slot(draft: Draft) -> tuple[tuple[Any, ...], date | None]:
    address = tuple(draft.content[name] for name in draft.said.ADDRESS)
    return address, draft.content[draft.said.DATED] if draft.said.DATED else None


def _stands(draft: Draft, book: Book) -> bool:
    """Whether the slot already holds just this, or is already empty."""
    entry = book.slot(draft.said.KIND, *_slot(draft))
    if entry is None:
        return False
    if draft.said.EMPTIES or entry.event.EMPTIES:
        return draft.said.EMPTIES and entry.event.EMPTIES
    return entry.event.content == draft.content


def _empty(draft: Draft, book: Book) -> bool:
    return book.standing(draft.said.KIND, *_slot(draft)) is None
