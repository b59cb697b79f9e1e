"""Answers about groups, their seats, rules and adoptions."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.answers.parts import (
    ID,
    EmployerRef,
    OrganisationRef,
    Warned,
    first,
    identity,
    number,
    one,
    open_day,
    some,
    text,
)


class SeatRef(Schema):
    """A seat."""

    id = identity()
    group = identity()
    function = text("medlem")
    appointment = fields.UUID(required=True, allow_none=True, metadata={"example": ID})
    representant = fields.UUID(required=True, allow_none=True, metadata={"example": None})
    organisation = one(OrganisationRef, none=True)
    employer = one(EmployerRef, none=True)
    from_ = first()
    until = open_day()


class SeatAnswer(SeatRef, Warned):
    """A seat, as it now stands."""


class RuleAnswer(Schema):
    """A rule of composition, with the parameters that it takes."""

    rule = text("sammenslutning")
    basis = text("Avtale av 3. februar 2026")
    side = fields.String()
    min = fields.Integer(metadata={"example": 1})
    max = fields.Integer()
    sammenslutning = fields.Nested(OrganisationRef)
    organisation = fields.Nested(OrganisationRef)
    employer = fields.Nested(EmployerRef)
    fylke = fields.String()
    months = fields.Integer()
    percent = fields.Integer()


class RulesRef(Schema):
    """The rules of a group from a day on."""

    group = identity()
    from_ = first()
    rules = some(RuleAnswer)


class RulesAnswer(RulesRef, Warned):
    """Rules, as they now stand."""


class AdoptionRef(Schema):
    """A roster as it was adopted."""

    group = identity()
    from_ = first()
    appointments = some(fields.UUID(metadata={"example": ID}))
    recorded_at = fields.AwareDateTime(required=True, metadata={"example": "2026-01-20T09:14:03.000000+00:00"})
    position = number(1204)
    by = text("employer:0f5f1d7e-3a55-4c5e-9d0c-5a1b6a4f7c11")


class GroupRef(Schema):
    """A group."""

    id = identity()
    kind = text("referansegruppe")
    name = text("Referansegruppa")
    from_ = first()
    until = open_day()


class GroupAnswer(GroupRef, Warned):
    """A group, with its seats, rules and adopted rosters on whatever day."""

    seats = some(SeatRef)
    rules = some(RulesRef)
    adoptions = some(AdoptionRef)


class TemplateAnswer(Warned):
    """A template, as it now stands."""

    template = text("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", description="SHA-256.")
