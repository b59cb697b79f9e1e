"""What there is to choose a roster from: the candidates of a day, and the pairs for which each speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from domain.delegation import RepresentantAppointed
from domain.spans import contains
from domain.world import World
from projections.composition import Member
from projections.coverage import AFFECTED, Coverage, Pair
from projections.graph import appointed
from projections.selection import Candidate


class Speaking(NamedTuple):
    """The candidates that speak for a pair."""

    direct: frozenset[UUID]
    """Those that its organisation appointed, or gave a joint mandate."""
    indirect: frozenset[UUID]
    """Those that speak for it only through a sammenslutning."""

    @property
    def everybody(self) -> frozenset[UUID]:
        """All of them."""
        return self.direct | self.indirect


class Choosing:
    """What there is to choose from in a project on a day."""

    def __init__(self, world: World, coverage: Coverage, day: date, left_out: Collection[UUID] = frozenset()) -> None:
        self.world = world
        self.day = day
        self.left_out = frozenset(left_out)
        """Appointments that may not be chosen."""
        self._coverage = coverage

    def without(self, appointments: Collection[UUID]) -> Choosing:
        """The same, but for these appointments."""
        return Choosing(self.world, self._coverage, self.day, self.left_out.union(appointments))

    @cached_property
    def appointments(self) -> Mapping[UUID, RepresentantAppointed]:
        """The candidates: the active appointments that are not a vara, and not left out."""
        delegations = self._coverage.delegations
        said = (appointed(entry) for entry in delegations.appointments.values())
        return {
            each.appointment: each
            for each in said
            if each.vara_for is None
            and each.appointment not in self.left_out
            and contains(delegations.active(each.appointment), self.day)
        }

    @cached_property
    def pairs(self) -> Sequence[Pair]:
        """The affected pairs of the day, waived ones too."""
        return [pair for pair in self._coverage.pairs(self.day) if pair.status in AFFECTED]

    @cached_property
    def speaking(self) -> Sequence[Speaking]:
        """For each affected pair, the candidates that speak for it."""
        return [self._speaking(pair) for pair in self.pairs]

    def _speaking(self, pair: Pair) -> Speaking:
        kinds: dict[UUID, set[str]] = defaultdict(set)
        for reach in self._coverage.reaches(pair.employer, pair.organisation, self.day):
            if not reach.temporary and reach.appointment not in self.left_out:
                kinds[reach.appointment].add(reach.kind)
        indirect = frozenset(who for who, kind in kinds.items() if kind == {"indirect"})
        return Speaking(frozenset(kinds) - indirect, indirect)

    def candidates(self, load: Mapping[UUID, int]) -> list[Candidate]:
        """As the selection knows them; ``load`` is how many seats each person holds elsewhere."""
        direct: dict[UUID, set[int]] = defaultdict(set)
        indirect: dict[UUID, set[int]] = defaultdict(set)
        for number, speaking in enumerate(self.speaking):
            for who in speaking.direct:
                direct[who].add(number)
            for who in speaking.indirect:
                indirect[who].add(number)
        return [
            Candidate(
                who,
                said.person,
                frozenset(direct[who]),
                frozenset(indirect[who]),
                said.employed_at,
                load.get(said.person, 0),
            )
            for who, said in self.appointments.items()
        ]

    def member(self, appointment: UUID, genders: Mapping[UUID, str | None]) -> Member:
        """A candidate as the rules of composition see it."""
        said = self.appointments[appointment]
        gender = genders.get(said.person)
        return Member(appointment, "arbeidstaker", said.person, said.organisation, said.employed_at, gender)
