"""What is said in a project, in chapters; each command is what one request would have recorded."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from bench.store.amendments import amended
from bench.store.appointments import Appointed, appointing, changing
from bench.store.cast import Cast
from bench.store.plan import Plan
from bench.store.saying import Command, as_employer, as_organisation, as_owner
from bench.store.shares import (
    AFFECTED,
    BY_OWNER,
    CLAIMED,
    LEFT_OUT,
    NEVER_CLARIFIED,
    REPRESENTED,
    RESERVED,
    SEATED,
    WAIVED,
)
from domain.affected.events import AffectedClarified, ClaimMade, EmployerRepresentantNamed, ReservationMade, WaiverGiven
from domain.groups.events import GroupFormed, RosterAdopted, RulesSet, SeatFilled
from domain.projects.events import ParticipantAdded, PhaseBegun, ProjectRegistered, SchemeAgreed

NEIGHBOURS = 25
"""How many employers in a row clarify on the same day, unless each has a day of its own."""


class Story:
    """A project as it is told, the same for the same plan."""

    def __init__(self, plan: Plan, cast: Cast) -> None:
        self.plan, self.cast = plan, cast
        self.drawing = random.Random(f"story {plan.id}")

    def chapters(self) -> Iterator[Sequence[Command]]:
        """What is recorded at one moment each: the founding, the appointments, and what was said later."""
        founding = [*self._founding(), *self._clarifying()]
        yield founding
        appointed, said = appointing(self.plan, self.cast, self.drawing)
        appointments = [*said, *self._own_word(), *self._representanter()]
        yield appointments
        later = [*changing(appointed, self.plan, self.drawing), *self._group(appointed)]
        yield [*later, *amended([*founding, *appointments, *later], self.drawing)]

    def day(self, days: int) -> date:
        """Some day of the first so many."""
        return self.plan.from_ + timedelta(days=self.drawing.randrange(days))

    def _identity(self, *parts: object) -> UUID:
        return uuid5(self.plan.id, " ".join(map(str, parts)))

    def _often(self, share: float) -> bool:
        return self.drawing.random() < share

    def _founding(self) -> Iterator[Command]:
        plan, begin = self.plan, self.plan.from_
        open_ended: dict[str, Any] = {"from_": begin, "until": None}
        yield [as_owner(plan, ProjectRegistered, name=plan.name, owner=plan.owner, **open_ended)]
        yield [as_owner(plan, PhaseBegun, phase="starte_sammen", from_=begin)]
        agreed = {"agreed_on": begin, "agreed_with": sorted(plan.organisations), "forankring_days": 14}
        yield [as_owner(plan, SchemeAgreed, **agreed, from_=begin)]
        for employer in plan.employers:
            yield [as_owner(plan, ParticipantAdded, employer=employer, **open_ended)]
        yield [as_owner(plan, PhaseBegun, phase="forme_sammen", from_=begin + timedelta(days=200))]

    def _clarifying(self) -> Iterator[Command]:
        day = self.day(360)
        for place, employer in enumerate(self.plan.employers):
            if self.plan.each_its_own_day:
                day = self.plan.from_ + timedelta(days=place * 3)
            elif place % NEIGHBOURS == 0:
                day = self.day(360)
            if not self._often(NEVER_CLARIFIED):
                yield self._clarified(employer, day)

    def _clarified(self, employer: UUID, day: date) -> Command:
        who = as_owner if self._often(BY_OWNER) else as_employer
        return [
            who(self.plan, AffectedClarified, employer=employer, organisation=each, from_=day, status=self._status())
            for each in self.plan.organisations
            if not self._often(LEFT_OUT)
        ]

    def _status(self) -> str:
        return "affected" if self._often(AFFECTED) else "not_affected"

    def _own_word(self) -> Iterator[Command]:
        for organisation in self.plan.organisations:
            if self._often(RESERVED):
                yield [as_organisation(ReservationMade, organisation=organisation, from_=self.day(600), until=None)]
            for employer in self.plan.employers:
                for said, share in ((ClaimMade, CLAIMED), (WaiverGiven, WAIVED)):
                    if self._often(share):
                        days = {"from_": self.day(600), "until": None}
                        yield [as_organisation(said, organisation=organisation, employer=employer, **days)]

    def _representanter(self) -> Iterator[Command]:
        for employer in self.plan.employers:
            if self._often(REPRESENTED):
                who = {"representant": self._identity("for", employer), "person": self._identity("person", employer)}
                days = {"from_": self.plan.from_, "until": None}
                yield [as_employer(self.plan, EmployerRepresentantNamed, employer=employer, **who, **days)]

    def _group(self, appointed: Sequence[Appointed]) -> Iterator[Command]:
        plan, group, begin = self.plan, self._identity("group"), self.plan.from_
        named = {"kind": "referansegruppe", "name": "Referansegruppa", "from_": begin, "until": None}
        yield [as_owner(plan, GroupFormed, group=group, **named)]
        rules = [{"rule": "seats", "side": "arbeidstaker", "min": 3, "basis": "Avtale"}]
        yield [as_owner(plan, RulesSet, group=group, rules=rules, from_=begin)]
        seated = [each.id for each in appointed if self._often(SEATED)] or [appointed[0].id]
        from_ = begin + timedelta(days=250)
        adoption = as_owner(plan, RosterAdopted, group=group, appointments=seated, from_=from_)
        yield [adoption, *(as_owner(plan, SeatFilled, **self._seat(group, each, from_)) for each in seated)]

    def _seat(self, group: UUID, appointment: UUID, from_: date) -> dict[str, Any]:
        whose = {"appointment": appointment, "employer": None, "representant": None, "function": "medlem"}
        return {"group": group, "seat": self._identity("seat", appointment), **whose, "from_": from_, "until": None}
