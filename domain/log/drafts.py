"""Statements about to be said, and the events they become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple, cast
from uuid import UUID

from domain.log.book import Book, Entry
from domain.log.statements import REGISTER, Address, Author, Statement, identity
from domain.log.world import Register, World


class Draft(NamedTuple):
    """A statement about to be said: the class of its event, and its content."""

    said: type[Statement]
    content: Mapping[str, Any]

    @property
    def slot(self) -> tuple[Address, date | None]:
        """The address and date of the slot it is about."""
        address = tuple(self.content[name] for name in self.said.ADDRESS)
        return address, self.content[self.said.DATED] if self.said.DATED else None

    def stands(self, book: Book) -> bool:
        """Whether the slot already holds just this, or is already empty."""
        entry = book.slot(self.said.KIND, *self.slot)
        if entry is None:
            return False
        if self.said.EMPTIES or entry.event.EMPTIES:
            return self.said.EMPTIES and entry.event.EMPTIES
        return entry.event.content == self.content

    def fills_an_empty_slot(self, book: Book) -> bool:
        """Whether nothing stands in the slot."""
        return book.standing(self.said.KIND, *self.slot) is None

    def as_event(self, stream: UUID, version: int, moment: datetime, command: UUID, who: Author) -> Statement:
        """The event that records it."""
        make = cast("Callable[..., Statement]", self.said)
        envelope = {"originator_id": stream, "originator_version": version, "timestamp": moment, "command": command}
        return make(**envelope, **who._asdict(), **self.content)


def stream_of(subject: UUID, draft: Draft) -> UUID:
    """The stream that the statement belongs to: that of whoever decides it."""
    decider = draft.said.DECIDER
    return identity(subject, decider, draft.content[decider]) if decider else identity(subject, "owner")


def recorded(
    subject: UUID,
    versions: Mapping[UUID, int],
    said: Iterable[tuple[Draft, Author]],
    command: UUID,
    moment: datetime,
) -> list[Statement]:
    """The events of a command, each the next of its stream."""
    last = dict(versions)
    events = []
    for draft, who in said:
        stream = stream_of(subject, draft)
        last[stream] = last.get(stream, 0) + 1
        events.append(draft.as_event(stream, last[stream], moment, command, who))
    return events


def supposing(world: World, drafts: Sequence[Draft]) -> World:
    """The world as it would be if the drafts stood. They are not checked, and nothing is recorded."""
    if not drafts:
        return world
    moment = datetime.max.replace(tzinfo=UTC)
    nobody = ((draft, Author("", "")) for draft in drafts)
    return supposing_said(world, recorded(world.subject, world.book.versions, nobody, world.subject, moment), moment)


def supposing_said(world: World, events: Iterable[Statement], moment: datetime) -> World:
    """The world as it would be if the events were recorded at the moment; they have no positions yet."""
    book = world.book.with_entries(Entry(world.book.position, moment, event) for event in events)
    register = Register(book) if world.subject == REGISTER else world.register
    return World(register, world.subject, book).following(world)
