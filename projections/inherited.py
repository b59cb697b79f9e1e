"""The parts of a merger or split, each of them somebody's to say: what there was before, and what stands now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple
from uuid import UUID

from domain.book import Entry
from domain.clarification import AffectedClarified
from domain.delegation import ScopeSet
from domain.drafts import Draft

Sort = Literal["appointments", "waivers", "reservations", "joint"]
SORTS: Sequence[Sort] = ("appointments", "waivers", "reservations", "joint")
"""What an organisation says in its own name."""


class Clarified(NamedTuple):
    """Whether an organisation is affected at a successor, by what was clarified at its predecessors.

    Of a change of organisations: whether a successor is at an employer, by what was clarified of its predecessors.
    """

    on: date
    successor: UUID
    organisation: UUID
    had: Mapping[UUID, str]
    """The status on the eve at (or of) each that had one: the predecessors, and a successor that was there already."""
    stands: str | None
    """The status in force at the successor on the day."""
    settled: bool
    """Whether it is as proposed, or has been said from the day."""

    @property
    def status(self) -> str:
        """What is proposed: affected, if it was at any of them."""
        return "affected" if "affected" in self.had.values() else "not_affected"

    @property
    def conflict(self) -> bool:
        """Whether they had it differently."""
        return len(set(self.had.values())) > 1

    def draft(self, status: str) -> Draft:
        """The clarification at the successor from the day."""
        about = {"employer": self.successor, "organisation": self.organisation}
        return Draft(AffectedClarified, {**about, "from_": self.on, "status": status})


class Widened(NamedTuple):
    """An appointment's scope, and the successors of those that it names."""

    appointment: UUID
    organisation: UUID
    named: Sequence[UUID]
    """The predecessors in its scope on the eve or later."""
    successors: Sequence[UUID]
    """Those of them that take part; of all predecessors, where it names none."""
    stands: frozenset[UUID] | None
    """The scope in force on the day; None for all."""
    wider: Mapping[date, Sequence[UUID]]
    """What is to be said from which day, so that the successors are in every scope that names a predecessor."""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to say: it speaks for the successors, or no longer names whom they succeeded."""
        return not self.wider

    @property
    def speaks_for_successors(self) -> bool:
        """Whether they all are in the scope of the day."""
        return self.stands is None or self.stands.issuperset(self.successors)

    def drafts(self) -> list[Draft]:
        """The scopes to say."""
        about = {"organisation": self.organisation, "appointment": self.appointment}
        return [Draft(ScopeSet, {**about, "scope": [*scope], "from_": from_}) for from_, scope in self.wider.items()]


class Spokesperson(NamedTuple):
    """Who spoke for the predecessors of a successor, and who speaks for itself."""

    successor: UUID
    before: Sequence[Entry]
    """The representanter, on the eve, of predecessors that ended."""
    own: Sequence[Entry]
    """The successor's own, on the day or later."""


class Ownership(NamedTuple):
    """Whose the project was until its owner ended, and whose it is from then; None: the registrar says who."""

    before: UUID
    after: UUID | None


class Own(NamedTuple):
    """What a predecessor had said in its own name, and the successor would say in its."""

    sort: Sort
    predecessor: UUID
    about: UUID | None
    """The appointment, or the employer; None for a reservation."""
    draft: Draft
    settled: bool
    """Whether it has been said, or something else in its place."""

    @property
    def successor(self) -> UUID:
        """Who would say it."""
        who: UUID = self.draft.content["organisation"]
        return who
