"""On whom a project's coverage hangs on a day, and what it would be without one of them: advice, never a decision.

Somebody who is absent is on leave in every appointment at once: then the varas act, by their own dates
(docs/model.md, rule 5).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from domain.groups.state import seating_of
from domain.log.spans import contains
from projections.coverage.coverage import Coverage, Pair
from projections.coverage.delegation_graph import appointed
from projections.coverage.line import COVERED

LOST = ("gap", "waived", "temporary")
"""What a covered pair becomes without somebody it hangs on."""


class Held(NamedTuple):
    """On whom a covered pair hangs."""

    speakers: frozenset[UUID]
    """The persons who speak for it."""
    person: UUID | None
    """The one without whom it would have another status than that of a principal; None where there is none such."""
    without: str | None
    """Its status without that person."""


class Hanging(NamedTuple):
    """A covered pair for which one person alone speaks."""

    pair: Pair
    person: UUID
    without: str
    """Its status without that person."""


@dataclass(frozen=True)
class Absence:
    """What a person's absence would do, by organisation."""

    person: UUID
    by_organisation: Mapping[UUID, Counter[str]]
    """How many pairs would come to have each of :data:`LOST`."""

    @cached_property
    def counts(self) -> Counter[str]:
        """Of all organisations."""
        return sum(self.by_organisation.values(), Counter[str]())


@dataclass(frozen=True)
class Load:
    """For how much a person speaks."""

    person: UUID
    pairs: int
    employers: int


class Work(NamedTuple):
    """What a person does in the project on a day."""

    appointments: int
    seats: int
    groups: int


class Fragility:
    """On whom the coverage hangs, of a project or by a group of it, on a day."""

    def __init__(
        self,
        asked: Coverage,
        day: date,
        pairs: Sequence[Pair],
        in_all: Sequence[Pair],
    ) -> None:
        """``pairs`` are some or all of the day as asked about, and ``in_all`` the same of the whole project."""
        self.day = day
        self._asked = asked
        self._delegations = asked.delegations
        self._pairs = pairs
        self._in_all = in_all
        self._said = {each: appointed(entry) for each, entry in self._delegations.appointments.items()}

    @cached_property
    def hanging(self) -> Sequence[Hanging]:
        """The covered pairs for which one person alone speaks."""
        return [
            Hanging(pair, held.person, held.without)
            for pair, held in self._held
            if held.person is not None and held.without is not None and len(held.speakers) == 1
        ]

    @cached_property
    def absences(self) -> Sequence[Absence]:
        """The persons whose absence would change something for the worse: by gaps, then by pairs left to a vara."""
        found: dict[UUID, dict[UUID, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for pair, held in self._held:
            if held.person is not None and held.without is not None and held.without != pair.status:
                found[held.person][pair.organisation][held.without] += 1
        absences = [Absence(person, counts) for person, counts in found.items()]
        return sorted(absences, key=lambda each: (-each.counts["gap"], -each.counts["temporary"], each.person))

    @cached_property
    def load(self) -> Sequence[Load]:
        """Everybody who speaks for a pair: by employers, then by pairs."""
        pairs: Counter[UUID] = Counter()
        employers: dict[UUID, set[UUID]] = defaultdict(set)
        for pair, held in self._held:
            for person in held.speakers:
                pairs[person] += 1
                employers[person].add(pair.employer)
        loads = [Load(person, count, len(employers[person])) for person, count in pairs.items()]
        return sorted(loads, key=lambda each: (-each.employers, -each.pairs, each.person))

    def person(self, appointment: UUID) -> UUID:
        """Who was appointed."""
        return self._said[appointment].person

    def work(self, people: Iterable[UUID]) -> Mapping[UUID, Work]:
        """What persons do: active appointments, and the seats of these in whatever function."""
        active: dict[UUID, list[UUID]] = {person: [] for person in people}
        for appointment, said in self._said.items():
            if said.person in active and contains(self._delegations.active(appointment), self.day):
                active[said.person].append(appointment)
        return {person: self._work(appointments) for person, appointments in active.items()}

    def _work(self, appointments: Sequence[UUID]) -> Work:
        seating = seating_of(self._asked.world)
        seats = [seated for each in appointments for seated in seating.of_appointment(each)]
        held = [seated.said.group for seated in seats if contains(seated.days, self.day)]
        return Work(len(appointments), len(held), len(set(held)))

    @cached_property
    def _held(self) -> Sequence[tuple[Pair, Held]]:
        """The covered pairs. Those that nothing tells apart share a cell, and so are looked into once."""
        found: dict[tuple[int, int], Held] = {}
        held = []
        for pair, in_all in zip(self._pairs, self._in_all, strict=True):
            if pair.status in COVERED:
                alike = id(pair.cell), id(in_all.cell)
                if alike not in found:
                    found[alike] = self._look_into(pair, in_all)
                held.append((pair, found[alike]))
        return held

    def _look_into(self, pair: Pair, in_all: Pair) -> Held:
        """Where principals of several persons speak, or varas alone of several persons, nobody's absence opens it."""
        said = [self._said[each] for each in pair.appointments]
        speakers = frozenset(each.person for each in said)
        deciding = {each.person for each in said if each.vara_for is None} or speakers
        if len(deciding) > 1:
            return Held(speakers, None, None)
        (person,) = deciding
        others = len(speakers) > 1 or self._has_stand_in(in_all, person)
        return Held(speakers, person, "temporary" if others else self._bare(pair))

    def _has_stand_in(self, pair: Pair, person: UUID) -> bool:
        """Whether somebody else would begin to speak for the pair when the person goes on leave."""
        leaving = [each for each in pair.appointments if self._said[each].person == person]
        return any(who != person for each in leaving for who in self._stand_ins.get(each, ()))

    @cached_property
    def _stand_ins(self) -> Mapping[UUID, Sequence[UUID]]:
        """By principal, the persons who would act for it on the day, were it on leave."""
        found: dict[UUID, list[UUID]] = defaultdict(list)
        for vara, said in self._said.items():
            if said.vara_for is not None and self._is_ready(vara):
                found[said.vara_for].append(said.person)
        return found

    def _is_ready(self, vara: UUID) -> bool:
        term, leaves = self._delegations.term(vara), self._delegations.leaves(vara)
        there = contains(term, self.day) and not contains(leaves, self.day)
        return there and contains(self._asked.counted(vara), self.day)

    def _bare(self, pair: Pair) -> str:
        """Its status when nobody speaks for it."""
        line = self._asked.line(pair.employer, pair.organisation)
        return "waived" if line and contains(line.facts.waivers, self.day) else "gap"
