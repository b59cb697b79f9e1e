"""Bodies, queries and answers about projects and participants."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

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
    maybe,
    number,
    one,
    open_day,
    some,
    text,
)
from api.http.fields import Day, EmployerReference, OrganisationReference, Text, Whole
from api.http.schemas import ListQuery, from_required, one_of, until_open
from domain.projects.events import PHASES


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


class ProjectsQuery(ListQuery):
    """Which projects."""

    owner = fields.String()
    participant = fields.String()
    organisation = fields.String()
    q = Text()


class PhaseAnswer(Warned):
    """A phase."""

    phase = text("forme_sammen")
    from_ = first()


class SchemeAnswer(Warned):
    """A scheme."""

    agreed_on = day()
    agreed_with = some(fields.String(metadata={"example": "fagforbundet"}))
    forankring_days = number(14)
    from_ = first()


class ProjectAnswer(Warned):
    """A project: what is open to every token."""

    id = identity()
    name = text("Felles sak og arkiv")
    owner = one(EmployerRef)
    from_ = first()
    until = open_day()
    phase = maybe("forme_sammen")
    phases = some(PhaseAnswer)
    scheme = one(SchemeAnswer, none=True)
    schemes = some(SchemeAnswer)


class ParticipantAnswer(Warned):
    """A participant's slot."""

    employer = one(EmployerRef)
    from_ = first()
    until = open_day()


class SlotInTime(Schema):
    """A slot."""

    from_ = first()
    until = open_day()
    implied = flag(example=False)


class ClarifiedHere(Schema):
    """A clarification at the employer."""

    organisation = one(OrganisationRef)
    from_ = first()
    status = text("affected")


class RepresentantHere(Schema):
    """Who speaks for the employer."""

    id = identity()
    person = one(PersonRef)
    from_ = first()
    until = open_day()


class ParticipantRow(Schema):
    """A participant; to parties with what has been said about it."""

    employer = one(EmployerRef)
    slots = some(SlotInTime)
    participates = some(DaysInTime)
    clarifications = fields.List(fields.Nested(ClarifiedHere))
    claims = fields.List(fields.Nested(SaidHere))
    waivers = fields.List(fields.Nested(SaidHere))
    representanter = fields.List(fields.Nested(RepresentantHere))
