"""The one door: what is said is decided on what is known, checked, and recorded in one transaction; or tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from itertools import accumulate
from typing import NamedTuple, cast
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.persistence import ApplicationRecorder, IntegrityError, JSONTranscoder, PersistenceError

import domain.kinds  # noqa: F401  # whoever opens the log can read all of it, and judge all that is said
from domain.log.book import Book, Entry
from domain.log.drafts import Draft, recorded, supposing, supposing_said
from domain.log.errors import Conflict
from domain.log.ports import DateAsISO, Log, Receipt, Turns, Uncertain, WorldCache, Write
from domain.log.rules import check
from domain.log.statements import REGISTER, Author, Party, Statement
from domain.log.world import Register, World
from domain.rights import author

Decide = Callable[[World], Sequence[Draft]]
"""What is said, by what is known. Raises the refusal of what cannot be."""


class Judgement(NamedTuple):
    """What is decided on a world, once rights and rules have been asked about all of it."""

    world: World
    drafts: Sequence[Draft]
    authors: Sequence[Author]


class Command(NamedTuple):
    """What a party wants to say of a subject."""

    party: Party
    identity: UUID
    decide: Decide
    judged: Judgement | None
    """As it was judged before its turn, which holds where nothing has been said since."""
    receipt: Receipt | None
    write: Write | None


class Decided(NamedTuple):
    """A command, with what it adds to the log."""

    command: Command
    events: Sequence[Statement]
    fresh: Sequence[bool]
    """For each draft, whether its slot was empty before."""


@dataclass(frozen=True)
class CommandResult:
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


def command_results(
    decided: Sequence[Decided | Exception], worlds: Sequence[tuple[World, int]]
) -> Sequence[CommandResult | Exception]:
    """What came of each: the first world is that before all of them, the others those after each that had events."""
    left = iter(worlds)
    world, position = next(left)
    answers: list[CommandResult | Exception] = []
    for each in decided:
        if isinstance(each, Exception):
            answers.append(each)
            continue
        if each.events:
            world, position = next(left)
        answers.append(CommandResult(world, position, each.fresh, recorded=bool(each.events)))
    return answers


class Samrad(Application[UUID]):
    """The log of all statements, and the worlds they amount to at any position."""

    def __init__(
        self,
        recorder: ApplicationRecorder,
        clock: Callable[[], datetime],
        today: Callable[[], date],
        kept: WorldCache,
        turns: Turns,
    ) -> None:
        """``recorder`` is also a :class:`~domain.log.ports.Log`."""
        self._given = recorder
        super().__init__({"PERSISTENCE_MODULE": "eventsourcing.popo"})
        self.clock = clock
        self.today = today
        self.kept = kept
        self.turns = turns

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

        def made() -> World:
            return World(self._register(register_head), subject, self.book(subject, head))

        return self.kept.world(subject, register_head, head, made)

    def book(self, subject: UUID, head: int) -> Book:
        """The subject's book at its head, folded on from the last one kept."""
        last = self.kept.last_book(subject, head)
        if last.position == head:
            return last
        return self.kept.keep_book(subject, last.with_entries(self.entries(subject, last.position, head)))

    def entries(self, subject: UUID, after: int, upto: int) -> Iterable[Entry]:
        """The subject's statements in log order."""
        for logged in self.log.select_subject(subject, after, upto):
            event = self.mapper.to_domain_event(logged.stored)
            yield Entry(logged.position, logged.recorded_at, cast("Statement", event))

    def _register(self, head: int) -> Register:
        return self.kept.register(head, lambda: Register(self.book(REGISTER, head)))

    def say(
        self,
        subject: UUID,
        party: Party,
        command: UUID,
        decide: Decide,
        receipt: Receipt | None = None,
        write: Write | None = None,
        judged: Judgement | None = None,
    ) -> CommandResult:
        """Decide what is said on what is known, check it, and record what is new. All of it, or nothing.

        What was ``judged`` before is not judged again, unless something has been said since. ``write`` writes what else
        belongs to it. What is said of a subject at the same time in a process is decided in turn, perhaps by another
        thread, and recorded together. A race lost to another process is decided again, once, and then a
        :class:`Conflict`. :class:`Repeated` where another request with the same receipt was faster.
        """
        return self.turns.take(
            subject, Command(party, command, decide, judged, receipt, write), partial(self._said, subject)
        )

    def _said(self, subject: UUID, commands: Sequence[Command]) -> Sequence[CommandResult | Exception]:
        """What comes of the commands, each decided on those before it, and recorded together."""
        with self.log.turn(subject):
            return self._said_in_turn(subject, commands)

    def _said_in_turn(self, subject: UUID, commands: Sequence[Command]) -> Sequence[CommandResult | Exception]:
        for _ in range(2):
            world, position = self.world_and_position(subject)
            now = self.clock()
            decided = self._decided(world, commands, now)
            try:
                ends = self._recorded(world, [each for each in decided if isinstance(each, Decided)], now)
            except IntegrityError:
                if len(commands) > 1:
                    raise  # each is decided again by itself
                self._refuse_repeated(commands[0].receipt)
            else:
                return command_results(decided, [(world, position), *self._worlds_after(world, ends)])
        raise Conflict("Somebody else recorded something in the same place at the same moment. Please try again.")

    def _refuse_repeated(self, receipt: Receipt | None) -> None:
        if receipt is not None and self.log.receipt(receipt.key) is not None:
            raise Repeated from None

    def _decided(self, world: World, commands: Sequence[Command], now: datetime) -> list[Decided | Exception]:
        """Each command as decided on the world and those before it, or why it is refused."""
        decided: list[Decided | Exception] = []
        for command in commands:
            try:
                one = self._decide(world, command, now)
            except Exception as error:  # told to whoever said it
                decided.append(error)
            else:
                decided.append(one)
                if command is not commands[-1]:
                    world = supposing_said(world, one.events, now)
        return decided

    def _decide(self, world: World, command: Command, now: datetime) -> Decided:
        """What is said, once it has been checked: only what is new is recorded."""
        drafts, authors = self._judged(world, command.party, command.decide, command.judged)
        new = [(draft, who) for draft, who in zip(drafts, authors, strict=True) if not draft.stands(world.book)]
        events = recorded(world.subject, world.book.versions, new, command.identity, now)
        return Decided(command, events, [draft.fills_an_empty_slot(world.book) for draft in drafts])

    def _recorded(self, world: World, decided: Sequence[Decided], now: datetime) -> Sequence[int]:
        """The position of the last event of each that has any."""
        new = [each for each in decided if each.events]
        if not new:
            return []
        events = [event for each in new for event in each.events]
        recordings = self.events.put(
            events,
            subject=world.subject,
            recorded_at=now,
            heads={REGISTER: world.register.book.position, world.subject: world.book.position},
            people=[event.named_person for event in events],
            concerns={party for event in events for party in event.registered},
            receipts=[each.command.receipt for each in new if each.command.receipt is not None],
            writes=[each.command.write for each in new if each.command.write is not None],
        )
        return [recordings[count - 1].notification.id for count in accumulate(len(each.events) for each in new)]

    def _worlds_after(self, world: World, ends: Sequence[int]) -> Sequence[tuple[World, int]]:
        """The world at each of the positions up to which something has been recorded, and the position.

        That it cannot be read must not look like a refusal.
        """
        if not ends:
            return []
        try:
            said = list(self.entries(world.subject, world.book.position, ends[-1]))
        except PersistenceError as error:
            raise Uncertain("It was recorded, and then the store was lost.") from error
        subject, register, book = world.subject, world.register.book.position, world.book
        worlds = []
        for end in ends:
            book = self.kept.keep_book(
                subject, book.with_entries(each for each in said if book.position < each.position <= end)
            )
            worlds.append((self._world(end if subject == REGISTER else register, subject, end), end))
        return worlds

    def judge(self, world: World, party: Party, decide: Decide) -> Judgement:
        """What is decided on the world, once rights and rules have been asked about all of it."""
        drafts, today = decide(world), self.today()
        authors = [author(party, draft.said.KIND, draft.content, world, today) for draft in drafts]
        changed = supposing(world, [draft for draft in drafts if draft.said.KIND == "change"])
        for draft in drafts:
            check(draft.said, draft.content, changed)
        return Judgement(world, drafts, authors)

    def _judged(
        self, world: World, party: Party, decide: Decide, judged: Judgement | None
    ) -> tuple[Sequence[Draft], Sequence[Author]]:
        holds = judged if judged is not None and judged.world is world else self.judge(world, party, decide)
        return holds.drafts, holds.authors


class Trial(Samrad):
    """Goes on from what another knows of one subject. Whatever is said to it is recorded nowhere."""

    def __init__(self, samrad: Samrad, world: World, position: int) -> None:
        """``world``: where it begins, as known at the position; its subject is the only one that is spoken of."""
        super().__init__(samrad.recorder, samrad.clock, samrad.today, samrad.kept, samrad.turns)
        self._begun, self._position = world, position
        self._on_trial: list[Entry] = []
        self.tried = world
        """The world as it would be by now."""

    def world_and_position(self, subject: UUID, known_at: int | None = None) -> tuple[World, int]:
        """The world, and the position of the log that it goes on from."""
        if subject == self.tried.subject and known_at is None:
            return self.tried, self._position
        return super().world_and_position(subject, known_at)

    def entries(self, subject: UUID, after: int, upto: int) -> Iterable[Entry]:
        """The subject's statements, those on trial last."""
        yield from super().entries(subject, after, min(upto, self._begun.book.position))
        yield from (entry for entry in self._on_trial if after < entry.position <= upto)

    def book(self, subject: UUID, head: int) -> Book:
        """The subject's book at its head."""
        begun = self._begun.book
        if head <= begun.position:
            return super().book(subject, head)
        return begun.with_entries(entry for entry in self._on_trial if entry.position <= head)

    def say(
        self,
        subject: UUID,
        party: Party,
        command: UUID,
        decide: Decide,
        receipt: Receipt | None = None,  # noqa: ARG002  # what is not recorded is not repeated
        write: Write | None = None,  # noqa: ARG002  # nothing is written
        judged: Judgement | None = None,
    ) -> CommandResult:
        """Decide and check as for recording; all of it then stands in memory, or nothing."""
        world = self.tried
        drafts, authors = self._judged(world, party, decide, judged)
        new = [(draft, who) for draft, who in zip(drafts, authors, strict=True) if not draft.stands(world.book)]
        fresh = [draft.fills_an_empty_slot(world.book) for draft in drafts]
        now, head = self.clock(), world.book.position
        events = recorded(subject, world.book.versions, new, command, now)
        entries = [Entry(head + place, now, event) for place, event in enumerate(events, 1)]
        if entries:
            self._on_trial += entries
            self.tried = World(world.register, subject, world.book.with_entries(entries)).following(world)
        return CommandResult(self.tried, self._position, fresh, recorded=False)
