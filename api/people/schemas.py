"""Bodies, queries and answers about persons."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from api.http.answers import (
    DaysInTime,
    EmployerRef,
    From,
    Identity,
    Instant,
    IsoDay,
    OpenDay,
    OrganisationRef,
    ProjectRef,
    like,
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


class RestrictionAnswer(From):
    """A restriction."""

    person: Identity


class DetailsHeld(TypedDict):
    """Name and contact details; null where not given."""

    name: Annotated[str, like("Kari Eksempel")]
    email: Annotated[str | None, like("kari@example.org")]
    phone: Annotated[str | None, like("+47 00 00 00 00")]
    gender: Annotated[str | None, like(None, "As the person has stated it.")]


class PartyHeld(TypedDict):
    """Who appointed the person."""

    party: Annotated[str, like("organisation:fagforbundet")]
    name: Annotated[str, like("Fagforbundet")]


class SaidOfThem(TypedDict):
    """A statement about an appointment, while it named the person."""

    position: Annotated[int, like(1204)]
    recorded_at: Instant
    by: Annotated[str, like("organisation:fagforbundet")]
    on_behalf_of: Annotated[str | None, like(None)]
    text: Annotated[str, like("Fagforbundet har pekt ut en tillitsvalgt for alle deltakerne fra 1. januar 2026.")]


class NamingHeld(From):
    """What names the person, or has done so."""

    project: ProjectRef
    id: Identity
    until: OpenDay
    stands: Annotated[bool, like(True)]
    """Whether it still names the person: neither withdrawn, nor given to somebody else."""
    statements: list[SaidOfThem]


class AppointmentAlone(TypedDict):
    """What an appointment has that an entry as representant has not."""

    organisation: OrganisationRef
    role: Annotated[str, like("tillitsvalgt")]
    employed_at: EmployerRef | None
    vara_for: Annotated[Identity | None, like(None)]
    end: OpenDay
    leaves: list[DaysInTime]


class AppointmentHeld(NamingHeld, AppointmentAlone):
    """An appointment."""


class RepresentantHeld(NamingHeld):
    """An entry as representant of an employer."""

    employer: EmployerRef


class ReadAnswer(TypedDict):
    """That a person's details were shown to a party."""

    at: Instant
    by: Annotated[str, like("organisation:fagforbundet")]
    view: Annotated[str, like("get_appointment", "The operation that showed them.")]
    project: Identity | None


class RestrictedHeld(From):
    """A restriction."""


class RetentionHeld(TypedDict):
    """How long the details are kept."""

    last_day: Annotated[OpenDay, like("2027-12-31", "The last day of all that names them; null while any is open.")]
    older_than: Annotated[str | None, like("2y", "The age at which they are erased, where it has been decided.")]
    due_on: Annotated[OpenDay, like("2029-12-31", "The first day on which they are old enough.")]


class HeldAnswer(TypedDict):
    """All that is held on a person."""

    id: Identity
    on: Annotated[IsoDay, like("2026-11-21")]
    details: DetailsHeld
    kept_since: Instant | None
    appointed_by: PartyHeld
    restriction: RestrictedHeld | None
    retention: RetentionHeld
    appointments: list[AppointmentHeld]
    representanter: list[RepresentantHeld]
    reads: list[ReadAnswer]
