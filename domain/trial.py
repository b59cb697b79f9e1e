"""Saying things on trial: decided on and refused as ever, and kept in memory alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from domain.application import Samrad
from domain.book import Book, Entry
from domain.drafts import Draft, recorded
from domain.log import Receipt, Write
from domain.party import Party
from domain.saying import Said
from domain.world import World


class Trial(Samrad):
    """Goes on from what another knows of one subject. Whatever is said to it is recorded nowhere."""

    def __init__(self, samrad: Samrad, world: World, position: int) -> None:
        """``world``: where it begins, as known at the position; its subject is the only one that is spoken of."""
        vars(self).update(vars(samrad))
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
        decide: Callable[[World], Sequence[Draft]],
        receipt: Receipt | None = None,  # noqa: ARG002  # what is not recorded is not repeated
        write: Write | None = None,  # noqa: ARG002  # nothing is written
    ) -> Said:
        """Decide and check as for recording; all of it then stands in memory, or nothing."""
        world = self.tried
        drafts = decide(world)
        authors = self.authorised(world, party, drafts)
        new = [(draft, who) for draft, who in zip(drafts, authors, strict=True) if not draft.stands(world.book)]
        fresh = [draft.fills_an_empty_slot(world.book) for draft in drafts]
        now, head = self.clock(), world.book.position
        events = recorded(subject, world.book.versions, new, command, now)
        entries = [Entry(head + place, now, event) for place, event in enumerate(events, 1)]
        if entries:
            self._on_trial += entries
            self.tried = World(world.register, subject, world.book.with_entries(entries)).following(world)
        return Said(self.tried, self._position, fresh, recorded=False)
