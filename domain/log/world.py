"""What is known at one position: the register, and one project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import cast
from uuid import UUID

from domain.appointments.events import RepresentantAppointed
from domain.groups.events import GroupFormed
from domain.groups.state import Seating
from domain.log.book import Book
from domain.projects.events import ProjectRegistered
from domain.projects.state import Participation, participation
from domain.register.employers import Employers
from domain.register.organisations import Organisations

_WORKED_OUT_FROM = {
    "participation": ("project", "participant"),
    "organisations_named": ("clarification", "claim"),
}
"""What is worked out from the register and statements of these kinds alone."""
_PARTIES = tuple(kind for kinds in _WORKED_OUT_FROM.values() for kind in kinds)


@dataclass(frozen=True)
class Register:
    """The register as known at a position. Kept and shared: never changed."""

    book: Book

    @cached_property
    def employers(self) -> Employers:
        """The employers."""
        return Employers(self.book)

    @cached_property
    def organisations(self) -> Organisations:
        """The organisations."""
        return Organisations(self.book)


@dataclass(frozen=True)
class World:
    """The register and one project as known at a position. Kept and shared: never changed.

    Where the subject is the register itself, ``book`` is the register's.
    """

    register: Register
    subject: UUID
    book: Book

    def following(self, before: World) -> World:
        """This world, sparing itself what an earlier one has worked out from the same statements."""
        if self.register is before.register:
            for name, kinds in _WORKED_OUT_FROM.items():
                if name in before.__dict__ and self._says_as(before, kinds):
                    self.__dict__[name] = before.__dict__[name]
            if self._says_as(before, _PARTIES) and self.book.voices == before.book.voices:
                self.__dict__["parties"] = before.parties
        return self

    def _says_as(self, before: World, kinds: Iterable[str]) -> bool:
        return all(self.book.kinds.get(kind) is before.book.kinds.get(kind) for kind in kinds)

    @cached_property
    def participation(self) -> Participation:
        """Who takes part."""
        return participation(self.book, self.register.employers)

    @cached_property
    def seating(self) -> Seating:
        """Who sits where."""
        return Seating(self.book)

    @cached_property
    def parties(self) -> dict[date, frozenset[tuple[str, UUID]]]:
        """The parties of the project on each day that :mod:`domain.rights` has been asked about."""
        return {}

    @property
    def project(self) -> ProjectRegistered | None:
        """The project as it stands."""
        said = self.book.standing("project", ())
        return said if isinstance(said, ProjectRegistered) else None

    def appointment(self, appointment: UUID) -> RepresentantAppointed | None:
        """The appointment as it stands."""
        said = self.book.standing("appointment", (appointment,))
        return said if isinstance(said, RepresentantAppointed) else None

    def group(self, group: UUID) -> GroupFormed | None:
        """The group as it stands."""
        said = self.book.standing("group", (group,))
        return said if isinstance(said, GroupFormed) else None

    @property
    def registered_owner(self) -> UUID | None:
        """The prosjekteier as last registered; it stays when the project is withdrawn."""
        entry = self.book.slot("project", ())
        return cast("UUID", vars(entry.event)["owner"]) if entry is not None else None

    def owner(self, day: date) -> UUID | None:
        """The prosjekteier on the day: as registered, or its one successor once it has ended."""
        owner = self.registered_owner
        return self.register.employers.carrying_on(owner, day) if owner else None

    @cached_property
    def organisations_named(self) -> frozenset[UUID]:
        """The organisations that a standing clarification or claim names, on whatever date (docs/model.md, rule 3)."""
        named = {address[1] for address in self.book.addresses("clarification")}
        named |= {address[0] for address in self.book.addresses("claim")}
        return frozenset(who for who in named if isinstance(who, UUID))
