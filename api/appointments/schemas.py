"""Bodies, queries and answers about appointments."""

from __future__ import annotations

from typing import Annotated, Any

from marshmallow import Schema, fields

from api.http.answers import (
    DaysInTime,
    EmployerRef,
    From,
    Identity,
    IsoDay,
    OpenDay,
    OrganisationRef,
    PersonRef,
    SaidHere,
    Warned,
    like,
)
from api.http.fields import AppointmentReference, Day, EmployerReference, OrganisationReference, Scope
from api.http.schemas import ListQuery, RepresentantBody, from_required, one_of
from domain.appointments.events import ROLES


class AppointmentBody(RepresentantBody):
    """An appointment. What is fixed, and the person, may be left out of a correction."""

    organisation = OrganisationReference(load_default=None, allow_none=True)
    role = fields.String(load_default=None, allow_none=True, validate=one_of(ROLES))
    employed_at = EmployerReference(load_default=None, allow_none=True)
    scope = Scope(load_default=None, allow_none=True)
    vara_for = AppointmentReference(load_default=None, allow_none=True)


class ScopeBody(Schema):
    """The scope, from a day on."""

    scope = Scope(required=True)
    from_ = from_required()


class EndBody(Schema):
    """The first day an appointment no longer holds."""

    on = Day(required=True)


class AppointmentsQuery(ListQuery):
    """Whose appointments."""

    organisation = fields.String()


class ScopeInTime(From):
    """A scope from a day on: ``all``, or the employers' UUIDs."""

    scope: Annotated[Any, like("all")]


class JointInTime(SaidHere):
    """A joint mandate."""


class AppointmentAnswer(Warned, From):
    """An appointment, and all that has been said about it."""

    id: Identity
    organisation: OrganisationRef
    person: PersonRef
    role: Annotated[str, like("hovedtillitsvalgt")]
    employed_at: EmployerRef | None
    scope: Annotated[Any, like("all")]
    until: Annotated[OpenDay, like("2028-01-01")]
    vara_for: Annotated[Identity | None, like(None)]
    end: OpenDay
    active: Annotated[bool, like(True)]
    scopes: list[ScopeInTime]
    leaves: list[DaysInTime]
    joint: list[JointInTime]


class AboutAppointment(Warned):
    """Something said about an appointment."""

    appointment: Identity
    organisation: OrganisationRef


class ScopeAnswer(AboutAppointment, From):
    """A scope."""

    scope: Annotated[Any, like("all")]


class DaysAnswer(AboutAppointment, From):
    """A leave or a joint mandate."""

    until: OpenDay


class EndAnswer(AboutAppointment):
    """The first day an appointment no longer holds."""

    on: Annotated[IsoDay, like("2027-01-01")]
