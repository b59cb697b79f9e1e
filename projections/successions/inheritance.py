"""What a merger or split leaves: who follows whom, and the parts of it, each of them somebody's to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal, NamedTuple
from uuid import UUID

from domain.affected.events import AffectedClarified
from domain.appointments.events import ScopeSet
from domain.log.book import Entry
from domain.log.drafts import Draft
from domain.log.world import World


@dataclass(frozen=True)
class Successors:
    """A merger or split on a day, as far as it concerns a project."""

    world: World
    on: date
    id: UUID
    """The same for every project, and whatever is known of it."""
    heirs: Mapping[UUID, Sequence[UUID]]
    """By predecessor in the project its successors."""

    @property
    def eve(self) -> date:
        """The last day of those that ended."""
        return self.on - timedelta(days=1)

    @property
    def predecessors(self) -> Sequence[UUID]:
        """The old ones that the project had to do with."""
        return list(self.heirs)

    @cached_property
    def successors(self) -> Sequence[UUID]:
        """Those that follow them, each once."""
        return list(dict.fromkeys(new for successors in self.heirs.values() for new in successors))


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
