"""Bodies, queries and answers about persons."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from api.http.answers import (
    ID,
    DaysInTime,
    EmployerRef,
    OrganisationRef,
    ProjectRef,
    day,
    first,
    flag,
    identity,
    maybe,
    number,
    one,
    open_day,
    some,
    text,
)
from api.http.fields import Text
from api.http.schemas import from_required


class RestrictionBody(Schema):
    """A restriction; never why."""

    from_ = from_required()


class PeopleSought(Schema):
    """Whom to look for: at least one of them."""

    name = Text(load_default=None, allow_none=True, metadata={"description": "Any part of the name."})
    email = Text(load_default=None, allow_none=True, metadata={"description": "The whole address."})
    phone = Text(load_default=None, allow_none=True, longest=40, metadata={"description": "As it was given."})

    @validates_schema
    def _something(self, data: dict[str, Any], **_: Any) -> None:
        if not any(data.get(name) for name in ("name", "email", "phone")):
            raise ValidationError("Give a name, an e-mail address or a telephone number.")


class PageQuery(Schema):
    """A page of a list."""

    page = fields.Integer(load_default=1, validate=validate.Range(1, 1_000_000))
    page_size = fields.Integer(load_default=1000, validate=validate.Range(1, 10_000))


def _instant(*, none: bool = False) -> fields.AwareDateTime:
    example = {"example": "2026-01-20T09:14:03.000000+00:00"}
    return fields.AwareDateTime(required=True, allow_none=none, metadata=example)


class RestrictionAnswer(Schema):
    """A restriction."""

    person = identity()
    from_ = first()


class DetailsHeld(Schema):
    """Name and contact details; null where not given."""

    name = text("Kari Eksempel")
    email = maybe("kari@example.org")
    phone = maybe("+47 00 00 00 00")
    gender = maybe(None, description="As the person has stated it.")


class PartyHeld(Schema):
    """Who appointed the person."""

    party = text("organisation:fagforbundet")
    name = text("Fagforbundet")


class SaidOfThem(Schema):
    """A statement about an appointment, while it named the person."""

    position = number(1204)
    recorded_at = _instant()
    by = text("organisation:fagforbundet")
    on_behalf_of = maybe(None)
    text = text("Fagforbundet har pekt ut en tillitsvalgt for alle deltakerne fra 1. januar 2026.")


class NamingHeld(Schema):
    """What names the person, or has done so."""

    project = one(ProjectRef)
    id = identity()
    from_ = first()
    until = open_day()
    stands = flag()
    """Whether it still names the person: neither withdrawn, nor given to somebody else."""
    statements = some(SaidOfThem)


class AppointmentHeld(NamingHeld):
    """An appointment."""

    organisation = one(OrganisationRef)
    role = text("tillitsvalgt")
    employed_at = one(EmployerRef, none=True)
    vara_for = fields.UUID(required=True, allow_none=True, metadata={"example": None})
    end = open_day()
    leaves = some(DaysInTime)


class RepresentantHeld(NamingHeld):
    """An entry as representant of an employer."""

    employer = one(EmployerRef)


class ReadAnswer(Schema):
    """That a person's details were shown to a party."""

    at = _instant()
    by = text("organisation:fagforbundet")
    view = text("get_appointment", description="The operation that showed them.")
    project = fields.UUID(required=True, allow_none=True, metadata={"example": ID})


class RestrictedHeld(Schema):
    """A restriction."""

    from_ = first()


class RetentionHeld(Schema):
    """How long the details are kept."""

    last_day = open_day("2027-12-31", description="The last day of all that names them; null while any is open.")
    older_than = maybe("2y", description="The age at which they are erased, where it has been decided.")
    due_on = open_day("2029-12-31", description="The first day on which they are old enough.")


class HeldAnswer(Schema):
    """All that is held on a person."""

    id = identity()
    on = day("2026-11-21")
    details = one(DetailsHeld)
    kept_since = _instant(none=True)
    appointed_by = one(PartyHeld)
    restriction = one(RestrictedHeld, none=True)
    retention = one(RetentionHeld)
    appointments = some(AppointmentHeld)
    representanter = some(RepresentantHeld)
    reads = some(ReadAnswer)
