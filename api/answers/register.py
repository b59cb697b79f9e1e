"""Answers about employers and organisations."""

from __future__ import annotations

from marshmallow import Schema, fields

from api.answers.parts import (
    ID,
    EmployerRef,
    OrganisationRef,
    Warned,
    day,
    first,
    flag,
    identity,
    maybe,
    one,
    open_day,
    open_first,
    some,
    text,
)


class NameInTime(Schema):
    """Name and number from a day on."""

    from_ = open_first()
    kommunenummer = maybe("1576")
    name = text("Aure")


class Neighbour(EmployerRef):
    """A predecessor or successor, and the day of the change."""

    on = day("2020-01-01")


class EmployerAnswer(EmployerRef, Warned):
    """An employer through its names and numbers."""

    kind = text("kommune")
    orgnr = maybe("942957427")
    from_ = open_first()
    until = open_day()
    exists = flag()
    names = some(NameInTime)
    predecessors = some(Neighbour)
    successors = some(Neighbour)


class AffiliationInTime(Schema):
    """An affiliation."""

    sammenslutning = one(OrganisationRef)
    from_ = open_first()
    until = open_day()


class TitleInTime(Schema):
    """Name and short name from a day on."""

    from_ = open_first()
    name = text("Fagforbundet")
    short_name = maybe(None)


class Kin(OrganisationRef):
    """A predecessor or successor, and the day of the change."""

    on = day("2028-01-01")


class OrganisationAnswer(OrganisationRef, Warned):
    """An organisation through its names, with its affiliations."""

    id = identity()
    kind = text("organisasjon")
    short_name = maybe(None)
    orgnr = maybe(None)
    from_ = open_first()
    until = open_day()
    exists = flag()
    names = some(TitleInTime)
    predecessors = some(Kin)
    successors = some(Kin)
    affiliations = some(AffiliationInTime)


class BranchAnswer(Warned):
    """What a branch is let to speak for; the employers by UUID."""

    organisation = one(OrganisationRef)
    seat = one(EmployerRef)
    employers = some(fields.UUID(metadata={"example": ID}))
    from_ = first()
    until = open_day()


class AffiliationAnswer(Warned):
    """An affiliation, as said."""

    organisation = one(OrganisationRef)
    sammenslutning = one(OrganisationRef)
    from_ = open_first()
    until = open_day()
