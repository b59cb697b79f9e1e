"""Who sits in a group on a day, which seats are vacant then, since when, and whose move it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from domain.affected.events import EmployerRepresentantNamed
from domain.groups.state import Seated, seating_of
from domain.log.spans import ALWAYS, Spans, complement, contains, intersect, span
from domain.log.world import World
from domain.register.employers import employers_of
from domain.register.organisations import organisations_of
from projections.coverage.delegation_graph import Delegations, appointed


class Vacancy(NamedTuple):
    """That nobody sits in a seat on a day."""

    since: date
    """The first day of it, as long as the seat has been there."""
    reason: str
    """One of :data:`REASONS`."""
    mover: UUID | None
    """The organisation or employer that can fill it again; None for the project's owner."""
    at_hand: bool = False
    """Whether whoever appointed has somebody without a seat who could have it: then it is for the owner to give."""


REASONS = (
    "group_not_there",
    "withdrawn",
    "organisation_gone",
    "employer_gone",
    "not_begun",
    "over",
    "on_leave",
    "standing_by",
)
"""Why nobody sits: the group does not exist that day; the appointment or representant was withdrawn; whoever
appointed has ceased to exist; the term has not begun or is over; the representant is away; a vara's principal is there.
"""


class Sitting(NamedTuple):
    """A seat on a day."""

    seated: Seated
    person: UUID | None
    """None where the appointment or representant has been withdrawn."""
    vacancy: Vacancy | None

    @property
    def side(self) -> str:
        """Whose side it is on."""
        return "arbeidstaker" if self.seated.said.appointment is not None else "arbeidsgiver"


class Rosters:
    """The rosters of a project's groups as known in a world."""

    def __init__(self, world: World, delegations: Delegations) -> None:
        self.world = world
        self.delegations = delegations

    def on(self, group: UUID, day: date) -> Sequence[Sitting]:
        """The seats whose own span contains the day, vacant ones too."""
        return [self.sitting(seated, day) for seated in seating_of(self.world).on(group, day)]

    def sitting(self, seated: Seated, day: date) -> Sitting:
        """A seat on a day."""
        return Sitting(seated, seating_of(self.world).person(seated.said.content), self.vacancy(seated, day))

    def vacancy(self, seated: Seated, day: date) -> Vacancy | None:
        """Why nobody sits in the seat on the day; None where somebody does."""
        filled = intersect(self._active(seated), seated.days)
        if contains(filled, day):
            return None
        empty = intersect(complement(filled), [seated.own_days])
        since = next(part.start for part in empty if day in part)
        vacancy = Vacancy(since, *self._why(seated, day))
        return vacancy._replace(at_hand=self._is_somebody_at_hand(seated, vacancy, day))

    def _is_somebody_at_hand(self, seated: Seated, vacancy: Vacancy, day: date) -> bool:
        """A vara of one that is away; else anybody whom the same organisation has appointed, or employer sent."""
        if vacancy.mover is None:
            return False
        sitting = {self._meant(each) for each in seating_of(self.world).on(seated.said.group, day) if each.counts}
        if seated.said.appointment is None:
            said = (entry.event.content for entry in self.world.book.all_entries("representant"))
            theirs = [each["representant"] for each in said if each["employer"] == vacancy.mover]
            return any(each not in sitting and self.is_sent(vacancy.mover, each, day) for each in theirs)
        away = seated.said.appointment if vacancy.reason == "on_leave" else None
        known = map(appointed, self.delegations.appointments.values())
        theirs = [each.appointment for each in known if (each.organisation, each.vara_for) == (vacancy.mover, away)]
        return any(each not in sitting and contains(self.delegations.active(each), day) for each in theirs)

    @staticmethod
    def _meant(seated: Seated) -> UUID | None:
        return seated.said.appointment or seated.said.representant

    def _representant(self, employer: UUID | None, representant: UUID | None) -> EmployerRepresentantNamed | None:
        said = self.world.book.standing("representant", (employer, representant))
        return said if isinstance(said, EmployerRepresentantNamed) else None

    def is_sent(self, employer: UUID, representant: UUID, day: date) -> bool:
        """Whether the employer is represented by that representant on the day."""
        return contains(self._sent(employer, representant), day)

    def _active(self, seated: Seated) -> Spans:
        """The days on which whoever is meant acts."""
        if seated.said.appointment is not None:
            known = seated.said.appointment in self.delegations.appointments
            return self.delegations.active(seated.said.appointment) if known else []
        return self._sent(seated.said.employer, seated.said.representant)

    def _sent(self, employer: UUID | None, representant: UUID | None) -> Spans:
        named = self._representant(employer, representant)
        return intersect([span(named.from_, named.until)], self._exists(named.employer)) if named else []

    def _exists(self, employer: UUID) -> Spans:
        known = employers_of(self.world.register).get(employer)
        return known.exists if known else []

    def _why(self, seated: Seated, day: date) -> tuple[str, UUID | None]:
        if not contains(seated.days, day):
            return "group_not_there", None
        if seated.said.appointment is not None:
            return self._why_appointment(seated.said.appointment, day)
        named = self._representant(seated.said.employer, seated.said.representant)
        if named is None:
            return "withdrawn", seated.said.employer
        if not contains(self._exists(named.employer), day):
            return "employer_gone", None
        return _outside([span(named.from_, named.until)], day), named.employer

    def _why_appointment(self, appointment: UUID, day: date) -> tuple[str, UUID | None]:
        entry = self.delegations.appointments.get(appointment)
        if entry is None:
            made = self.world.book.slot("appointment", (appointment,))
            return "withdrawn", made.event.content["organisation"] if made else None
        said = appointed(entry)
        organisation = organisations_of(self.world.register).get(said.organisation)
        if organisation is None or day not in organisation.exists:
            return "organisation_gone", None
        term = self.delegations.term(appointment)
        if not contains(term, day):
            return _outside(term or [span(said.from_, said.until)], day), said.organisation
        if contains(self.delegations.leaves(appointment), day):
            return "on_leave", said.organisation
        return self._why_vara(said.vara_for, day, said.organisation)

    def _why_vara(self, principal: UUID | None, day: date, organisation: UUID) -> tuple[str, UUID | None]:
        """A vara is in its own term and not away, so it is its principal who decides."""
        if principal is None or principal not in self.delegations.appointments:
            return "withdrawn", organisation
        term = self.delegations.term(principal)
        return ("standing_by", None) if contains(term, day) else (_outside(term, day), organisation)


def _outside(term: Spans, day: date) -> str:
    first = min((part.start for part in term), default=ALWAYS)
    return "not_begun" if day < first else "over"
