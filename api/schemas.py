"""Bodies, as marshmallow schemas; one instance of each is made where it is used."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from api.fields import (
    AppointmentReference,
    Day,
    EmployerReference,
    OrganisationReference,
    Scope,
    Text,
    Whole,
)
from domain.clarification import STATUSES
from domain.composition import GENDERS
from domain.delegation import ROLES
from domain.project import PHASES
from domain.register import EMPLOYER_KINDS, ORGANISATION_KINDS


def one_of(values: tuple[str, ...]) -> validate.OneOf:
    """A value of a fixed list, which the refusal names."""
    return validate.OneOf(values, error="One of: {choices}.")


def digits(number: int) -> validate.Regexp:
    """A number of so many digits, leading zeros and all."""
    return validate.Regexp(rf"^[0-9]{{{number}}}\Z", error=f"{number} digits.")


def from_required() -> Day:
    """The first day."""
    return Day(required=True, data_key="from", metadata={"description": "First day (inclusive)."})


def from_open() -> Day:
    """The first day, null from time out of mind."""
    return Day(
        load_default=None,
        allow_none=True,
        data_key="from",
        metadata={"description": "First day; null: always."},
    )


def until_open() -> Day:
    """The first day it no longer holds, null for ever."""
    return Day(
        load_default=None,
        allow_none=True,
        metadata={"description": "First day it no longer holds; null: open."},
    )


class SpanBody(Schema):
    """A span."""

    from_ = from_required()
    until = until_open()


class OpenSpanBody(Schema):
    """A span that may be open at both ends."""

    from_ = from_open()
    until = until_open()


class EmployerBody(Schema):
    """An employer."""

    name = Text(required=True)
    kind = fields.String(required=True, validate=one_of(EMPLOYER_KINDS))
    kommunenummer = fields.String(load_default=None, allow_none=True, validate=digits(4))
    orgnr = fields.String(load_default=None, allow_none=True, validate=digits(9))
    from_ = from_open()
    until = until_open()


class SuccessorBody(Schema):
    """The employer that an old one becomes, or becomes part of."""

    id = fields.UUID(load_default=None, allow_none=True)
    kommunenummer = fields.String(load_default=None, allow_none=True, validate=digits(4))
    name = Text(load_default=None, allow_none=True)


class EdgeBody(Schema):
    """An edge old → new."""

    from_ = EmployerReference(required=True, data_key="from")
    to = fields.Nested(SuccessorBody, required=True)
    continues = fields.Boolean(load_default=None, allow_none=True, truthy={True}, falsy={False})


class ChangesBody(Schema):
    """The changes of a day."""

    on = Day(required=True)
    edges = fields.List(fields.Nested(EdgeBody), required=True, validate=validate.Length(min=1, max=2000))


class OrganisationBody(Schema):
    """An organisation or sammenslutning."""

    name = Text(required=True)
    kind = fields.String(required=True, validate=one_of(ORGANISATION_KINDS))
    short_name = Text(load_default=None, allow_none=True)
    orgnr = fields.String(load_default=None, allow_none=True, validate=digits(9))
    from_ = from_open()
    until = until_open()


class OrganisationSuccessorBody(Schema):
    """The organisation that an old one becomes, or becomes part of."""

    slug = Text(load_default=None, allow_none=True)
    name = Text(load_default=None, allow_none=True)
    kind = fields.String(load_default=None, allow_none=True, validate=one_of(ORGANISATION_KINDS))
    short_name = Text(load_default=None, allow_none=True)
    id = fields.UUID(load_default=None, allow_none=True)


class OrganisationEdgeBody(Schema):
    """An edge old → new."""

    from_ = OrganisationReference(required=True, data_key="from")
    to = fields.Nested(OrganisationSuccessorBody, required=True)
    continues = fields.Boolean(load_default=None, allow_none=True, truthy={True}, falsy={False})


class OrganisationChangesBody(Schema):
    """The changes of a day."""

    on = Day(required=True)
    edges = fields.List(fields.Nested(OrganisationEdgeBody), required=True, validate=validate.Length(min=1, max=200))


class BranchBody(Schema):
    """What a branch is let to speak for."""

    employers = fields.List(EmployerReference(), required=True, validate=validate.Length(min=1))
    from_ = from_required()
    until = until_open()


class ProjectBody(Schema):
    """A project."""

    name = Text(required=True)
    owner = EmployerReference(required=True)
    from_ = from_required()
    until = until_open()


class PhaseBody(Schema):
    """A phase, from a day on."""

    phase = fields.String(required=True, validate=one_of(PHASES))
    from_ = from_required()


class SchemeBody(Schema):
    """The representativ ordning as agreed."""

    agreed_on = Day(required=True)
    agreed_with = fields.List(OrganisationReference(), required=True)
    forankring_days = Whole(required=True, validate=validate.Range(0, 3650, error="Between 0 and 3650 days."))
    from_ = from_required()


class ClarificationsBody(Schema):
    """Who is affected, and who is not; those not named stand as they were."""

    from_ = from_required()
    affected = fields.List(OrganisationReference(), load_default=list)
    not_affected = fields.List(OrganisationReference(), load_default=list)


class ClarificationBody(Schema):
    """Whether one organisation is affected."""

    from_ = from_required()
    status = fields.String(required=True, validate=one_of(STATUSES))


class PersonBody(Schema):
    """A person's name and contact details."""

    name = Text(required=True)
    email = Text(load_default=None, allow_none=True, validate=validate.Email(error="Not an e-mail address."))
    phone = Text(load_default=None, allow_none=True, longest=40)
    gender = fields.String(
        load_default=None,
        allow_none=True,
        validate=one_of(GENDERS),
        metadata={"description": "Only as the person has stated it; shown to nobody but who appointed them."},
    )


class RepresentantBody(SpanBody):
    """Who speaks for an employer."""

    person = fields.Nested(PersonBody, load_default=None, allow_none=True)
    person_id = fields.UUID(load_default=None, allow_none=True)


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
