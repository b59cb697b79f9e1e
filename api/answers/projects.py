"""Answers about projects, participants, and what is said of them."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.answers.parts import (
    EmployerRef,
    OrganisationRef,
    PersonRef,
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


class DaysInTime(Schema):
    """Days without a break."""

    from_ = first()
    until = open_day()


class ClarifiedHere(Schema):
    """A clarification at the employer."""

    organisation = one(OrganisationRef)
    from_ = first()
    status = text("affected")


class SaidHere(Schema):
    """A claim or waiver at the employer."""

    organisation = one(OrganisationRef)
    from_ = first()
    until = open_day()


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


class RepresentantAnswer(RepresentantHere, Warned):
    """A representant of an employer."""

    employer = one(EmployerRef)


class ClarificationAnswer(ClarifiedHere, Warned):
    """A clarification."""

    employer = one(EmployerRef)


class ClarificationsAnswer(Warned):
    """The clarifications of an employer from a day on."""

    employer = one(EmployerRef)
    from_ = first()
    affected = some(fields.String(metadata={"example": "fagforbundet"}))
    not_affected = some(fields.String(metadata={"example": "tekna"}))


class OwnWordAnswer(SaidHere, Warned):
    """A claim or waiver."""

    employer = one(EmployerRef)


class ReservationAnswer(SaidHere, Warned):
    """A reservation."""
