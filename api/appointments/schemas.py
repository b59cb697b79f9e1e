"""Bodies, queries and answers about appointments."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.http.answers import (
    DaysInTime,
    EmployerRef,
    OrganisationRef,
    PersonRef,
    SaidHere,
    Warned,
    day,
    first,
    flag,
    identity,
    one,
    open_day,
    some,
    text,
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


class ScopeInTime(Schema):
    """A scope from a day on: ``all``, or the employers' UUIDs."""

    scope = fields.Raw(required=True, metadata={"example": "all"})
    from_ = first()


class JointInTime(SaidHere):
    """A joint mandate."""


class AppointmentAnswer(Warned):
    """An appointment, and all that has been said about it."""

    id = identity()
    organisation = one(OrganisationRef)
    person = one(PersonRef)
    role = text("hovedtillitsvalgt")
    employed_at = one(EmployerRef, none=True)
    scope = fields.Raw(required=True, allow_none=True, metadata={"example": "all"})
    from_ = first()
    until = open_day("2028-01-01")
    vara_for = fields.UUID(required=True, allow_none=True, metadata={"example": None})
    end = open_day()
    active = flag()
    scopes = some(ScopeInTime)
    leaves = some(DaysInTime)
    joint = some(JointInTime)


class AboutAppointment(Warned):
    """Something said about an appointment."""

    appointment = identity()
    organisation = one(OrganisationRef)


class ScopeAnswer(AboutAppointment):
    """A scope."""

    scope = fields.Raw(required=True, metadata={"example": "all"})
    from_ = first()


class DaysAnswer(AboutAppointment):
    """A leave or a joint mandate."""

    from_ = first()
    until = open_day()


class EndAnswer(AboutAppointment):
    """The first day an appointment no longer holds."""

    on = day("2027-01-01")
