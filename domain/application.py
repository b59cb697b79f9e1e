"""Saying and withdrawing: decide on what is known, then record it in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock
from typing import cast
from uuid import UUID

from cachetools import LRUCache
from eventsourcing.application import Application
from eventsourcing.persistence import ApplicationRecorder, IntegrityError, JSONTranscoder, OperationalError

from domain import branch, clarification, delegation, group, project, register
from domain.book import Book, Entry
from domain.drafts import Draft, recorded, supposing
from domain.errors import Conflict
from domain.log import DateAsISO, Log, Receipt, Uncertain, Write
from domain.party import Party
from domain.register import REGISTER, parties_of
from domain.rights import author
from domain.rules import check
from domain.statements import Author, Statement
from domain.world import Register, World

KEPT_BOOKS = 512
WRITERS = 64
"""How many subjects may be written to at once in a process."""

EVENT_MODULES = (branch, clarification, delegation, group, project, register)
"""Whoever opens the log can read all of it: these modules define every event there is."""


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


class Repeated(Exception):
    """Another request with the same receipt was recorded first: it is to be answered as that one."""


class Samrad(Application[UUID]):
    """The log of all statements, and the worlds they amount to at any position."""

    def __init__(self, recorder: ApplicationRecorder, clock: Callable[[], datetime], today: Callable[[], date]) -> None:
        """``recorder`` is also a :class:`~domain.log.Log`."""
        self._given = recorder
        super().__init__({"PERSISTENCE_MODULE": "eventsourcing.popo"})
        self.clock = clock
        self.today = today
        self._books: LRUCache[tuple[UUID, int], Book] = LRUCache(KEPT_BOOKS)
        self._registers: LRUCache[int, Register] = LRUCache(8)
        self._worlds: LRUCache[tuple[UUID, int, int], World] = LRUCache(KEPT_BOOKS)
        self._recent: LRUCache[UUID, World] = LRUCache(KEPT_BOOKS)
        self._latest: dict[UUID, int] = {}
        self._lock = Lock()
        self._turns = [Lock() for _ in range(WRITERS)]

    def register_transcodings(self, transcoder: JSONTranscoder) -> None:
        """How values are written in the store."""
        super().register_transcodings(transcoder)
        transcoder.register(DateAsISO())

    def construct_recorder(self) -> ApplicationRecorder:
        """The recorder that was given: the library's own factory is not asked for one."""
        return self._given

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
        return self._world(register_head, subject, head), position if known_at is None else known_at

    def _world(self, register_head: int, subject: UUID, head: int) -> World:
        """The world at the heads of the register and the subject."""
        key = (subject, register_head, head)
        with self._lock:
            world = self._worlds.get(key)
        if world is None:
            world = World(self._register(register_head), subject, self.book(subject, head))
            with self._lock:
                world.following(self._recent.get(subject, world))
                self._worlds[key] = self._recent[subject] = world
        return world

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
        write: Write | None = None,
    ) -> Said:
        """Decide what is said on what is known, check it, and record what is new. All of it, or nothing.

        ``write`` writes what else belongs to it. Writers of a subject take turns within a process; a race lost to
        another process is decided again, once, and then a :class:`Conflict`. :class:`Repeated` where another request
        with the same receipt was faster.
        """
        with self._turns[hash(subject) % len(self._turns)]:
            return self._say(subject, party, command, decide, receipt, write)

    def _say(
        self,
        subject: UUID,
        party: Party,
        command: UUID,
        decide: Callable[[World], Sequence[Draft]],
        receipt: Receipt | None,
        write: Write | None,
    ) -> Said:
        for _ in range(2):
            world, position = self.world_and_position(subject)
            heads = {REGISTER: world.register.book.position, subject: world.book.position}
            drafts = decide(world)
            authors = self.authorised(world, party, drafts)
            new = [(draft, who) for draft, who in zip(drafts, authors, strict=True) if not draft.stands(world.book)]
            fresh = [draft.fills_an_empty_slot(world.book) for draft in drafts]
            if not new:
                return Said(world, position, fresh, recorded=False)
            now = self.clock()
            events = recorded(subject, world.book.versions, new, command, now)
            people = [event.content.get("person") for event in events]
            concerns = {party for event in events for party in parties_of(event)}
            try:
                recordings = self.events.put(
                    events,
                    subject=subject,
                    recorded_at=now,
                    receipt=receipt,
                    heads=heads,
                    people=people,
                    concerns=concerns,
                    write=write,
                )
            except IntegrityError:
                if receipt is not None and self.log.receipt(receipt.key) is not None:
                    raise Repeated from None
                continue
            position = recordings[-1].notification.id
            return Said(self._world_after(heads, subject, position), position, fresh, recorded=True)
        raise Conflict("Somebody else recorded something in the same place at the same moment. Please try again.")

    def _world_after(self, heads: Mapping[UUID, int], subject: UUID, position: int) -> World:
        """The world once something has been recorded: that it cannot be read must not look like a refusal."""
        try:
            return self._world({**heads, subject: position}[REGISTER], subject, position)
        except OperationalError as error:
            raise Uncertain("It was recorded, and then the store was lost.") from error

    def authorised(self, world: World, party: Party, drafts: Sequence[Draft]) -> list[Author]:
        """The author of each draft, once rights and rules have been asked about all of them."""
        today = self.today()
        authors = [author(party, draft.said.KIND, draft.content, world, today) for draft in drafts]
        changed = supposing(world, [draft for draft in drafts if draft.said.KIND == "change"])
        for draft in drafts:
            check(draft.said, draft.content, changed)
        return authors
